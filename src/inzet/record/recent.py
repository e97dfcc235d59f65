"""What came last: statements by when they arrived here, and those that no longer stand."""

from __future__ import annotations

from functools import lru_cache

import sqlalchemy as sa

from inzet.record import query, schema
from inzet.record.projections import REJECTED, WITHDRAWN
from inzet.record.query import Scope, Shape
from inzet.record.ready import Ready, ready


@lru_cache(maxsize=256)
def newest(scope: Scope, shape: Shape) -> Ready:
    """Current statements, latest arrived first; values: the filter's and ``limit``."""
    source, _, conditions = query.matching(scope, shape)
    statement = schema.statement.c
    return ready(
        sa.select(*query.columns(scope), statement.arrival, sa.null().label("why"))
        .select_from(query.full(source))
        .where(*conditions)
        .order_by(statement.arrival.desc(), statement.key.desc())
        .limit(sa.bindparam("limit"))
    )


@lru_cache(maxsize=256)
def ended(scope: Scope, shape: Shape) -> Ready:
    """Versions of statements of which none stands, latest ended first; values as above."""
    source, _, conditions = query.matching(scope, shape, shown=False)
    statement, closing, came = schema.statement, schema.closing, schema.arrival.alias("came")
    other = statement.alias("other")
    by_itself_or_paper = sa.or_(
        closing.c.target == statement.c.entry, closing.c.target == statement.c.paper
    )
    conditions += [
        scope.sees(statement),
        scope.sees(closing),
        closing.c.kind.in_([sa.literal_column(f"'{kind}'") for kind in (WITHDRAWN, REJECTED)]),
        scope.not_undone(closing.c.closer),
        ~sa.exists().where(other.c.identity == statement.c.identity, scope.shown(other)),
    ]
    return ready(
        sa.select(*query.columns(scope), came.c.time.label("ended"), closing.c.kind)
        .select_from(
            query.full(source)
            .join(closing, by_itself_or_paper)
            .join(came, came.c.seq == closing.c.arrival)
        )
        .where(*conditions)
        # Of several versions that were closed at once the newest comes first.
        .order_by(closing.c.closer.desc(), statement.c.entry.desc())
        .limit(sa.bindparam("limit"))
    )
