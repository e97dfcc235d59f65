"""Somebody who says in a feed of their own that they erased what another wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from inzet.record import Filter, Record, chains
from inzet.record.erasure import ERASED
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import canonical_bytes
from tests.record.travelling import sound, titles
from tests.record.world import Clock, add_paper, home, statement


def own_feed(record: Record, marking: str = "PUBLIC") -> str:
    """The id of a record's own feed."""
    return chains.feed_id(record.organisation.id, marking)


def claim(record: Record, *entries: str, marking: str = "PUBLIC") -> None:
    """Signs an empty entry under each of these ids, and later that it erased them: all of it as
    it is where something was erased, but that it never was there."""
    ids = [bytes.fromhex(each) for each in entries]
    with record._writing() as writer:
        to = writer.own_feed(record.organisation, marking)
        for each in ids:
            writer.append(to, each, ERASED, None, None)
    with record._writing() as writer:
        to = writer.own_feed(record.organisation, marking)
        for number, each in enumerate(ids):
            body = kinds.Erasure(
                feed=to.feed.id, nonce=f"{number}{each.hex()}", target=each.hex(), by="", ground=""
            )
            raw = canonical_bytes(body)
            writer.append(to, hashlib.sha256(raw).digest(), kinds.kind_of(body), raw, body)


def take(source: Record, to: Record, feed: str | None = None) -> int:
    """One feed goes over as far as it has not: the source's own, or another; how many were new."""
    feed = feed or own_feed(source)
    view = source.view(source.reader())
    state = to.view(to.reader()).state().get(feed)
    return to.receive_all(view.parcels(feed, state), view.bytes_of(feed))


TEXT = "Home supports the accession of Finland."


@dataclass
class World:
    """Home wrote a paper and what it says; Third has that, and says more of it; Liar knows the ids;
    nothing of it is at Peer. Other
    may claim the same."""

    home: Record
    third: Record
    liar: Record
    other: Record
    peer: Record
    paper: str
    said: str
    """What Home states of its paper."""
    quoted: str
    """What Third states of it."""

    @property
    def all(self) -> dict[str, Record]:
        """Who wrote, by name."""
        return {
            "Home": self.home,
            "Third": self.third,
            "Liar": self.liar,
            "Other": self.other,
        }

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


@contextmanager
def a_world(folder: Path) -> Iterator[World]:
    """All but Peer, for which Third stands."""
    with ExitStack() as stack:
        clock = Clock()
        mine = stack.enter_context(home(folder, clock))
        third, liar, other = (
            stack.enter_context(Record.create(folder / f"{name}.db", name, now=clock))
            for name in ("Third", "Liar", "Other")
        )
        with mine.batch("PUBLIC") as batch:
            paper = add_paper(batch, TEXT, said="2023-01-02")
            said = batch.add(statement(paper, TEXT, 0, 13, said="2023-01-02"))
        take(mine, third)
        with third.batch("PUBLIC") as batch:
            quoted = batch.add(statement(paper, TEXT, 5, 27, act=Act.REFERENCE, holder="x"))
            batch.add(kinds.Review(target=said, verdict="confirmed", by="Jan"))
            batch.add(kinds.Alias(paper=paper, numbers=("third-7",)))
            batch.add(kinds.Reading(paper=paper, extraction=1, reader="r", statements=1))
        yield World(mine, third, liar, other, third, paper, said, quoted)


@contextmanager
def a_peer(world: World, folder: Path) -> Iterator[Record]:
    """Peer, wherever records are made now."""
    with Record.create(folder / "peer.db", "Peer", now=Clock()) as world.peer:
        yield world.peer
