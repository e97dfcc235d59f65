"""Running heads, feet and page numbers: what stands at one place on many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from inzet.reading.load.pdf.lines import Piece, rows, text_of

_EDGE = 4
"""How many lines from the top or foot of a page furniture may reach."""
_ZONE = 0.2
"""The part of a page's height at its top and foot in which it stands."""
_NUMBER_ZONE = 0.12
_FEW = 3
_WHITE = 0.6
"""White between furniture and text is more than this part of the height of a line."""
_LEVEL = 12.0
"""Points within which two lines stand at one height of their pages."""
_LONGEST = 200
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.I)
_PAGE_NUMBER = re.compile(
    r"[-–—|/\s]*(?:(?:pagina|blad|page|p\.?|sida)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|van|of|av)\s*\d{1,4})?[-–—|/\s]*",
    re.I,
)


class Edges:
    """The lines at the top and foot of one page.

    Args:
        found: the pieces of the page.
        height: of the page, in points.
    """

    def __init__(self, found: Sequence[Piece], height: float) -> None:
        grid = rows(found)
        self.height = height
        self._grid = grid
        self.top = [row for row in grid[:_EDGE] if row[0].top < _ZONE * height]
        self.foot = [row for row in grid[-_EDGE:] if row[-1].bottom > (1 - _ZONE) * height][::-1]
        if len(grid) <= 1:
            self.foot = []

    def apart(self, row: list[Piece], *, head: bool) -> bool:
        """Whether white parts a row from the text inside of it."""
        at = next(i for i, one in enumerate(self._grid) if one is row)
        inside = at + 1 if head else at - 1
        if not 0 <= inside < len(self._grid):
            return True
        other = self._grid[inside]
        upper, lower = (row, other) if head else (other, row)
        white = min(piece.top for piece in lower) - max(piece.bottom for piece in upper)
        return white > _WHITE * max(piece.height for piece in row)


def furniture(pages: Sequence[Edges]) -> list[list[list[Piece]]]:
    """For each page its rows of furniture, from the top down.

    What stands on half of the pages, at one height and alike but for its numbers, is
    furniture, and so is a page number of its own at the edge. The first line that is none
    ends the search of an edge.
    """
    tops = _repeated([[(_key(row), row[0].top) for row in page.top] for page in pages])
    feet = _repeated(
        [[(_key(row), page.height - row[0].bottom) for row in page.foot] for page in pages]
    )
    everywhere = _on_all([{_text(row) for row in (*page.top, *page.foot)} for page in pages])
    out = []
    for page in pages:
        head = _stripped(page.top, tops, page, everywhere, head=True)
        foot = _stripped(page.foot, feet, page, everywhere, head=False)
        foot = [row for row in foot if row not in head]
        out.append(head + foot[::-1])
    return out


def _repeated(edges: Sequence[Sequence[tuple[str, float]]]) -> set[tuple[str, int]]:
    counts: Counter[tuple[str, int]] = Counter()
    for edge in edges:
        counts.update({place for key, at in edge for place in _places(key, at)})
    if len(edges) < 2:
        return set()
    # Heads of left and right pages differ: a third of many pages is enough.
    least = 2 if len(edges) <= _FEW else max(2, len(edges) / 3)
    return {place for place, count in counts.items() if count >= least}


def _places(key: str, at: float) -> tuple[tuple[str, int], ...]:
    """A line's height in two grids that lie half a step apart, so that no border parts two."""
    return (key, round(at / _LEVEL)), (key, -1 - int(at / _LEVEL))


def _on_all(edges: Sequence[set[str]]) -> set[str]:
    """Lines that every page of several bears at its edge to the letter."""
    return set.intersection(*edges) if len(edges) >= _FEW else set()


def _stripped(
    edge: Sequence[list[Piece]],
    repeated: set[tuple[str, int]],
    page: Edges,
    everywhere: set[str],
    *,
    head: bool,
) -> list[list[Piece]]:
    gone: list[list[Piece]] = []
    for row in edge:
        at = row[0].top if head else page.height - row[0].bottom
        if row[0].words[0].raised:
            break  # Notes of many pages may be alike but for their numbers.
        key = _key(row)
        text = _text(row)
        number = at < _NUMBER_ZONE * page.height and _PAGE_NUMBER.fullmatch(text)
        if not number and not any(place in repeated for place in _places(key, at)):
            break
        gone.append(row)
    # A line of text that many pages happen to begin with stands right above the next one.
    while gone and _text(gone[-1]) not in everywhere and not page.apart(gone[-1], head=head):
        gone.pop()
    return gone


def _text(row: Sequence[Piece]) -> str:
    return " ".join(text_of(piece.words) for piece in row)[:_LONGEST]


def _key(row: Sequence[Piece]) -> str:
    return _DIGITS.sub("#", _text(row).lower())
