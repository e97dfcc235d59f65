"""One page of PDFium → words with their place and style.

Places are in points from the top left of the page, in a frame in which the text runs to the
right; a page may hold text in several directions, each with its own frame.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from inzet.reading.load.pdf.characters import Characters, Style

_WORD = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]+\ufffe?")
_BREAK = re.compile(r"\r\n|\ufffe")
_FIGURE = re.compile(r"\d{1,3}|\*{1,3}|[†‡§]")
_SUPERSCRIPTS = re.compile(r"(?<=[^\W\d_]{3}|..[.,;:)\]”’\"»])[¹²³⁰⁴-⁹]{1,3}(?=[.,;:)\]”’\"»]*\Z)")
_SUPERSCRIPT_LABEL = re.compile(r"[¹²³⁰⁴-⁹]{1,3}(?=[^\W\d_])|[¹²³⁰⁴-⁹]{1,3}\Z")
_SUPERSCRIPT = re.compile("[¹²³⁰⁴-⁹]")
_LONGEST_FIGURE = 3
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_OPENING = re.compile(r"[^\W\d_][a-zà-ÿ]")
"""The number of an item or note, and the word after it: office programs draw them apart, at times
with no white between them."""
_PLAIN_FIGURES = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
        "Ĳ": "IJ", "ĳ": "ij",
    }
)  # fmt: skip
_LIGATURE = re.compile("[ﬀ-ﬆĲĳ]")
_RISE = 0.15
"""How far a raised figure stands above the line, in sizes of the letters beside it."""
_OBJECTS = 1000
"""So many objects of a page without text are looked at for an image."""
_LONG = 18
"""Words from so many letters on are looked at for white within them."""
_WHITE = 0.08
"""White within a word, in sizes of its letters, that parts two words."""
_STRAIGHT = 5.0
"""Degrees from a quarter turn up to which text is not aslant."""


@dataclass(slots=True)
class Word:
    """A word, or the part of one that is printed in one style."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    style: Style
    first: int
    """Index of its first character on the page, for PDFium."""
    raised: bool = False
    """A raised figure or star: the mark of a footnote."""
    glued: bool = False
    """No space stands before it."""


@dataclass(slots=True)
class Sheet:
    """The words of a page that run one way, in the order in which they were drawn."""

    width: float
    height: float
    turn: int
    """Quarter turns with the clock from the page as shown to the frame of the words."""
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class PageWords:
    """A page as shown, in points, with its words; the sheet with most of them is first."""

    width: float
    height: float
    sheets: list[Sheet]
    slanted: list[str]
    """Words that run aslant: stamps and watermarks."""
    unmapped: int
    """Characters that the file gives no meaning for."""
    scanned: bool = False
    """It holds no text, but an image."""


class _Span(NamedTuple):
    """Characters of a word that one text object draws."""

    first: int
    last: int
    text: str
    drawn: int
    glued: bool = False
    raised: bool = False


_make = _Span._make
"""Without the default values: half of the time of making one, and a page has hundreds."""


def page_words(page: Any) -> PageWords:
    """The words of a page, given PDFium's handle of it.

    PDFium puts words in the order of the page as it is shown; so it is shown the way most of
    its words run.
    """
    from pypdfium2 import raw

    rotation = raw.FPDFPage_GetRotation(page) % 4
    if rotation:
        raw.FPDFPage_SetRotation(page, 0)
    found = _read(page, rotation)
    if not found.sheets:
        found.scanned = _holds_image(page)
    quarter = (found.sheets[0].turn + rotation) % 4 if found.sheets else 0
    if quarter:
        raw.FPDFPage_SetRotation(page, quarter)
        found = _read(page, rotation)
    return found


def _holds_image(page: Any) -> bool:
    from pypdfium2 import raw

    for index in range(min(raw.FPDFPage_CountObjects(page), _OBJECTS)):
        kind = raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index))
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            return True
    return False


def _read(page: Any, rotation: int) -> PageWords:
    characters = Characters(page)
    try:
        return _Reader(page, characters, rotation).read()
    finally:
        characters.close()


