"""Pieces of a page → its columns in reading order, each with the lines of its own.

A gutter is a strip that no piece crosses between many lines on both sides. What crosses it
parts the page into bands; within a band the left column is read before the right one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from inzet.reading.load.pdf.lines import LIST_MARK, Line, Piece, line_of, rows

_SAME = 3.0
"""Points within which two left edges are one."""
_LEAST_LINES = 4
_FULL = 0.7
"""Lines of running text fill their column to this part."""
_ASIDE = 0.42
"""A column beside the text (who sends a letter, its date) is narrower than this part of it."""
_LETTERS = 18
_WIDE = 2.2
"""A gap as wide as this, in heights of the letters, parts two cells though no other row has it."""
_DEPTH = 3
_CLOSING = 3
"""Lines at most that close a page under its columns without reaching over both."""


@dataclass(slots=True)
class Column:
    """A column with its lines from the top down; its edges in points."""

    lines: list[Line]
    left: float
    right: float
    aside: bool = False
    """It stands beside the text, and is no part of it."""


def page_columns(pages: Sequence[Sequence[Piece]]) -> list[list[Column]]:
    """The columns of each page in the order in which they are read.

    A page may hold too little to tell its columns; then they are those of the other pages.
    """
    gutters = [gutter_of(page) for page in pages]
    known = sorted(gutter for gutter in gutters if gutter is not None)
    usual = known[len(known) // 2] if known and 3 * len(known) >= len(pages) else None
    out = []
    for page, gutter in zip(pages, gutters, strict=True):
        if gutter is None and usual is not None and _begins_at(page, usual):
            out.append(columns(page, usual, sure=True))
        else:
            out.append(columns(page, gutter))
    return out


def _begins_at(found: Sequence[Piece], cut: float) -> bool:
    """Whether something begins right of a gutter, and little reaches over it."""
    crossing = sum(piece.x0 < cut < piece.x1 for piece in found)
    begins = sum(0 <= piece.x0 - cut <= 2 * _SAME for piece in found)
    return begins > 0 and 2 * crossing < len(found)


def columns(
    found: Sequence[Piece], gutter: float | None, *, depth: int = 0, sure: bool = False
) -> list[Column]:
    """The columns of pieces in the order in which they are read.

    Args:
        gutter: where a right column begins; None where there is one column.
        sure: that there is a gutter is known from other pages.
    """
    if not found:
        return []
    if gutter is None or depth >= _DEPTH:
        return [_column(found)]
    out: list[Column] = []
    for band, both in _bands(found, gutter, sure=sure):
        if not both:
            inner = gutter_of(band) if len(band) < len(found) else None
            out.extend(columns(band, inner, depth=depth + 1))
            continue
        left = [piece for piece in band if piece.x1 <= gutter]
        right = [piece for piece in band if piece.x1 > gutter]
        if not left or not right:
            out.append(_column(band))  # Pieces without width stand on both sides of the gutter.
            continue
        first = columns(left, gutter_of(left), depth=depth + 1)
        second = columns(right, gutter_of(right), depth=depth + 1)
        if _is_aside(right, left):
            for one in second:
                one.aside = True
            first, second = second, first
        elif _is_aside(left, right):
            for one in first:
                one.aside = True
        out.extend(first + second)
    return _merged(out)


def _merged(found: list[Column]) -> list[Column]:
    """Columns above each other with the same edges are one."""
    out: list[Column] = []
    for column in found:
        last = out[-1] if out else None
        if (
            last is not None
            and last.aside == column.aside
            and abs(last.left - column.left) < _SAME
            and abs(last.right - column.right) < 4 * _SAME
            and column.lines[0].top >= last.lines[-1].top
        ):
            last.lines.extend(column.lines)
            last.right = max(last.right, column.right)
        else:
            out.append(column)
    return out


def gutter_of(found: Sequence[Piece]) -> float | None:
    """Where a right column begins, when pieces have one."""
    if len(found) < 2 * _LEAST_LINES:
        return None
    left = min(piece.x0 for piece in found)
    edges = sorted(piece.x0 for piece in found if piece.x0 > left + 10 * _SAME)
    best: tuple[int, float] | None = None
    for edge, count in _clusters(edges):
        if count < _LEAST_LINES:
            continue
        cut = edge - 0.5
        beside = [piece for piece in found if piece.x1 <= cut]
        beyond = [piece for piece in found if piece.x0 >= cut]
        if len(beside) < _LEAST_LINES or len(beyond) < _LEAST_LINES:
            continue
        if any(_columns_here(band, cut) for band, both in _bands(found, cut) if both):
            # What few pieces reach over is the gutter; lines set in begin right of it.
            weight = len(beside) + len(beyond)
            if best is None or weight > best[0]:
                best = (weight, cut)
    return best[1] if best else None


def _clusters(edges: Sequence[float]) -> Iterator[tuple[float, int]]:
    start = 0
    for i in range(1, len(edges) + 1):
        if i == len(edges) or edges[i] - edges[start] > _SAME:
            yield edges[start], i - start
            start = i


def _bands(
    found: Sequence[Piece], cut: float, *, sure: bool = False
) -> Iterator[tuple[list[Piece], bool]]:
    """Stretches from the top down: (pieces, whether they stand in two columns at ``cut``)."""
    crossing = sorted(
        (piece for piece in found if piece.x0 < cut < piece.x1), key=lambda one: one.top
    )
    rest = sorted((piece for piece in found if not piece.x0 < cut < piece.x1), key=lambda p: p.top)
    at = 0
    whole: list[Piece] = []
    bands: list[tuple[list[Piece], bool]] = []
    for piece in [*crossing, None]:
        limit = (piece.top + piece.bottom) / 2 if piece else float("inf")
        here: list[Piece] = []
        while at < len(rest) and (rest[at].top + rest[at].bottom) / 2 < limit:
            here.append(rest[at])
            at += 1
        if here:
            if _columns_here(here, cut) or (sure and _both_sides(here, cut)):
                if whole:
                    bands.append((whole, False))
                here, whole = _closing(here, cut)
                bands.append((here, True))
            else:
                whole.extend(here)
        if piece is not None:
            whole.append(piece)
    if whole:
        bands.append((whole, False))
    yield from bands


def _both_sides(band: Sequence[Piece], cut: float) -> bool:
    return any(piece.x1 <= cut for piece in band) and any(piece.x0 >= cut for piece in band)


def _closing(band: list[Piece], cut: float) -> tuple[list[Piece], list[Piece]]:
    """A band without the few lines that close it under both columns, and these."""
    right = max((piece.bottom for piece in band if piece.x0 >= cut), default=0.0)
    under = [piece for piece in band if piece.x1 <= cut and piece.top > right]
    above = [piece for piece in band if piece.top < right or piece.x0 >= cut]
    lowest = max((piece.bottom for piece in above), default=0.0)
    if not under or len(under) > _CLOSING or under[0].top - lowest < 0.7 * under[0].height:
        return band, []
    return above, under


def _columns_here(band: Sequence[Piece], cut: float) -> bool:
    """Whether a band is two columns of text, not the cells of a table."""
    left = [piece for piece in band if piece.x1 <= cut]
    right = [piece for piece in band if piece.x0 >= cut]
    if len(left) < 2 or len(right) < 2:
        return False
    if min(left[-1].bottom, right[-1].bottom) <= max(left[0].top, right[0].top):
        return False
    if _runs_on(left) and _runs_on(right):
        return True
    if len(left) < _LEAST_LINES or len(right) < _LEAST_LINES:
        return False
    return _aligned(left, right) < 0.5


def _runs_on(column: Sequence[Piece]) -> bool:
    """Whether most lines of a column fill it, as running text does."""
    start = min(piece.x0 for piece in column)
    end = max(piece.x1 for piece in column)
    by_row = rows(column)
    filled = [(row[-1].x1 - row[0].x0) / max(1.0, end - start) for row in by_row]
    letters = median(sum(piece.letters for piece in row) for row in by_row)
    return len(by_row) >= 2 and median(filled) >= _FULL and letters >= _LETTERS


def _aligned(left: Sequence[Piece], right: Sequence[Piece]) -> float:
    """The part of the shorter side's lines that stand level with a line of the other."""
    few, many = sorted((left, right), key=len)
    return sum(any(_level(one, other) for other in many) for one in few) / len(few)


