"""Lines of lists that are points of an agenda.

Reads the blocks of a paper and where its headings are points; writes where lines are, with titles.
"""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reading.announcement.agenda import bare_heading, heads_none, outer_words
from inzet.reading.announcement.openers import (
    is_counted,
    leads_points,
    listed_points_of,
    opens_session,
    point_of,
)
from inzet.reading.layout.headings import is_closing
from inzet.reading.text import Block, Structured
from inzet.vocabulary.meetings import MeetingNotice

_Line = tuple[Block, tuple[str, ...], bool]
"""A line, the points in it, and whether it is said that points follow."""
_LIST = 2
"""So many lines make a list of points."""


def listed_points(
    structured: Structured, found: set[int], notice: MeetingNotice, start: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Lines of lists that are points, by where they begin: what is numbered among points that are,
    what stands right under a chapter, and two or more under no point of the agenda."""
    counted = sum(
        1
        for block in structured.blocks
        if block.start > start
        and is_counted(block)
        and (block.start in found or point_of(block, structured) is not None)
    )
    for heading, lines, first in _runs(structured, start):
        last = heading is not None and any(
            bare_heading(heading).startswith(one) for one in outer_words("last_items")
        )
        if heading is not None and not last and _is_beside(heading):
            continue
        under = heading is not None and heading.start in found
        sure = heading is not None and opens_session(heading, notice)
        free = first or last or sure or (not under and len(lines) >= _LIST)
        for block, titles, led in lines:
            among = is_counted(block) and counted >= _LIST
            if led or among or (free and not is_counted(block)):
                yield block.start, titles


def _is_beside(heading: Block) -> bool:
    """Whether a heading is an annex, what follows, further reading."""
    return is_closing(heading.text) or (
        heads_none(heading) and not leads_points(heading.text.lower())
    )


def _runs(structured: Structured, start: int) -> Iterator[tuple[Block | None, list[_Line], bool]]:
    """Under each heading the lines that may be points, and whether they stand right under it."""
    heading: Block | None = None
    lines: list[_Line] = []
    first = led = agenda = False
    before: Block | None = None
    for block in structured.blocks:
        if block.start <= start:
            continue
        if block.kind == "heading":
            yield heading, lines, first
            heading, lines, first = block, [], False
        elif block.kind == "list_item":
            title = None if led else point_of(block, structured)
            titles: tuple[str, ...] = (title,) if title else ()
            if agenda:
                titles = listed_points_of(block, structured) or titles
            if titles:
                first = first or before is heading
                lines.append((block, titles, agenda))
        if block.kind != "list_item":
            led = block.text.endswith(":") and not leads_points(block.text)
        if block.kind == "paragraph":
            agenda = block.text.endswith(":") and leads_points(block.text)
        before = block
    yield heading, lines, first
