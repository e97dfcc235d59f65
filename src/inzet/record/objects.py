"""Queries for objects of others: the newest version of each, with the reader's feeds in each query.

Of an object the version made last is shown, and of equal ones what came here last; what was
withdrawn is not there. Versions are put in order by when they say they were made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from inzet.record import places, schema
from inzet.record.engines.differing import matches
from inzet.record.moments import Moment, utc_text
from inzet.record.projections import WITHDRAWN
from inzet.record.query import Condition, Scope, full_text, last_arrival
from inzet.record.ready import Ready, ready
from inzet.record.rows import ObjectFilter
from inzet.record.words import sought

COUNTED = ("type", "format", "source", "marking", "organisation")
"""What objects are counted by."""
_ONE = ("format", "source", "marking", "organisation", "links", "words")
_SOME = ("types", "ids")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which filters are set, and how many values those have that take several."""

    fields: frozenset[str]
    types: int
    ids: int
    arrived: bool

    @classmethod
    def of(cls, asked: ObjectFilter) -> Asked:
        """The shape of a filter."""
        fields = frozenset(name for name in _ONE if getattr(asked, name) is not None)
        return cls(
            fields,
            len(_padded(asked.types)),
            len(_padded(asked.ids)),
            asked.arrived_after is not None,
        )


def values_of(asked: ObjectFilter, moment: Moment) -> dict[str, Any] | None:
    """The values of a filter by name; None when nothing can match."""
    values: dict[str, Any] = {
        "as_of": moment.as_of,
        "known_on": moment.known_on,
        "arrived_by": moment.arrived_by,
    }
    for name in _ONE:
        values[f"f_{name}"] = getattr(asked, name)
    if asked.words is not None:
        values["f_words"] = sought(asked.words)
        if values["f_words"] is None:
            return None
    for name in _SOME:
        padded = _padded(getattr(asked, name))
        values |= {f"f_{name}{place}": each for place, each in enumerate(padded)}
    if asked.arrived_after is not None:
        values["arrived_after"] = utc_text(asked.arrived_after)
    return values


def _padded(values: tuple[str, ...]) -> tuple[str, ...]:
    """As many values as a power of two: few queries to keep for any number of them."""
    if not values:
        return ()
    return values + (values[-1],) * ((1 << (len(values) - 1).bit_length()) - len(values))


def _there(scope: Scope, table: Any) -> Condition:
    """That an object is there for the reader, and was said by the day the view is as of."""
    conditions = [scope.sees(table)]
    if "as_of" in scope.limits:
        conditions.append(table.c.day <= sa.bindparam("as_of"))
    return sa.and_(*conditions)


def _stands(scope: Scope, table: Any) -> Condition:
    return sa.and_(_there(scope, table), scope.stands(table.c.entry))


def _newest(scope: Scope) -> Condition:
    """That an object stands and no version of it that does was made later."""
    mine, other = schema.foreign.c, schema.foreign.alias("later")
    later = sa.or_(
        other.c.made > mine.made, sa.and_(other.c.made == mine.made, other.c.entry > mine.entry)
    )
    return sa.and_(
        _stands(scope, schema.foreign),
        ~sa.exists().where(other.c.id == mine.id, later, _stands(scope, other)),
    )


def _columns(scope: Scope, body: bool) -> tuple[Any, ...]:
    table, entry, arrival = schema.foreign, schema.entry.c, schema.arrival.c
    other, closing, came = schema.foreign.alias(), schema.closing.alias(), schema.arrival.alias()
    disputed = sa.exists().where(
        other.c.id == table.c.id,
        other.c.version == table.c.version,
        other.c.digest != table.c.digest,
        _stands(scope, other),
    )
    withdrawn = (
        sa.select(sa.func.min(came.c.time))
        .select_from(closing.join(came, came.c.seq == closing.c.arrival))
        .where(
            closing.c.target == table.c.entry,
            closing.c.kind == sa.literal_column(f"'{WITHDRAWN}'"),
            scope.sees(closing),
            scope.not_undone(closing.c.closer),
        )
        .scalar_subquery()
    )
    return (
        table.c.entry,
        entry.id.label("entry_id"),
        table.c.feed,
        arrival.time,
        table.c.id,
        table.c.type,
        table.c.format,
        table.c.version,
        table.c.made,
        table.c.name,
        table.c.source,
        disputed.label("disputed"),
        withdrawn.label("withdrawn"),
        entry.body if body else sa.null().label("body"),
    )


def _select(scope: Scope, body: bool, source: Any, *conditions: Condition) -> sa.Select[Any]:
    entry, arrival, table = schema.entry, schema.arrival, schema.foreign
    joined = source.join(entry, entry.c.seq == table.c.entry).join(
        arrival, arrival.c.seq == table.c.arrival
    )
    return sa.select(*_columns(scope, body)).select_from(joined).where(*conditions)


