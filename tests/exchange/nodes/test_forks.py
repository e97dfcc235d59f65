"""A feed that was rewritten is found: by who holds the old one, and by a co-signature."""

from __future__ import annotations

import shutil
from pathlib import Path

from inzet.exchange.here import Here
from inzet.record import Record
from tests.exchange.nodes.nodes import Clock, Node, meet, node, plain


def rewritten(one: Node, folder: Path, words: str) -> Node:
    """The same organisation, from a copy of its record that forgot what it had signed since."""
    copied = folder / "rewritten.db"
    shutil.copy(folder / "before.db", copied)
    shutil.copy(f"{one.record.path}.key", f"{copied}.key")
    made = Node(one.name, Here.of(Record.open(copied, one.clock)), one.clock)
    made.write("PUBLIC", words)
    return made


def test_who_holds_the_old_history_finds_the_new_one(tmp_path: Path, clock: Clock) -> None:
    one, other = node(tmp_path, "One", clock), node(tmp_path, "Other", clock)
    meet(one, other)
    one.record.head()
    with Record.open(one.record.path) as again:
        again.close()
    one.record.close()
    shutil.copy(one.record.path, tmp_path / "before.db")
    one = Node("One", Here.of(Record.open(one.record.path, clock)), clock)
    one.write("PUBLIC", "Eerst")
    assert other.pull(one).is_whole
    false = rewritten(one, tmp_path, "Anders")
    false.knows(other)
    other.wires.clear()
    done = other.pull(false)
    assert [feed.is_fork for feed in done.feeds] == [True], plain(done)
    assert other.sees("Eerst")
    assert not other.sees("Anders")
    view = other.record.view(other.record.reader())
    feed = next(each for each in view.sources if each.organisation_name == "One")
    assert len(view.forks(feed.id)) == 1
    for each in (one, other, false):
        each.record.close()


def test_a_co_signature_tells_who_never_saw_the_old_one(tmp_path: Path, clock: Clock) -> None:
    one, other, third = (node(tmp_path, name, clock) for name in ("One", "Other", "Third"))
    one.record.close()
    shutil.copy(one.record.path, tmp_path / "before.db")
    one = Node("One", Here.of(Record.open(one.record.path, clock)), clock)
    meet(one, other, third)
    one.write("PUBLIC", "Eerst")
    assert other.pull(one).is_whole
    false = rewritten(one, tmp_path, "Anders")
    false.knows(third)
    # The third one has only ever seen the new history; it is sound by itself.
    assert third.pull(false).is_whole
    assert third.sees("Anders")
    done = third.pull(other)
    assert any(feed.is_fork for feed in done.feeds), plain(done)
    view = third.record.view(third.record.reader())
    feed = next(each for each in view.sources if each.organisation_name == "One")
    assert view.forks(feed.id)
    assert third.peer(other).error
    for each in (one, other, third, false):
        each.record.close()


def test_co_signatures_go_to_and_fro(nodes: dict[str, Node]) -> None:
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    ministry.write("REL-AP", "Samen")
    ministry.write("REL-A", "Zonder")
    alliance.pull(ministry)
    view = ministry.record.view(ministry.record.reader())
    by = {feed.marking: {each.name for each in view.witnesses(feed.id)} for feed in view.sources}
    assert by == {"REL-A": {"Alliance"}, "REL-AP": {"Alliance"}}
    partner.pull(ministry)
    view = partner.record.view(partner.record.reader())
    found = {each.name for feed in view.sources for each in view.witnesses(feed.id)}
    assert found == {"Alliance", "Partner"}
