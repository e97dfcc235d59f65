"""The blocks of a Word file in their order: headings, paragraphs, lists, tables, boxes, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from inzet.reading.load.docx.names import attribute, child, switch, tag, value
from inzet.reading.load.docx.numbering import Numbering
from inzet.reading.load.docx.runs import Runs, Seen, boxes
from inzet.reading.load.docx.styles import Styles, numbering_of, outline
from inzet.reading.load.fields import is_label, paired
from inzet.reading.load.ordinals import ordinal
from inzet.reading.load.writer import CALL, CELL, LINE, Piece, Writer, in_cells

_LONG = 250
"""A "heading" of this length that ends a sentence is running text in a wrong style."""
_LAYOUT = 400
"""A cell of this many characters in several paragraphs is a part of the page, not of a table."""
_STOP = re.compile(r"[.!?][\"”’'»)\]]*\s*\Z")
NO_FORMS: Mapping[str, str] = MappingProxyType({})
_THROUGH = frozenset(("ins", "moveTo", "customXml", "smartTag"))
_GONE = frozenset(("del", "moveFrom"))


@dataclass(slots=True)
class Block:
    """A paragraph as it is to be written."""

    kind: str
    level: int
    pieces: list[Piece]
    calls: list[str]

    @property
    def text(self) -> str:
        """Its text on one line, without the marks of notes, its cells parted by tabs."""
        return in_cells("".join(piece for piece, _ in self.pieces).replace(LINE, " "))


class Body:
    """Writes a part of a Word file (its body, a header, a note) block by block.

    Args:
        notes: by key, the paragraphs of each note.
        forms: by the kind of reference to a note, the form of its numbers.
    """

    def __init__(
        self,
        writer: Writer,
        styles: Styles,
        numbering: Numbering,
        notes: Mapping[str, etree._Element],
        seen: Seen,
        forms: Mapping[str, str] = NO_FORMS,
    ) -> None:
        self._writer = writer
        self._forms = forms
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._seen = seen
        self._runs = Runs(styles, seen)
        self._shown: dict[str, str] = {}
        self._running = False
        """Running text has begun: what stands in boxes from here on is no letterhead."""
        self._joined: list[Piece] = []
        self._joined_calls: list[str] = []

    def write(self, parent: etree._Element) -> None:
        """Write all blocks of an element."""
        for block in self.blocks(parent):
            self._write(block)

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The blocks of an element, tables included."""
        for element in parent:
            name = tag(element)
            if name == "p":
                for box in boxes(element):
                    yield from self._box(box)
                block = self._paragraph(element)
                if block is not None:
                    yield block
            elif name == "tbl":
                yield from self._table(element)
            elif name == "sdt":
                yield from self._control(element)
            elif name in _THROUGH:
                self._count(element)
                yield from self.blocks(element)
            elif name in _GONE:
                self._count(element)
            elif name == "altChunk":
                self._seen.embedded = True

    def lines(self, parent: etree._Element) -> list[str]:
        """The text of a header or footer, a paragraph each; cells are parted by tabs."""
        return [text for text in (block.text for block in self.blocks(parent)) if text]

    def _write(self, block: Block) -> None:
        if block.kind == "paragraph" and _STOP.search(block.text) and len(block.text) > 60:
            self._running = True
        self._writer.add(block.kind, block.level, block.pieces, calls=block.calls)
        for key in block.calls:
            self._note(key)

    def _note(self, key: str) -> None:
        """A note follows the block that calls it; the second call of one calls none."""
        element = self._notes.get(key)
        if element is None or key in self._shown:
            return
        kind = key.partition(":")[0]
        count = 1 + sum(1 for each in self._shown if each.startswith(kind + ":"))
        number = ordinal(count, self._forms.get(kind, ""))
        self._shown[key] = number
        calls = self._runs.calls
        pieces: list[Piece] = [(f"{number} ", False)]
        for block in self.blocks(element):
            pieces += [*block.pieces, (LINE, False)]
        self._runs.calls = calls
        text = [(piece.replace(CALL, ""), strong) for piece, strong in pieces]
        if any(piece.strip() for piece, _ in text[1:]):
            self._writer.add("note", 0, text, note=key)

    def _paragraph(self, paragraph: etree._Element) -> Block | None:
        properties = child(paragraph, "pPr")
        style = self._styles.get(value(properties, "pStyle"))
        in_contents = style.contents or self._runs.in_contents
        pieces = self._runs.pieces(paragraph, strong=style.strong)
        in_contents = in_contents or self._runs.in_contents
        calls = list(self._runs.calls)
        if properties is not None and self._merged(properties):
            self._joined += pieces
            self._joined_calls += calls
            return None
        pieces, self._joined = [*self._joined, *pieces], []
        calls, self._joined_calls = [*self._joined_calls, *calls], []
        block = Block("paragraph", 0, pieces, calls)
        if not block.text:
            return None
        if in_contents:
            return Block("furniture", 0, pieces, [])
        level = outline(paragraph)
        level = style.level if level is None else level
        if level and len(block.text) > _LONG and _STOP.search(block.text):
            level = 0
        own = numbering_of(paragraph)
        number = own if own is not None else style.number
        if own is not None and not own[0] and style.number is not None:
            number = (style.number[0], own[1])
        label = self._numbering.label(*number) if number else None
        if label:
            block.pieces = [(label + " ", block.pieces[0][1]), *block.pieces]
        if style.title and not level:
            block.kind, block.level = "title", 1
        elif level:
            block.kind, block.level = "heading", level
        elif label is not None:
            block.kind = "heading" if label and _is_set_off(block) else "list_item"
        elif is_label(block.text.partition("\t")[0]) and "\t" in block.text:
            return Block("table_row", 0, [(block.text.replace("\t", CELL), False)], calls)
        return block

    def _merged(self, properties: etree._Element) -> bool:
        """Whether the end of a paragraph was deleted, so that the next one continues it."""
        marks = child(properties, "rPr")
        gone = (
            next((each for each in marks if tag(each) in _GONE), None)
            if marks is not None
            else None
        )
        if marks is not None:
            for each in marks:
                if tag(each) in {"ins", "moveTo"}:
                    self._seen.change(each)
        if gone is not None:
            self._seen.change(gone)
        return gone is not None

    def _control(self, element: etree._Element) -> Iterator[Block]:
        properties = child(element, "sdtPr")
        content = child(element, "sdtContent")
        if content is None or switch(properties, "showingPlcHdr"):
            return
        gallery = value(properties, "docPartObj", "docPartGallery").lower()
        for block in self.blocks(content):
            if "contents" in gallery:
                yield Block("furniture", 0, block.pieces, [])
            else:
                yield block

    def _box(self, box: etree._Element) -> Iterator[Block]:
        """A text box: before the running text it is part of the letterhead, later a part of it."""
        if self._running:
            yield from self.blocks(box)
            return
        found = list(self.blocks(box))
        if any(len(block.text) > _LONG for block in found):
            yield from found
            return
        lines = [line for block in found for line in _text_lines(block)]
        for line in paired(lines):
            yield Block("letterhead", 0, [(line.replace("\t", CELL), False)], [])

    def _table(self, table: etree._Element) -> Iterator[Block]:
        for row in self._rows(table):
            cells = [self._cell(cell) for cell in row]
            filled = [cell for cell in cells if any(block.text for block in cell)]
            if not filled:
                continue
            if len(filled) == 1 or any(map(_is_page_part, filled)):
                for cell in filled:
                    yield from cell
                continue
            yield from _fields(filled) or [_row(filled)]

    def _rows(self, table: etree._Element) -> Iterator[list[etree._Element]]:
        for row in table:
            name = tag(row)
            if name in {"sdt", *_THROUGH}:
                content = child(row, "sdtContent") if name == "sdt" else row
                yield from self._rows(content) if content is not None else ()
            elif name == "tr":
                gone = child(row, "trPr", "del")
                if gone is not None:
                    self._seen.change(gone)
                    continue
                yield [cell for cell in _cells(row) if child(cell, "tcPr", "cellDel") is None]

    def _cell(self, cell: etree._Element) -> list[Block]:
        merged = child(cell, "tcPr", "vMerge")
        if merged is not None and attribute(merged, "val") != "restart":
            return []
        return list(self.blocks(cell))

    def _count(self, element: etree._Element) -> None:
        if tag(element) in {"ins", "moveTo", *_GONE}:
            self._seen.change(element)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for each in row:
        name = tag(each)
        if name == "tc":
            yield each
        elif name == "sdt":
            content = child(each, "sdtContent")
            yield from _cells(content) if content is not None else ()
        elif name in _THROUGH:
            yield from _cells(each)


