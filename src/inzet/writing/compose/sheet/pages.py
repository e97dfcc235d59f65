"""How much of a page a block takes: a budget of lines, reckoned before anything is rendered.

Measured on the plain house style: A4, margins of 20 mm, body of 10 points on 13. Whoever sets
another style has other pages; what does not fit there runs on, nothing falls off.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from inzet.writing.draft import Block, Form

LINES = 54
"""Lines of body text on a page."""
CHARACTERS = 104
"""Characters on a line across the page, on average over Dutch and English text."""
_HEADING = 2.0
_TITLE = 2.5
_AFTER = 0.25
"""White under a paragraph or item, in lines."""
_INDENT = 4
"""Characters that the dash of a list takes."""
_CELL_PADDING = 3
_ROW_PADDING = 0.35
_NARROW = 12
"""Characters that a column has at least."""


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
    """Characters that each column of a table gets, by what stands in them."""
    if not rows:
        return ()
    columns = max(len(row) for row in rows)
    wanted = [
        max((len(row[place]) for row in rows if place < len(row)), default=0)
        for place in range(columns)
    ]
    room = CHARACTERS - _CELL_PADDING * columns
    if sum(wanted) <= room:
        return tuple(max(1, each) for each in wanted)
    narrow = [each if each <= _NARROW * 2 else 0 for each in wanted]
    left, wide = room - sum(narrow), [each for each in narrow if not each]
    share = max(_NARROW, left // max(1, len(wide)))
    return tuple(each or share for each in narrow)


def _table(block: Block) -> float:
    sizes = widths(block.rows)
    found = float(_wrapped(block.text, CHARACTERS)) if block.text else 0.0
    for row in block.rows:
        cells = (_wrapped(cell, size) for cell, size in zip(row, sizes, strict=False))
        found += max(cells, default=1) + _ROW_PADDING
    return found + _AFTER


def _wrapped(text: str, width: int) -> int:
    return max(1, math.ceil(len(text) / width))
