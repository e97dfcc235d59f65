"""Words → pieces of lines, and the lines they make up.

A *piece* is a run of words on one line without a wide gap in it; a *line* is all pieces that
stand beside each other in one column, one piece or the cells of a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inzet.reading.load.pdf.characters import Style
from inzet.reading.load.pdf.spacing import joined_letters
from inzet.reading.load.pdf.words import Sheet, Word

_GAP = 0.85
"""A gap as wide as this, in sizes of the letters, parts two pieces."""
_BACK = -0.6
_MARK_GAP = 3.0
"""A list mark may stand so far from its item."""
_LONGEST_MARK = 5
_ITEM = re.compile(r"[•·▪◦●■○‣\uf0b7\uf0a7–—-]|\d{1,2}[.)]|[a-z][.)]|\([a-z0-9]{1,3}\)")
_MANY = 8
"""Single letters on a page from which on some may be letters of a word set apart."""
LIST_MARK = re.compile(
    r"[•·▪◦●■○–—‣*\-\uf0b7\uf0a7]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)]|\(\w{1,2}\)"
)


@dataclass(slots=True)
class Piece:
    """Words on one line without a wide gap between them."""

    words: list[Word]
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def text(self) -> str:
        """Its words with their spaces, without the marks of footnotes."""
        return text_of(self.words)

    @property
    def letters(self) -> int:
        """How many characters its words have."""
        return sum(len(word.text) for word in self.words)

    @property
    def height(self) -> float:
        """In points."""
        return self.bottom - self.top


@dataclass(slots=True)
class Line:
    """A line of a column: one piece, or the cells of a row from left to right."""

    cells: list[list[Word]]
    x0: float
    x1: float
    top: float
    bottom: float
    starts: tuple[float, ...] = ()
    """Where each cell begins."""
    page: int = 0
    """From 1."""
    sheet: Sheet | None = None
    """Whose frame its box is in."""
    _style: Style | None = None
    _text: str | None = None

    @property
    def words(self) -> list[Word]:
        """All its words from left to right."""
        return self.cells[0] if len(self.cells) == 1 else [w for cell in self.cells for w in cell]

    @property
    def text(self) -> str:
        """Its words; a tab between cells. Asked once the marks of footnotes are known."""
        if self._text is None:
            self._text = "\t".join(text_of(cell) for cell in self.cells)
        return self._text

    def part(self, words: list[Word]) -> Line:
        """The part of the line that holds some of its words."""
        x0, x1 = words[0].x0, words[-1].x1
        return Line([words], x0, x1, self.top, self.bottom, (x0,), self.page, self.sheet)

    @property
    def style(self) -> Style:
        """The style most of its letters have."""
        if self._style is None:
            self._style = style_of(self.words)
        return self._style


def text_of(words: Iterable[Word]) -> str:
    """Words with a space between them, without the marks of footnotes."""
    parts: list[str] = []
    for word in words:
        if word.raised:
            continue
        if parts and not word.glued:
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def style_of(words: Sequence[Word]) -> Style:
    """The style most letters have; bold or slanted only where all of them are."""
    first = words[0].style
    for word in words:
        if word.style is not first:
            break
    else:
        return first
    weights: dict[int, int] = {}
    bold = italic = True
    for word in words:
        if word.raised:
            continue
        weights[word.style.size] = weights.get(word.style.size, 0) + len(word.text)
        bold = bold and word.style.bold
        italic = italic and word.style.italic
    if not weights:
        return first
    return Style(max(weights, key=lambda size: weights[size]), bold, italic)


def pieces(words: Sequence[Word]) -> list[Piece]:
    """Runs of words that follow each other on a line, in the order in which they were drawn."""
    found: list[Piece] = []
    last: Piece | None = None
    alone = 0
    marked = False
    for word in words:
        alone += len(word.text) == 1
        if last is not None:
            gap = word.x0 - last.x1
            em = last.bottom - last.top
            overlap = min(word.bottom, last.bottom) - max(word.top, last.top)
            least = min(word.bottom - word.top, em)
            near = gap < (_MARK_GAP if marked else _GAP) * em
            if near and _BACK * em < gap and 2 * overlap > least:
                marked = False
                last.words.append(word)
                if word.x1 > last.x1:
                    last.x1 = word.x1
                if not word.raised and not last.words[0].raised:
                    continue
                last.top, last.bottom = _extent(last.words)
                continue
        last = Piece([word], word.x0, word.x1, word.top, word.bottom)
        marked = len(word.text) <= _LONGEST_MARK and bool(_ITEM.fullmatch(word.text))
        found.append(last)
    if 3 * alone > len(words) or alone > _MANY:
        for piece in found:
            piece.words = joined_letters(piece.words)
    return found


def _extent(words: Sequence[Word]) -> tuple[float, float]:
    plain = [word for word in words if not word.raised] or list(words)
    return min(word.top for word in plain), max(word.bottom for word in plain)


def rows(found: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one line together, from the top down, each from left to right."""
    out: list[list[Piece]] = []
    middle = bottom = 0.0
    for piece in sorted(found, key=lambda one: one.top + one.bottom):
        at = (piece.top + piece.bottom) / 2
        if out and at - middle < 0.35 * max(piece.height, bottom):
            out[-1].append(piece)
        else:
            out.append([piece])
            middle, bottom = at, piece.height
    for row in out:
        row.sort(key=lambda one: one.x0)
    return out


def line_of(row: Sequence[Piece], parted: Sequence[bool]) -> Line:
    """One line of a row of pieces; ``parted`` tells after which piece a new cell begins."""
    cells: list[list[Word]] = [list(row[0].words)]
    starts = [row[0].x0]
    for piece, apart in zip(row[1:], parted, strict=True):
        if apart:
            cells.append(list(piece.words))
            starts.append(piece.x0)
        else:
            cells[-1].extend(piece.words)
    return Line(
        cells,
        row[0].x0,
        max(piece.x1 for piece in row),
        min(piece.top for piece in row),
        max(piece.bottom for piece in row),
        tuple(starts),
    )
