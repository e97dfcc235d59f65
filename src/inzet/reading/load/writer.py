"""Blocks of a structured source → the extracted text with its marks.

Formats that bring structure (HTML, Word, OpenDocument) write their blocks here, in order. White
space is squeezed; lines are parted by a newline, the cells of a row by a tab, blocks by an empty
line. The marks of notes are taken out of the words they cling to, and their places kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from inzet.reading.text import Extracted, Mark

LINE, CELL, CALL = "\x1e", "\x1f", "\x1d"
"""Within the pieces of a block: a new line, the end of a cell, the place of a note's mark."""

Piece = tuple[str, bool]
"""Text, and whether it is set off: bold, underlined, in italics."""

_CONTROLS = str.maketrans(dict.fromkeys((LINE, CELL, CALL), " "))
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2007\u202f]+")
_SOFT = re.compile(r"\u00ad")
_LONGEST_HEADING = 160
_NO_HEADING = re.compile(r"[.!?…:;,][\"”’'»)\]]*\Z")


def plain(text: str) -> str:
    """Source text without the characters that mean something to the writer."""
    return text.translate(_CONTROLS)


def in_cells(line: str) -> str:
    """A line with its cells, and what tabs part, parted by one tab each; no marks of notes."""
    cells = line.replace(CALL, "").replace(CELL, "\t").split("\t")
    return "\t".join(" ".join(cell.split()) for cell in cells if cell.strip())


class Writer:
    """Writes blocks one after another; its result is the extracted text with marks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._called: dict[str, int] = {}
        self._waiting: list[tuple[int, str]] = []

    def add(
        self,
        kind: str,
        level: int,
        pieces: Iterable[Piece],
        *,
        calls: Sequence[str] = (),
        note: str = "",
    ) -> None:
        """Write a block; one that holds no text leaves nothing.

        Args:
            kind: of the mark (see :class:`~inzet.reading.text.Mark`).
            level: of a heading; 0 where the source does not tell.
            pieces: its text, with ``LINE``, ``CELL`` and ``CALL``.
            calls: for each ``CALL`` in it, the key of the note that it stands for.
            note: of a note: its key.
        """
        lines = _lines(pieces)
        if kind == "paragraph":
            head, lines = _set_off(lines)
            if head:
                self._write("heading", 0, head, calls, note)
                calls = calls[sum(line.count(CALL) for line, _ in head) :]
        self._write(kind, level, lines, calls, note)

    def finish(
        self, extractor: str, media_type: str, *, title: str = "", notes: Sequence[str] = ()
    ) -> Extracted:
        """The extracted text.

        Args:
            title: what the source says its title is; the first block of these words, or the
                first heading when it alone is of the highest level, is marked as title.
        """
        for at, key in self._waiting:
            self._marks[at] = replace(self._marks[at], anchor=self._called.get(key))
        text = "".join(self._parts)
        _mark_title(self._marks, text, title)
        return Extracted(text, (), tuple(self._marks), extractor, media_type, tuple(notes))

    def _write(
        self, kind: str, level: int, lines: list[Piece], calls: Sequence[str], note: str
    ) -> None:
        text, places = _without_calls("\n".join(line for line, _ in lines))
        if not text.strip():
            return
        if self._parts:
            self._parts.append("\n\n")
            self._length += 2
        for place, key in zip(places, calls, strict=False):
            self._called.setdefault(key, self._length + place)
        if note:
            self._waiting.append((len(self._marks), note))
        self._marks.append(Mark(kind, level, self._length, self._length + len(text)))
        self._parts.append(text)
        self._length += len(text)


def _lines(pieces: Iterable[Piece]) -> list[Piece]:
    """The lines of a block that hold text, squeezed; set off when all their words are."""
    lines: list[Piece] = []
    line: list[str] = []
    strong = True

    def end() -> None:
        nonlocal strong
        cells = "".join(line).split(CELL)
        # The marks of notes count as white space to Python, so only blanks may be stripped.
        text = "\t".join(_SPACE.sub(" ", cell).strip(" ") for cell in cells).strip("\t ")
        if text.strip(CALL):
            lines.append((_SOFT.sub("", text), strong))
        elif text and lines:
            # A note's mark alone on a line belongs to the line before it.
            lines[-1] = (lines[-1][0] + text, lines[-1][1])
        line.clear()
        strong = True

    for raw, set_off in pieces:
        for i, part in enumerate(raw.split(LINE)):
            if i:
                end()
            if part.strip(" \t\r\n\u00a0" + CALL + CELL):
                strong = strong and set_off
            line.append(part)
    end()
    return lines


def _set_off(lines: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The first lines when they are a heading in bold above its text, and the other lines."""
    count = next((i for i, (_, strong) in enumerate(lines) if not strong), len(lines))
    head = lines[:count]
    words = " ".join(line for line, _ in head).replace(CALL, "").strip()
    letters = any(letter.isalpha() for letter in words)
    if not letters or "\t" in words or len(words) > _LONGEST_HEADING or _NO_HEADING.search(words):
        return [], lines
    return head, lines[count:]


def _without_calls(text: str) -> tuple[str, list[int]]:
    """A text without the marks of notes, and the offset each stood at."""
    if CALL not in text:
        return text, []
    out: list[str] = []
    length = 0
    places: list[int] = []
    pieces = text.split(CALL)
    for i, piece in enumerate(pieces):
        if i:
            last = out[-1][-1:] if out else ""
            if last.isalnum() and piece[:1].isalnum():
                # The mark was all that parted two words.
                piece = " " + piece
            elif last == " " and (not piece or piece[0] in " .,;:!?)\n"):
                out[-1] = out[-1][:-1]
                length -= 1
            places.append(length)
        if piece:
            out.append(piece)
            length += len(piece)
    return "".join(out), places


def _mark_title(marks: list[Mark], text: str, title: str) -> None:
    if any(mark.kind == "title" for mark in marks):
        return
    first = next((i for i, m in enumerate(marks) if m.kind == "heading" and m.level == 1), None)
    if first is None and title:
        first = next((i for i, m in enumerate(marks) if text[m.start : m.end] == title), None)
    if first is not None:
        marks[first] = replace(marks[first], kind="title", level=1)
