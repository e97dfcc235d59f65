"""Lines of a column that are rows of a table → rows whose cells may take several lines."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inzet.reading.load.pdf.lines import Line

_SAME = 3.0
_FURTHER = 1.25
"""White between rows is at least so much more than white between lines of one cell."""


_NEARLY = 0.8


@dataclass(slots=True)
class Row:
    """A row: its cells from left to right, each a list of lines."""

    cells: list[list[Line]]

    @property
    def lines(self) -> list[Line]:
        """All lines, cell by cell."""
        return [line for cell in self.cells for line in cell]


def with_rows(lines: Sequence[Line]) -> Iterator[Line | Row]:
    """The lines of a column, those of tables put together as rows."""
    i = 0
    while i < len(lines):
        if len(lines[i].cells) == 1:
            yield lines[i]
            i += 1
            continue
        stop = _end(lines, i)
        yield from _rows(lines[i:stop])
        i = stop


def _end(lines: Sequence[Line], start: int) -> int:
    """Where the table that begins at ``start`` ends: what follows stands in no cell of it."""
    edges = _edges(lines[start : start + 1])
    stop = start + 1
    for i in range(start + 1, len(lines)):
        line = lines[i]
        if line.top - lines[i - 1].bottom > 2.5 * (line.bottom - line.top):
            break
        if len(line.cells) > 1:
            edges = _edges(lines[start : i + 1])
            stop = i + 1
        elif not _in_cell(line, edges):
            break
        elif line.x0 > edges[0] + _SAME:
            stop = i + 1
    return stop


def _edges(lines: Sequence[Line]) -> list[float]:
    """Where the columns of a table begin."""
    edges: list[float] = []
    for at in sorted(start for line in lines if len(line.cells) > 1 for start in line.starts):
        if not edges or at - edges[-1] > _SAME:
            edges.append(at)
    return edges


def _in_cell(line: Line, edges: Sequence[float]) -> bool:
    for edge, following in zip(edges, [*edges[1:], float("inf")], strict=True):
        if abs(line.x0 - edge) <= _SAME:
            return line.x1 <= following
    return False


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    edges = _edges(lines)
    gaps = sorted(b.top - a.bottom for a, b in itertools.pairwise(lines))
    limit = max(gaps[0] * _FURTHER, gaps[0] + 2.0) if gaps else 0.0
    # Where all lines stand equally far apart, a row begins where its first cell does.
    told_by_gap = bool(gaps) and gaps[-1] > limit
    open_row: list[list[Line]] = []
    last: Line | None = None
    for line in lines:
        gap = line.top - last.bottom if last is not None else 0.0
        # A line that begins every cell is a row of its own at a little less white.
        far = gap > limit or (len(line.cells) == len(edges) and gap > _NEARLY * limit)
        first = line.x0 <= edges[0] + _SAME
        if open_row and (far if told_by_gap else first):
            yield Row([cell for cell in open_row if cell])
            open_row = []
        if not open_row:
            open_row = [[] for _ in edges]
        for words in line.cells:
            x0 = words[0].x0
            at = max(range(len(edges)), key=lambda k: edges[k] if edges[k] <= x0 + _SAME else -1)
            open_row[at].append(line.part(words))
        last = line
    if open_row:
        yield Row([cell for cell in open_row if cell])
