"""Queries for papers: lists, look-ups, texts and originals, with the reader's feeds in each."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from inzet.record import schema
from inzet.record.projections import WITHDRAWN
from inzet.record.query import Condition, Scope, full_text, last_arrival, said_with_words
from inzet.record.ready import Ready, ready


def _columns() -> tuple[Any, ...]:
    paper = schema.paper.c
    return (
        paper.key,
        paper.id,
        schema.entry.c.body,
        paper.feed,
        schema.arrival.c.time,
        paper.entry,
    )


def shown(scope: Scope, paper: Any, *, copies: bool = False) -> Condition:
    """That a paper is there for the reader, and was said by the day the view is as of.

    Args:
        copies: also where a copy of it that was released more widely is shown in its place.
    """
    there = scope.lasts(paper.c.entry) if copies else scope.stands(paper.c.entry)
    conditions = [scope.sees(paper), there]
    if "as_of" in scope.limits:
        conditions.append(paper.c.day <= sa.bindparam("as_of"))
    return sa.and_(*conditions)


def select_papers(
    scope: Scope, *conditions: Condition, source: Any = None, copies: bool = False
) -> sa.Select[Any]:
    """Papers that meet some conditions, as ``paper_view`` takes them.

    Args:
        source: to select from, with the papers in it.
        copies: as of ``shown``.
    """
    paper, entry, arrival = schema.paper, schema.entry, schema.arrival
    joined = (
        (paper if source is None else source)
        .join(entry, entry.c.seq == paper.c.entry)
        .join(arrival, arrival.c.seq == paper.c.arrival)
    )
    return (
        sa.select(*_columns())
        .select_from(joined)
        .where(*conditions, shown(scope, paper, copies=copies))
    )


@lru_cache(maxsize=256)
def listed(scope: Scope, words: bool, genre: bool, after: bool, arrived: bool = False) -> Ready:
    """Papers, newest said first; values: ``f_words``, ``genre``, ``after``, ``arrived_after``,
    ``limit``."""
    paper = schema.paper
    conditions: list[Condition] = []
    source: Any = None
    order: Any = paper.c.key
    if words:
        source = sa.join(full_text, paper, full_text.c.rowid == paper.c.key)
        order = full_text.c.rowid
        conditions += said_with_words()
    if genre:
        conditions.append(paper.c.genre == sa.bindparam("genre"))
    if after:
        conditions.append(order < sa.bindparam("after"))
    if arrived:
        conditions.append(paper.c.arrival > last_arrival("arrived_after"))
    query = select_papers(scope, *conditions, source=source)
    return ready(query.order_by(order.desc()).limit(sa.bindparam("limit")))


@lru_cache(maxsize=256)
def found(scope: Scope, by: str) -> Ready:
    """Papers by ``id`` or ``sha256`` (from ``value`` to below ``above``), ``number``, ``text`` or
    ``key``; at most three: those that lists show first, then newest first.

    Of a paper that was released twice the wider is shown; by its id the narrower is there too, and
    by a number that it alone bears.
    """
    paper, number, extraction = schema.paper, schema.number, schema.extraction
    value: Any = sa.bindparam("value")
    above: Any = sa.bindparam("above")
    condition: Condition
    if by in ("id", "sha256"):
        condition = sa.and_(paper.c[by] >= value, paper.c[by] < above)
    elif by == "number":
        condition = paper.c.entry.in_(
            sa.select(number.c.paper).where(
                number.c.number == value, scope.sees(number), scope.lasts(number.c.entry)
            )
        )
    elif by == "text":
        condition = paper.c.entry.in_(
            sa.select(extraction.c.paper).where(
                extraction.c.text_sha256 == value, scope.sees(extraction)
            )
        )
    else:
        condition = paper.c.key == value
    copies = by in ("id", "number")
    query = select_papers(scope, condition, copies=copies)
    if copies:
        query = query.order_by(~scope.stands(paper.c.entry))
    return ready(query.order_by(paper.c.key.desc()).limit(3))


@lru_cache(maxsize=64)
def copied(scope: Scope) -> Ready:
    """The copies of the paper with local number ``value`` that its organisation released, itself
    among them; the one that lists show first."""
    paper, known = schema.paper, schema.paper.alias("known")
    copies = scope.copies(known.c.entry == sa.bindparam("value"), known)
    query = select_papers(scope, paper.c.entry.in_(copies), copies=True)
    return ready(query.order_by(~scope.stands(paper.c.entry), paper.c.entry.desc()))


@lru_cache(maxsize=64)
def ended(scope: Scope) -> Ready:
    """Papers that were withdrawn, latest first, each with when that came; value: ``limit``."""
    paper, entry, arrival = schema.paper, schema.entry, schema.arrival
    closing, came = schema.closing, schema.arrival.alias("came")
    other, other_of = paper.alias("other"), paper.alias("other_of")
    # It lies two selects deep, where the paper is not taken for the one outside by itself.
    copies = scope.copies(paper.c.entry == other_of.c.entry, other_of).correlate(paper)
    conditions = [
        scope.sees(paper),
        scope.sees(closing),
        closing.c.kind == sa.literal_column(f"'{WITHDRAWN}'"),
        scope.not_undone(closing.c.closer),
        # Where another copy of it is shown, nothing ended for this reader.
        ~sa.exists().where(
            other.c.entry.in_(copies),
            scope.lasts(other.c.entry),
        ),
    ]
    if "as_of" in scope.limits:
        conditions.append(paper.c.day <= sa.bindparam("as_of"))
    joined = (
        paper.join(entry, entry.c.seq == paper.c.entry)
        .join(arrival, arrival.c.seq == paper.c.arrival)
        .join(closing, closing.c.target == paper.c.entry)
        .join(came, came.c.seq == closing.c.arrival)
    )
    query = sa.select(*_columns(), came.c.time.label("ended")).select_from(joined)
    query = query.where(*conditions).order_by(closing.c.closer.desc())
    return ready(query.limit(sa.bindparam("limit")))


@lru_cache(maxsize=128)
def texts(scope: Scope, version: bool) -> Ready:
    """Extractions of the paper with local number ``value``, newest version first.

    A text was said when its paper was, whenever it was extracted: the paper is looked up first.
    """
    scope = replace(scope, limits=scope.limits - {"known_on"})
    extraction, entry, blob = schema.extraction, schema.entry, schema.blob
    # An extraction says nothing of its own: whoever knows a paper on a day knows its words.
    conditions = [extraction.c.paper == sa.bindparam("value"), scope.whenever().sees(extraction)]
    if version:
        conditions.append(extraction.c.version == sa.bindparam("version"))
    query = (
        sa.select(entry.c.body, blob.c.data)
        .select_from(
            extraction.join(entry, entry.c.seq == extraction.c.entry).join(
                blob, blob.c.sha256 == extraction.c.text_sha256
            )
        )
        .where(*conditions)
        .order_by(extraction.c.version.desc())
        .limit(1)
    )
    return ready(query)


@lru_cache(maxsize=64)
def extractions(scope: Scope) -> Ready:
    """Bodies of the extractions of the paper with local number ``value``, oldest first."""
    extraction, entry = schema.extraction, schema.entry
    query = (
        sa.select(entry.c.body)
        .select_from(extraction.join(entry, entry.c.seq == extraction.c.entry))
        .where(extraction.c.paper == sa.bindparam("value"), scope.whenever().sees(extraction))
        .order_by(extraction.c.version)
    )
    return ready(query)


@lru_cache(maxsize=128)
def readings(scope: Scope) -> Ready:
    """The latest reading of the paper with local number ``value``."""
    reading, entry = schema.reading, schema.entry
    query = (
        sa.select(entry.c.body)
        .select_from(reading.join(entry, entry.c.seq == reading.c.entry))
        .where(
            reading.c.paper == sa.bindparam("value"),
            scope.whenever().sees(reading),
            scope.stands(reading.c.entry),
        )
        .order_by(reading.c.entry.desc())
        .limit(1)
    )
    return ready(query)


@lru_cache(maxsize=64)
def last_seen(scope: Scope) -> Ready:
    """When the newest arrived of the statements and papers that the reader may see."""
    times = [
        sa.select(sa.func.max(table.c.arrival).label("seq")).where(scope.sees(table))
        for table in (schema.statement, schema.paper)
    ]
    newest = sa.union_all(*times).subquery()
    arrival = schema.arrival.c
    last = sa.select(sa.func.max(newest.c.seq)).scalar_subquery()
    return ready(sa.select(arrival.time).where(arrival.seq == last))
