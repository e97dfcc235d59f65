"""A matrix: criteria down, parties or assessments across; an empty cell is unknown."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.dossiers.charts import Line, Mark, Matrix
from inzet.web.present.cited import Cited, cited
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class ShownMark:
    """What somebody says in a cell."""

    mark: Mark
    cited: Cited
    wide: float | None
    """How far along it is, in percent."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A row."""

    line: Line
    cited: Cited
    cells: tuple[tuple[ShownMark, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownMatrix:
    """A matrix as a table."""

    corner: str
    columns: tuple[tuple[str, str], ...]
    lines: tuple[ShownLine, ...]
    unknown: str


def drawn(matrix: Matrix, t: Words) -> ShownMatrix:
    """A matrix for its template."""
    return ShownMatrix(
        corner=matrix.corner,
        columns=matrix.columns,
        lines=tuple(_line(each, t) for each in matrix.lines),
        unknown=matrix.unknown,
    )


def _line(line: Line, t: Words) -> ShownLine:
    cells = tuple(tuple(_mark(each, t) for each in cell) for cell in line.cells)
    return ShownLine(line, cited(line.value, t), cells)


def _mark(mark: Mark, t: Words) -> ShownMark:
    wide = None if mark.share is None else round(mark.share * 100, 1)
    return ShownMark(mark, cited(mark.value, t), wide)
