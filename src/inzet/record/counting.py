"""How many statements there are by one of their properties, under the names a view shows."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema, tallied
from inzet.record.engines.differing import before_slash
from inzet.record.projections import REJECTED
from inzet.record.query import Condition, Scope, Shape, count, matching
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
    for name, how_many in _by_name(connection, scope, shape, by, asked, capped):
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


def how_many(connection: Connection, scope: Scope, shape: Shape, values: Mapping[str, Any]) -> int:
    """How many statements match."""
    kept = _kept(connection, scope, shape, values, None)
    if kept is not None:
        return sum(kept.values())
    return int(count(scope, shape).run(connection, values)[0][0])


def acts(
    connection: Connection, scope: Scope, shape: Shape, by: str, values: Mapping[str, Any]
) -> dict[str, dict[str, int]] | None:
    """How many statements match of each act, by the name they were written under.

    Args:
        by: one of ``tallied.NAMED``.

    Returns:
        None where that is not kept, and each name is to be asked of.
    """
    kept = _kept(connection, scope, shape, values, by)
    if kept is None:
        return None
    found: dict[str, dict[str, int]] = {}
    for (name, act), many in sorted(kept.items()):
        found.setdefault(name, {})[act] = many
    return found


def _by_name(
    connection: Connection,
    scope: Scope,
    shape: Shape,
    by: str,
    values: Mapping[str, Any],
    capped: bool,
) -> list[tuple[Any, ...]]:
    """(name, how many statements), by name."""
    if not capped and (by == "act" or by in tallied.NAMED):
        kept = _kept(connection, scope, shape, values, None if by == "act" else by)
        if kept is not None:
            found: Counter[str] = Counter()
            for (name, act), many in kept.items():
                found[act if by == "act" else name] += many
            return sorted(found.items())
    return _counts(scope, shape, by, capped).run(connection, values)


def _kept(
    connection: Connection, scope: Scope, shape: Shape, values: Mapping[str, Any], by: str | None
) -> dict[tuple[str, str], int] | None:
    """By name and act, as far as tallies are kept of what is asked.

    Who confirmed what is not in them, and is looked up: by the reviews, as there are few of those
    beside all that nobody looked at.
    """
    whole = replace(shape, reviewed=None)
    found = tallied.tallied(connection, scope, whole, values, by)
    if found is None or shape.reviewed is None:
        return found
    confirmed = {
        (name, act): many
        for name, act, many in _confirmed(scope, whole, by).run(connection, values)
    }
    if shape.reviewed:
        return confirmed
    left = {key: many - confirmed.get(key, 0) for key, many in found.items()}
    return {key: many for key, many in left.items() if many}


@lru_cache(maxsize=64)
def _confirmed(scope: Scope, shape: Shape, by: str | None) -> Ready:
    """(name, act, how many statements) of those that somebody confirmed."""
    source, statement, conditions = _counting(scope, replace(shape, reviewed=True), False)
    review = schema.review.alias("said")
    told = review.c.verdict != sa.literal_column(f"'{REJECTED}'")
    conditions.append(
        sa.or_(
            statement.c.identity.in_(sa.select(review.c.identity).where(told)),
            statement.c.entry.in_(sa.select(review.c.target).where(told)),
        )
    )
    name: Any = sa.literal_column("''")
    how_many: Any = sa.func.count()
    if by is not None:
        source, name, how_many, more = _by(scope, source, statement, by)
        conditions += more
    query = sa.select(name, statement.c.act, how_many).select_from(source).where(*conditions)
    return ready(query.group_by(name, statement.c.act) if by else query.group_by(statement.c.act))


@lru_cache(maxsize=256)
def _counts(scope: Scope, shape: Shape, by: str, capped: bool) -> Ready:
    """(name, how many statements) by one of their properties, by name."""
    source, statement, conditions = _counting(scope, shape, capped)
    source, name, how_many, more = _by(scope, source, statement, by)
    query = (
        sa.select(name, how_many).select_from(source).where(*conditions, *more).group_by(name)
    ).order_by(name)
    return ready(query)


def _by(
    scope: Scope, source: Any, statement: Any, by: str
) -> tuple[Any, Any, Any, list[Condition]]:
    """(what to select from, the name that is counted by, how many there are of it, conditions)."""
    how_many: Any = sa.func.count()
    conditions: list[Condition] = []
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
    return source, name, how_many, conditions


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
