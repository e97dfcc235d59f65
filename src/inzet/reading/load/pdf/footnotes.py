"""Footnotes at the foot of a column, and the marks in the text that they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inzet.reading.load.pdf.lines import Line

_LABEL = re.compile(r"(?:\[?\d{1,3}\]?\)?|\*{1,3}|[†‡§])")
_SMALLER = 0.95
"""Notes are printed at most at this part of the size of the text."""


@dataclass(slots=True)
class Note:
    """Lines of one footnote; ``label`` is "" where it goes on from the page before."""

    label: str
    lines: list[Line]
    number: int = 0
    """Its place among the notes of the paper, from 1."""


def split_notes(
    lines: list[Line], body_size: int, *, goes_on: bool
) -> tuple[list[Line], list[Note]]:
    """The lines of a column without its footnotes, and these.

    Args:
        lines: of one column, from the top down.
        body_size: of the paper's text, in tenths of a point.
        goes_on: the page before ended with notes, so that one may go on here.
    """
    start = _start(lines, body_size)
    if start is None:
        if goes_on:
            tail = _small_tail(lines, body_size)
            if 0 < tail < len(lines):
                return lines[:tail], [Note("", lines[tail:])]
        return lines, []
    if goes_on:
        first = start
        while first > 0 and _is_small(lines[first - 1], body_size):
            first -= 1
        # All small print above the first label is a note only where text stands above it.
        if 0 < first < start:
            carried = Note("", lines[first:start])
            return lines[:first], [carried, *_parted(lines[start:])]
    return lines[:start], _parted(lines[start:])


def label_of(line: Line) -> str:
    """The mark a note begins with; "" when it begins with none."""
    word = line.words[0]
    if word.raised:
        return word.text
    return word.text.strip("[])") if _LABEL.fullmatch(word.text) else ""


def _start(lines: Sequence[Line], body_size: int) -> int | None:
    """Index of the first line of a run of notes that reaches the end of the column."""
    found = None
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        raised = line.words[0].raised
        if not raised and not _is_small(line, body_size):
            if i + 1 == found or found is None:
                return found
            break
        if label_of(line) and len(line.words) > 1:
            found = i
    return found


def _small_tail(lines: Sequence[Line], body_size: int) -> int:
    i = len(lines)
    while i > 0 and _is_small(lines[i - 1], body_size):
        i -= 1
    return i


def _is_small(line: Line, body_size: int) -> bool:
    return line.style.size <= _SMALLER * body_size


def _parted(lines: Sequence[Line]) -> list[Note]:
    notes: list[Note] = []
    raised = lines[0].words[0].raised
    for line in lines:
        label = label_of(line)
        opens = label and (line.words[0].raised or not raised)
        if opens and notes and not _follows(notes[-1].label, label):
            opens = ""
        if opens or not notes:
            _print_label(line)
            notes.append(Note(label, [line]))
        else:
            notes[-1].lines.append(line)
    return notes


def _print_label(line: Line) -> None:
    """The raised figure that opens a note is part of its text, with a space after it."""
    words = line.words
    words[0].raised = False
    if len(words) > 1:
        words[1].glued = False


def _follows(before: str, label: str) -> bool:
    """Whether a label is the next one, so that a number that opens a line is none."""
    if not (before.isdigit() and label.isdigit()):
        return True
    return int(label) == int(before) + 1 or label == "1"
