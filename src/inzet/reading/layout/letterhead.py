"""A letterhead whose labels stand above their values, each a paragraph of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inzet.reading.layout.headings import letterhead_field
from inzet.reading.load.fields import is_label
from inzet.reading.text import Block

_REACH = 40
"""In how many blocks from the top a letterhead may stand."""
_VALUE = 160
"""Characters that the value of a field may have."""
_PAIRS = 2
"""A single label above a line may as well be a heading."""
_LINES = frozenset(("heading", "paragraph", "letterhead"))


def with_fields(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each label at the top joined with the value below it to a field.

    Word processors write a list of terms ("Date", below it "The Hague, 1 April") as paragraphs.
    """
    top = blocks[: _REACH + 1]
    named = [is_label(block.text) for block in top]
    at = [
        i
        for i in range(len(top) - 1)
        # Of labels above labels nothing tells which value is whose.
        if named[i] and not (i and named[i - 1]) and _may_be(top[i], top[i + 1])
    ]
    if len(at) < _PAIRS:
        return list(blocks)
    out: list[Block] = []
    fields = set(at)
    for i, block in enumerate(blocks):
        if i in fields:
            out.append(_field(block, blocks[i + 1]))
        elif i - 1 not in fields:
            out.append(block)
    return out


def _may_be(label: Block, value: Block) -> bool:
    if label.kind not in _LINES or value.kind not in _LINES:
        return False
    text = value.text
    return len(text) < _VALUE and not is_label(text) and letterhead_field(text) is None


def _field(label: Block, value: Block) -> Block:
    """One block; the space between its words counts where the value's first character stands."""
    return replace(
        label,
        kind="letterhead",
        level=0,
        text=f"{label.text} {value.text}",
        offsets=[*label.offsets, label.end, *value.offsets],
    )
