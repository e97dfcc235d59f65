"""All pages of a PDF laid out: furniture set apart, notes bound, blocks in reading order."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inzet.reading.load.pdf.blocks import Block, blocks, usual_gaps
from inzet.reading.load.pdf.characters import Style
from inzet.reading.load.pdf.columns import Column, page_columns
from inzet.reading.load.pdf.flow import flow
from inzet.reading.load.pdf.footnotes import Note, split_notes
from inzet.reading.load.pdf.furniture import Edges, furniture
from inzet.reading.load.pdf.headings import body_style, find_title, rank
from inzet.reading.load.pdf.lines import Line, Piece, line_of, pieces
from inzet.reading.load.pdf.words import PageWords, Sheet, Word


@dataclass(slots=True)
class Page:
    """A page with everything on it in its place."""

    sheet: Sheet
    head: list[Line] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    """What runs another way than the text of the page."""
    slanted: list[str] = field(default_factory=list)


@dataclass(slots=True)
class LaidOut:
    """A whole paper."""

    pages: list[Page]
    title: Block | None
    more: set[int]
    """``id`` of the blocks that go on with the block before them, in another column or page."""
    notes: list[Note]
    """All footnotes, in the order of the pages."""


def lay_out(found: Sequence[PageWords]) -> LaidOut:
    """The pages of a paper, each with its blocks in reading order."""
    pages: list[Page] = []
    edges = []
    for words in found:
        sheet = words.sheets[0] if words.sheets else Sheet(words.width, words.height, 0)
        page = Page(sheet, slanted=words.slanted)
        for other in words.sheets[1:]:
            page.others.extend(_set(_lines(pieces(other.words)), len(pages) + 1, other))
        pages.append(page)
        edges.append((pieces(sheet.words), sheet.height))
    body = body_style(_sizes(found))
    taken = furniture([Edges(own, height) for own, height in edges])
    texts: list[list[Piece]] = []
    for number, page in enumerate(pages, 1):
        (own, height), rows = edges[number - 1], taken[number - 1]
        gone = {id(piece) for row in rows for piece in row}
        for row in rows:
            line = line_of(row, [True] * (len(row) - 1))
            (page.head if line.top < height / 2 else page.foot).append(line)
        _set([*page.head, *page.foot], number, page.sheet)
        texts.append([piece for piece in own if id(piece) not in gone])
    for number, (page, found_columns) in enumerate(zip(pages, page_columns(texts), strict=True), 1):
        page.columns = found_columns
        for column in page.columns:
            _set(column.lines, number, page.sheet)
    _set_margins_apart(pages)
    notes = _set_notes_apart(pages, body)
    usual = usual_gaps([column for page in pages for column in page.columns])
    for page in pages:
        for column in page.columns:
            page.blocks.extend(blocks(column, body, usual))
    every = [block for page in pages for block in page.blocks]
    rank(every)
    title = find_title(pages[0].blocks, body) if pages else None
    return LaidOut(pages, title, flow([page.blocks for page in pages]), notes)


def _sizes(found: Sequence[PageWords]) -> Counter[tuple[int, bool, bool]]:
    counts: Counter[tuple[int, bool, bool]] = Counter()
    for words in found:
        for sheet in words.sheets[:1]:
            for word in sheet.words:
                style = word.style
                counts[style.size, style.bold, style.italic] += len(word.text)
    return counts


def _lines(found: Sequence[Piece]) -> list[Line]:
    return [line_of([piece], []) for piece in found]


def _set(lines: list[Line], page: int, sheet: Sheet) -> list[Line]:
    for line in lines:
        line.page, line.sheet = page, sheet
    return lines


def _set_margins_apart(pages: Sequence[Page]) -> None:
    """What runs along the margin of several pages alike is furniture."""
    seen = Counter(text for page in pages for text in {line.text for line in page.others})
    for page in pages:
        page.foot.extend(line for line in page.others if seen[line.text] > 1)
        page.others = [line for line in page.others if seen[line.text] == 1]


def _set_notes_apart(pages: Sequence[Page], body: Style) -> list[Note]:
    """Takes the notes out of the columns; a note that goes on is one with where it began."""
    every: list[Note] = []
    goes_on = False
    for page in pages:
        found: list[Note] = []
        for column in page.columns:
            column.lines, notes = split_notes(column.lines, body.size, goes_on=goes_on)
            found.extend(notes)
        page.columns = [column for column in page.columns if column.lines]
        for note in found:
            if not note.label and every:
                every[-1].lines.extend(note.lines)
                continue
            every.append(note)
            note.number = len(every)
            page.notes.append(note)
        goes_on = bool(found)
    _put_back(pages)
    return every


def _put_back(pages: Sequence[Page]) -> None:
    """Raised figures that no note belongs to are part of the text ("m²"), unless they count
    on by themselves, as the marks of notes at the end of a paper do."""
    bound = {note.label for page in pages for note in page.notes if note.label}
    loose = [word for word in _raised(pages) if word.text not in bound]
    counted = [int(word.text) for word in loose if word.text.isdigit()]
    endnotes = len(counted) > 1 and all(b - a in (0, 1) for a, b in itertools.pairwise(counted))
    if not endnotes:
        for word in loose:
            word.raised = False


def _raised(pages: Sequence[Page]) -> Iterator[Word]:
    for page in pages:
        for column in page.columns:
            for line in column.lines:
                yield from (word for word in line.words if word.raised)