def _level(one: Piece, other: Piece) -> bool:
    """Whether two pieces are printed alike on one line, as the cells of a row are."""
    return abs(one.bottom - other.bottom) < 1.0 and abs(one.height - other.height) < 1.0


def _is_aside(column: Sequence[Piece], text: Sequence[Piece]) -> bool:
    def width(pieces: Sequence[Piece]) -> float:
        return max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces)

    return width(column) < _ASIDE * width(text)


def _column(found: Sequence[Piece]) -> Column:
    grid = rows(found)
    edges = _Edges.of(grid)
    lines = [_line(row, edges) for row in grid]
    return Column(lines, min(line.x0 for line in lines), max(line.x1 for line in lines))


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where pieces after a gap begin, and where they end, in more than one row."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]

    @classmethod
    def of(cls, grid: Sequence[Sequence[Piece]]) -> _Edges:
        starts = sorted(piece.x0 for row in grid for piece in row[1:])
        ends = sorted(piece.x1 for row in grid for piece in row[1:])
        return cls(
            tuple(edge for edge, count in _clusters(starts) if count > 1),
            tuple(edge for edge, count in _clusters(ends) if count > 1),
        )

    def hold(self, piece: Piece) -> bool:
        """Whether a piece begins or ends where those of other rows do."""
        return any(0 <= piece.x0 - edge <= _SAME for edge in self.starts) or any(
            0 <= piece.x1 - edge <= _SAME for edge in self.ends
        )


def _line(row: Sequence[Piece], edges: _Edges) -> Line:
    parted = []
    for i, (last, piece) in enumerate(pairwise(row)):
        listed = i == 0 and len(row) == 2 and LIST_MARK.fullmatch(last.text)
        wide = piece.x0 - last.x1 > _WIDE * max(piece.height, last.height)
        parted.append(not listed and (wide or edges.hold(piece)))
    return line_of(row, parted)
