"""A node that was put back from a backup takes back from its peers what it had written since."""

from __future__ import annotations

from pathlib import Path

from inzet.exchange import files
from inzet.exchange.here import Here
from inzet.record import Record
from inzet.record.restoring import restore
from tests.exchange.nodes.nodes import Clock, Node, plain


def put_back(nodes: dict[str, Node], folder: Path, clock: Clock) -> Node:
    """The ministry's node with its record from a backup, in the place of what it was."""
    restore(folder, folder.with_name("again.db"), now=clock())
    return in_its_place(nodes, folder.with_name("again.db"), clock)


def in_its_place(nodes: dict[str, Node], path: Path, clock: Clock) -> Node:
    """The ministry's node with another record, where the others ask."""
    again = Node("Ministry", Here.of(Record.open(path, clock)), clock)
    for each in nodes.values():
        each.wires.pop(again.id, None)
        if each.id != again.id:
            again.knows(each)
    return again


def test_backup_going_on_restoring_and_meeting(
    nodes: dict[str, Node], clock: Clock, tmp_path: Path
) -> None:
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    ministry.write("PUBLIC", "Eerst")
    ministry.record.backup(tmp_path / "saved", with_key=True)
    ministry.write("PUBLIC", "Verloren")
    ministry.write("REL-A", "Verloren bij A")
    alliance.pull(ministry)
    clock.sleep(hours=1)
    again = put_back(nodes, tmp_path / "saved", clock)
    # It writes on before it has heard of anything.
    again.write("PUBLIC", "Daarna")
    again.write("REL-A", "Daarna bij A")
    done = again.pull(alliance)
    assert done.is_whole, plain(done)
    assert {(feed.marking, feed.entries) for feed in done.feeds} >= {("PUBLIC", 3), ("REL-A", 3)}
    for words in ("Eerst", "Verloren", "Verloren bij A", "Daarna", "Daarna bij A"):
        assert again.sees(words), words
    again.write("PUBLIC", "Weer")
    done = alliance.pull(again)
    assert done.is_whole, plain(done)
    for words in ("Eerst", "Verloren", "Verloren bij A", "Daarna", "Daarna bij A", "Weer"):
        assert alliance.sees(words), words
    # Twice is once; and who never had what was lost gets it too.
    assert again.pull(alliance).entries == 0
    assert {feed.organisation for feed in again.pull(alliance).feeds} <= {"Alliance", "Partner"}
    assert partner.pull(again).is_whole
    assert partner.sees("Verloren")
    for each in (again, alliance, partner):
        assert each.proves()
        view = each.record.view(each.record.reader())
        assert all(view.forks(feed.id) == [] for feed in view.feeds())


def test_a_file_brings_back_what_was_lost(
    nodes: dict[str, Node], clock: Clock, tmp_path: Path
) -> None:
    ministry, alliance = nodes["Ministry"], nodes["Alliance"]
    ministry.record.backup(tmp_path / "saved", with_key=True)
    ministry.write("PUBLIC", "Verloren")
    alliance.pull(ministry)
    again = put_back(nodes, tmp_path / "saved", clock)
    peer = alliance.here.peers.named("Ministry")
    without = files.write(alliance.here, peer, tmp_path / "without")
    assert files.read(again.here, tmp_path / "without").is_whole
    assert not again.sees("Verloren")
    whole = files.write(alliance.here, peer, tmp_path / "whole", whole=True)
    assert whole.entries > without.entries
    done = files.read(again.here, tmp_path / "whole")
    assert done.is_whole, plain(done)
    assert again.sees("Verloren")
    assert again.proves()


def test_put_back_by_hand_and_written_on_before_hearing_is_told(
    nodes: dict[str, Node], clock: Clock, tmp_path: Path
) -> None:
    """Without inzet restore, and with the sidecar lost, there is a fork; both sides are told."""
    ministry, alliance = nodes["Ministry"], nodes["Alliance"]
    ministry.record.backup(tmp_path / "saved", with_key=True)
    ministry.write("PUBLIC", "Verloren")
    alliance.pull(ministry)
    found = next((tmp_path / "saved").glob("*.db"))
    found.with_name(found.name + ".head").unlink()
    again = in_its_place(nodes, found, clock)
    again.write("PUBLIC", "Anders")
    done = again.pull(alliance)
    assert any(feed.is_fork for feed in done.feeds), plain(done)
    assert any(feed.is_fork for feed in alliance.pull(again).feeds)


def test_put_back_by_hand_it_hears_first_and_forks_nobody(
    nodes: dict[str, Node], clock: Clock, tmp_path: Path
) -> None:
    ministry, alliance = nodes["Ministry"], nodes["Alliance"]
    ministry.write("PUBLIC", "Eerst")
    ministry.record.backup(tmp_path / "saved", with_key=True)
    ministry.write("PUBLIC", "Verloren")
    alliance.pull(ministry)
    # Written since, and in nobody's hands: it must not be signed over either.
    ministry.write("PUBLIC", "Van niemand")
    found = next((tmp_path / "saved").glob("*.db"))
    found.with_name(found.name + ".head").unlink()
    again = in_its_place(nodes, found, clock)
    assert again.pull(alliance).is_whole
    again.write("PUBLIC", "Daarna")
    state = again.record.view(again.record.reader()).state()
    assert all(max(places) > 1000 for feed, places in state.items() if len(places) > 1)
    assert alliance.pull(again).is_whole
    assert alliance.sees("Daarna")
    assert again.proves()
    assert alliance.proves()
