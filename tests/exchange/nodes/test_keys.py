"""Nodes whose organisation changes its key: they go on, with a person where none vouches for it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from inzet.exchange import adding, archive, files
from inzet.exchange.asking import Who
from inzet.exchange.here import Here
from inzet.exchange.peer import NewKey
from inzet.exchange.stix import of_feeds
from inzet.record import Record, Why
from inzet.record.changing import beside
from inzet.record.moments import utc_text
from inzet.vocabulary.errors import InputError
from tests.exchange.nodes.nodes import PERSON, Clock, Node, meet, node, plain
from tests.record.keys import Thief, clean, doubts, last, quotes


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def nodes(tmp_path: Path, clock: Clock) -> tuple[Node, Node]:
    one, other = node(tmp_path, "One", clock), node(tmp_path, "Other", clock)
    meet(one, other)
    one.write("PUBLIC", "begin")
    assert other.pull(one).is_whole
    return one, other


def test_two_nodes_go_on_after_a_rotation_without_a_person(nodes: tuple[Node, Node]) -> None:
    one, other = nodes
    known = one.id
    one.record.change_key()
    one.write("PUBLIC", "after")
    other.write("PUBLIC", "answer")
    # Who changed its key asks first: it tells so with its request.
    assert one.pull(other).is_whole
    assert other.record.keys_of(known) == one.record.keys
    done = other.pull(one)
    assert done.is_whole, plain(done)
    assert other.sees("after")
    assert one.sees("answer")
    for _ in range(2):
        other.record.change_key()
        one.record.change_key()
        other.write("PUBLIC", f"more {_}")
        done = one.pull(other)
        assert done.is_whole, plain(done)
        assert other.pull(one).is_whole
    assert one.sees("more 1")
    assert clean(one.record)
    assert clean(other.record)
    assert one.id == known, "who it is does not change"
    view = other.record.view(other.record.reader())
    feed = next(each for each in view.sources if each.organisation_id == known)
    assert not view.lacks_vouchings(feed.id)


def test_what_is_known_of_the_new_key_is_passed_on(
    nodes: tuple[Node, Node], tmp_path: Path, clock: Clock
) -> None:
    one, other = nodes
    one.record.change_key()
    one.write("PUBLIC", "after")
    assert other.pull(one).is_whole
    third = node(tmp_path, "Third", clock)
    meet(third, other)
    third.knows(one)
    done = third.pull(other)
    assert done.is_whole, plain(done)
    assert third.sees("begin")
    assert third.sees("after")
    assert third.record.keys_of(one.id) == one.record.keys
    assert clean(third.record)


def test_a_restricted_feed_goes_on_and_no_other_is_told_of(nodes: tuple[Node, Node]) -> None:
    one, other = nodes
    one.record.define_audience("REL-A", [other.id])
    one.record.define_audience("REL-B", ["Nobody here"])
    one.write("REL-A", "for you")
    one.write("REL-B", "for others")
    assert other.pull(one).is_whole
    one.record.change_key()
    assert other.pull(one).is_whole
    sources = one.record.view(one.record.reader()).sources
    hidden = next(feed.id for feed in sources if feed.marking == "REL-B")
    assert not any(hidden.encode() in told for told in other.line(one).told)
    assert other.sees("for you")
    assert clean(other.record)


def test_a_lost_key_waits_for_a_person(nodes: tuple[Node, Node], clock: Clock) -> None:
    one, other = nodes
    one.write("PUBLIC", "before")
    path = one.record.path
    one.record.close()
    beside(path, ".key").unlink()
    Record.replace_lost_key(path, clock)
    again = Node("One", Here.of(Record.open(path, clock)), clock)
    other.wires.clear()
    again.write("PUBLIC", "after")
    done = other.pull(again)
    assert "is said to have a new key" in done.error
    assert not other.sees("after")
    assert "refuses (401)" in again.pull(other).error
    fingerprint = again.record.keys.fingerprint
    with pytest.raises(InputError, match="another one"):
        adding.confirm(other.here, other.peer(again), "ab" * 32, PERSON)
    adding.confirm(other.here, other.peer(again), fingerprint, PERSON)
    done = other.pull(again)
    assert done.is_whole, plain(done)
    assert other.sees("before")
    assert other.sees("after")
    assert again.pull(other).is_whole
    assert clean(other.record)


def test_a_thief_with_the_old_key_is_nobody_any_more(
    nodes: tuple[Node, Node], tmp_path: Path, clock: Clock
) -> None:
    one, other = nodes
    thief, before = Thief(one.record), last(one.record)
    old = tmp_path / "thief"
    old.mkdir()
    one.record._store.settle()
    for suffix in ("", ".key"):
        shutil.copy(beside(one.record.path, suffix), old / f"one.db{suffix}")
    one.record.change_key(Why.COMPROMISED)
    assert other.pull(one).is_whole
    held = quotes(other.record)
    # A whole node of the thief's own, at the address of the owner's.
    with Record.open(old / "one.db", clock) as stolen:
        false = Node("One", Here.of(stolen), clock)
        false.here.peers.add(
            id_=other.id,
            name="Other",
            url="https://other.example",
            public_key=other.record.organisation.public_key,
        )
        false.here.peers.confirm(other.id, other.id, PERSON)
        false.write("PUBLIC", "false")
        other.wires.clear()
        done = other.pull(false)
        assert "not signed by One" in done.error
        assert "refuses (401)" in false.pull(other).error
        # Signed over to a key of its own it is refused too, and nobody takes that for the owner's.
        stolen.change_key()
        done = other.pull(false)
        assert "is said to have a new key" in done.error
        assert "refuses (401)" in false.pull(other).error
        # Nor by file.
        path = tmp_path / "false.inzet"
        files.write(false.here, false.peer(other), path)
        with pytest.raises(NewKey):
            files.read(other.here, path)
        archived = tmp_path / "false.archive"
        view = stolen.view(stolen.reader())
        archive.write(stolen, view, [feed.id for feed in view.sources], archived)
        taken = archive.read(other.here, archived)
        assert not taken.is_whole
    # Nor through a peer who never heard of it.
    forged = thief.parcel(before, "forged", time=utc_text(clock()))
    third = node(tmp_path, "Third", clock)
    meet(third, other)
    third.knows(one)
    view = one.record.view(one.record.reader())
    feed = forged.feed_id
    parcels = [each for each in view.parcels(feed) if each.epoch == 1]
    third.record.receive_all(parcels, view.bytes_of(feed))
    third.record.receive(forged)
    done = other.pull(third)
    assert not done.is_whole
    assert "does not vouch" in done.trouble
    assert quotes(other.record) == held
    assert clean(other.record)
    # And that peer is told as soon as it hears.
    assert third.pull(other).is_whole or third.pull(one).is_whole
    assert third.record.keys_of(one.id) == one.record.keys
    assert len(doubts(third.record)) == 1
    # It hands on what is the owner's, and not what nobody would take.
    done = other.pull(third)
    assert done.is_whole, plain(done)
    # The owner goes on.
    other.wires.clear()
    assert len(other.record.waiting(one.id)) == 1, "what the thief says, for a person to look at"
    adding.confirm(other.here, other.peer(one), one.here.fingerprint, PERSON)
    assert not other.record.waiting(one.id)
    one.write("PUBLIC", "true")
    assert other.pull(one).is_whole
    assert other.sees("true")


def test_where_a_thief_took_the_owners_place_the_rest_comes_all_the_same(
    nodes: tuple[Node, Node], clock: Clock
) -> None:
    """At a peer that had not heard: there it is a fork, and the owner goes on after it."""
    one, other = nodes
    thief, before = Thief(one.record), last(one.record)
    since = clock()
    clock.sleep(hours=1)
    assert other.record.receive(thief.parcel(before, "taken", time=utc_text(clock()))) == 1
    one.write("PUBLIC", "lost there")
    one.record.change_key(Why.COMPROMISED, since=since)
    one.write("PUBLIC", "after")
    for _ in range(2):
        done = other.pull(one)
        assert [each.is_fork for each in done.feeds if each.organisation_id == one.id] == [True]
        assert other.sees("after")
        assert not other.sees("lost there")
    assert len(doubts(other.record)) == 1
    assert other.proves()
    # The owner releases it anew.
    one.write("PUBLIC", "lost there")
    other.pull(one)
    assert other.sees("lost there")


def test_by_file_it_goes_on_too(nodes: tuple[Node, Node], tmp_path: Path) -> None:
    one, other = nodes
    for words in ("first", "second"):
        one.record.change_key()
        one.write("PUBLIC", words)
        files.write(one.here, one.peer(other), tmp_path / words)
        done = files.read(other.here, tmp_path / words)
        assert done.is_whole, plain(done)
        assert other.sees(words)
    assert clean(other.record)
    view = other.record.view(other.record.reader())
    assert not any(view.lacks_vouchings(feed.id) for feed in view.sources)


def test_an_old_file_that_comes_again_undoes_nothing(
    nodes: tuple[Node, Node], tmp_path: Path
) -> None:
    one, other = nodes
    files.write(one.here, one.peer(other), tmp_path / "old")
    one.record.change_key()
    assert other.pull(one).is_whole
    with pytest.raises(InputError, match="is not signed by One"):
        files.read(other.here, tmp_path / "old")
    assert other.record.keys_of(one.id) == one.record.keys


def test_one_that_was_written_down_by_the_fingerprint_of_now(tmp_path: Path, clock: Clock) -> None:
    one, other = node(tmp_path, "One", clock), node(tmp_path, "Other", clock)
    one.record.change_key()
    one.write("PUBLIC", "after")
    one.knows(other)
    made = adding.by_hand(other.here, "One", one.here.fingerprint)
    adding.confirm(other.here, made, one.here.fingerprint, PERSON)
    files.write(one.here, one.peer(other), tmp_path / "file")
    done = files.read(other.here, tmp_path / "file")
    assert done.is_whole, plain(done)
    assert other.sees("after")
    assert other.peer(one).public_key == one.record.organisation.public_key
    # And over the network, where it asks first.
    third = node(tmp_path, "Third", clock)
    one.knows(third)
    made = adding.by_hand(third.here, "One", one.here.fingerprint)
    adding.confirm(third.here, made, one.here.fingerprint, PERSON)
    assert one.pull(third).is_whole
    assert third.peer(one).is_confirmed


def test_the_feeds_in_a_file_carry_the_keys(nodes: tuple[Node, Node], tmp_path: Path) -> None:
    one, other = nodes
    one.record.change_key()
    one.write("PUBLIC", "after")
    assert other.pull(one).is_whole
    view = other.record.view(other.record.reader())
    archive.write(other.record, view, [f.id for f in view.sources], tmp_path / "all")
    with Record.create(tmp_path / "new.db", "New", now=one.clock) as new:
        here = Here.of(new)
        with pytest.raises(InputError, match="nobody has confirmed"):
            archive.read(here, tmp_path / "all")
        taken = archive.read(here, tmp_path / "all", by=other.here.fingerprint)
        assert taken.is_whole
        assert new.keys_of(one.id) == one.record.keys
        assert clean(new)
    # One's own record anew, of what a peer holds and the key of now.
    key = beside(one.record.path, ".key")
    with Record.create(tmp_path / "again.db", "One", now=one.clock, key=key) as again:
        taken = archive.read(Here.of(again), tmp_path / "all", by=other.here.fingerprint)
        assert taken.is_whole
        assert again.keys == one.record.keys
        assert clean(again)
        assert {"begin"} <= {q.split()[0] for q in quotes(again)}


def test_a_restored_owner_is_told_of_a_key_that_is_not_here(
    nodes: tuple[Node, Node], tmp_path: Path, clock: Clock
) -> None:
    one, other = nodes
    folder = tmp_path / "before"
    one.record.backup(folder, with_key=True)
    one.record.change_key()
    assert other.pull(one).is_whole
    with Record.open(folder / "one.db", clock) as again:
        restored = Node("One", Here.of(again), clock)
        restored.knows(other)
        done = restored.pull(other)
        assert "refuses (401)" in done.error, "its key is that of before"
        with pytest.raises(NewKey, match="which is not here"):
            restored.here.learn(one.record.keys, "One")
        assert not again.keys.successions


def test_who_a_node_is_says_nothing_more_than_before_where_no_key_changed(
    nodes: tuple[Node, Node],
) -> None:
    one, _ = nodes
    own = one.record.organisation
    raw = msgspec.json.encode(Who(name="One", key=own.public_key.hex(), protocol=1))
    assert b"keys" not in raw


def test_objects_of_stix_stay(nodes: tuple[Node, Node]) -> None:
    """They are named after the organisation and its feed, which a key does not change."""
    one, _ = nodes

    def objects() -> set[str]:
        view = one.record.view(one.record.reader())
        bundle = json.loads(b"".join(of_feeds(view, [feed.id for feed in view.sources])))
        return {each["id"] for each in bundle["objects"]}

    before = objects()
    one.record.change_key()
    assert before
    assert objects() == before
