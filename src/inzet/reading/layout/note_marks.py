"""Marks of notes that cling to words in a text saved from a page: "besluit12 van de raad".

A figure that clings to a word is a mark only when its note stands further on and the marks count
up from the first note without a gap; so "covid19" and "MH17" keep theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from inzet.reading.text import Block

_MARK = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_][.,;:)»”\"]))(?:\d{1,3}|\[\d{1,3}\])(?=[\s.,;:)»”\"]|\Z)"
)
_NOTE = re.compile(r"^[ \t]*(?:[•*–-][ \t]+)?\[?(\d{1,3})\]?[.)]?[ \t]+(?=[^\W\d_]|[“\"«(])", re.M)
_ABBREVIATED = re.compile(r"\b(?:nrs?|no|art|blz|p|pp|lid|par|hfst|vol|ch|sec)\.\Z", re.I)


def note_marks(text: str) -> list[tuple[int, int]]:
    """The spans of marks of notes that cling to words, in order; empty where notes are missing."""
    last: dict[int, int] = {}
    for note in _NOTE.finditer(text):
        last[int(note.group(1))] = note.start()
    found: list[tuple[int, int]] = []
    if 1 not in last:
        return found
    for mark in _MARK.finditer(text):
        number = int(mark.group().strip("[]"))
        if number != len(found) + 1 or last.get(number, -1) <= mark.end():
            continue
        if not _ABBREVIATED.search(text[max(0, mark.start() - 6) : mark.start()]):
            found.append(mark.span())
    return found if found and last[1] > found[-1][1] else []


def without_marks(blocks: Sequence[Block], marks: Sequence[tuple[int, int]]) -> list[Block]:
    """Blocks without the characters of some spans of the text."""
    if not marks:
        return list(blocks)
    gone = {at for start, end in marks for at in range(start, end)}
    return [_without(block, gone) for block in blocks]


def _without(block: Block, gone: set[int]) -> Block:
    keep = [i for i, at in enumerate(block.offsets) if at not in gone]
    if len(keep) in {0, len(block.offsets)}:
        return block
    return replace(
        block,
        text="".join(block.text[i] for i in keep),
        offsets=[block.offsets[i] for i in keep],
    )
