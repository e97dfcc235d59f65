"""Agenda items: the headings that are items, and items of papers without sessions.

Reads the blocks of a paper; writes :class:`Item` and, where there are no sessions, one untitled
:class:`Session` per meeting that holds its items.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from inzet.reading.announcement.parts import chapter_of
from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.headings import is_closing, is_subhead, session_heading, strip_number
from inzet.reading.mentions.dates import find_dates
from inzet.reading.mentions.model import DateMention
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
        and (session_heading(block.text) is None or block.session is None)
        and block.level < 4
        and not is_subhead(block.text)
        and strip_number(block.text).strip(" :").lower() not in _framing()
        and (block.session is not None or not is_closing(block.text))
        and not block.text.startswith("(")
        and block.start > start
        and day_alone(block.text, usable(structured.language)) is None
    ]


def day_alone(text: str, language: str) -> DateMention | None:
    """The day of a short line that holds nothing else."""
    dates = find_dates(text, language, None) if len(text) < 40 else ()
    fits = (one for one in dates if len(text) - (one.end - one.start) < 12)
    return next(fits, None)


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
    structured: Structured, notices: Sequence[MeetingNotice], parts: Sequence[int]
) -> list[tuple[Session, ...]]:
    """For each meeting one untitled session with its items, in a paper without sessions.

    Args:
        parts: for every block the index of its meeting; a heading that opens the part of a
            meeting ("Ecofinraad") is no item.
    """
    items: list[list[Block]] = [[] for _ in notices]
    found = {block.start for block in item_headings(structured)}
    several = len(notices) > 1
    for block, part in zip(structured.blocks, parts, strict=True):
        if block.start not in found or block.level > 3:
            continue
        if several and chapter_of(block, notices) is not None:
            continue
        items[part].append(block)
    itemised = sum(map(len, items)) > 1
    return [
        (_untitled(notice, found),) if found and itemised else ()
        for notice, found in zip(notices, items, strict=True)
    ]


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
