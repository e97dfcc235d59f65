"""Agenda items: the headings that are items, and items of papers without sessions.

Reads the blocks of a paper; writes :class:`Item` and :class:`Session`. Headings that stand above
groups of items ("Algemene Zaken", "Youth") are sessions with these items; where one of the
headings calls itself a session, its neighbours are sessions too; else one untitled session per
meeting holds its items.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby, pairwise

from inzet.reading.announcement.parts import chapter_of, points_among
from inzet.reading.dating import is_dated
from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.headings import (
    is_closing,
    is_letterhead,
    is_numbered,
    is_salutation,
    is_signature,
    is_subhead,
    session_heading,
    strip_number,
)
from inzet.reading.layout.openers import opener
from inzet.reading.mentions.councils import council_words, named
from inzet.reading.mentions.dates import find_dates
from inzet.reading.mentions.model import DateMention
from inzet.reading.text import Block, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice, Session

_GREETED = 25
"""Among how many blocks from the top a letter greets its reader."""
_LONGEST_CHAPTER = 70
_ABBREVIATED = 4
"""Letters up to which capitals are an abbreviation."""
_LONGEST_DAY = 90
_RUN = 4
"""So many headings without text between them are a list, none of them above another."""
_TITLE = 60
"""The same where it says that it gives an agenda or a report of the meeting."""
_COUNT = re.compile(r"(\d{1,2})[.)]\s")
_DAYS = 12
"""Characters beside the days of a heading that is nothing but days."""


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
    # What stands above a greeting is the letterhead.
    start = max(
        (
            start,
            *(one.start for one in structured.blocks[:_GREETED] if is_salutation(one.text)),
        )
    )
    following = [*structured.blocks[1:], None]
    listed = _in_runs(structured.blocks, start, structured.language)
    return [
        block
        for block, after in zip(structured.blocks, following, strict=True)
        if block.start > start
        and (block.start in listed or not _is_chapter(block, after))
        and _may_be_item(block, structured.language)
    ]


def _in_runs(blocks: Sequence[Block], after: int, language: str | None) -> set[int]:
    """Where headings begin that are a list of what follows."""
    found: set[int] = set()
    kept = (one for one in blocks if one.start > after)
    for (fits, _), run in groupby(kept, lambda one: (_may_be_item(one, language), one.level)):
        each = list(run)
        if fits and len(each) >= _RUN:
            found.update(one.start for one in each)
    return found


def _may_be_item(block: Block, language: str | None) -> bool:
    if block.kind != "heading" or block.level >= 4:
        return False
    return heads_item(block.text, language, in_session=block.session is not None)


@lru_cache(maxsize=512)
def heads_item(text: str, language: str | None, *, in_session: bool) -> bool:
    """Whether a heading may be an item's by its words; asked several times of each in a paper."""
    bare = strip_number(text).strip(" :").lower()
    return (
        (not in_session or session_heading(text) is None)
        and not is_subhead(text)
        and bare not in _words("headings")
        and bare not in _words("procedural")
        and (
            in_session
            or not is_closing(text)
            or any(bare.startswith(one) for one in _words("last_items"))
        )
        and not text.startswith("(")
        and not is_letterhead(text)
        and not _speaks(text, language)
        and not is_signature(text)
        and day_alone(text, usable(language)) is None
        and not (len(text) < _LONGEST_DAY and is_dated(text, usable(language)))
        and not _only_names(text, usable(language))
    )


def _speaks(text: str, language: str | None) -> bool:
    """Whether a heading is who speaks, with or without a colon ("The Minister (Ms A. Bee)")."""
    found = opener(text, language) or opener(f"{text}:", language)
    return found is not None and (not found.labels or text.endswith(":"))


def _bare(block: Block) -> str:
    return strip_number(block.text).strip(" :").lower()


def _only_names(text: str, language: str) -> bool:
    """Whether a heading is nothing but the name of a meeting with its days: a title."""
    dates = find_dates(text, language, None)
    councils = [one for one in named(text, language) if not one.council.aside]
    if not dates or not councils:
        return False
    taken = sum(one.end - one.start for one in dates)
    taken += sum(one.end - one.start for one in councils)
    words = council_words(language)
    told = words.reports.search(text) or words.agendas.search(text)
    return len(text) - taken < (_TITLE if told else _DAYS)


