"""How many statements there are by one of their properties, under the names a view shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.query import Scope, Shape, matching
from inzet.record.ready import Ready, ready
from inzet.record.renamings import Renaming
from inzet.vocabulary.judgements import DOSSIER, MEETING


def counted(
    connection: Connection,
    scope: Scope,
    shape: Shape,
    by: str,
    values: dict[str, Any],
    names: Mapping[str, Renaming],
) -> dict[str, int]:
    """How many statements match, by name.

    Args:
        by: act, dossier, procedure, party, meeting or paper.
        values: the filter's.
    """
    found = {row[0]: row[1] for row in _counts(scope, shape, by).run(connection, values)}
    renaming = names.get(by)
    if not renaming:
        return found
    judged = renaming.named()
    for name in judged & set(found):
        del found[name]
    asked = values | {f"named{at}": name for at, name in enumerate(sorted(judged))}
    shown: dict[str, set[int]] = defaultdict(set)
    for name, key, paper, identity in _named(scope, shape, by, judged).run(connection, asked):
        # A statement on two dossiers that are one counts once.
        shown[renaming.shown(name, paper, identity)].add(key)
    return dict(sorted((Counter(found) + Counter({n: len(k) for n, k in shown.items()})).items()))


@lru_cache(maxsize=256)
def _counts(scope: Scope, shape: Shape, by: str) -> Ready:
    """(name, how many statements) by one of their properties, by name."""
    source, _, conditions = matching(scope, shape)
    statement = schema.statement.c
    how_many: Any = sa.func.count()
    name: Any
    if by in ("dossier", "procedure"):
        link = schema.statement_dossier.alias("counted")
        source = sa.join(source, link, link.c.key == statement.key)
        name = link.c.dossier
        if by == "procedure":
            slash = sa.func.instr(link.c.dossier + "/", "/")
            name = sa.func.substr(link.c.dossier, 1, slash - 1)
            how_many = sa.func.count(sa.distinct(statement.key))
    elif by == "paper":
        paper = schema.paper.alias("counted")
        source = sa.join(source, paper, paper.c.entry == statement.paper)
        conditions.append(scope.sees(paper))
        name = paper.c.id
    else:
        name = statement[by]
        conditions.append(name.is_not(None))
    query = (
        sa.select(name, how_many).select_from(source).where(*conditions).group_by(name)
    ).order_by(name)
    return ready(query)


@lru_cache(maxsize=64)
def _named(scope: Scope, shape: Shape, by: str, names: frozenset[str]) -> Ready:
    """(name, key, paper, identity) of what matches and was written under one of some names."""
    source, _, conditions = matching(scope, shape)
    statement = schema.statement.c
    name: Any = statement[MEETING] if by == MEETING else None
    if by == DOSSIER:
        link = schema.statement_dossier.alias("counted")
        source = sa.join(source, link, link.c.key == statement.key)
        name = link.c.dossier
    asked: list[Any] = [sa.bindparam(f"named{at}") for at in range(len(names))]
    columns = name, statement.key, statement.paper, statement.identity
    return ready(sa.select(*columns).select_from(source).where(*conditions, name.in_(asked)))
