"""What the simulation looks at in a node's record, each thing once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from inzet.record import Filter, Page, Tailed, View
from inzet.vocabulary.entries import Membership

T = TypeVar("T")


@dataclass(frozen=True)
class Log:
    """A feed as its owner wrote it: what stands where, and who was let in and put out."""

    marking: str
    order: dict[str, int]
    """The place of each entry."""
    joining: list[tuple[int, str, bool]]
    """Place, organisation, whether it was let in."""

    @classmethod
    def of(cls, marking: str, entries: Iterator[Tailed]) -> Log:
        """Of the entries of a feed, in order."""
        order: dict[str, int] = {}
        joining = []
        for place, each in enumerate(entries):
            order[each.entry] = place
            if isinstance(each.body, Membership):
                joining.append((place, each.body.organisation, each.body.joins))
        return cls(marking, order, joining)

    def until(self, node: str) -> int:
        """Up to which place a node was ever let in.

        Args:
            node: its id.
        """
        until, is_in = 0, False
        for place, organisation, joins in self.joining:
            if organisation == node:
                is_in = joins
                until = place if not is_in else until
        return len(self.order) if is_in else until


Row = tuple[str, str, str, str]
"""Of a statement: organisation, marking, entry, quote."""


@dataclass(frozen=True)
class Found:
    """What a node shows a reader."""

    feeds: dict[str, str]
    """The marking of each, by id."""
    rows: list[Row]
    hits: list[Row]


def look(view: View) -> Found:
    """All that a view shows of what is looked for."""
    filter_ = Filter(dossier="accession/FIN")
    rows = _every(lambda after: view.statements(filter_, limit=1000, after=after))
    hits = _every(lambda after: view.search("toetreding", limit=1000, after=after))
    return Found(
        {each.id: each.marking for each in view.sources},
        [(row.organisation, row.marking, row.entry, row.quote) for row in rows],
        [
            (hit.statement.organisation, hit.statement.marking, hit.statement.entry, "")
            for hit in hits
            if hit.statement is not None
        ],
    )


def _every(page: Callable[[str | None], Page[T]]) -> Iterator[T]:
    after = None
    while True:
        found = page(after)
        yield from found.items
        if (after := found.next) is None:
            return


def answers(found: Found, owner: str, feeds: list[str]) -> object:
    """What was found of an owner's feeds; who was put out of others keeps what they had."""
    mine = {feed: found.feeds[feed] for feed in feeds if feed in found.feeds}
    markings = set(mine.values())
    told = [
        sorted(row for row in rows if row[0] == owner and row[1] in markings)
        for rows in (found.rows, found.hits)
    ]
    return sorted(mine), told


def tail(view: View, feed: str) -> Iterator[Tailed]:
    """Every entry of a feed, in order."""
    after = 0
    while rows := view.tail(feed, after):
        yield from rows
        after = rows[-1].place