def _matching(scope: Scope, asked: Asked) -> tuple[Any, Any, list[Condition]]:
    """(what to select from, the column that orders it, conditions)."""
    table = schema.foreign
    source: Any = table
    order: Any = table.c.entry
    conditions: list[Condition] = []
    if "words" in asked.fields:
        source = sa.join(full_text, table, full_text.c.rowid == table.c.entry)
        order = full_text.c.rowid
        conditions.append(matches())
        conditions.append(order < sa.literal_column(str(places.FIRST)))
    for name in ("format", "source"):
        if name in asked.fields:
            conditions.append(table.c[name] == sa.bindparam(f"f_{name}"))
    for name, column, how_many in (
        ("types", table.c.type, asked.types),
        ("ids", table.c.id, asked.ids),
    ):
        if how_many:
            wanted: list[Any] = [sa.bindparam(f"f_{name}{place}") for place in range(how_many)]
            conditions.append(column.in_(wanted))
    if "links" in asked.fields:
        link = schema.foreign_link
        named = sa.select(link.c.entry).where(
            link.c.name == sa.bindparam("f_links"), scope.reads(link)
        )
        conditions.append(table.c.entry.in_(named))
    feed, organisation = schema.feed.c, schema.organisation.c
    if "marking" in asked.fields:
        marked = sa.select(feed.key).where(feed.marking == sa.bindparam("f_marking"))
        conditions.append(table.c.feed.in_(marked))
    if "organisation" in asked.fields:
        theirs = (
            sa.select(feed.key)
            .join_from(schema.feed, schema.organisation, feed.organisation == organisation.key)
            .where(organisation.name == sa.bindparam("f_organisation"))
        )
        conditions.append(table.c.feed.in_(theirs))
    if asked.arrived:
        conditions.append(table.c.arrival > last_arrival("arrived_after"))
    conditions.append(_newest(scope))
    return source, order, conditions


@lru_cache(maxsize=256)
def listed(scope: Scope, asked: Asked, after: bool) -> Ready:
    """The newest version of each, latest arrived first; values: the filter's, ``after``,
    ``limit``."""
    source, order, conditions = _matching(scope, asked)
    if after:
        conditions.append(order < sa.bindparam("after"))
    query = _select(scope, "words" in asked.fields, source, *conditions)
    return ready(query.order_by(order.desc()).limit(sa.bindparam("limit")))


@lru_cache(maxsize=256)
def counted(scope: Scope, asked: Asked, by: str | None, capped: bool = False) -> Ready:
    """(name, how many) by one of ``COUNTED``, by name; None: of all together.

    Args:
        capped: of the ``newest`` that arrived.
    """
    source, order, conditions = _matching(scope, asked)
    table: Any = schema.foreign
    if capped:
        newest = sa.select(table).select_from(source).where(*conditions).order_by(order.desc())
        source = table = newest.limit(sa.bindparam("newest")).subquery("newest")
        conditions = []
    how_many: Any = sa.func.count()
    if by is None:
        return ready(sa.select(how_many).select_from(source).where(*conditions))
    name: Any = table.c.get(by)
    if by in ("marking", "organisation"):
        feed, organisation = schema.feed, schema.organisation
        source = source.join(feed, feed.c.key == table.c.feed)
        name = feed.c.marking
        if by == "organisation":
            source = source.join(organisation, organisation.c.key == feed.c.organisation)
            name = organisation.c.name
    query = sa.select(name, how_many).select_from(source).where(*conditions)
    return ready(query.group_by(name).order_by(name))


@lru_cache(maxsize=128)
def versions(scope: Scope, standing: bool, version: bool) -> Ready:
    """Versions of the object ``value``, made last first; value: ``version``, ``limit``.

    Args:
        standing: those that were not withdrawn.
        version: those of one version.
    """
    table = schema.foreign
    there = _stands(scope, table) if standing else _there(scope, table)
    conditions = [table.c.id == sa.bindparam("value"), there]
    if version:
        conditions.append(table.c.version == sa.bindparam("version"))
    query = _select(scope, True, table, *conditions)
    query = query.order_by(table.c.made.desc(), table.c.entry.desc())
    return ready(query.limit(sa.bindparam("limit")))


@lru_cache(maxsize=64)
def by_entry(scope: Scope) -> Ready:
    """Objects that stand, whose entry id is from ``value`` to below ``above``."""
    table, entry = schema.foreign, schema.entry.c
    query = _select(
        scope,
        True,
        table,
        entry.id >= sa.bindparam("value"),
        entry.id < sa.bindparam("above"),
        _stands(scope, table),
    )
    return ready(query.limit(2))


@lru_cache(maxsize=1)
def same() -> Ready:
    """Entries of the feed ``feed`` that keep this content under this id and stand; whoever writes
    to a feed knows the whole of it."""
    table = schema.foreign
    entry, closing, undoing = schema.entry.c, schema.closing.alias(), schema.closing.alias()
    undone = sa.exists().where(undoing.c.target == closing.c.closer)
    closed = sa.exists().where(closing.c.target == table.c.entry, ~undone)
    query = (
        sa.select(entry.id)
        .join_from(table, schema.entry, entry.seq == table.c.entry)
        .where(
            table.c.id == sa.bindparam("value"),
            table.c.digest == sa.bindparam("digest"),
            table.c.feed == sa.bindparam("feed"),
            ~closed,
        )
    )
    return ready(query.limit(1))
