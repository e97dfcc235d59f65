"""What a procedure answers: a headline, tables with small figures, and what papers say beside.

Doors print and draw an answer without knowing the procedure. Every value leads to its statements.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from inzet.dossiers.pictures import Picture
from inzet.dossiers.values import Value
from inzet.record import StatementRow


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a procedure, beside the moment that its view is of."""

    on: dt.date
    """The day the state is of: ``--as-of``, else ``--known-on``, else today."""
    dossier: str | None = None
    """One dossier; None: every dossier of the procedure."""
    edition: str | None = None
    """Of published figures: ``2024-06``; None: the procedure chooses, and says by which rule."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Options of the procedure's own, by name."""
    language: str = "en"
    """Of sentences and titles."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something that is true of the state, in words, and the statements it rests on."""

    text: str
    sources: tuple[StatementRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``words``: holds running text; ``right``: holds numbers; ``day``: holds
    days, months or years as ISO 8601, which pages show in words; ``dossier``: holds dossiers by
    their names, which pages show by their titles."""

    key: str
    title: str
    words: bool = False
    right: bool = False
    day: bool = False
    dossier: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a person reads it; ``value`` leads to its sources."""

    text: str
    value: Value[Any] | None = None
    tone: str = ""
    """"", good, bad, soft or strong."""
    share: float | None = None
    """A small figure beside the text: a bar of this part of the whole, 0 to 1."""
    trend: tuple[float | None, ...] = ()
    """A small figure beside the text: a line through these, None where nothing is known."""
    figure: str = ""
    """Of a line: its one number by itself, to be set large: ``28 of 30``; "" where it has none."""
    beside: str = ""
    """What stands under that number, so that both together say no less than the text."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that stands behind a picture, or for itself."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    """Shown under it: the formula, the denominator, what is left out."""
    apart: bool = False
    """Too long to stand among the others: a door shows it where it is asked for."""


@dataclass(frozen=True, slots=True)
class Used:
    """The edition of published figures that was used."""

    edition: str
    words: str
    """Which one, and why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Among:
    """What can be chosen for something that is asked."""

    values: tuple[str, ...]
    used: str = ""
    """The one that the answer is of, whether it was asked or not."""
    alone: tuple[str, ...] = ()
    """Those of them that do not go with what else was asked of the procedure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The state of a dossier, or of all dossiers of a procedure, ready to be shown."""

    procedure: str
    asked: Asked
    title: str
    line: Cell
    """All of it in a few words, for a list of dossiers."""
    headline: tuple[Sentence, ...] = ()
    """At one glance: what somebody would say first."""
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    """What a door may draw, each with one of the tables behind it."""
    said: tuple[StatementRow, ...] = ()
    """What papers say of the state, to be quoted below it."""
    values: Mapping[str, Value[Any]] = field(default_factory=dict)
    """The values that matter by name, for programs and to compare two moments."""
    editions: tuple[str, ...] = ()
    """Of published figures: the editions in view, the oldest first."""
    used: Used | None = None
    """Of published figures: the edition that the figures at one glance are of."""
    among: Mapping[str, Among] = field(default_factory=dict)
    """What can be chosen for an option, or for the edition, by its name, where that is known."""
    state: Any = None
    """The whole state as plain data, for programs."""

    def sources(self) -> Iterator[StatementRow]:
        """Every statement that the answer leads to, each once, in the order of the answer."""
        seen: set[str] = set()
        for row in self._all_rows():
            if row.identity not in seen:
                seen.add(row.identity)
                yield row

    def _all_rows(self) -> Iterator[StatementRow]:
        for sentence in self.headline:
            yield from sentence.sources
        cells = (cell for table in self.tables for row in table.rows for cell in row)
        values = [self.line.value, *(cell.value for cell in cells), *self.values.values()]
        values += (value for picture in self.pictures for value in picture.values())
        for value in values:
            if value is not None:
                yield from value.sources
                for other in value.others:
                    yield from other.sources
        yield from self.said
