"""What peers signed, taken in and signed many at once: the same in a file and in a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from inzet.record import Record, Witness, check_evidence, travelling
from inzet.record.store import value
from inzet.vocabulary.errors import BrokenRecord, NotFound
from tests.record.conftest import in_databases
from tests.record.travelling import public, send, sound, write
from tests.record.world import Clock

OWNERS = ("A", "B", "C")
BROKEN = {"signature": bytes(64)}


class World:
    """Three organisations that wrote something, peers that have seen it, and one that is told.

    Args:
        database: of those that sign and take in one each are in a database, from here on.
    """

    def __init__(self, folder: Path, stack: ExitStack, database: Callable[[], None]) -> None:
        self._folder, self._stack = folder, stack
        self.owners = [self.record(name) for name in OWNERS]
        others = [self.record(f"Peer {number}") for number in (1, 2)]
        database()
        self.peers = [self.record("Peer 0"), *others]
        self.told = self.record("Told")
        self.write("first")

    def record(self, name: str, key: Path | None = None) -> Record:
        """A new one."""
        path = self._folder / f"{name}-{'again' if key else 'once'}.db"
        return self._stack.enter_context(Record.create(path, name, now=Clock(), key=key))

    def write(self, word: str) -> None:
        """Each owner writes a paper, which everybody takes."""
        for owner in self.owners:
            write(owner, f"{word} of {owner.organisation.name}")
            for other in (*self.peers, self.told):
                send(owner, other)

    def signed(self, *peers: Record) -> list[Witness]:
        """What peers sign of every feed, all of one before the next."""
        found: list[Witness] = []
        for peer in peers or self.peers:
            found += peer.cosign(peer.view(peer.reader("PUBLIC")), self.feeds).values()
        return found

    @property
    def feeds(self) -> list[str]:
        """Of the owners, in order."""
        return [public(owner) for owner in self.owners]

    @property
    def known(self) -> list[str]:
        """The peers, by their fingerprints."""
        return [peer.organisation.id for peer in self.peers]

    def take(self, *witnesses: Witness) -> int:
        """How many are new to the one that is told."""
        return self.told.take_witnesses(witnesses, known=self.known).new

    def kept(self) -> set[bytes]:
        """The signatures that are kept there."""
        view = self.told.view(self.told.reader("PUBLIC"))
        return {each.signature for feed in view.feeds() for each in view.witnesses(feed.id)}

    def notes(self) -> int:
        """How often was noted what is kept of feeds."""
        with self.told._store.read() as connection:
            return int(value(connection, "SELECT count(*) FROM arrival WHERE first > last"))


@pytest.fixture(params=["file", "database"])
def world(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """For each engine: only what differs by it is in a database, as each takes long to make."""
    with ExitStack() as stack:

        def database() -> None:
            if request.param == "database":
                server = request.getfixturevalue("postgresql")
                stack.enter_context(in_databases(server, monkeypatch))

        yield World(tmp_path, stack, database)


def signatures(*witnesses: Witness) -> set[bytes]:
    return {each.signature for each in witnesses}


def test_many_are_taken_at_once_and_noted_once_for_each_feed(world: World) -> None:
    found = world.signed()
    assert len(found) == 9
    # Each twice: the second adds nothing.
    assert world.take(*found, *found) == 9
    assert world.kept() == signatures(*found)
    assert world.notes() == 3
    assert world.take(*found) == 0
    assert world.notes() == 3
    assert sound(world.told)


def test_what_is_here_needs_no_lock(world: World) -> None:
    found = world.signed()
    world.take(*found)
    unheard = msgspec.structs.replace(found[0], marking="INTERNAL")
    with world.told._store.write():
        assert world.take(*found) == 0
        with pytest.raises(BrokenRecord):
            world.take(unheard)


def test_a_broken_one_spoils_what_comes_after_it_alone(world: World) -> None:
    *before, last, after, more = world.signed()
    broken = msgspec.structs.replace(last, **BROKEN)
    with pytest.raises(BrokenRecord, match="not signed by who says so"):
        world.take(*before, broken, after, more)
    assert world.kept() == signatures(*before)
    assert world.take(*before, last, after, more) == 3
    # One of another feed, or of a text that no database holds, is as broken.
    for wrong in ({"marking": "REL-X"}, {"name": "Peer\0"}, {"epoch": 2**63}, {"n": 2**63}):
        with pytest.raises(BrokenRecord):
            world.take(msgspec.structs.replace(last, **wrong))
    assert sound(world.told)


def test_those_that_tell_nothing_here_are_passed_over(world: World) -> None:
    stranger, unheard = world.record("Stranger"), world.record("Unheard")
    for owner in world.owners:
        send(owner, stranger)
    write(unheard, "elsewhere")
    send(unheard, world.peers[0])
    peer = world.peers[0]
    by_nobody = world.signed(stranger)
    (of_nothing,) = peer.cosign(peer.view(peer.reader("PUBLIC")), [public(unheard)]).values()
    good = world.signed(peer)
    peer.change_key()
    by_a_key_to_come = world.signed(peer)
    assert {each.signed_by for each in by_a_key_to_come} == {peer.keys.current}
    found = [by_nobody[0], of_nothing, good[0], by_a_key_to_come[0], by_nobody[1], good[1]]
    assert world.take(*found) == 2
    assert world.kept() == signatures(*good[:2])
    # Who wrote something that is here is known.
    write(stranger, "something")
    send(stranger, world.told)
    assert world.take(*by_nobody) == 3
    assert sound(world.told)


def doubled(world: World) -> tuple[Record, Record]:
    """An organisation with two records of one key, which began otherwise."""
    one = world.record("Double")
    two = world.record("Double", one.path.with_name(f"{one.path.name}.key"))
    write(one, "left")
    write(two, "right")
    world.owners.append(one)
    return one, two


def test_of_a_fork_among_them_the_evidence_is_kept_and_the_others_are(world: World) -> None:
    one, two = doubled(world)
    send(one, world.told)
    for peer, double in zip(world.peers, (one, two, two), strict=True):
        send(double, peer)
    found = world.signed()
    assert len(found) == 12
    done = world.told.take_witnesses(found, brought_by="them", known=world.known)
    assert done.new == 10
    assert list(done.forks) == [public(one)]
    evidence = check_evidence(done.forks[public(one)].evidence)
    (fork,) = world.told.view(world.told.reader("PUBLIC")).forks(public(one))
    assert (fork.brought_by, fork.n) == ("them", evidence.n)
    assert world.notes() == 4
    # Told again each time, and kept once.
    again = world.told.take_witnesses(found, brought_by="others", known=world.known)
    assert (again.new, list(again.forks)) == (0, [public(one)])
    assert world.notes() == 4
    assert sound(world.told)


def test_two_that_saw_what_is_to_come_show_a_fork(world: World) -> None:
    one, two = doubled(world)
    send(one, world.told)
    for peer, double in zip(world.peers, (one, two, one), strict=True):
        write(double, "on")
        send(double, peer)
    # The last one has seen more of what the first did.
    found = [each for each in world.signed() if each.feed_id == public(one)]
    done = world.told.take_witnesses(found, known=world.known)
    assert done.new == 2
    assert check_evidence(done.forks[public(one)].evidence).n == found[1].n
    assert world.kept() == signatures(found[0], found[2])
    assert sound(world.told)


def test_more_than_go_together_are_taken_in_parts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(travelling, "_TOGETHER", 2)
    found = world.signed()
    broken = msgspec.structs.replace(found[4], **BROKEN)
    with pytest.raises(BrokenRecord):
        world.take(*found[:4], broken, *found[5:])
    assert world.kept() == signatures(*found[:4])
    assert world.take(*found) == 5
    assert sound(world.told)


def test_feeds_are_signed_together_and_once(world: World) -> None:
    peer = world.peers[0]
    view = peer.view(peer.reader())
    first = peer.cosign(view, world.feeds)
    assert list(first) == world.feeds
    with peer._store.write():
        assert peer.cosign(view, world.feeds) == first, "and nobody waits for the record"
    write(world.owners[0], "second")
    send(world.owners[0], peer)
    write(peer, "of its own")
    view = peer.view(peer.reader())
    second = peer.cosign(view, [*world.feeds, public_of(peer)])
    assert second.keys() == first.keys(), "its own are signed already"
    assert [second[feed] == first[feed] for feed in world.feeds] == [False, True, True]
    with pytest.raises(NotFound):
        peer.cosign(view, ["f" * 64])
    assert sound(peer)


def public_of(record: Record) -> str:
    """The id of its own public feed."""
    sources = record.view(record.reader()).sources
    own = record.organisation.id
    return next(f.id for f in sources if (f.organisation_id, f.marking) == (own, "PUBLIC"))


def test_the_newest_of_each_peer_is_told_in_the_order_asked(world: World) -> None:
    old = world.signed()
    world.take(*old)
    world.write("second")
    new = world.signed(*world.peers[:2])
    world.take(*new)
    view = world.told.view(world.told.reader("PUBLIC"))
    feeds = world.feeds[::-1]
    told = view.newest_witnesses(feeds, most=100)
    assert [each.feed_id for each in told] == [feed for feed in feeds for _ in range(3)]
    assert signatures(*told) == signatures(*new, *(each for each in old if each.name == "Peer 2"))
    for feed in feeds:
        mine = [each for each in told if each.feed_id == feed]
        assert mine == [each for each in view.witnesses(feed) if each in mine], "newest seal first"
    assert view.newest_witnesses(feeds, most=4) == told[:4]
    assert view.newest_witnesses([], most=4) == []
    # What is not wanted makes room, and no older one takes its place.
    known = signatures(*told[:4])
    assert view.newest_witnesses(feeds, most=4, without=known) == told[4:8]
    with pytest.raises(NotFound):
        view.newest_witnesses([*feeds, "f" * 64], most=4)