def _is_set_off(block: Block) -> bool:
    """A numbered line all in bold that is no sentence: a heading whose number is automatic."""
    strong = all(set_off for piece, set_off in block.pieces[1:] if piece.strip())
    return strong and len(block.text) < 160 and not block.text.endswith((".", ";", ",", ":", "?"))


def _is_page_part(cell: Sequence[Block]) -> bool:
    if any(block.kind == "heading" and block.level for block in cell):
        return True
    return len(cell) > 1 and sum(len(block.text) for block in cell) > _LAYOUT


def _text_lines(block: Block) -> list[str]:
    raw = "".join(piece for piece, _ in block.pieces)
    return [line for line in map(in_cells, raw.split(LINE)) if line]


def _fields(cells: Sequence[Sequence[Block]]) -> list[Block]:
    """Two cells of as many lines, labels on the left: a letterhead written as one row."""
    if len(cells) != 2:
        return []
    labels, values = ([line for block in cell for line in _text_lines(block)] for cell in cells)
    if len(labels) < 2 or len(labels) != len(values) or not all(map(is_label, labels)):
        return []
    return [
        Block("table_row", 0, [(f"{label}{CELL}{worth}", False)], [])
        for label, worth in zip(labels, values, strict=True)
    ]


def _row(cells: Sequence[Sequence[Block]]) -> Block:
    pieces: list[Piece] = []
    calls: list[str] = []
    for i, cell in enumerate(cells):
        if i:
            pieces.append((CELL, False))
        for k, block in enumerate(each for each in cell if each.text):
            if k:
                pieces.append((" ", False))
            pieces += [
                (piece.replace(LINE, " ").replace(CELL, " ").replace("\t", " "), False)
                for piece, _ in block.pieces
            ]
            calls += block.calls
    return Block("table_row", 0, pieces, calls)
