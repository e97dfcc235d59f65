"""Dossiers: each in one line, and the state of one with its tables, values and their sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from inzet.dossiers import Answer, Cell, Column, Sentence, Table, Value
from inzet.dossiers.summaries import Summary
from inzet.record import StatementRow
from inzet.web.api.shapes.common import (
    BASE,
    Shape,
    SourceRef,
    Sources,
    decimal,
    plain,
    source_ref,
    sources_of,
)
from inzet.web.api.shapes.statements import Statement, statement_shapes


class OtherValue(Shape, frozen=True, kw_only=True):
    """A value that was not used, and who says it."""

    value: Any
    sources: tuple[str, ...]
    """Identities of statements; `sources` of the answer has them."""


class ValueShape(Shape, frozen=True, kw_only=True):
    """A value, the statements that say it, and the others that say otherwise."""

    value: Any
    """Of the procedure's own type; dates as ISO days, numbers with a fraction as strings."""
    rule: str
    """Why it was used rather than the others, or how it was reckoned; else empty."""
    sources: tuple[str, ...]
    """Identities of statements; `sources` of the answer has them."""
    others: tuple[OtherValue, ...]


class Told(Shape, frozen=True, kw_only=True):
    """Something that is true of the state, in words, with the identities of its sources."""

    text: str
    sources: tuple[str, ...]


class TableColumn(Shape, frozen=True, kw_only=True):
    """A column of a table."""

    key: str
    title: str
    words: bool
    """It holds running text."""
    right: bool
    """It holds numbers."""
    day: bool
    """It holds days, months or years, as ISO 8601."""


class TableCell(Shape, frozen=True, kw_only=True):
    """A cell as a person reads it, and its value."""

    text: str
    tone: str
    """Empty, `good`, `bad`, `soft` or `strong`."""
    share: str | None
    """This part of the whole, a decimal from 0 to 1."""
    trend: tuple[str | None, ...]
    """Decimals over time, null where nothing is known."""
    value: ValueShape | None


class TableShape(Shape, frozen=True, kw_only=True):
    """A table."""

    key: str
    title: str
    note: str
    columns: tuple[TableColumn, ...]
    rows: tuple[dict[str, TableCell], ...]
    """Cells by the key of their column."""


class ChoiceShape(Shape, frozen=True, kw_only=True):
    """What can be chosen for an option, or for the edition."""

    values: tuple[str, ...]
    used: str
    """The one that the answer is of; empty where none is."""


class DossierLine(Shape, frozen=True, kw_only=True):
    """A dossier in one line."""

    dossier: str
    procedure: str
    line: Told | None
    """Where it stands; null where its procedure is not known here."""
    counts: dict[str, int]
    """Statements by act, rows of data sets left out."""
    data: int
    """Rows of data sets."""
    latest: SourceRef | None
    """What was last said on it."""
    href: str


class DossierList(Shape, frozen=True, kw_only=True):
    """Every dossier in view by name: the state of play."""

    on: dt.date
    """The day of the state."""
    items: tuple[DossierLine, ...]
    next: str | None
    """Address of the rest; null at the end."""
    sources: Sources


class DossierState(Shape, frozen=True, kw_only=True):
    """The state of a dossier, or of all dossiers of a procedure."""

    procedure: str
    dossier: str | None
    """Null of a whole procedure."""
    on: dt.date
    title: str
    line: Told
    edition: str | None
    """Of published figures: the edition that was asked for."""
    edition_used: Told | None
    """Of published figures: the edition used, and why."""
    editions: tuple[str, ...]
    choices: dict[str, ChoiceShape]
    """What can be chosen for an option by its name, or for the edition, where that is known."""
    headline: tuple[Told, ...]
    values: dict[str, ValueShape]
    """The values that matter, by name."""
    tables: tuple[TableShape, ...]
    state: Any
    """The whole state as plain data of the procedure's own; null where it was asked briefly."""
    said: tuple[Statement, ...]
    """What papers say of the state."""
    counts: dict[str, int]
    sources: Sources


def dossier_line(summary: Summary) -> DossierLine:
    """A dossier in one line."""
    standing, line = summary.standing, summary.line
    return DossierLine(
        dossier=standing.dossier,
        procedure=standing.procedure,
        line=None if line is None else _cell_told(line),
        counts=standing.counts,
        data=standing.data,
        latest=None if standing.latest is None else source_ref(standing.latest),
        href=f"{BASE}/dossiers/{standing.dossier}",
    )


def line_sources(summary: Summary) -> Iterable[StatementRow]:
    """The statements that the line of a dossier rests on."""
    value = summary.line.value if summary.line is not None else None
    return () if value is None else value.sources


def dossier_state(told: Answer, counts: dict[str, int], *, brief: bool = False) -> DossierState:
    """An answer of a procedure; ``brief``: without what takes most room."""
    if brief:
        told = replace(told, tables=(), said=(), state=None)
    used = told.used
    return DossierState(
        procedure=told.procedure,
        dossier=told.asked.dossier,
        on=told.asked.on,
        title=told.title,
        line=_cell_told(told.line),
        edition=told.asked.edition,
        edition_used=None if used is None else Told(text=used.words, sources=()),
        editions=told.editions,
        choices={
            name: ChoiceShape(values=each.values, used=each.used)
            for name, each in told.among.items()
        },
        headline=tuple(_told(each) for each in told.headline),
        values={name: value_shape(value) for name, value in told.values.items()},
        tables=tuple(_table(each) for each in told.tables),
        state=plain(told.state),
        said=statement_shapes(told.said),
        counts=counts,
        sources=sources_of(told.sources()),
    )


def value_shape(value: Value[Any]) -> ValueShape:
    """A value with its sources, and the others with theirs."""
    return ValueShape(
        value=plain(value.value),
        rule=value.rule,
        sources=_ids(value.sources),
        others=tuple(
            OtherValue(value=plain(each.value), sources=_ids(each.sources)) for each in value.others
        ),
    )


def value_rows(value: Value[Any] | None) -> Iterable[StatementRow]:
    """Every statement behind a value."""
    if value is not None:
        yield from value.sources
        for other in value.others:
            yield from other.sources


def _ids(rows: Iterable[StatementRow]) -> tuple[str, ...]:
    return tuple(row.identity for row in rows)


def _told(sentence: Sentence) -> Told:
    return Told(text=sentence.text, sources=_ids(sentence.sources))


def _cell_told(cell: Cell) -> Told:
    return Told(text=cell.text, sources=_ids(cell.value.sources) if cell.value else ())


def _table(table: Table) -> TableShape:
    return TableShape(
        key=table.key,
        title=table.title,
        note=table.note,
        columns=tuple(_column(each) for each in table.columns),
        rows=tuple(
            {column.key: _cell(cell) for column, cell in zip(table.columns, row, strict=True)}
            for row in table.rows
        ),
    )


def _column(each: Column) -> TableColumn:
    return TableColumn(
        key=each.key, title=each.title, words=each.words, right=each.right, day=each.day
    )


def _cell(cell: Cell) -> TableCell:
    return TableCell(
        text=cell.text,
        tone=cell.tone,
        share=None if cell.share is None else decimal(cell.share),
        trend=tuple(None if each is None else decimal(each) for each in cell.trend),
        value=None if cell.value is None else value_shape(cell.value),
    )
