"""Where a block goes on in the next column or on the next page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inzet.reading.load.pdf.blocks import Block, is_chosen

_STOP = re.compile(r"[.!?…:;][\"”’'»)\]]*\Z")
_HYPHEN = re.compile(r"\w[-‐\u00ad]\Z")
_TEXT = frozenset({"paragraph", "list_item"})


def flow(pages: Sequence[Sequence[Block]]) -> set[int]:
    """``id`` of each block that goes on with the one before it, in another column or page."""
    more: set[int] = set()
    last: Block | None = None
    for page in pages:
        fresh = True
        for block in page:
            if block.column.aside:
                continue
            moved = last is not None and (fresh or block.column is not last.column)
            if moved and last is not None and _goes_on(last, block):
                more.add(id(block))
            fresh = False
            last = block
    return more


def _goes_on(last: Block, block: Block) -> bool:
    if last.kind not in _TEXT or block.kind != "paragraph":
        return False
    if abs(last.style.size - block.style.size) > 0.06 * last.style.size:
        return False
    text = last.text
    if _HYPHEN.search(text):
        return True
    end, begin = last.lines[-1], block.lines[0]
    if begin.text[:1].islower():
        return True
    full = not is_chosen(end, begin, last.column)
    if _STOP.search(text):
        em = begin.style.size / 10
        indented = begin.x0 - block.column.left > 0.7 * em
        return full and not indented and len(block.lines) > 1
    return full
