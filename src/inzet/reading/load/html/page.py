"""A page walked once: its blocks, lists with their numbers, and notes bound to their marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from inzet.reading.load.html.parts import (
    Attributes,
    is_layout,
    is_left_out,
    is_note,
    is_stamp,
    leads_to_note,
)
from inzet.reading.load.ordinals import ordinal
from inzet.reading.load.writer import CALL, CELL, LINE, Piece, Writer, plain

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = {
    "p": "paragraph", "div": "", "section": "", "article": "", "main": "", "body": "",
    "header": "", "aside": "", "footer": "", "nav": "",
    "blockquote": "", "pre": "paragraph", "li": "list_item", "ul": "", "ol": "",
    "dl": "", "dt": "cell", "dd": "cell", "table": "", "tbody": "", "thead": "", "tfoot": "",
    "tr": "table_row", "td": "cell", "th": "cell", "caption": "paragraph", "figure": "",
    "figcaption": "paragraph", "hr": "", "address": "paragraph", "fieldset": "", "html": "",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "center": "", "details": "", "summary": "heading",
}  # fmt: skip
_NOTE_MARK = re.compile(r"\[?\(?(\d{1,3})\)?\]?|\*{1,3}")
_NOTE_NUMBER = re.compile(r"\[?\(?(\d{1,3})\)?\]?[.:]?\s")
_MEASURE = re.compile(r"(?:\A|[\d\s])(?:[kcdm]?m)\Z")
_LISTED = re.compile(
    r"\s*(?:[•·▪◦●■‣]|[-–—]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.):]|(?:\d+\.)+\d+\s)"
)
_SET_OFF = frozenset(("b", "strong", "u", "em", "i"))


class Page:
    """Walks a page and writes its blocks to ``writer``."""

    def __init__(self) -> None:
        self.writer = Writer()
        self._pieces: list[Piece] = []
        self._calls: list[str] = []
        self._called: set[str] = set()
        self._ids: list[str] = []
        self._kind, self._level = "paragraph", 0
        self._rows = self._strong = 0
        self._tables: list[bool] = []
        """Of each table around this place, whether it only places parts of the page."""
        self._lists: list[_Ordered | None] = []
        self._label = ""

    def walk(self, top: LexborNode) -> None:
        """Depth first without recursion; the stack holds what to do on leaving a node."""
        stack: list[LexborNode | Callable[[], None]] = [top]
        while stack:
            at = stack.pop()
            if callable(at):
                at()
                continue
            entered = self._enter(at)
            if entered is not None:
                stack += entered
                stack += reversed(list(at.iter(include_text=True)))
        self._flush()

    def _enter(self, node: LexborNode) -> list[Callable[[], None]] | None:
        """Write what opens a node.

        Returns:
            What to do after its children, last first; None when they are left out.
        """
        tag = node.tag or ""
        if tag == "-text":
            self._add(plain(node.text_content or ""))
            return None
        if tag.startswith(("-", "!")) and tag != "-document":
            return None
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if is_left_out(tag, names, attributes):
            return None
        if tag == "br":
            self._add(LINE)
            return None
        if tag in {"sup", "a"} and self._calls_note(node, tag, attributes):
            return None
        after: list[Callable[[], None]] = []
        if tag in _SET_OFF:
            self._strong += 1
            after.append(self._end_strong)
        elif tag in {"ol", "ul"}:
            self._lists.append(_Ordered(attributes) if tag == "ol" else None)
            after.append(self._end_list)
        elif tag == "table":
            self._tables.append(self._rows == 0 and is_layout(node, len(self._tables) + 1))
            after.append(self._end_table)
        self._open(tag, names, attributes, after)
        self._ids += [name for key in ("id", "name") if (name := attributes.get(key))]
        return after

    def _open(
        self,
        tag: str,
        names: str,
        attributes: Attributes,
        after: list[Callable[[], None]],
    ) -> None:
        role = _BLOCKS.get(tag)
        if tag in {"tr", "td", "th"} and self._tables and self._tables[-1]:
            role = ""
        if role is None:
            return
        if role == "cell":
            if tag == "dt":
                self._flush()
                self._kind, self._level = "table_row", 0
            self._end_cell()
            return
        if self._rows and role != "table_row":
            self._add(" ")
            return
        self._flush()
        after.append(self._closing(row=role == "table_row"))
        self._rows += role == "table_row"
        if role and not (role == "paragraph" and self._kind in {"list_item", "note"}):
            self._kind = role
            self._level = int(tag[1]) if role == "heading" and tag[1:].isdigit() else 0
        if is_stamp(names) or self._kind == "stamp":
            self._kind = "stamp"
        elif is_note(names) or attributes.get("id") in self._called:
            self._kind = "note"
        if tag == "li":
            listed = self._lists[-1] if self._lists else None
            self._label = listed.next(attributes) if listed else ""

    def _closing(self, *, row: bool) -> Callable[[], None]:
        kind, level = self._kind, self._level

        def close() -> None:
            self._rows -= row
            self._flush()
            self._kind, self._level = kind, level

        return close

    def _add(self, raw: str) -> None:
        self._pieces.append((raw, self._strong > 0))

    def _end_cell(self) -> None:
        if any(piece.strip() for piece, _ in self._pieces):
            self._add(CELL)

    def _end_strong(self) -> None:
        self._strong -= 1

    def _end_list(self) -> None:
        self._lists.pop()

    def _end_table(self) -> None:
        self._tables.pop()

    def _calls_note(self, node: LexborNode, tag: str, attributes: Attributes) -> bool:
        """Whether an element is the mark of a note; then it leaves only its place."""
        if tag == "a" and not leads_to_note(attributes.get("href") or ""):
            return False
        mark = _NOTE_MARK.fullmatch(node.text().strip())
        if mark is None or (tag == "a" and self._opens_note()):
            return False
        link = node if tag == "a" else node.css_first("a")
        target = (link.attributes.get("href") or "") if link is not None else ""
        if not target and _MEASURE.search("".join(piece for piece, _ in self._pieces[-2:])):
            return False
        key = target.partition("#")[2] or f"number {mark.group(1) or mark.group()}"
        self._called.add(key)
        if self._kind != "note":
            self._calls.append(key)
            self._add(CALL)
        return True

    def _opens_note(self) -> bool:
        """Whether a link at the start of a block leads back from a note to its mark."""
        return not any(piece.strip() for piece, _ in self._pieces) and self._kind in {
            "note",
            "paragraph",
            "list_item",
        }

    def _flush(self) -> None:
        """Ends the block that is being written."""
        pieces, self._pieces = self._pieces, []
        calls, self._calls = self._calls, []
        text = "".join(piece for piece, _ in pieces)
        if not text.strip():
            return
        ids, self._ids = self._ids, []
        kind = self._kind
        note = next((each for each in ids if each in self._called), "")
        if kind == "paragraph" and note and not calls:
            kind = "note"
        if kind == "note" and not note:
            number = _NOTE_NUMBER.match(text.strip() + " ")
            note = f"number {number.group(1)}" if number else ""
        if kind == "list_item" and self._label:
            if not _LISTED.match(text):
                pieces = [(f"{self._label} ", False), *pieces]
            self._label = ""
        self.writer.add(kind, self._level, pieces, calls=calls, note=note if kind == "note" else "")


class _Ordered:
    """The numbers of an ordered list."""

    def __init__(self, attributes: Attributes) -> None:
        start = attributes.get("start") or ""
        self._form = attributes.get("type") or "1"
        style = (attributes.get("style") or "").replace(" ", "").lower()
        found = re.search(r"list-style(?:-type)?:([a-z-]+)", style)
        if found:
            self._form = found.group(1)
        self._next = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
        self._step = -1 if "reversed" in attributes else 1

    def next(self, attributes: Attributes) -> str:
        """The number of the next item, as a browser shows it; empty where it shows none."""
        value = attributes.get("value") or ""
        if re.fullmatch(r"-?\d{1,6}", value):
            self._next = int(value)
        count = self._next
        self._next += self._step
        return "" if self._form == "none" else f"{ordinal(count, self._form)}."
