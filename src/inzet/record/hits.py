"""Search over statements and papers together: one index, newest said first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from inzet.record import schema
from inzet.record.papers import select_papers
from inzet.record.papers import shown as paper_shown
from inzet.record.query import Scope, columns, from_data, full, full_text, said_with_words, there
from inzet.record.ready import Ready, ready


@lru_cache(maxsize=128)
def hits(scope: Scope, after: bool, said_from: bool, said_to: bool) -> Ready:
    """Keys of what was found; values: ``f_words``, ``after``, ``said_from``, ``said_to``,
    ``limit``."""
    key: Any = full_text.c.rowid
    with_words = said_with_words()
    if after:
        with_words.append(key < sa.bindparam("after"))
    if said_from:
        with_words.append(key >= sa.bindparam("said_from"))
    if said_to or "known_on" in scope.limits:
        with_words.append(key < sa.bindparam("said_to"))
    found = sa.select(key).where(*with_words).order_by(key.desc())
    limit: Any = sa.bindparam("limit")
    # PostgreSQL would look at each row with the words before it puts them in order: in order first
    # (OFFSET keeps the two apart), it looks at the newest until there are enough. No order is asked
    # for again, as it would then expect to need all of them; what is filtered stays in order.
    inner = found.where(*_seldom(key)).offset(sa.literal_column("0")).subquery("found")
    return ready(
        found.where(_shown(scope, key)).limit(limit),
        sa.select(inner.c.rowid).where(_shown(scope, inner.c.rowid)).limit(limit),
    )


def _seldom(key: Any) -> Iterator[Any]:
    """What is always true, and PostgreSQL takes for true of one row in eight.

    It takes every row with the words for one that is shown, and fetching a row that an index names
    for ten times as dear as walking over one. So it would walk from the newest on where to fetch
    all that have the words is ten times quicker.
    """
    for number in range(3):
        yield sa.func.coalesce(key >= sa.literal_column(str(-number)), sa.false())


def _shown(scope: Scope, key: Any) -> Any:
    """That what stands under a key of the full text is shown."""
    statement, paper = schema.statement, schema.paper
    # Looked up one by one, newest first, until there are enough: joined, PostgreSQL would have all
    # statements and papers at hand before the first.
    return sa.or_(
        there(statement.c.key == key, ~from_data(statement), scope.shown(statement)),
        there(paper.c.key == key, paper_shown(scope, paper)),
    )


def _of(name: str, some: int) -> list[Any]:
    return [sa.bindparam(f"{name}{at}") for at in range(some)]


@lru_cache(maxsize=128)
def statements(scope: Scope, some: int) -> Ready:
    """Statements by their keys, as many as ``some``; values: ``key0`` and on."""
    return ready(
        sa.select(*columns(scope))
        .select_from(full(schema.statement))
        .where(schema.statement.c.key.in_(_of("key", some)), scope.shown(schema.statement))
    )


@lru_cache(maxsize=128)
def papers(scope: Scope, some: int) -> Ready:
    """Papers by their keys; values: ``key0`` and on."""
    return ready(select_papers(scope, schema.paper.c.key.in_(_of("key", some))))


@lru_cache(maxsize=128)
def texts(scope: Scope, some: int) -> Ready:
    """(paper, text) in the newest version, of papers by their local numbers; values: ``paper0`` and
    on."""
    extraction, newer = schema.extraction, schema.extraction.alias("newer")
    # As ``papers.texts`` gives it of one paper.
    sees = scope.whenever().sees
    later = sa.or_(
        newer.c.version > extraction.c.version,
        sa.and_(newer.c.version == extraction.c.version, newer.c.entry > extraction.c.entry),
    )
    return ready(
        sa.select(extraction.c.paper, schema.blob.c.data)
        .select_from(extraction.join(schema.blob, schema.blob.c.sha256 == extraction.c.text_sha256))
        .where(
            extraction.c.paper.in_(_of("paper", some)),
            sees(extraction),
            ~sa.exists().where(newer.c.paper == extraction.c.paper, sees(newer), later),
        )
    )