def day_alone(text: str, language: str) -> DateMention | None:
    """The day of a short line that holds nothing else."""
    dates = find_dates(text, language, None) if len(text) < 40 else ()
    if len(dates) == 2 and not text[dates[0].end : dates[1].start].strip(" -–"):
        first, last = dates
        if first.day and last.day and first.to is None and len(text) - last.end < _DAYS:
            return replace(first, end=last.end, to=last.to or last.from_)
    fits = (one for one in dates if len(text) - (one.end - one.start) < _DAYS)
    return next(fits, None)


def _is_chapter(block: Block, after: Block | None) -> bool:
    """Whether a heading stands right above the heading of an item, without text of its own."""
    if after is None or after.kind != "heading" or session_heading(after.text) is not None:
        return False
    if _counted_on(block, after) or _bare(after) in _words("headings"):
        return False
    return after.level <= 3 and not is_subhead(after.text) and not after.text.startswith("(")


def _counted_on(block: Block, after: Block) -> bool:
    """Whether a heading's number follows another's: neighbours of a list, none above the other."""
    one, two = _COUNT.match(block.text), _COUNT.match(after.text)
    return one is not None and two is not None and int(two[1]) == int(one[1]) + 1


def item_of(block: Block) -> Item:
    return Item(
        title=strip_number(block.text).rstrip(" :"),
        quote=block.text,
        start=block.start,
        end=block.end,
    )


@dataclass(slots=True)
class _Group:
    """The items under one chapter of a meeting's part, or under none."""

    chapter: Block | None
    items: list[Block] = field(default_factory=list)


def without_sessions(
    structured: Structured, notices: Sequence[MeetingNotice], parts: Sequence[int]
) -> list[tuple[Session, ...]]:
    """The sessions of each meeting in a paper whose headings do not number them.

    Args:
        parts: for every block the index of its meeting; a heading that opens the part of a
            meeting ("Ecofinraad") is no item.
    """
    groups: list[list[_Group]] = [[_Group(None)] for _ in notices]
    found = _points(structured, notices[0])
    several = len(notices) > 1
    counted = points_among(structured.blocks, notices) if several else frozenset()
    following = [*structured.blocks[1:], None]
    for block, after, part in zip(structured.blocks, following, parts, strict=True):
        if not several and _is_name(block, notices[0]):
            continue
        if several and chapter_of(block, notices) is not None and block.start not in counted:
            continue
        if block.start in found:
            groups[part][-1].items.append(block)
        elif block.kind == "heading" and _divides(block, after, structured):
            groups[part].append(_Group(block))
    itemised = any(group.items for each in groups for group in each)
    return [
        _sessions(notice, each, structured) if itemised else ()
        for notice, each in zip(notices, groups, strict=True)
    ]


def _points(structured: Structured, main: MeetingNotice) -> set[int]:
    """Where the headings of items begin; a list of what follows under the same headings is none."""
    headings = [one for one in item_headings(structured) if one.level <= 3]
    last = {_bare(one): one.start for one in headings}
    return {one.start for one in headings if last[_bare(one)] == one.start} - _above_notice(
        structured, main
    )


def _above_notice(structured: Structured, main: MeetingNotice) -> set[int]:
    """The heading right above the paragraph that says who goes to the meeting: a name."""
    attends = council_words(usable(structured.language)).attends
    for block, after in pairwise(structured.blocks):
        if main.start is not None and after.start <= main.start < after.end:
            told = block.kind == "heading" and attends.search(main.quote or "")
            return {block.start} if told else set()
    return set()


def _is_name(block: Block, notice: MeetingNotice) -> bool:
    """Whether a heading is nothing but the name of the meeting itself."""
    text = strip_number(block.text)
    return any(
        one.council.name == notice.name and one.end - one.start >= len(text) - 1
        for one in named(text, usable(block.language))
    )


def _divides(block: Block, after: Block | None, structured: Structured) -> bool:
    """Whether a heading is a chapter of an agenda: right above an item, and no item's like."""
    return (
        _is_chapter(block, after)
        and len(block.text) <= _LONGEST_CHAPTER
        and block.text.casefold() != structured.title.casefold()
        and block.kind != "title"
        and block.session is None
        and _may_be_item(block, structured.language)
    )


