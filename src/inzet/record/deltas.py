"""What came since a moment: for those who keep something they made out of a view.

A mark tells how far a view had come. Of what is touched since (read again, corrected, withdrawn,
rejected, restored, or standing on a paper that was) a delta has the statements as they were at
the mark and as they are: what was made of the former goes, what is made of the latter comes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import query, schema
from inzet.record.moments import Moment, utc_time
from inzet.record.query import Scope
from inzet.record.ready import Ready, padded, ready
from inzet.record.rows import StatementRow

MOST = 5_000
"""Statements touched beyond which one had better begin anew."""
_CHUNK = 256
_ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a view had come. Views with equal ``scope`` are of the same reader and moment."""

    scope: tuple[Any, ...]
    """Whose eyes and which limits; opaque, to compare and to keep things by."""
    seq: int = field(repr=False)
    arrival: int = field(repr=False)
    link: bytes = field(default=b"", repr=False)
    """Of the arrival log up to there: another history that is as long has another, so that nothing
    made of a record is taken for made of the backup that stands in its place."""


@dataclass(frozen=True, slots=True)
class Delta:
    """What was touched since a mark, as it stood then and as it stands now."""

    mark: Mark
    """How far it leads."""
    before: tuple[StatementRow, ...]
    now: tuple[StatementRow, ...]


def mark_of(connection: Connection, scope: Scope, moment: Moment) -> Mark:
    """How far the feeds of a scope have come."""
    rows = _latest(scope).run(connection, {"arrived_by": moment.arrived_by})
    seq, arrival, link = rows[0] if rows else (0, 0, b"")
    limits = (scope.feeds, moment.as_of, moment.known_on, moment.arrived_by)
    return Mark(limits, seq, arrival, bytes(link))


def time_of(connection: Connection, mark: Mark) -> dt.datetime | None:
    """When the last of what a mark covers came; None where it covers nothing."""
    table = schema.arrival.c
    found = connection.execute(sa.select(table.time).where(table.seq == mark.arrival)).scalar()
    return None if found is None else utc_time(found)


def at_moment(connection: Connection, scope: Scope, moment: Moment, arrived_by: str) -> Mark:
    """How far the feeds of a scope had come when some time had come (``utc_text``)."""
    table = schema.arrival.c
    last = sa.select(sa.func.coalesce(sa.func.max(table.seq), 0)).where(table.time <= arrived_by)
    arrival = connection.execute(last).scalar_one()
    then = replace(moment, arrived_by=arrival)
    found = mark_of(connection, Scope.of(scope.feeds, then), then)
    return replace(found, scope=mark_of(connection, scope, moment).scope)


def continues(connection: Connection, scope: Scope, mark: Mark) -> bool:
    """Whether the record goes on from a mark, and nothing in view was erased since.

    What was erased is nowhere any more, so no delta can tell of it.
    """
    arrival, entry = schema.arrival.c, schema.entry.c
    if mark.link:
        found = connection.execute(sa.select(arrival.link).where(arrival.seq == mark.arrival))
        link = found.scalar()
        if link is None or bytes(link) != mark.link:
            return False
    erased = sa.select(entry.seq).where(
        entry.seq > mark.seq, entry.kind == _ERASURE, entry.feed.in_(scope.feeds)
    )
    return connection.execute(erased.limit(1)).first() is None


def touched(
    connection: Connection, scope: Scope, values: dict[str, Any], mark: Mark
) -> set[str] | None:
    """Identities of the statements that something since the mark is about; None: too many."""
    values = values | {"since": mark.seq, "limit": MOST + 1}
    found: set[str] = set()
    for each in _touched(scope):
        found.update(row[0] for row in each.run(connection, values))
        if len(found) > MOST:
            return None
    return found


def standing(
    connection: Connection, scope: Scope, values: dict[str, Any], identities: Iterable[str]
) -> list[tuple[Any, ...]]:
    """Current statements of these identities, as ``query.statements`` selects them."""
    wanted = sorted(identities)
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        named = padded("identity", chunk)
        found += query.statements_of(scope, len(named)).run(connection, values | named)
    return found


@lru_cache(maxsize=128)
def _latest(scope: Scope) -> Ready:
    # By way of the arrivals, of which there are few: looked for among the entries, the newest of
    # some feeds is found by sorting all of theirs.
    entry, arrival = schema.entry, schema.arrival
    conditions: list[query.Condition] = [
        # Those without entries only note something.
        arrival.c.first <= arrival.c.last,
        arrival.c.feed.in_([sa.literal_column(str(feed)) for feed in scope.feeds]),
    ]
    if "arrived_by" in scope.limits:
        conditions.append(arrival.c.seq <= sa.bindparam("arrived_by"))
    if not scope.feeds:
        conditions = [sa.false()]
    last = sa.and_(
        entry.c.feed == arrival.c.feed,
        entry.c.epoch == arrival.c.epoch,
        entry.c.n == arrival.c.last,
    )
    # What was said after the day a view is of counts too: a mark may come on without need.
    latest = sa.select(entry.c.seq, arrival.c.seq, arrival.c.link).join_from(arrival, entry, last)
    return ready(latest.where(*conditions).order_by(arrival.c.seq.desc()).limit(1))


@lru_cache(maxsize=128)
def _touched(scope: Scope) -> tuple[Ready, ...]:
    statement = schema.statement
    since: Any = sa.bindparam("since")
    # Closings that came since, and those that what came since undoes.
    closing, undone = schema.closing.alias(), schema.closing.alias()
    came: Any = sa.select(closing.c.target).where(closing.c.closer > since, scope.sees(closing))
    restored: Any = (
        sa.select(undone.c.target)
        .join_from(closing, undone, undone.c.closer == closing.c.target)
        .where(closing.c.closer > since, scope.sees(closing))
    )
    # Reviews change how a statement is shown, and a rejection that is undone restores it.
    review = schema.review
    reviewed: Any = sa.select(review.c.target).where(review.c.entry > since, scope.sees(review))
    taken_back: Any = (
        sa.select(review.c.target)
        .join_from(closing, review, review.c.entry == closing.c.target)
        .where(closing.c.closer > since, scope.sees(closing))
    )
    conditions: list[Any] = [statement.c.entry > since]
    for targets in (came, restored, reviewed, taken_back):
        conditions.append(statement.c.entry.in_(targets))
        conditions.append(statement.c.paper.in_(targets))
    return tuple(
        ready(
            sa.select(statement.c.identity)
            .where(condition, scope.sees(statement))
            .limit(sa.bindparam("limit"))
        )
        for condition in conditions
    )
