"""A procedure's answer as a page shows it: sentences and cells that lead to their statements."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from inzet.dossiers import Answer, Cell, Column, Sentence, Table, Value
from inzet.record import StatementRow
from inzet.vocabulary.citations import CellCitation, OutsideCitation, outside_name
from inzet.web.present.cited import NOWHERE, Cited, cited, once
from inzet.web.present.pictures import Drawing, drawing, told_by
from inzet.web.present.statements import line, paper_label
from inzet.web.words import Words

_NAMED = 3
"""Sources named after a sentence; the others are counted."""
_SAID = 8
_THOUSANDTH = Decimal("0.001")
_DAY = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")
WIDE, HIGH = 60, 16
"""Of a small figure, in its own units."""


@dataclass(frozen=True, slots=True)
class Source:
    """A statement, by the name of what it is from."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its first sources, and how many more there are."""

    text: str
    sources: tuple[Source, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: its text, where it leads to, its small figure, and the note it points to."""

    text: str
    tone: str
    right: bool
    words: bool
    cited: Cited
    bar: float | None
    points: str
    note: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of an answer."""

    key: str
    anchor: str
    """Its name within the page."""
    title: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Shown, ...], ...]
    note: str
    differing: tuple[Said, ...]
    """Cells about which sources differ, in the order of their marks."""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer in words."""

    title: str
    headline: tuple[Said, ...]
    drawings: tuple[Drawing, ...]
    sheets: tuple[Sheet, ...]
    """Tables that stand for themselves."""
    behind: Mapping[str, Sheet]
    """Tables behind pictures, by key."""
    apart: tuple[tuple[str, str], ...]
    """Keys and titles of tables that are too long to stand among the others."""
    alone: Sheet | None
    """The one table that was asked for: all that is shown of the answer."""
    said: tuple[Any, ...]


def answer_page(answer: Answer, t: Words, table: str = "") -> Page:
    """An answer for its page; of a table that is asked for by its key, that alone."""
    seen = told_by(answer.pictures, t) if not table else set()
    sheets = {
        each.key: _sheet(each, t, seen)
        for each in answer.tables
        if each.rows and (each.key == table if table else not each.apart)
    }
    # The table goes with the first picture that names it, and is not shown twice.
    behind = {key for each in answer.pictures for key in (each.table, *each.also)}
    return Page(
        title=answer.title,
        apart=tuple((each.key, each.title) for each in answer.tables if each.apart and each.rows),
        alone=sheets.get(table) if table else None,
        headline=tuple(_said(each, t) for each in answer.headline),
        drawings=tuple(drawing(each, t) for each in answer.pictures),
        sheets=tuple(sheet for key, sheet in sheets.items() if key not in behind),
        behind={key: sheet for key, sheet in sheets.items() if key in behind},
        said=tuple(line(row, t) for row in answer.said[:_SAID]),
    )


def source_of(row: StatementRow, t: Words) -> Source:
    """What a statement is from, in few words, and the way to it."""
    citation = row.citation
    shown = line(row, t)
    if row.paper is not None:
        return Source(paper_label(row.paper.title, row.paper.numbers), shown.path)
    if isinstance(citation, CellCitation):
        return Source(f"{citation.source}, {citation.edition}", shown.path)
    if isinstance(citation, OutsideCitation):
        return Source(outside_name(citation), shown.path)
    return Source(shown.said, shown.path)


def points(trend: Iterable[float | None]) -> str:
    """A trend as points of a line in a box of ``WIDE`` by ``HIGH``; gaps are stepped over."""
    values = list(trend)
    known = [each for each in values if each is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    step = WIDE / (len(values) - 1)
    spread = high - low or 1
    return " ".join(
        f"{place * step:.1f},{HIGH - 1 - (value - low) / spread * (HIGH - 2):.1f}"
        for place, value in enumerate(values)
        if value is not None
    )


def answer_rows(answer: Answer) -> list[Mapping[str, object]]:
    """The first table of an answer, for a spreadsheet."""
    return table_rows(answer.tables[0]) if answer.tables else []


def table_rows(table: Table) -> list[Mapping[str, object]]:
    """A table for a spreadsheet, each row with the statements that it rests on."""
    return [
        {
            **{column.key: cell.text for column, cell in zip(table.columns, row, strict=True)},
            "statements": " ".join(_identities(row)),
        }
        for row in table.rows
    ]


def _identities(row: Iterable[Cell]) -> list[str]:
    found = (cell.value.sources for cell in row if cell.value is not None)
    return list(dict.fromkeys(each.identity for rows in found for each in rows))


def _said(sentence: Sentence, t: Words) -> Said:
    named = _sources(sentence.sources, t)
    return Said(sentence.text, named[:_NAMED], max(0, len(named) - _NAMED))


def _sources(rows: Iterable[StatementRow], t: Words) -> tuple[Source, ...]:
    by_name: dict[str, Source] = {}
    for row in rows:
        source = source_of(row, t)
        by_name.setdefault(source.name, source)
    return tuple(by_name.values())


def _sheet(table: Table, t: Words, seen: set[str]) -> Sheet:
    differing: list[Said] = []
    rows = []
    for row in table.rows:
        cells = []
        for column, cell in zip(table.columns, row, strict=True):
            note = None
            if cell.value is not None and cell.value.contested:
                where = _text(row[0], table.columns[0], t) if cell is not row[0] else ""
                differing.append(_difference(where, column, cell, cell.value, t))
                note = len(differing)
            cells.append(_shown(cell, column, note, t, seen))
        rows.append(tuple(cells))
    columns = tuple((column.title, column.right) for column in table.columns)
    return Sheet(
        table.key, slug(table.key), table.title, columns, tuple(rows), table.note, tuple(differing)
    )


def _shown(cell: Cell, column: Column, note: int | None, t: Words, seen: set[str]) -> Shown:
    return Shown(
        text=_text(cell, column, t),
        tone=cell.tone,
        right=column.right,
        words=column.words,
        cited=once(_cited(cell, column, t), seen),
        bar=None if cell.share is None else max(0.0, min(1.0, cell.share)),
        points=points(cell.trend),
        note=note,
    )


def _text(cell: Cell, column: Column, t: Words) -> str:
    """A cell in the words of the language: its days, and its dossiers by their titles."""
    if column.dossier:
        return ", ".join(t.dossier(name) if "/" in name else name for name in _names_in(cell))
    return _in_days(cell.text, t) if column.day else cell.text


def _in_days(text: str, t: Words) -> str:
    return _DAY.sub(lambda found: t.day(found[0]), text)


def _cited(cell: Cell, column: Column, t: Words) -> Cited:
    """What a cell leads to: its statement, or the one dossier that it names."""
    names = _names_in(cell) if column.dossier and cell.value is None else []
    if len(names) == 1 and "/" in names[0]:
        return replace(NOWHERE, path=f"/dossiers/{names[0]}")
    return cited(cell.value, t)


def _names_in(cell: Cell) -> list[str]:
    return cell.text.split(", ")


def _difference(where: str, column: Column, cell: Cell, value: Value[Any], t: Words) -> Said:
    # Of one other value the links that follow say from whom it is; of several the text does too.
    several = len(value.others) > 1
    others = "; ".join(
        t(
            "answer.says",
            value=_plainly(other.value, column, t),
            source=_names(other.sources, t) if several else "",
        )
        for other in value.others
    )
    others = f"{others}." if several else f"{others.rstrip()}:"
    told = t(
        "answer.differs",
        where=", ".join(filter(None, (where, column.title))),
        text=_text(cell, column, t),
        source=_names(value.sources, t),
        rule=value.rule,
        others=others,
    )
    named = _sources((row for other in value.others for row in other.sources), t)
    return Said(told, named[:_NAMED], max(0, len(named) - _NAMED))


def _plainly(value: Any, column: Column, t: Words) -> str:
    """A value that was not used, as the language writes it; a decimal to three places at most."""
    if isinstance(value, Decimal):
        places = f"{value.quantize(_THOUSANDTH):f}" if value % 1 else f"{value:f}"
        return t.number(places.rstrip("0").rstrip(".") if "." in places else places)
    return _in_days(str(value), t) if column.day else str(value)


def slug(text: str) -> str:
    """A name for an address, an anchor or a file: small letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "table"


def _names(rows: Iterable[StatementRow], t: Words) -> str:
    named = [source.name for source in _sources(rows, t)]
    rest = len(named) - _NAMED
    shown = ", ".join(named[:_NAMED])
    return t("answer.and-more", sources=shown, n=rest) if rest > 0 else shown
