"""Turns that a paper prints one behind another in a paragraph, as texts without their lines are:
"… dat is mijn vraag. De heer Jansen (ABC): Dat is geen antwoord." Each becomes a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from inzet.reading.layout.openers import announced, opener
from inzet.reading.text import Block

_SPOKEN = frozenset(("paragraph", "turn", "heading"))
_BREAK = re.compile(r"[.!?…][\"”’'»)\]]*\s+(?=[A-ZÀ-Þ])")


def parted_turns(blocks: list[Block], language: str | None) -> list[Block]:
    """The blocks of a debate with a block for each turn; those of other papers as they are."""
    if not any(_opens(one, language) for one in blocks):
        return blocks
    return [part for block in blocks for part in _parts(block, language)]


def _opens(block: Block, language: str | None) -> bool:
    if block.kind not in _SPOKEN or ":" not in block.text:
        return False
    found = opener(block.text, language)
    return found is not None and not found.labels


def _parts(block: Block, language: str | None) -> Iterator[Block]:
    text, start = block.text, 0
    if block.kind == "paragraph" and ":" in text:
        for match in _BREAK.finditer(text):
            if announced(text, match.end(), language):
                yield replace(
                    block,
                    text=text[start : match.start()] + match[0].rstrip(),
                    offsets=block.offsets[start : match.end() - _blank(match[0])],
                )
                start = match.end()
    yield replace(block, text=text[start:], offsets=block.offsets[start:]) if start else block


def _blank(text: str) -> int:
    return len(text) - len(text.rstrip())