class _Reader:
    def __init__(self, page: Any, characters: Characters, rotation: int) -> None:
        from pypdfium2 import raw

        self._characters = characters
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        self._left, self._right = sorted((box.left, box.right))
        self._low, self._high = sorted((box.bottom, box.top))
        self._rotation = rotation
        self._drawn: dict[int, tuple[Style, int | None]] = {}

    def read(self) -> PageWords:
        text = self._characters.text()
        spans = self._spans(text)
        boxes = self._characters.boxes([i for span in spans for i in span[:2]])
        ligatures = not text.isascii() and bool(_LIGATURE.search(text))
        sheets: dict[int, Sheet] = {}
        slanted: list[str] = []
        drawn = self._drawn
        left, high = self._left, self._high
        at = 0
        for first, _, word, by, glued, raised in spans:
            style, quarter = drawn[by]
            if quarter is None:
                slanted.append(word)
                at += 8
                continue
            sheet = sheets.get(quarter)
            if sheet is None:
                sheet = sheets[quarter] = self._sheet(quarter)
            if quarter == 0:
                x0, x1 = boxes[at] - left, boxes[at + 6] - left
                top, bottom = high - boxes[at + 1], high - boxes[at + 3]
            else:
                x0, x1, top, bottom = self._place(boxes[at : at + 8], quarter)
            at += 8
            if ligatures:
                word = word.translate(_LIGATURES)
            sheet.words.append(Word(word, x0, x1, top, bottom, style, first, raised, glued))
        width, height = self._right - self._left, self._high - self._low
        if self._rotation % 2:
            width, height = height, width
        found = sorted(sheets.values(), key=lambda sheet: -len(sheet.words))
        unmapped = text.count("\x00") + text.count("\ufffd")
        return PageWords(width, height, found, slanted, unmapped)

    def _spans(self, text: str) -> list[_Span]:
        found: list[_Span] = []
        object_at = self._characters.object_at
        start = 0
        for stop in [*(match.end() for match in _BREAK.finditer(text)), len(text)]:
            line = [match.span() for match in _WORD.finditer(text, start, stop)]
            start = stop
            if not line:
                continue
            begin, end = object_at(line[0][0]), object_at(line[-1][1] - 1)
            self._draw(begin, line[0][0])
            if begin == end:
                found.extend(
                    [
                        _make((first, after - 1, text[first:after], begin, False, False))
                        for first, after in line
                    ]
                )
            else:
                for first, after in line:
                    found.extend(self._parts(first, after, text[first:after]))
            last = found[-1]
            if last.text[-1] == "\ufffe":
                found[-1] = last._replace(text=last.text[:-1] + "-")
        found = self._with_spaces(found)
        if _SUPERSCRIPT.search(text):
            found = [part for span in found for part in _superscript(span)]
        self._raise_apart(found)
        return found

    def _parts(self, first: int, after: int, word: str) -> list[_Span]:
        """A word cut where another text object goes on with it and looks otherwise."""
        object_at = self._characters.object_at
        begin = object_at(first)
        self._draw(begin, first)
        if after - first == 1 or object_at(after - 1) == begin:
            return [_Span(first, after - 1, word, begin)]
        parts: list[_Span] = []
        at = first
        for index in range(first + 1, after + 1):
            drawn = object_at(index) if index < after else -1
            if drawn == begin:
                continue
            parts.append(_Span(at, index - 1, word[at - first : index - first], begin, bool(parts)))
            if index < after:
                self._draw(drawn, index)
            begin, at = drawn, index
        self._raise(parts)
        return self._joined(parts)

    def _with_spaces(self, spans: list[_Span]) -> list[_Span]:
        """Words cut where white parts them that PDFium takes for none.

        Long words tell whether a page has such; only then all of them are looked at.
        """
        if not any(self._cuts(span) for span in spans if len(span.text) >= _LONG):
            return spans
        out: list[_Span] = []
        for span in spans:
            at = 0
            for cut in (*self._cuts(span), len(span.text)):
                first, last = span.first + at, span.first + cut - 1
                glued = span.glued and at == 0
                out.append(_Span(first, last, span.text[at:cut], span.drawn, glued))
                at = cut
        return out

    def _cuts(self, span: _Span) -> list[int]:
        """Where white stands within a word that is clearly wider than between its letters."""
        style, quarter = self._drawn[span.drawn]
        if quarter != 0 or len(span.text) != span.last - span.first + 1 or len(span.text) < 3:
            return []
        boxes = self._characters.boxes(range(span.first, span.last + 1))
        gaps = [after - before for before, after in zip(boxes[2::4], boxes[4::4], strict=False)]
        limit = sorted(gaps)[len(gaps) // 2] + _WHITE * style.size / 10
        return [i for i, gap in enumerate(gaps, 1) if gap > limit]

    def _raise(self, parts: list[_Span]) -> None:
        for i, part in enumerate(parts):
            if not _FIGURE.fullmatch(part.text):
                continue
            beside = parts[i - 1] if i else parts[i + 1]
            style, quarter = self._drawn[beside.drawn]
            if quarter is None or beside.raised:
                continue
            rise = self._characters.rise(part.first, beside.first, quarter)
            parts[i] = part._replace(raised=rise > _RISE * style.size / 10)

    def _raise_apart(self, spans: list[_Span]) -> None:
        """Finds raised figures that stand apart from the word before them."""
        for i in range(1, len(spans)):
            span = spans[i]
            if len(span.text) > _LONGEST_FIGURE or span.raised or span.glued:
                continue
            before = spans[i - 1]
            if span.drawn == before.drawn or before.raised or not _FIGURE.fullmatch(span.text):
                continue
            style, quarter = self._drawn[before.drawn]
            if quarter is not None:
                rise = self._characters.rise(span.first, before.first, quarter)
                size = style.size / 10
                spans[i] = span._replace(raised=_RISE * size < rise < size)

    def _joined(self, parts: Sequence[_Span]) -> list[_Span]:
        """Parts that look alike are one again: many programs draw a word in pieces."""
        out = [parts[0]]
        for part in parts[1:]:
            last = out[-1]
            alike = self._drawn[last.drawn] == self._drawn[part.drawn]
            if _opens(last, part):
                out.append(part._replace(glued=False))
            elif alike and last.raised == part.raised:
                out[-1] = last._replace(text=last.text + part.text, last=part.last)
            else:
                out.append(part)
        return out

    def _draw(self, drawn: int, index: int) -> None:
        if drawn not in self._drawn:
            style, angle = self._characters.style(index, drawn)
            quarter = round(angle / 90)
            straight = abs(angle - 90 * quarter) < _STRAIGHT
            self._drawn[drawn] = (style, quarter % 4 if straight else None)

    def _sheet(self, quarter: int) -> Sheet:
        width, height = self._right - self._left, self._high - self._low
        if quarter % 2:
            width, height = height, width
        return Sheet(width, height, (quarter - self._rotation) % 4)

    def _place(self, box: list[float], quarter: int) -> tuple[float, float, float, float]:
        """x0, x1, top, bottom in the frame of text that runs ``quarter`` turns from the right."""
        left, top, right, bottom, last_left, last_top, _, last_bottom = box
        if quarter == 1:
            return bottom - self._low, last_top - self._low, left - self._left, right - self._left
        if quarter == 2:
            return self._right - right, self._right - last_left, bottom - self._low, top - self._low
        return self._high - top, self._high - last_bottom, self._right - right, self._right - left


def _opens(number: _Span, word: _Span) -> bool:
    begins = word.text[0].isupper() and _OPENING.match(word.text)
    return bool(begins and _NUMBER.fullmatch(number.text) and not number.raised)


def _superscript(span: _Span) -> list[_Span]:
    """Cuts figures that are raised by their own character ("brief²") off their word."""
    if span.text.isascii() or span.raised:
        return [span]
    found = _SUPERSCRIPTS.search(span.text) or _SUPERSCRIPT_LABEL.match(span.text)
    if not found or len(span.text) != span.last - span.first + 1:
        return [span]
    parts = []
    cuts = [0, found.start(), found.end(), len(span.text)]
    for start, end in pairwise(cuts):
        if start < end:
            raised = start == found.start()
            text = span.text[start:end]
            parts.append(
                _Span(
                    span.first + start,
                    span.first + end - 1,
                    text.translate(_PLAIN_FIGURES) if raised else text,
                    span.drawn,
                    span.glued or start > 0,
                    raised,
                )
            )
    return parts
