"""What one feed says of an id never keeps out, hides or alters what stands in another feed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from inzet.record import FalseClaim, Fault, Memory, Record, Untrue
from inzet.record.store import run
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.errors import NotCome, NotFound, NotOwner
from tests.record.claiming import TEXT, World, a_peer, a_world, claim, own_feed, take
from tests.record.conftest import in_databases
from tests.record.engines.before import old_ids
from tests.record.travelling import sound, titles
from tests.record.world import Clock, add_paper, statement


@pytest.fixture(params=["file", "database"])
def world(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """For each engine: what is asked here is asked of Peer, so that it alone is in a database."""
    with ExitStack() as stack:
        made = stack.enter_context(a_world(tmp_path))
        if request.param == "database":
            server = request.getfixturevalue("postgresql")
            stack.enter_context(in_databases(server, monkeypatch))
        stack.enter_context(a_peer(made, tmp_path))
        yield made


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


# ---- that it is told ------------------------------------------------------------------------


def told(record: Record, reader: str = "") -> list[FalseClaim]:
    return record.view(record.reader(*filter(None, [reader]))).false_claims()


def untrue(record: Record) -> list[Untrue]:
    return [each for each in record.verify() if isinstance(each, Untrue)]


@pytest.mark.parametrize("first", ["Home", "Liar"])
def test_that_a_claim_is_not_so_is_told(world: World, first: str) -> None:
    claim(world.liar, world.paper, world.said)
    for name in (first, "Liar" if first == "Home" else "Home"):
        assert told(world.peer) == []
        assert untrue(world.peer) == []
        take(world.all[name], world.peer)
    (found,) = told(world.peer, "PUBLIC")
    assert found == FalseClaim(
        organisation="Liar",
        organisation_id=world.liar.organisation.id,
        marking="PUBLIC",
        feed=own_feed(world.liar),
        epoch=1,
        n=1,
        of="Home",
        of_marking="PUBLIC",
        of_feed=own_feed(world.home),
        proven=True,
        entries=(world.paper, world.said),
        count=2,
    )
    (finding,) = untrue(world.peer)
    assert finding.what == "Liar says that it erased 2 entries that Home wrote"
    assert world.paper in finding.where
    assert "Ask Liar by another way" in finding.fix
    assert sound(world.peer), "it is no fault of this record"
    # Also where it is erased since, by who wrote it.
    world.home.erase(world.paper, by="Jan", ground="law")
    take(world.home, world.peer)
    assert told(world.peer) == [found]


def test_of_two_that_claim_the_same_neither_is_said_to_lie(world: World) -> None:
    """Home erased its paper before Peer had it, and Liar says that it was Liar's."""
    world.home.erase(world.paper, by="Jan", ground="law")
    claim(world.liar, world.paper)
    for each in (world.liar, world.home):
        take(each, world.peer)
    assert [(each.organisation, each.of, each.proven) for each in told(world.peer)] == [
        ("Liar", "Home", False),
        ("Home", "Liar", False),
    ]
    assert all("only one of them" in each.what for each in untrue(world.peer))


def test_what_is_erased_as_it_should_be_is_not_told(world: World) -> None:
    """Also where it came empty."""
    world.home.erase(world.paper, by="Jan", ground="law")
    take(world.home, world.peer)
    assert told(world.peer) == []
    assert untrue(world.peer) == []


def test_a_claim_of_what_one_may_not_read_is_told_to_nobody_else(world: World) -> None:
    """That an entry is Home's, and under which marking, is learnt by who reads it there."""
    with world.home.batch("REL-A") as batch:
        hidden = add_paper(batch, "Only Alfa reads this.")
    claim(world.liar, hidden)
    take(world.home, world.peer)
    take(world.home, world.peer, own_feed(world.home, "REL-A"))
    take(world.liar, world.peer)
    assert told(world.peer, "PUBLIC") == []
    (found,) = told(world.peer, "Alfa")
    assert (found.of_marking, found.entries) == ("REL-A", (hidden,))


def test_many_claims_are_told_at_once(world: World) -> None:
    with world.home.batch("PUBLIC") as batch:
        papers = [add_paper(batch, f"Paper {number} stands.") for number in range(9)]
    claim(world.liar, *papers)
    take(world.home, world.peer)
    take(world.liar, world.peer)
    (found,) = told(world.peer)
    assert (found.count, found.entries) == (9, tuple(papers[:8]))
    assert "and 1 more" in untrue(world.peer)[0].where


def test_a_claim_under_ones_own_key_is_told_as_such(world: World, tmp_path: Path) -> None:
    """Somebody has the key of Home, whose record is filled again from what others have."""
    with world.third.batch("PUBLIC") as batch:
        paper = add_paper(batch, "Third wrote this.")
    claim(world.home, paper)
    key = world.home.path.with_name("home.db.key")
    with Record.create(tmp_path / "again.db", "Home", key=key) as again:
        take(world.home, again)
        take(world.third, again)
        (finding,) = untrue(again)
    assert "under your own key" in finding.fix


def test_what_is_remembered_of_claims_is_made_anew(world: World) -> None:
    take(world.home, world.peer)
    memory = Memory()
    claim(world.liar, world.paper)
    for count in (0, 1):
        view = world.peer.view(world.peer.reader(), memory=memory)
        assert len(view.false_claims()) == count
        take(world.liar, world.peer)
