"""Which paper a reference leads to, as far as a reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.indexing import printed_in
from inzet.record.query import Scope
from inzet.record.ready import Ready, padded, ready
from inzet.vocabulary import entries as kinds

_CHUNK = 64


def leads(
    connection: Connection, scope: Scope, values: dict[str, Any], bodies: Iterable[kinds.Statement]
) -> Iterator[int | None]:
    """For each statement the paper (local number) that it refers to; None where none is there.

    By its identifier before by what is printed; of several papers the one said last.
    """
    wanted = [printed_in(body) for body in bodies]
    found = _papers_of(connection, scope, values, {name for names in wanted for name in names})
    for names in wanted:
        yield next((found[name] for name in names if name in found), None)


def _papers_of(
    connection: Connection, scope: Scope, values: dict[str, Any], names: set[str]
) -> dict[str, int]:
    ordered = sorted(names)
    found: dict[str, tuple[int, int]] = {}
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        asked = padded("name", chunk)
        for name, key, paper in _numbered(scope, len(asked)).run(connection, values | asked):
            found[name] = max((key, paper), found.get(name, (key, paper)))
    return {name: paper for name, (_, paper) in found.items()}


@lru_cache(maxsize=128)
def _numbered(scope: Scope, some: int) -> Ready:
    number, paper = schema.number, schema.paper
    names: list[Any] = [sa.bindparam(f"name{index}") for index in range(some)]
    conditions = [
        number.c.number.in_(names),
        scope.sees(number),
        scope.stands(number.c.entry),
        scope.sees(paper),
        scope.stands(paper.c.entry),
    ]
    if "as_of" in scope.limits:
        conditions.append(paper.c.day <= sa.bindparam("as_of"))
    query = (
        sa.select(number.c.number, paper.c.key, number.c.paper)
        .select_from(number.join(paper, paper.c.entry == number.c.paper))
        .where(*conditions)
    )
    return ready(query)
