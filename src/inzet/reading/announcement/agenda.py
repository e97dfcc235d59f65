"""Agenda items: the headings that are items, and items of papers without sessions.

Reads the blocks of a paper; writes :class:`Item` and, where there are no sessions, one untitled
:class:`Session` per meeting that holds its items.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.headings import is_closing, is_subhead, session_heading, strip_number
from inzet.reading.mentions.councils import named
from inzet.reading.text import Block, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice, Session


def item_headings(structured: Structured) -> list[Block]:
    """Headings of agenda items, sub-heads and framing headings left out, in order."""
    title = structured.title.casefold()
    start = max(
        (
            one.start
            for one in structured.blocks
            if one.kind == "title" or (one.kind == "heading" and one.text.casefold() == title)
        ),
        default=-1,
    )
    following = [*structured.blocks[1:], None]
    return [
        block
        for block, after in zip(structured.blocks, following, strict=True)
        if not _is_chapter(block, after)
        and block.kind == "heading"
        and session_heading(block.text) is None
        and block.level < 4
        and not is_subhead(block.text)
        and strip_number(block.text).strip(" :").lower() not in _framing()
        and (block.session is not None or not is_closing(block.text))
        and not block.text.startswith("(")
        and block.start > start
    ]


def _is_chapter(block: Block, after: Block | None) -> bool:
    """Whether a heading stands right above the heading of an item, without text of its own."""
    if after is None or after.kind != "heading" or session_heading(after.text) is not None:
        return False
    return after.level <= 3 and not is_subhead(after.text) and not after.text.startswith("(")


def item_of(block: Block) -> Item:
    return Item(
        title=strip_number(block.text).rstrip(" :"),
        quote=block.text,
        start=block.start,
        end=block.end,
    )


def without_sessions(
    structured: Structured, notices: Sequence[MeetingNotice]
) -> list[tuple[Session, ...]]:
    """For each meeting one untitled session with its items, in a paper without sessions.

    A heading that names a meeting of the paper ("Ecofinraad") opens that meeting's items.
    """
    items: list[list[Block]] = [[] for _ in notices]
    current = 0
    found = {block.start for block in item_headings(structured)}
    for block in structured.blocks:
        chapter = _chapter(block, notices) if block.kind == "heading" else None
        if chapter is not None:
            current = chapter
        elif block.start in found and block.level <= 3:
            items[current].append(block)
    several = sum(map(len, items)) > 1
    return [
        (_untitled(notice, found),) if found and several else ()
        for notice, found in zip(notices, items, strict=True)
    ]


def _chapter(block: Block, notices: Sequence[MeetingNotice]) -> int | None:
    for one in named(block.text, usable(block.language)):
        rest = block.text[: one.start] + block.text[one.end :]
        if len(rest) > 40:
            continue
        for i, notice in enumerate(notices):
            if notice.name.startswith(one.council.name):
                return i
    return None


def _untitled(notice: MeetingNotice, items: Sequence[Block]) -> Session:
    on = notice.from_ if notice.from_ and notice.to in {None, notice.from_} else None
    return Session(
        number=1,
        on=on,
        certainty=notice.certainty,
        items=tuple(item_of(block) for block in items),
    )


@lru_cache(maxsize=1)
def _framing() -> frozenset[str]:
    return frozenset(
        heading
        for code in languages()
        for heading in table(code, "layout").get("frame", {}).get("headings", ())
    )
