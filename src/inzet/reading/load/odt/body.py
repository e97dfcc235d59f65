"""The blocks of an OpenDocument file in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from inzet.reading.load.fields import is_label, paired
from inzet.reading.load.odt.lists import Counter, Lists
from inzet.reading.load.odt.names import attribute, descendants, tag
from inzet.reading.load.odt.styles import Styles
from inzet.reading.load.writer import CALL, CELL, LINE, Piece, Writer, in_cells, plain

_LONG = 250
_LAYOUT = 400
_SPACES = 200
_STOP = re.compile(r"[.!?][\"”’'»)\]]*\s*\Z")
_INDEXES = frozenset(
    ("text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index",
     "text:user-index", "text:alphabetical-index", "text:bibliography")
)  # fmt: skip
_SKIPPED = frozenset(
    ("office:annotation-end", "text:tracked-changes", "office:forms", "text:sequence-decls",
     "text:variable-decls", "text:user-field-decls", "text:note-citation", "office:event-listeners",
     "text:ruby-text", "text:index-title-template", "text:script", "x:title", "x:desc")
)  # fmt: skip


@dataclass(slots=True)
class Seen:
    """What a file holds beside its text, as far as a person should be told of it."""

    changes: int = 0
    change_authors: set[str] = field(default_factory=set)
    comments: int = 0
    comment_authors: set[str] = field(default_factory=set)
    hidden: bool = False


@dataclass(slots=True)
class Block:
    """A paragraph as it is to be written, with the notes it calls."""

    kind: str
    level: int
    pieces: list[Piece]
    notes: list[tuple[str, etree._Element]]
    boxes: list[etree._Element]

    @property
    def text(self) -> str:
        """Its text on one line, without the marks of notes, its cells parted by tabs."""
        return in_cells("".join(piece for piece, _ in self.pieces).replace(LINE, " "))


class Body:
    """Writes a part of the file (its body, a header) block by block."""

    def __init__(self, writer: Writer, styles: Styles, seen: Seen) -> None:
        self._writer = writer
        self._styles = styles
        self._lists = Lists(styles)
        self._seen = seen
        self._running = False
        self._calls = 0

    def write(self, parent: etree._Element) -> None:
        """Write all blocks of an element."""
        for block in self.blocks(parent):
            if block.kind == "paragraph" and _STOP.search(block.text) and len(block.text) > 60:
                self._running = True
            keys = [key for key, _ in block.notes]
            self._writer.add(block.kind, block.level, block.pieces, calls=keys)
            for key, note in block.notes:
                self._note(key, note)

    def lines(self, parent: etree._Element) -> list[str]:
        """The text of a header, footer or box, a paragraph each."""
        return [text for text in (block.text for block in self.blocks(parent)) if text]

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The blocks of an element: paragraphs, headings, lists, tables, boxes."""
        for element in parent:
            name = tag(element)
            if name in {"text:p", "text:h"}:
                yield from self._with_boxes(self._paragraph(element))
            elif name == "text:list":
                yield from self._list(element)
            elif name == "table:table":
                yield from self._table(element)
            elif name in _INDEXES:
                for block in self.blocks(element):
                    yield Block("furniture", 0, block.pieces, [], [])
            elif name == "text:tracked-changes":
                self._changes(element)
            elif name.startswith("draw:"):
                for box in _boxes(element):
                    yield from self._box(box)
            elif name == "text:section" and attribute(element, "text:display") == "none":
                self._seen.hidden = True
            elif name not in _SKIPPED:
                yield from self.blocks(element)

    def _with_boxes(self, block: Block) -> Iterator[Block]:
        for box in block.boxes:
            yield from self._box(box)
        if block.text:
            yield block

    def _note(self, key: str, note: etree._Element) -> None:
        number = next((each.text or "" for each in descendants(note, "text:note-citation")), "")
        pieces: list[Piece] = [(plain(number) + " ", False)]
        for body in descendants(note, "text:note-body"):
            for block in self.blocks(body):
                pieces += [*block.pieces, (LINE, False)]
        text = [(piece.replace(CALL, ""), strong) for piece, strong in pieces]
        if any(piece.strip() for piece, _ in text[1:]):
            self._writer.add("note", 0, text, note=key)

    def _paragraph(self, element: etree._Element) -> Block:
        style = self._styles.get("paragraph", attribute(element, "text:style-name"))
        block = Block("paragraph", 0, [], [], [])
        if style.hidden:
            self._seen.hidden = True
            return block
        self._inline(element, bool(style.strong), block)
        level = attribute(element, "text:outline-level")
        if style.title:
            block.kind, block.level = "title", 1
        elif style.contents:
            block.kind, block.notes = "furniture", []
        elif tag(element) == "text:h" and not (
            len(block.text) > _LONG and _STOP.search(block.text)
        ):
            block.level = max(1, int(level)) if level.isdigit() and len(level) < 3 else 1
            block.kind = "heading"
            unnumbered = attribute(element, "text:is-list-header") == "true"
            number = "" if unnumbered or not block.text else self._lists.heading(block.level, None)
            if number:
                block.pieces = [(number + " ", True), *block.pieces]
        elif "\t" in block.text and is_label(block.text.partition("\t")[0]):
            block.kind, block.pieces = "table_row", [(block.text.replace("\t", CELL), False)]
        return block

    def _inline(self, element: etree._Element, strong: bool, block: Block) -> None:
        """The text in an element, without what follows it."""
        if element.text:
            block.pieces.append((plain(element.text), strong))
        for each in element:
            self._span(each, strong, block)
            if each.tail:
                block.pieces.append((plain(each.tail), strong))

    def _span(self, element: etree._Element, strong: bool, block: Block) -> None:
        name = tag(element)
        if name == "text:span":
            style = self._styles.get("text", attribute(element, "text:style-name"))
            if style.hidden:
                self._seen.hidden = True
                return
            self._inline(element, strong if style.strong is None else style.strong, block)
        elif name == "text:s":
            count = attribute(element, "text:c")
            block.pieces.append((" " * min(int(count) if count.isdigit() else 1, _SPACES), strong))
        elif name == "text:tab":
            block.pieces.append(("\t", strong))
        elif name == "text:line-break":
            block.pieces.append((LINE, strong))
        elif name == "text:note":
            block.notes.append(
                (f"{id(self)}:{len(block.notes)}:{attribute(element, 'text:id')}", element)
            )
            block.pieces.append((CALL, strong))
        elif name == "office:annotation":
            self._seen.comments += 1
            self._seen.comment_authors |= _creators(element)
        elif name == "text:hidden-text":
            self._seen.hidden = True
        elif name.startswith("draw:"):
            block.boxes += _boxes(element)
        elif name not in _SKIPPED:
            self._inline(element, strong, block)

    def _list(self, element: etree._Element) -> Iterator[Block]:
        style = attribute(element, "text:style-name")
        counter = self._lists.counter(
            attribute(element, "xml:id"),
            style,
            continues=attribute(element, "text:continue-list"),
            goes_on=attribute(element, "text:continue-numbering") == "true",
        )
        yield from self._items(element, style, 1, counter)

    def _items(
        self, element: etree._Element, style: str, depth: int, counter: Counter
    ) -> Iterator[Block]:
        for item in element:
            numbered = tag(item) == "text:list-item"
            value = attribute(item, "text:start-value")
            set_to = int(value) if value.isdigit() and len(value) < 7 else None
            counted = False
            for each in item:
                if tag(each) == "text:list":
                    below = attribute(each, "text:style-name") or style
                    yield from self._items(each, below, depth + 1, counter)
                    continue
                if tag(each) not in {"text:p", "text:h"}:
                    continue
                block = self._paragraph(each)
                if numbered and not counted and block.text:
                    counted = True
                    self._number(block, self._lists.label(counter, style, depth, set_to))
                elif block.kind == "paragraph":
                    block.kind = "list_item"
                yield from self._with_boxes(block)

    def _number(self, block: Block, label: str) -> None:
        if label:
            strong = all(each for piece, each in block.pieces if piece.strip())
            block.pieces = [(label + " ", strong), *block.pieces]
            text = block.text
            if strong and len(text) < 160 and not text.endswith((".", ";", ",", ":", "?")):
                block.kind = "heading"
        if block.kind == "paragraph":
            block.kind = "list_item"

    def _box(self, box: etree._Element) -> Iterator[Block]:
        """A text box: before the running text it is part of the letterhead, later a part of it."""
        found = list(self.blocks(box))
        if self._running or any(len(block.text) > _LONG for block in found):
            yield from found
            return
        for line in paired([line for block in found for line in _text_lines(block)]):
            yield Block("letterhead", 0, [(line.replace("\t", CELL), False)], [], [])

    def _table(self, table: etree._Element) -> Iterator[Block]:
        for row in _rows(table):
            cells = [list(self.blocks(cell)) for cell in row if tag(cell) == "table:table-cell"]
            filled = [cell for cell in cells if any(block.text for block in cell)]
            if len(filled) == 1 or any(map(_is_page_part, filled)):
                for cell in filled:
                    yield from cell
            elif filled:
                yield _row(filled)

    def _changes(self, element: etree._Element) -> None:
        for region in descendants(element, "text:changed-region"):
            self._seen.changes += 1
            self._seen.change_authors |= _creators(region)


