"""Items in their order → the extracted text with its pages, marks and places."""

from __future__ import annotations

from dataclasses import replace

from inzet.reading.load.pdf.lines import Line
from inzet.reading.load.pdf.order import Item
from inzet.reading.load.pdf.words import Sheet
from inzet.reading.text import Mark, Place

_FAR = 20_000.0
"""Points: no page of a PDF is larger."""


class Writer:
    """Collects text, marks, page starts and the places of lines."""

    def __init__(self) -> None:
        self.pages: list[int] = []
        self.places: list[Place] = []
        self._marks: list[Mark] = []
        self._anchors: dict[tuple[int, str], int] = {}
        self._parts: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """Everything written."""
        return "".join(self._parts)

    def write(self, item: Item) -> None:
        """Writes an item: its lines, a tab between cells, an empty line before it."""
        page = item.cells[0][0].page
        self._turn_to(page, "\n\f" if self._parts else "\f")
        if self._parts and self.pages[-1] != self._length:
            self._add("\n\n")
        start = self._length
        for i, cell in enumerate(item.cells):
            if i:
                self._add("\t")
            for k, line in enumerate(cell):
                if k and not self._turn_to(line.page, "\n\f"):
                    self._add("\n")
                self._line(line)
        if self._length > start:
            self._marks.append(Mark(item.kind, item.level, start, self._length))

    def aslant(self, words: list[str]) -> None:
        """Writes words that run across a page; they have no box."""
        self._add("\n\n")
        start = self._length
        self._add(" ".join(words))
        self._marks.append(Mark("furniture", 0, start, self._length))

    def finish(self, pages: int) -> None:
        """Ends the text: pages without text begin where it ends."""
        while len(self.pages) < pages:
            self.pages.append(self._length)

    def marks(self, labels: dict[int, tuple[int, str]]) -> tuple[Mark, ...]:
        """All marks; a note has the offset where the text refers to it.

        Args:
            labels: of each note by its number: its page and what it begins with.
        """
        return tuple(
            replace(mark, anchor=self._anchors.get(labels.get(mark.level, (0, ""))))
            if mark.kind == "note"
            else mark
            for mark in self._marks
        )

    def _turn_to(self, page: int, mark: str) -> bool:
        """Begins the pages up to one; whether there were any to begin."""
        if page <= len(self.pages):
            return False
        if self.pages or self._parts:
            self._add(mark)
        while len(self.pages) < page:
            self.pages.append(self._length)
        return True

    def _line(self, line: Line) -> None:
        start = self._length
        parts: list[str] = []
        length = 0
        for cell in line.cells:
            between = "\t"
            for word in cell:
                if word.raised:
                    self._anchors.setdefault((line.page, word.text), start + length)
                    continue
                if parts and not (word.glued and between == " "):
                    parts.append(between)
                    length += 1
                between = " "
                parts.append(word.text)
                length += len(word.text)
        self._add("".join(parts))
        if length and line.sheet is not None:
            box = _shown((line.x0, line.top, line.x1, line.bottom), line.sheet)
            self.places.append(Place(start, self._length, line.page, *box))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _shown(box: tuple[float, float, float, float], sheet: Sheet) -> tuple[int, int, int, int]:
    """A box of a sheet on the page as shown: left, top, right, bottom in tenths of a point."""
    x0, y0, x1, y1 = box
    width, height = sheet.width, sheet.height
    if sheet.turn == 1:
        # The words run up the page as shown.
        x0, y0, x1, y1 = y0, width - x1, y1, width - x0
    elif sheet.turn == 2:
        x0, y0, x1, y1 = width - x1, height - y1, width - x0, height - y0
    elif sheet.turn == 3:
        x0, y0, x1, y1 = height - y1, x0, height - y0, x1
    return _tenths(x0), _tenths(y0), _tenths(x1), _tenths(y1)


def _tenths(points: float) -> int:
    """Tenths of a point; what lies far outside of any page is drawn to its edge."""
    return round(10 * min(max(points, -_FAR), _FAR)) if points == points else 0
