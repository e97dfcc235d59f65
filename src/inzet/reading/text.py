"""The types that the stages of reading hand to each other, from extracted text to sentences."""

from __future__ import annotations

import bisect
import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from inzet.vocabulary.citations import Box


@dataclass(frozen=True, slots=True)
class Mark:
    """Structure that the source itself gives (HTML, Word), over the extracted text."""

    kind: str
    """title, heading, paragraph, list_item, table_row, note, letterhead, stamp, furniture."""
    level: int
    """Of a heading, where the source tells; of a note in print its number; else 0."""
    start: int
    end: int
    anchor: int | None = None
    """Of a note: the offset where its mark stood, which is itself no part of the text."""


class Place(NamedTuple):
    """Where a line of the extracted text stands on its page as shown.

    The box counts tenths of a point from the top left of the page.
    """

    start: int
    """Offset of its first code point."""
    end: int
    page: int
    """From 1."""
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """The extracted text of a paper; all offsets in Inzet count its code points."""

    text: str
    pages: tuple[int, ...]
    """Offsets at which pages begin; empty where the source has no pages."""
    marks: tuple[Mark, ...]
    extractor: str
    media_type: str
    notes: tuple[str, ...] = ()
    """What loading has to say in plain words, such as that comments were left out."""
    places: tuple[Place, ...] = ()
    """Of each line, in the order of the text; empty where the source has no pages to show."""

    def place_of(self, start: int, end: int) -> tuple[Box, ...]:
        """Where a span stands in print, a box for each of its lines.

        Where a span begins or ends within a line, its box does so in proportion to the characters.
        """
        at = max(bisect.bisect_right(self.places, start, key=lambda place: place.start) - 1, 0)
        boxes: list[Box] = []
        for place in self.places[at:]:
            if place.start >= end:
                break
            if place.end > start:
                boxes.append(_clipped(place, start, end))
        return tuple(boxes)

    def page_at(self, offset: int) -> int | None:
        """The page (from 1) that an offset lies on; None where there are no pages."""
        if self.places:
            # Notes and furniture stand after the paragraph that runs on to the next page.
            at = bisect.bisect_right(self.places, offset, key=lambda place: place.start)
            return self.places[max(at - 1, 0)].page
        return bisect.bisect_right(self.pages, offset) or None if self.pages else None


def _clipped(place: Place, start: int, end: int) -> Box:
    width, length = place.right - place.left, max(1, place.end - place.start)
    left, right = place.left, place.right
    if start > place.start:
        left += width * (start - place.start) // length
    if end < place.end:
        right -= width * (place.end - end) // length
    return place.page, left, place.top, right, place.bottom


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a reader would type it, each of its characters led back to the extract."""

    id: int
    text: str
    """Line breaks undone, hyphens joined or kept, white space squeezed."""
    offsets: Sequence[int]
    """For each code point of ``text`` its offset in the extracted text, ascending."""
    page: int | None
    block: int
    """Index of its block in the structured paper."""
    language: str

    @property
    def start(self) -> int:
        """Offset of its first code point."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Offset after its last code point."""
        return self.offsets[-1] + 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the extracted text of ``text[start:end]`` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Block:
    """A title, heading, paragraph, list item, table row, note, letterhead line or turn."""

    kind: str
    """title, heading, paragraph, list_item, table_row, note, letterhead, stamp or turn (a line
    that only says who speaks next)."""
    text: str
    """Cleaned like a sentence."""
    offsets: Sequence[int]
    level: int = 0
    """Of a heading: 1 the title, 2 a session or chapter, 3 an item, 4 a division of an item."""
    session: int | None = None
    """Number of the session it stands under, or that its own heading opens."""
    path: tuple[str, ...] = ()
    """Headings above it, outermost first (its own not included)."""
    language: str = ""

    @property
    def start(self) -> int:
        """Offset of its first code point."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Offset after its last code point."""
        return self.offsets[-1] + 1


@dataclass(frozen=True, slots=True)
class Structured:
    """A paper as blocks and sentences, furniture removed, every character traceable."""

    extracted: Extracted
    title: str
    language: str | None
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    dehyphenated: int = 0
    notes: tuple[str, ...] = field(default=())
    stamp: str = ""
    """A notice that every page bears; no part of the text."""
    furniture: tuple[tuple[int, int], ...] = ()
    """Spans of the extracted text taken for running heads, feet and page numbers."""

    footnotes: tuple[tuple[int, int], ...] = ()
    """Spans of lines of footnotes at the foot of pages, which may part a sentence."""

    def source_text(self, start: int, end: int) -> str:
        """The extracted text of a span without the furniture and footnotes that part it.

        What begins in a footnote is parted by none: each line of the note is a span of its own.
        """
        text = self.extracted.text
        notes = () if _holds(self.footnotes, start) else self.footnotes
        parts: list[str] = []
        at = start
        for begin, finish in heapq.merge(
            _inside(self.furniture, start, end), _inside(notes, start, end)
        ):
            parts.append(text[at:begin])
            at = finish
        parts.append(text[at:end])
        return "".join(parts)


def _holds(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place lies in one of the spans, which are in order."""
    found = bisect.bisect_left(spans, (at + 1, 0)) - 1
    return found >= 0 and at < spans[found][1]


def _inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for span in spans[bisect.bisect_left(spans, (start + 1, 0)) :]:
        if span[0] >= end:
            return
        if span[1] < end:
            yield span