def _creators(element: etree._Element) -> set[str]:
    return {each.text or "" for each in descendants(element, "dc:creator")} - {""}


def _boxes(element: etree._Element) -> list[etree._Element]:
    """The text boxes in a drawing, outermost only."""
    if tag(element) == "draw:text-box" or any(
        tag(each) in {"text:p", "text:list"} for each in element
    ):
        return [element]
    return [box for each in element if tag(each).startswith("draw:") for box in _boxes(each)]


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        name = tag(each)
        if name == "table:table-row":
            yield each
        elif name in {"table:table-header-rows", "table:table-rows", "table:table-row-group"}:
            yield from _rows(each)


def _is_page_part(cell: Sequence[Block]) -> bool:
    if any(block.kind == "heading" and block.level for block in cell):
        return True
    return len(cell) > 1 and sum(len(block.text) for block in cell) > _LAYOUT


def _text_lines(block: Block) -> list[str]:
    raw = "".join(piece for piece, _ in block.pieces)
    return [line for line in map(in_cells, raw.split(LINE)) if line]


def _row(cells: Sequence[Sequence[Block]]) -> Block:
    row = Block("table_row", 0, [], [], [])
    for i, cell in enumerate(cells):
        if i:
            row.pieces.append((CELL, False))
        for k, block in enumerate(each for each in cell if each.text):
            if k:
                row.pieces.append((" ", False))
            row.pieces += [
                (piece.replace(LINE, " ").replace(CELL, " ").replace("\t", " "), False)
                for piece, _ in block.pieces
            ]
            row.notes += block.notes
    return row
