"""How much of a page a block takes: a budget of lines, reckoned before anything is rendered.

Measured on the house style for sheets as PDF (A4, margins of 19 mm, body of 9.3 points), with some
room to spare. Whoever sets another style has other pages; what does not fit there runs on, nothing
falls off.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from inzet.writing.draft import Block, Form

LINES = 61
"""Lines of body text on a page."""
CHARACTERS = 116
"""Characters on a line across the page, on average over Dutch and English text."""
_HEADING = 1.9
_TITLE = 2.0
_AFTER = 0.12
"""White under a paragraph or item, in lines."""
_INDENT = 4
"""Characters that the dash of a list takes."""
_SMALLER = 1.1
"""How many more characters fit on a line of a table."""
_ROW, _RULE = 0.92, 0.45
"""Lines that a line of a table takes, and the rule under it."""
_PADDING = 3
"""Characters that the sides of a cell take."""
_NARROWEST, _WIDEST = 6, 46
"""Characters for which a column is given room, whatever stands in it."""
_LABELLED = 2
"""A table of so many columns has labels in the first."""


def lines(block: Block) -> float:
    """The lines that a block takes on a page."""
    if block.form is Form.PAGE:
        return 0.0
    if block.form is Form.TITLE:
        return _TITLE * _wrapped(block.text, CHARACTERS * 2 // 3)
    if block.form is Form.HEADING:
        return _HEADING
    if block.form is Form.TABLE:
        return _table(block)
    if block.form is Form.FIELD:
        return _wrapped(f"{block.text}: {block.filled}", CHARACTERS) + 1.0
    width = CHARACTERS - (_INDENT if block.form is Form.ITEM else 0)
    return _wrapped(block.text, width) + _AFTER


def total(blocks: Iterable[Block]) -> float:
    """The lines that blocks take together."""
    return sum(lines(block) for block in blocks)


def widths(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Characters that each column of a table gets, by what stands in them: as it is set."""
    if not rows:
        return ()
    longest = [
        max((len(cell) for cell in column), default=0)
        for column in zip_longest(*rows, fillvalue="")
    ]
    room = int(CHARACTERS * _SMALLER) - _PADDING * len(longest)
    if len(longest) == _LABELLED:
        return longest[0], max(_NARROWEST, room - longest[0])
    shares = [min(max(_NARROWEST, each), _WIDEST) for each in longest]
    return tuple(max(1, room * each // sum(shares)) for each in shares)


def _table(block: Block) -> float:
    sizes = widths(block.rows)
    found = float(_wrapped(block.text, CHARACTERS)) if block.text else 0.0
    for row in block.rows:
        cells = (_wrapped(cell, size) for cell, size in zip(row, sizes, strict=False))
        found += max(cells, default=1) * _ROW + _RULE
    return found + 1.0


def _wrapped(text: str, width: int) -> int:
    return max(1, math.ceil(len(text) / width))
