"""What happened to a statement: readings, corrections, reviews, withdrawals, as far as seen."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.audiences import Feed
from inzet.record.hydrate import day, moment
from inzet.record.projections import WITHDRAWN, review_of
from inzet.record.query import Scope
from inzet.record.ready import Ready, ready
from inzet.record.rows import HistoryRow
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.entries import Body

_Found = dict[int, tuple[Any, ...]]


def _columns() -> tuple[Any, ...]:
    entry = schema.entry.c
    return entry.seq, entry.id, entry.body, entry.feed, schema.arrival.c.time


def _joined(table: Any, column: Any) -> Any:
    entry, arrival = schema.entry, schema.arrival
    return table.join(entry, entry.c.seq == column).join(arrival, arrival.c.seq == entry.c.arrival)


@lru_cache(maxsize=64)
def _versions(scope: Scope, prefix: bool) -> Ready:
    statement = schema.statement
    identity: Any = statement.c.identity
    value: Any = sa.bindparam("value")
    wanted = (
        sa.and_(identity >= value, identity < sa.bindparam("above"))
        if prefix
        else identity == value
    )
    query = (
        sa.select(*_columns(), identity, scope.shown(statement).label("current"))
        .select_from(_joined(statement, statement.c.entry))
        .where(wanted, scope.sees(statement))
    )
    return ready(query)


@lru_cache(maxsize=64)
def _reviews(scope: Scope) -> Ready:
    review = schema.review
    query = (
        sa.select(*_columns(), review.c.target)
        .select_from(_joined(review, review.c.entry))
        .where(review.c.identity == sa.bindparam("value"), scope.sees(review))
    )
    return ready(query)


@lru_cache(maxsize=64)
def _withdrawals(scope: Scope) -> Ready:
    closing = schema.closing
    query = (
        sa.select(*_columns())
        .select_from(_joined(closing, closing.c.closer))
        .where(
            closing.c.target == sa.bindparam("value"),
            closing.c.kind == WITHDRAWN,
            scope.sees(closing),
        )
    )
    return ready(query)


def history(
    connection: Connection,
    scope: Scope,
    values: dict[str, Any],
    identity: str,
    feeds: dict[int, Feed],
) -> list[HistoryRow]:
    """Everything about the statement of this identity, or of the one that begins so."""
    rows = _versions(scope, False).run(connection, values | {"value": identity})
    if not rows and len(identity) >= 4:
        prefix = {"value": identity, "above": identity + "g"}
        rows = _versions(scope, True).run(connection, values | prefix)
    if len({row[5] for row in rows}) != 1:
        return []
    current = {row[0] for row in rows if row[6]}
    found: _Found = {row[0]: tuple(row[:5]) for row in rows}
    # In full: what was asked for may be the beginning of it.
    whole = rows[0][5]
    for subject in (whole, *(review_of(whole, seq, correction=True) for seq in list(found))):
        for row in _reviews(scope).run(connection, values | {"value": subject}):
            if row[5] in found:
                found[row[0]] = tuple(row[:5])
    for query in (_withdrawals(scope), _withdrawals(scope)):
        # Twice, as a withdrawal may itself be withdrawn.
        for seq in list(found):
            for row in query.run(connection, values | {"value": seq}):
                found.setdefault(row[0], tuple(row))
    bodies = {seq: kinds.decode(row[2]) for seq, row in found.items()}
    # A withdrawal that is itself withdrawn undoes nothing any more.
    by_target: dict[str, list[str]] = {}
    for seq, body in bodies.items():
        if isinstance(body, kinds.Withdrawal):
            by_target.setdefault(body.target, []).append(found[seq][1].hex())

    def undone(entry_id: str) -> bool:
        return any(not undone(closer) for closer in by_target.get(entry_id, ()))

    return [
        _row(found[seq], bodies[seq], feeds[found[seq][3]], seq in current, undone)
        for seq in sorted(found)
    ]


def _row(row: tuple[Any, ...], body: Body, feed: Feed, current: bool, undone: Any) -> HistoryRow:
    _, entry_id, _, _, time = row
    statement = body.statement if isinstance(body, kinds.Correction) else body
    said_what = statement if isinstance(statement, kinds.Statement) else None
    kind = "reading" if isinstance(body, kinds.Statement) else kinds.kind_of(body)
    return HistoryRow(
        kind=kind,
        entry=entry_id.hex(),
        target=getattr(body, "target", None),
        verdict=getattr(body, "verdict", None),
        by=getattr(body, "by", ""),
        note=getattr(body, "note", "") or getattr(body, "ground", ""),
        said=day(body.said),
        arrived=moment(time),
        organisation=feed.organisation_name,
        marking=feed.marking,
        undone=undone(entry_id.hex()),
        current=current,
        quote=said_what.quote if said_what else None,
        content=said_what.content if said_what else None,
        act=said_what.act.value if said_what else None,
        rule=said_what.rule if said_what else None,
        party=said_what.party if said_what else None,
        holder=said_what.holder if said_what else None,
        dossiers=said_what.dossiers if said_what else (),
    )
