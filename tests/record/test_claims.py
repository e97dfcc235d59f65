"""What one feed says of an id never keeps out, hides or alters what stands in another feed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from inzet.record import Fault, Filter, Record
from inzet.record.store import run
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.errors import NotCome, NotFound, NotOwner
from tests.record.claiming import claim, own_feed, take
from tests.record.conftest import in_databases
from tests.record.engines.before import old_ids
from tests.record.travelling import sound, titles
from tests.record.world import Clock, add_paper, home, statement

TEXT = "Home supports the accession of Finland."


@dataclass
class World:
    """Home wrote a paper and what it says; Third has that, and says more of it; Liar knows the ids;
    nothing of it is at Peer."""

    home: Record
    third: Record
    liar: Record
    peer: Record
    paper: str
    said: str
    """What Home states of its paper."""
    quoted: str
    """What Third states of it."""

    @property
    def all(self) -> dict[str, Record]:
        """Who wrote, by name."""
        return {"Home": self.home, "Third": self.third, "Liar": self.liar}

    def lie(self) -> None:
        """Liar says that it erased the paper and the statement, and gets that to Peer."""
        claim(self.liar, self.paper, self.said)
        take(self.liar, self.peer)

    def whole(self, besides: int = 0) -> None:
        """That everything of Home and Third is at Peer as they wrote it, besides some statements of
        Liar."""
        assert titles(self.peer) == {TEXT[:40]}
        view = self.peer.view(self.peer.reader())
        rows = view.statements(Filter(paper=self.paper)).items
        assert {row.entry for row in rows} == {self.said, self.quoted}
        assert all(row.paper is not None and row.paper.id == self.paper for row in rows)
        assert view.originator(self.paper) == self.home.organisation.id
        assert view.originator(self.said) == self.home.organisation.id
        assert view.count() == 2 + besides
        found = view.find_paper(number="third-7")
        assert found is not None
        assert found.id == self.paper
        reading = view.reading(self.paper)
        assert reading is not None
        assert reading.reader == "r"
        identity = view.statement(self.said).identity
        assert {row.kind for row in view.history(identity)} == {"reading", "review"}
        assert sound(self.peer)


@pytest.fixture(params=["file", "database"])
def world(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """For each engine: what is asked here is asked of Peer, so that it alone is in a database."""
    with ExitStack() as stack:
        clock = Clock()
        mine = stack.enter_context(home(tmp_path, clock))
        third, liar = (
            stack.enter_context(Record.create(tmp_path / f"{name}.db", name, now=clock))
            for name in ("Third", "Liar")
        )
        if request.param == "database":
            server = request.getfixturevalue("postgresql")
            stack.enter_context(in_databases(server, monkeypatch))
        peer = stack.enter_context(Record.create(tmp_path / "peer.db", "Peer", now=clock))
        with mine.batch("PUBLIC") as batch:
            paper = add_paper(batch, TEXT, said="2023-01-02")
            said = batch.add(statement(paper, TEXT, 0, 13, said="2023-01-02"))
        take(mine, third)
        with third.batch("PUBLIC") as batch:
            quoted = batch.add(statement(paper, TEXT, 5, 27, act=Act.REFERENCE, holder="x"))
            batch.add(kinds.Review(target=said, verdict="confirmed", by="Jan"))
            batch.add(kinds.Alias(paper=paper, numbers=("third-7",)))
            batch.add(kinds.Reading(paper=paper, extraction=1, reader="r", statements=1))
        yield World(mine, third, liar, peer, paper, said, quoted)


ORDERS = [*permutations(("Liar", "Home", "Third"))]


@pytest.mark.parametrize(
    ("world", "order"),
    [*(("file", each) for each in ORDERS), *(("database", each) for each in ORDERS[1:3])],
    indirect=["world"],
)
def test_who_claims_what_another_wrote_changes_nothing_of_it(
    world: World, order: tuple[str, ...]
) -> None:
    claim(world.liar, world.paper, world.said)
    waiting = list(order)
    while waiting:
        name = waiting.pop(0)
        try:
            assert take(world.all[name], world.peer) > 0
        except NotCome:
            assert name == "Third"
            waiting.append(name)
        assert not [each for each in world.peer.verify() if isinstance(each, Fault)]
    world.whole()
    world.peer.rebuild()
    world.whole()


def test_what_does_not_fit_is_not_shown_as_of_the_paper(world: World) -> None:
    """Liar quotes what the paper does not say, while nobody here can see that."""
    claim(world.liar, world.paper)
    body = statement(world.paper, TEXT.replace("supports", "prevents"), 5, 27, holder="x")
    with world.liar._writing() as writer:
        to = writer.own_feed(world.liar.organisation, "PUBLIC")
        raw = canonical_bytes(replace(body, feed=to.feed.id, nonce="1"))
        writer.append(to, hashlib.sha256(raw).digest(), "statement", raw, kinds.decode(raw))
    take(world.liar, world.peer)
    take(world.home, world.peer)
    take(world.third, world.peer)
    world.whole(besides=1)
    world.peer.rebuild()
    world.whole(besides=1)
    with world.peer._store.read() as connection:
        rested = run(connection, "SELECT count(*) FROM statement WHERE paper < 0").scalar()
    assert rested == 1


@pytest.mark.parametrize("late", [False, True])
def test_what_is_erased_later_is_erased_as_ever(world: World, late: bool) -> None:
    world.lie()
    if not late:
        take(world.third, world.peer)
    take(world.home, world.peer)
    if late:
        take(world.third, world.peer)
    world.whole()
    world.home.erase(world.paper, by="Jan", ground="law")
    take(world.home, world.peer)
    assert titles(world.peer) == set()
    rows = world.peer.view(world.peer.reader()).statements().items
    assert {row.entry: row.paper for row in rows} == {world.quoted: None}
    assert sound(world.peer)


def test_a_text_alone_that_is_erased(world: World) -> None:
    world.lie()
    take(world.third, world.peer)
    take(world.home, world.peer)
    text = next(world.home.view(world.home.reader()).parcels(own_feed(world.home))).entries[1]
    world.home.erase(text.id.hex(), by="Jan", ground="law")
    take(world.home, world.peer)
    assert titles(world.peer) == {TEXT[:40]}
    assert sound(world.peer)


def test_who_claims_cannot_close_what_rests_on_a_claim(world: World) -> None:
    """Home erased its paper before Peer had it, so two say that it was theirs."""
    world.home.erase(world.paper, by="Jan", ground="law")
    world.lie()
    with world.liar.batch("PUBLIC") as batch:
        batch.add(kinds.Withdrawal(target=world.paper))
    take(world.liar, world.peer)
    take(world.third, world.peer)
    assert sound(world.peer)
    take(world.home, world.peer)
    view = world.peer.view(world.peer.reader())
    assert [row.entry for row in view.statements().items] == [world.quoted]
    assert view.count() == 1
    assert sound(world.peer)


def test_an_organisation_closes_its_own_whoever_claims_it(world: World) -> None:
    """The closing stands in another feed than what it closes, and comes before it."""
    with world.home.batch("REL-A") as batch:
        batch.add(kinds.Withdrawal(target=world.said))
    world.lie()
    narrow = own_feed(world.home, "REL-A")
    with pytest.raises(NotCome):
        take(world.home, world.peer, narrow)
    take(world.home, world.peer)
    assert take(world.home, world.peer, narrow) > 0
    for reader, shown in (("PUBLIC", 1), ("Alfa", 0)):
        view = world.peer.view(world.peer.reader(reader))
        assert len(view.statements().items) == view.count() == shown
    assert sound(world.peer)


def test_nobody_closes_what_they_only_claim(world: World) -> None:
    take(world.home, world.peer)
    claim(world.liar, world.paper)
    with world.liar.batch("PUBLIC") as batch:
        batch.add(kinds.Withdrawal(target=world.paper))
    take(world.liar, world.peer)
    take(world.third, world.peer)
    world.whole()
    with pytest.raises(NotOwner):
        world.peer.erase(world.paper, by="Jan", ground="law")


def test_what_is_claimed_can_be_written_here(world: World) -> None:
    """Liar foresaw an entry of Peer's."""
    feed = own_feed(world.peer)
    body = kinds.Statement(
        identity="i",
        act=Act.POSITION,
        quote="q",
        citation=OutsideCitation(identifier="x", date="2023-01-01", says="q"),
        nonce="given",
        feed=feed,
        said="2023-01-01",
    )
    entry = hashlib.sha256(canonical_bytes(body)).hexdigest()
    claim(world.liar, entry)
    take(world.liar, world.peer)
    for _ in range(2):
        with world.peer.batch("PUBLIC") as batch:
            assert batch.add(body) == entry
    view = world.peer.view(world.peer.reader())
    assert [row.entry for row in view.statements().items] == [entry]
    assert sound(world.peer)


def test_a_claim_alone_shows_nothing(world: World) -> None:
    world.lie()
    view = world.peer.view(world.peer.reader())
    assert view.papers().items == ()
    assert view.originator(world.paper) == world.liar.organisation.id
    with pytest.raises(NotFound):
        view.paper(world.paper)


@pytest.mark.file
@pytest.mark.parametrize("world", ["file"], indirect=True)
def test_a_claim_that_an_earlier_release_took(tmp_path: Path, world: World) -> None:
    """What kept the feed of another out there does so no longer once the record is brought up."""
    world.lie()
    world.peer.close()
    old_ids(world.peer.path)
    with Record.open(world.peer.path, Clock()) as world.peer:
        take(world.third, world.peer)
        take(world.home, world.peer)
        world.whole()


def test_what_is_kept_of_claims_is_verified(world: World) -> None:
    world.lie()
    assert sound(world.peer)
    with world.peer._store.write() as connection:
        run(connection, "UPDATE claim SET n = n + 7")
    assert not sound(world.peer)
