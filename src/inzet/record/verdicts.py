"""What people made of each rule's readings: confirmed, corrected, rejected, as far as seen."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from inzet.record import schema
from inzet.record.projections import CORRECTED, REJECTED, REPLACED, SUPERSEDED, WITHDRAWN
from inzet.record.query import Scope, from_data
from inzet.record.ready import Ready, ready
from inzet.record.rows import RuleRow


def rule_rows(connection: Connection, scope: Scope, values: dict[str, Any]) -> tuple[RuleRow, ...]:
    """One row a rule that has current readings, the most rejected and corrected first."""
    rows = [RuleRow(*row) for row in _verdicts(scope).run(connection, values)]
    return tuple(sorted(rows, key=lambda row: (-row.rejected - row.corrected, row.rule)))


@lru_cache(maxsize=64)
def _verdicts(scope: Scope) -> Ready:
    statement = schema.statement
    closed = {
        kind: _closed(scope, statement.c.entry, kind)
        for kind in (SUPERSEDED, REPLACED, WITHDRAWN, CORRECTED, REJECTED)
    }
    confirmed = scope.confirmed_by(statement).is_not(None)
    query = (
        sa.select(
            statement.c.rule,
            sa.func.count(),
            _how_many(confirmed),
            _how_many(closed[CORRECTED]),
            _how_many(closed[REJECTED]),
        )
        .where(
            scope.sees(statement),
            statement.c.correction == 0,
            statement.c.rule != "",
            statement.c.rule != "person",
            ~from_data(statement),
            scope.lasts(statement.c.paper),
            # A version that a newer reading took the place of was not judged; the newer one is.
            ~closed[SUPERSEDED],
            ~closed[WITHDRAWN],
        )
        .group_by(statement.c.rule)
    )
    return ready(query)


def _closed(scope: Scope, entry: ColumnElement[Any], kind: str) -> ColumnElement[bool]:
    closing = schema.closing.alias()
    return sa.exists().where(
        closing.c.target == entry,
        closing.c.kind == kind,
        scope.sees(closing),
        scope.not_undone(closing.c.closer),
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))
