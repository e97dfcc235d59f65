"""Lines of a column → headings, paragraphs, items of lists and rows of tables.

A line break was *chosen* when the first word of the next line would still have fitted: then it
ends a paragraph or a heading. The rest are breaks of the column's width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from inzet.reading.load.pdf.characters import Style
from inzet.reading.load.pdf.columns import Column
from inzet.reading.load.pdf.lines import LIST_MARK, Line, style_of, text_of
from inzet.reading.load.pdf.tables import with_rows

_STOP = re.compile(r"[.!?…:;][\"”’'»)\]]*\Z")
_HYPHEN = re.compile(r"\w[-‐\u00ad]\Z")
_RUN_IN = re.compile(r"[.:]\Z|[–—]\Z")
_LARGER = 1.12
_SHORT = 0.75
_LONGEST_HEADING = 220
_LONGEST_RUN_IN = 14
_INDENT = 0.7
"""In sizes of the letters: a first line set in this much opens a paragraph."""
_AIR = 0.35
"""White beyond the usual space between lines, in sizes of the letters, that parts blocks."""
_BULLETS = "•·▪◦●■○‣\uf0b7\uf0a7"
_CAPITAL = re.compile(r"[\"“‘„«(\[]?[A-ZÀ-Þ0-9]")


@dataclass(slots=True)
class Block:
    """Lines that belong together, in the column they stand in."""

    kind: str
    """heading, paragraph, list_item or table_row."""
    cells: list[list[Line]]
    """Lines; of a row of a table, those of each cell, of anything else one list."""
    style: Style
    column: Column
    level: int = 0

    @property
    def lines(self) -> list[Line]:
        """All its lines."""
        return self.cells[0] if len(self.cells) == 1 else [x for cell in self.cells for x in cell]

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(line.text for line in self.lines)


def blocks(column: Column, body: Style, usual: dict[int, float]) -> list[Block]:
    """The blocks of a column from the top down.

    Args:
        body: the style of the paper's text.
        usual: the usual white between two lines by the size of their letters, in points.
    """
    out: list[Block] = []
    waiting: list[Line] = []
    for part in with_rows(column.lines):
        if isinstance(part, Line):
            waiting.append(part)
            continue
        out.extend(_texts(waiting, column, body, usual))
        waiting = []
        words = [word for line in part.lines for word in line.words]
        out.append(Block("table_row", part.cells, style_of(words), column))
    out.extend(_texts(waiting, column, body, usual))
    return out


def _texts(
    lines: list[Line], column: Column, body: Style, usual: dict[int, float]
) -> Iterator[Block]:
    for start, end in _grouped(lines, column, usual):
        yield from _block(lines[start:end], column, body)


def usual_gaps(found: Sequence[Column]) -> dict[int, float]:
    """The usual white between two lines of one style, by their size; points."""
    gaps: dict[int, list[float]] = {}
    for column in found:
        for last, line in pairwise(column.lines):
            size = line.style.size
            if size == last.style.size and len(last.cells) == len(line.cells) == 1:
                gaps.setdefault(size, []).append(line.top - last.bottom)
    return {size: _low(values) for size, values in gaps.items()}


def _low(values: list[float]) -> float:
    """The lower quartile: where lines are few, half the gaps may be between paragraphs."""
    ordered = sorted(values)
    return ordered[len(ordered) // 4] if len(ordered) < 12 else median(ordered)


def _grouped(
    lines: Sequence[Line], column: Column, usual: dict[int, float]
) -> Iterator[tuple[int, int]]:
    start = 0
    for i in range(1, len(lines)):
        if _parts(lines, start, i, column, usual):
            yield start, i
            start = i
    if lines:
        yield start, len(lines)


def _parts(
    lines: Sequence[Line], start: int, i: int, column: Column, usual: dict[int, float]
) -> bool:
    """Whether line ``i`` opens a new block after the one that began at ``start``."""
    last, line = lines[i - 1], lines[i]
    text, before = line.text, last.text
    em = line.style.size / 10 or 10.0
    gap = line.top - last.bottom
    air = gap - usual.get(line.style.size, gap) > _AIR * em
    if air or abs(line.style.size - last.style.size) > 0.06 * max(line.style.size, 1):
        return True
    if _HYPHEN.search(before):
        return False
    chosen = is_chosen(last, line, column)
    stopped = bool(_STOP.search(before))
    if line.style.bold != last.style.bold or (line.style.italic != last.style.italic and chosen):
        return chosen or stopped or bool(_CAPITAL.match(text))
    if _opens_item(lines, i) and (stopped or chosen or _opens_item(lines, start)):
        return True
    first = lines[start]
    listed = _marked(first) and start != i - 1 and lines[start + 1].x0 > first.x0 + 1
    if listed and line.x0 <= first.x0 + 1:
        return True
    if stopped and line.x0 - last.x0 > _INDENT * em and not _marked(first):
        return True
    if not chosen or not _CAPITAL.match(text):
        return False
    if stopped:
        return True
    if before.isupper() and text.isupper():
        return False
    return last.x1 - column.left < _SHORT * (column.right - column.left)


def is_chosen(last: Line, line: Line, column: Column) -> bool:
    """Whether the first word of a line would have fitted on the line before it."""
    word = line.words[0]
    em = line.style.size / 10
    return last.x1 + (word.x1 - word.x0) + 0.5 * em < column.right


def _marked(line: Line) -> bool:
    """Whether a line opens with a list mark; a bare number is one only with a gap after it."""
    words = line.words
    if len(words) < 2 or words[0].raised or not LIST_MARK.fullmatch(words[0].text):
        return False
    return not words[0].text.isalnum() or _wide(line)


def _wide(line: Line) -> bool:
    """Whether the white after the first word is wider than that after the second."""
    words = line.words
    white = words[1].x0 - words[0].x1
    if len(words) == 2:
        return white > 0.06 * line.style.size
    return white > 1.7 * (words[2].x0 - words[1].x1)


def _opens_item(lines: Sequence[Line], i: int) -> bool:
    """Whether a line opens with a list mark that hangs or stands apart."""
    line = lines[i]
    if not _marked(line):
        return False
    em = line.style.size / 10
    mark = line.words[0].text
    hangs = i + 1 < len(lines) and lines[i + 1].x0 > line.x0 + 0.4 * em
    return mark in _BULLETS or hangs or not mark.isalnum() or _wide(line)


def _block(lines: list[Line], column: Column, body: Style) -> Iterator[Block]:
    line = lines[0]
    words = [word for one in lines for word in one.words]
    style = style_of(words)
    text = " ".join(one.text for one in lines)
    if _stands_out(style, body) and _may_head(text):
        yield Block("heading", [lines], style, column)
        return
    cut = _run_in(line, len(lines), body)
    if cut:
        head, rest = _cut(line, cut)
        yield Block("heading", [[head]], style_of(head.words), column)
        lines = [rest, *lines[1:]]
    kind = "list_item" if _marked(line) and not cut else "paragraph"
    yield Block(kind, [lines], style, column)


def _stands_out(style: Style, body: Style) -> bool:
    return style.size >= _LARGER * body.size or (style.bold and not body.bold)


def _may_head(text: str) -> bool:
    if not 2 <= len(text) <= _LONGEST_HEADING or not any(letter.isalpha() for letter in text):
        return False
    return not re.search(r"[.;,][\"”’'»)\]]*\Z", text) or len(text) < 40


def _run_in(line: Line, count: int, body: Style) -> int:
    """How many words in bold open a paragraph as its heading: they end with a stop or colon."""
    words = line.words
    if body.bold or not words[0].style.bold or words[0].raised:
        return 0
    cut = next((i for i, word in enumerate(words) if not word.style.bold), len(words))
    if cut == len(words) or cut > _LONGEST_RUN_IN:
        return 0
    while cut < len(words) and words[cut].glued:
        cut += 1
    if cut == len(words) and count == 1:
        return 0
    return cut if _RUN_IN.search(text_of(words[:cut])) else 0


def _cut(line: Line, at: int) -> tuple[Line, Line]:
    return line.part(line.words[:at]), line.part(line.words[at:])