def _sessions(
    notice: MeetingNotice, groups: Sequence[_Group], structured: Structured
) -> tuple[Session, ...]:
    filled = [one for one in groups if one.items]
    chapters = [one for one in filled if one.chapter]
    if not filled:
        return ()
    if len(chapters) < 2 or not _numbered_below(chapters):
        items = [item for one in groups for item in one.items]
        if _are_sessions(items, usable(structured.language)):
            return tuple(
                _session(notice, number, item, (), structured)
                for number, item in enumerate(items, 1)
            )
        return (_session(notice, 1, None, items, structured),)
    return tuple(
        _session(notice, number, one.chapter, one.items, structured)
        for number, one in enumerate(filled, 1)
    )


def _numbered_below(chapters: Sequence[_Group]) -> bool:
    """Whether what stands under chapters tells itself apart from them: by number or capitals."""
    items = [item for one in chapters for item in one.items]
    below = all(is_numbered(item.text) for item in items)
    above = not any(is_numbered(one.chapter.text) for one in chapters if one.chapter)
    capitals = all(one.chapter.text.isupper() for one in chapters if one.chapter)
    return above and (below or (capitals and not any(item.text.isupper() for item in items)))


def _are_sessions(items: Sequence[Block], language: str) -> bool:
    """Whether one of the headings calls itself a session, or is a council within a meeting."""
    for item in items:
        text = strip_number(item.text)
        if _called().match(text):
            return True
        found = named(text, language)
        if (
            found
            and found[0].council.aside
            and found[0].start == 0
            and found[0].end > len(text) - 4
        ):
            return True
    return False


def _session(
    notice: MeetingNotice,
    number: int,
    heading: Block | None,
    items: Sequence[Block],
    structured: Structured,
) -> Session:
    on = notice.from_ if notice.from_ and notice.to in {None, notice.from_} else None
    title = None
    if heading is not None:
        title, told = _titled(heading, notice, usable(structured.language))
        on = on or told
    return Session(
        number=number,
        on=on,
        certainty=notice.certainty,
        title=title,
        items=tuple(item_of(block) for block in items),
    )


def _titled(heading: Block, notice: MeetingNotice, language: str) -> tuple[str, str | None]:
    """The title of a chapter, without "Deel" and its day, and that day within the meeting."""
    text = strip_number(heading.text).strip(" :")
    on = None
    for one in find_dates(text, language, None):
        first = notice.from_ or ""
        days = {first, notice.to or first}
        day = int(re.findall(r"\d+", text[one.start : one.end])[0])
        inside = [each for each in _between(first, notice.to or first) if int(each[-2:]) == day]
        on = inside[0] if inside else (one.from_ if one.from_ in days else None)
        text = (text[: one.start].rstrip(" (,–-") + text[one.end :].lstrip(" )")).strip(" ,:–-")
        break
    match = _part_words().match(text)
    text = text[match.end() :] if match else text
    return (text.capitalize() if text.isupper() and len(text) > _ABBREVIATED else text), on


def _between(first: str, last: str) -> list[str]:
    if len(first) != 10 or len(last) != 10:
        return []
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return [
        (start + dt.timedelta(days=i)).isoformat() for i in range(min((end - start).days, 9) + 1)
    ]


@lru_cache(maxsize=1)
def _called() -> re.Pattern[str]:
    """A session without a number: "Werksessie: …", "Plenary session – …"."""
    words = [
        re.escape(word)
        for code in languages()
        for word in table(code, "layout").get("session", {}).get("words", ())
    ]
    called = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:{called})(?:\s*[:–—-]|\s+(?:over|met|on|with)\s|\Z)", re.I)


@lru_cache(maxsize=1)
def _part_words() -> re.Pattern[str]:
    words = [
        word
        for code in languages()
        for word in table(code, "layout").get("session", {}).get("parts", ())
    ]
    return re.compile(rf"(?:{'|'.join(words) or r'(?!)'})\s+(?=\S)", re.I)


@lru_cache(maxsize=4)
def _words(key: str) -> frozenset[str]:
    return frozenset(
        one for code in languages() for one in table(code, "layout").get("frame", {}).get(key, ())
    )
