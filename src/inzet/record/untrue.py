"""What one feed says of another's entries that is not so: that it erased what stands in that one.

Its organisation sealed it, so that it did say so is proven; and an id is the hash of a body that
names its feed, so it is of one feed alone. Nothing of anybody else's is closed by it (see
``claims``): whoever keeps the record is told, as who lies once may do so again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import msgspec
from sqlalchemy.engine import Connection

from inzet.record.audiences import Feed
from inzet.record.findings import Checked, Untrue
from inzet.record.store import run, value

MOST = 8
"""Ids that are told of each pair of feeds: a feed may claim as many as it likes."""


class FalseClaim(msgspec.Struct, frozen=True, kw_only=True):
    """That a feed says of entries of another feed that they were its own, and that it erased them.

    Readers of both are told, and nobody else: that an entry is in a feed is told by it.
    """

    organisation: str
    """Who says so."""
    organisation_id: str
    marking: str
    feed: str
    epoch: int
    n: int
    """The place in its feed of the first of them."""
    of: str
    """Whose feed they are in as well."""
    of_marking: str
    of_feed: str
    proven: bool
    """What the other wrote is here, or was. Else both say that they erased it, so that one of the
    two says what is not so, and nothing here tells which."""
    entries: tuple[str, ...]
    """The first of their ids."""
    count: int


class _Row(NamedTuple):
    """An entry with an id that came empty in some feed."""

    id: bytes
    feed: int
    epoch: int
    n: int
    claimed: int
    """Whether it came empty."""
    empty: int
    """Whether it is empty now."""


@dataclass(slots=True)
class _Pair:
    """What one feed claims of another: how many, and the first of them."""

    count: int = 0
    first: list[_Row] = field(default_factory=list)

    def add(self, claim: _Row) -> None:
        self.count += 1
        self.first = sorted([*self.first, claim], key=attrgetter("epoch", "n"))[:MOST]


def false_claims(connection: Connection, feeds: Iterable[Feed]) -> list[FalseClaim]:
    """What these feeds say of each other that is not so, by place: first what is proven.

    Nothing is looked at of other feeds, so who may not read one learns nothing of it.
    """
    by_key = {feed.key: feed for feed in feeds}
    pairs: dict[tuple[int, int, bool], _Pair] = {}
    for _, some in groupby(_twice(connection), key=attrgetter("id")):
        for claim, other, proven in _untrue([row for row in some if row.feed in by_key]):
            pair = pairs.setdefault((claim.feed, other.feed, proven), _Pair())
            pair.add(claim)
    ordered = sorted(pairs.items(), key=lambda each: (not each[0][2], each[0]))
    return [_told(by_key[feed], by_key[of], proven, pair) for (feed, of, proven), pair in ordered]


def _twice(connection: Connection) -> Iterator[_Row]:
    """Every entry with an id that came empty, where it is in two feeds."""
    sql = (
        "SELECT e.id, e.feed, e.epoch, e.n, CASE WHEN c.n IS NULL THEN 0 ELSE 1 END, "
        "CASE WHEN e.body IS NULL THEN 1 ELSE 0 END FROM entry e LEFT JOIN claim c "
        "ON c.feed = e.feed AND c.epoch = e.epoch AND c.n = e.n WHERE e.id IN "
        "(SELECT d.id FROM claim d JOIN entry o ON o.id = d.id AND o.feed <> d.feed) "
        "ORDER BY e.id, e.seq"
    )
    for entry_id, *rest in run(connection, sql):
        yield _Row(bytes(entry_id), *rest)


def _untrue(found: Sequence[_Row]) -> Iterator[tuple[_Row, _Row, bool]]:
    """Of entries with one id the claims that are not so, each with the entry that it is about and
    whether that is proven."""
    true = next((each for each in found if not each.empty or not each.claimed), None)
    for each in found:
        other = true or next((one for one in found if one.feed != each.feed), None)
        if each is not true and other is not None:
            yield each, other, true is not None


def _told(feed: Feed, of: Feed, proven: bool, pair: _Pair) -> FalseClaim:
    first = pair.first[0]
    return FalseClaim(
        organisation=feed.organisation_name,
        organisation_id=feed.organisation_id,
        marking=feed.marking,
        feed=feed.id,
        epoch=first.epoch,
        n=first.n,
        of=of.organisation_name,
        of_marking=of.marking,
        of_feed=of.id,
        proven=proven,
        entries=tuple(each.id.hex() for each in pair.first),
        count=pair.count,
    )


def verify(
    connection: Connection, known: Sequence[Feed], own_id: str
) -> Iterator[Checked | Untrue]:
    """Everything of that kind in the record: its faults are others', and it proves all the same."""
    for each in false_claims(connection, known):
        yield Untrue(_what(each), _where(each), _fix(each, own_id))
    count = int(value(connection, "SELECT count(*) FROM claim"))
    yield Checked("entries that came empty", count)


def _what(each: FalseClaim) -> str:
    entries = "an entry" if each.count == 1 else f"{each.count:,} entries"
    if each.proven:
        return f"{each.organisation} says that it erased {entries} that {each.of} wrote"
    return (
        f"{each.organisation} and {each.of} both say that they erased {entries}, and only one of "
        "them can have written what an id names"
    )


def _where(each: FalseClaim) -> str:
    more = f" and {each.count - len(each.entries):,} more" if each.count > len(each.entries) else ""
    return (
        f"{each.organisation}, {each.marking}, entry {each.n} of epoch {each.epoch}; also in "
        f"{each.of}, {each.of_marking}; {', '.join(each.entries)}{more}"
    )


def _fix(each: FalseClaim, own_id: str) -> str:
    kept = f"Nothing of {each.of} is hidden by it."
    if each.organisation_id == own_id:
        return f"{kept} It is under your own key: find out who else has it (`inzet key --help`)."
    return (
        f"{kept} Ask {each.organisation} by another way why it signed this; "
        "`inzet peer remove` ends the exchange with it."
    )
