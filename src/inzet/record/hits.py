"""Search over statements and papers together: one index, newest said first."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from inzet.record import schema
from inzet.record.papers import shown as paper_shown
from inzet.record.query import Scope, from_data, full_text, said_with_words
from inzet.record.ready import Ready, ready


@lru_cache(maxsize=128)
def hits(scope: Scope, after: bool, said_from: bool, said_to: bool) -> Ready:
    """Keys of what was found; values: ``f_words``, ``after``, ``said_from``, ``said_to``,
    ``limit``."""
    statement, paper = schema.statement, schema.paper
    key: Any = full_text.c.rowid
    source = full_text.outerjoin(statement, statement.c.key == key).outerjoin(
        paper, paper.c.key == key
    )
    conditions: list[Any] = [
        *said_with_words(),
        sa.or_(
            sa.and_(statement.c.key.is_not(None), ~from_data(statement), scope.shown(statement)),
            sa.and_(paper.c.key.is_not(None), paper_shown(scope, paper)),
        ),
    ]
    if after:
        conditions.append(key < sa.bindparam("after"))
    if said_from:
        conditions.append(key >= sa.bindparam("said_from"))
    if said_to or "known_on" in scope.limits:
        conditions.append(key < sa.bindparam("said_to"))
    query = sa.select(key).select_from(source).where(*conditions).order_by(key.desc())
    return ready(query.limit(sa.bindparam("limit")))
