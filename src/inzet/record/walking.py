"""Statements from the newest on, also as of a day, where some of them were said later."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import places, schema
from inzet.record.query import Scope, Shape, statements
from inzet.record.ready import Ready, ready


def walked(
    connection: Connection,
    scope: Scope,
    shape: Shape,
    values: Mapping[str, Any],
    *,
    as_of: int | None,
    brief: bool = False,
) -> list[tuple[Any, ...]]:
    """Rows of ``query.statements``, newest said first, as many as ``limit`` in ``values`` says.

    Args:
        brief: only where and when they were said.
        values: also ``after``, the key of the last row of the page before; None: the first page.
        as_of: day number of the view; None where it is of no day.
    """
    after, limit = values["after"] is not None, values["limit"]
    if as_of is None:
        return statements(scope, shape, after, brief=brief).run(connection, values)
    early = statements(scope, shape, after, "early", brief)
    found: list[tuple[Any, ...]] = []
    asked = dict(values)
    for span in _spans(connection, shape, values, as_of):
        asked["span"] = span
        found += early.run(connection, asked)
        # What holds on a day is in one of its spans, so nothing comes twice.
        found = sorted(found, key=itemgetter(0), reverse=True)[:limit]
        if len(found) == limit:
            # Of the next spans only what comes before the last of these can be among them.
            asked["as_of_key"] = found[-1][0]
    if len(found) < limit:
        left = {**values, "limit": limit - len(found)}
        found += statements(scope, shape, after, "timely", brief).run(connection, left)
    return found


def _spans(
    connection: Connection, shape: Shape, values: Mapping[str, Any], as_of: int
) -> list[int]:
    """The spans of a day of which anything was said after it: of most there is nothing."""
    spans = places.spans_of(as_of)
    asked: dict[str, Any] = {f"span{at}": span for at, span in enumerate(spans)}
    asked["dossier"] = values["f_dossier"] if "dossier" in shape.fields else ""
    asked["from"] = values["as_of_key"]
    (found,) = _any(len(spans)).run(connection, asked)
    return [span for span, there in zip(spans, found, strict=True) if there]


@lru_cache(maxsize=64)
def _any(some: int) -> Ready:
    """Whether there is anything, of each span."""
    early = schema.statement_early.c
    found: list[Any] = [
        sa.exists().where(
            early.dossier == sa.bindparam("dossier"),
            early.span == sa.bindparam(f"span{at}"),
            early.key >= sa.bindparam("from"),
        )
        for at in range(some)
    ]
    return ready(sa.select(*found))
