"""What only a printed page tells: a notice on every page, and ranks of headings by their look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inzet.reading.layout.clean import common_notice
from inzet.reading.layout.headings import is_closing, session_heading
from inzet.reading.text import Block, Extracted


def printed_notice(extracted: Extracted) -> str:
    """A notice that every page of a printed paper bears at its edge ("" for none)."""
    if len(extracted.pages) < 2:
        return ""
    pages: list[list[str]] = [[] for _ in extracted.pages]
    for mark in extracted.marks:
        page = extracted.page_at(mark.start)
        if mark.kind == "furniture" and page:
            pages[page - 1].append(extracted.text[mark.start : mark.end])
    return common_notice(pages)


def told_levels(blocks: Sequence[Block], extracted: Extracted) -> list[Block]:
    """Blocks whose headings keep the level that print gives them only where it tells something.

    Where the headings of sessions look like those of the items under them, looks tell no rank.
    """
    if not extracted.places:
        return list(blocks)
    level = 0
    for block in blocks:
        if block.kind != "heading":
            continue
        if session_heading(block.text) is not None:
            level = block.level
        elif level and block.level == level and not is_closing(block.text):
            return [replace(one, level=0) if one.kind == "heading" else one for one in blocks]
    return list(blocks)
