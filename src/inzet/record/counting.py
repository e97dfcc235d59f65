"""How many statements there are by one of their properties, under the names a view shows."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.engines.differing import before_slash
from inzet.record.query import Condition, Scope, Shape, matching
from inzet.record.ready import Ready, ready
from inzet.record.renamings import Renaming
from inzet.vocabulary.judgements import DOSSIER, MEETING

COUNTED = (
    "act",
    "dossier",
    "procedure",
    "party",
    "meeting",
    "paper",
    "genre",
    "year",
    "review",
)
"""What statements are counted by: of ``genre`` that of their paper, of ``year`` the one they were
said in, of ``review`` whether somebody confirmed them (``confirmed`` or ``open``)."""


def counted(
    connection: Connection,
    scope: Scope,
    shape: Shape,
    by: str,
    values: dict[str, Any],
    names: Mapping[str, Renaming],
    newest: int | None = None,
) -> dict[str, int]:
    """How many statements match, by name.

    Args:
        by: one of ``COUNTED``.
        values: the filter's.
        newest: count only so many, the newest said; None: all.
    """
    capped = newest is not None
    asked = values | {"newest": newest} if capped else values
    found: dict[str, int] = {}
    for name, how_many in _counts(scope, shape, by, capped).run(connection, asked):
        shown = str(dt.date.fromordinal(name).year) if by == "year" else name
        found[shown] = found.get(shown, 0) + how_many
    renaming = names.get(by)
    if not renaming:
        return found
    judged = renaming.named()
    for name in judged & set(found):
        del found[name]
    asked |= {f"named{at}": name for at, name in enumerate(sorted(judged))}
    by_name: dict[str, set[int]] = defaultdict(set)
    named = _named(scope, shape, by, judged, capped)
    for name, key, paper, identity in named.run(connection, asked):
        # A statement on two dossiers that are one counts once.
        by_name[renaming.shown(name, paper, identity)].add(key)
    return dict(sorted((Counter(found) + Counter({n: len(k) for n, k in by_name.items()})).items()))


@lru_cache(maxsize=256)
def _counts(scope: Scope, shape: Shape, by: str, capped: bool) -> Ready:
    """(name, how many statements) by one of their properties, by name."""
    source, statement, conditions = _counting(scope, shape, capped)
    how_many: Any = sa.func.count()
    name: Any
    if by in ("dossier", "procedure"):
        link = schema.statement_dossier.alias("counted")
        source = sa.join(source, link, link.c.key == statement.c.key)
        name = link.c.dossier
        if by == "procedure":
            name = before_slash(link.c.dossier)
            how_many = sa.func.count(sa.distinct(statement.c.key))
    elif by in ("paper", "genre"):
        paper = schema.paper.alias("counted")
        source = sa.join(source, paper, paper.c.entry == statement.c.paper)
        conditions.append(scope.sees(paper))
        name = paper.c.id if by == "paper" else paper.c.genre
        conditions.append(name.is_not(None))
    elif by == "year":
        name = statement.c.day
    elif by == "review":
        confirmed = scope.confirmed_by(statement).is_not(None)
        name = sa.case((confirmed, "confirmed"), else_="open")
    else:
        name = statement.c[by]
        conditions.append(name.is_not(None))
    query = (
        sa.select(name, how_many).select_from(source).where(*conditions).group_by(name)
    ).order_by(name)
    return ready(query)


@lru_cache(maxsize=64)
def _named(scope: Scope, shape: Shape, by: str, names: frozenset[str], capped: bool) -> Ready:
    """(name, key, paper, identity) of what matches and was written under one of some names."""
    source, statement, conditions = _counting(scope, shape, capped)
    name: Any = statement.c[MEETING] if by == MEETING else None
    if by == DOSSIER:
        link = schema.statement_dossier.alias("counted")
        source = sa.join(source, link, link.c.key == statement.c.key)
        name = link.c.dossier
    asked: list[Any] = [sa.bindparam(f"named{at}") for at in range(len(names))]
    columns = name, statement.c.key, statement.c.paper, statement.c.identity
    return ready(sa.select(*columns).select_from(source).where(*conditions, name.in_(asked)))


def _counting(scope: Scope, shape: Shape, capped: bool) -> tuple[Any, Any, list[Condition]]:
    """(what to select from, the statements in it, conditions); capped: the ``newest`` said."""
    source, order, conditions = matching(scope, shape)
    statement: Any = schema.statement
    if not capped:
        return source, statement, conditions
    newest = (
        sa.select(statement)
        .select_from(source)
        .where(*conditions)
        .order_by(order.desc())
        .limit(sa.bindparam("newest"))
        .subquery("newest")
    )
    return newest, newest, []
