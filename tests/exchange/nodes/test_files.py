"""Exchange by file: for one peer alone, signed, refused and named where it was altered."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.exchange import files
from inzet.exchange.sync import Synced
from inzet.vocabulary.errors import InputError, UnreadableFile
from tests.exchange.nodes.nodes import PERSON, Clock, Node, node, plain


def carried(one: Node, other: Node, path: Path, **options: bool) -> tuple[files.Written, Synced]:
    made = files.write(one.here, one.peer(other), path, **options)
    return made, files.read(other.here, path)


def test_a_file_brings_what_its_reader_may_read(nodes: dict[str, Node], tmp_path: Path) -> None:
    ministry, partner = nodes["Ministry"], nodes["Partner"]
    ministry.write("REL-AP", "Samen")
    ministry.write("REL-A", "Zonder")
    ministry.write("INTERNAL", "Binnen")
    made, done = carried(ministry, partner, tmp_path / "file")
    assert done.is_whole, plain(done)
    assert made.entries == done.entries == 3 + 3
    data = (tmp_path / "file").read_bytes()
    assert b"Samen" in data
    assert b"Zonder" not in data
    assert b"Binnen" not in data
    assert data.count(b"REL-A") == data.count(b"REL-AP")
    assert partner.sees("Samen")
    again = files.read(partner.here, tmp_path / "file")
    assert again.is_whole
    assert again.entries == 0


def test_the_next_file_holds_what_was_not_told_to_have_come(
    nodes: dict[str, Node], tmp_path: Path
) -> None:
    ministry, partner = nodes["Ministry"], nodes["Partner"]
    ministry.write("REL-AP", "Eerst")
    first, _ = carried(ministry, partner, tmp_path / "one")
    lost = files.write(ministry.here, ministry.peer(partner), tmp_path / "lost")
    assert lost.entries == first.entries
    carried(partner, ministry, tmp_path / "back")
    ministry.write("REL-AP", "Daarna")
    made, done = carried(ministry, partner, tmp_path / "two")
    assert made.entries == done.entries == 3
    assert partner.sees("Daarna")
    whole, _ = carried(ministry, partner, tmp_path / "whole", whole=True)
    assert whole.entries == first.entries + 3


def test_a_file_for_somebody_else_or_by_nobody_known_is_refused(
    nodes: dict[str, Node], tmp_path: Path, clock: Clock
) -> None:
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    ministry.write("REL-AP", "Samen")
    path = tmp_path / "file"
    files.write(ministry.here, ministry.peer(alliance), path)
    with pytest.raises(InputError, match="for another organisation"):
        files.read(partner.here, path)
    stranger = node(tmp_path, "Stranger", clock)
    stranger.knows(partner)
    stranger.write("PUBLIC", "Vreemd")
    files.write(stranger.here, stranger.peer(partner), path)
    with pytest.raises(InputError, match="nobody has confirmed"):
        files.read(partner.here, path)
    path.write_bytes(b"something else")
    with pytest.raises(UnreadableFile):
        files.read(partner.here, path)
    with pytest.raises(UnreadableFile):
        files.read(partner.here, tmp_path / "nothing")
    assert not partner.sees("Vreemd")
    stranger.record.close()


def test_a_bit_turned_over_anywhere_is_found_and_named(
    nodes: dict[str, Node], tmp_path: Path, clock: Clock
) -> None:
    ministry, partner = nodes["Ministry"], nodes["Partner"]
    ministry.write("REL-AP", "Waar")
    path, spoiled = tmp_path / "file", tmp_path / "spoiled"
    files.write(ministry.here, ministry.peer(partner), path)
    data = path.read_bytes()
    named = 0
    for place in range(11, len(data), len(data) // 25):
        spoiled.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        try:
            done = files.read(partner.here, spoiled)
        except (InputError, UnreadableFile):
            continue
        assert not done.is_whole, place
        named += any("REL-AP of Ministry" in each.error for each in done.feeds)
        named += "REL-AP of Ministry" in done.error
    assert named > 3
    assert partner.proves()
    assert files.read(partner.here, path).is_whole
    assert partner.sees("Waar")


@pytest.mark.parametrize("share", [0.3, 0.7, 0.98])
def test_a_file_that_is_cut_gives_what_is_whole(
    nodes: dict[str, Node], tmp_path: Path, share: float
) -> None:
    ministry, partner = nodes["Ministry"], nodes["Partner"]
    for number in range(4):
        ministry.write("REL-AP", f"Deel{number}")
    path = tmp_path / "file"
    files.write(ministry.here, ministry.peer(partner), path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    done = files.read(partner.here, path)
    assert "ended before its end" in done.error
    assert partner.proves()
    path.write_bytes(data)
    assert files.read(partner.here, path).is_whole


def test_a_peer_without_a_network_is_known_by_its_fingerprint(tmp_path: Path, clock: Clock) -> None:
    one, other = node(tmp_path, "One", clock), node(tmp_path, "Other", clock)
    for each, there in ((one, other), (other, one)):
        added = each.here.peers.add(id_=there.id, name=there.name)
        each.here.peers.confirm(added.id, there.id, PERSON)
    one.write("PUBLIC", "Openbaar")
    _, done = carried(one, other, tmp_path / "file")
    assert done.is_whole, plain(done)
    assert other.sees("Openbaar")
    assert other.peer(one).public_key == one.record.organisation.public_key
    for each in (one, other):
        each.record.close()
