"""The outline of an agenda without numbered sessions: sessions with their items.

Reads the blocks of a paper; writes :class:`Session`. A heading that opens a session by its own
words (:mod:`openers`) is one; headings that stand above groups of items ("Algemene Zaken",
"Youth") are sessions with these items; where one of the headings calls itself a session, its
neighbours are sessions too; else one untitled session per meeting holds its items. Lines of a list
are items where no heading is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from inzet.reading.announcement.agenda import (
    above_text,
    agenda_start,
    day_alone,
    is_chapter,
    may_be_item,
    numbering,
    points,
    reports_or_announces,
    signatories,
)
from inzet.reading.announcement.capitals import in_capitals
from inzet.reading.announcement.groups import Group, Point, apart, joined, told_apart
from inzet.reading.announcement.lines import listed_points
from inzet.reading.announcement.openers import (
    is_aside,
    is_counted,
    is_format,
    is_formation,
    is_meal,
    opens_session,
    own_topic,
    says_session,
    session_beside,
    tells_session,
)
from inzet.reading.announcement.parts import chapter_of, points_among
from inzet.reading.announcement.titles import titled
from inzet.reading.announcement.under import spoken_under
from inzet.reading.gated import NEVER
from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.headings import is_closing, session_heading, strip_number
from inzet.reading.mentions.councils import named
from inzet.reading.text import Block, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice, Session

_HEADS = frozenset(("heading", "title"))
_POINTS = frozenset(("heading", "list_item"))
"""What may be a point right under a chapter."""
_LONGEST_CHAPTER = 70
_MOST = 0.6
"""Which part of the headings must be sessions for their neighbours to be."""
_LEAST = 2
"""So many numbered sessions tell that a council among them is one."""
_FEW = 2
"""Headings of which one that is a session tells what the other is."""
_ANNOUNCED = 3
"""In how many sentences from the top a letter announces its meeting."""


def without_sessions(
    structured: Structured,
    notices: Sequence[MeetingNotice],
    parts: Sequence[int],
    *,
    strict: bool = False,
) -> list[tuple[Session, ...]]:
    """The sessions of each meeting in a paper whose headings do not number them.

    Args:
        strict: the paper is no agenda or report: a heading is a point only above text.
        parts: for every block the index of its meeting; a heading that opens the part of a
            meeting ("Ecofinraad") is no item of it, and the title of what follows.
    """
    groups: list[list[Group]] = [[Group(None)] for _ in notices]
    start = _begins(structured, notices[0])
    found = {one for one in points(structured, notices[0]) if one > start}
    if strict:
        found &= set(above_text(structured))
    several = len(notices) > 1
    formations = _formations(structured, start) | _formats(structured, notices[0], start)
    formations |= in_capitals(structured, found)
    counted = points_among(structured.blocks, notices) if several else frozenset()
    numbered = _count_sessions(structured, notices[0], counted) >= _LEAST
    if numbered:
        counted = frozenset()
    alone = several and _parts_headed(structured, notices, start) == 1
    listed = dict(listed_points(structured, found, notices[0], start))
    among = _among_points(structured, {*listed, *found}, notices[0])
    signed = signatories(structured)
    following = (*structured.blocks[1:], None)[: len(structured.blocks)]
    for block, after, part in zip(structured.blocks, following, parts, strict=True):
        if block.start in signed:
            continue
        if not several and _is_name(block, notices[0]):
            if block.kind == "heading" and block.start > start:
                sure = numbered and numbering(block.text) == "figure"
                groups[part].append(Group(block, sure=sure, own=not sure))
            continue
        if several and chapter_of(block, notices) is not None and block.start not in counted:
            if block.kind in _HEADS and block.start >= start:
                titles = alone and reports_or_announces(block.text, usable(block.language))
                # "4. Eurotop" among numbered sessions is one of them.
                own = numbered and numbering(block.text) == "figure"
                group = Group(block, sure=_names_council(block), part=not own)
                groups[part].append(Group(None, part=True) if titles else group)
        elif (
            block.start > start
            and block.start not in counted
            and block.start not in among
            and (block.start in formations or opens_session(block, notices[part]))
        ):
            groups[part].append(Group(block, sure=True, heads=_heads_next(after, found)))
        elif block.text.endswith(":") and after is not None and after.kind == "list_item":
            # It leads a list of something.
            continue
        elif block.start in among:
            _add(groups[part], Point(block))
        elif block.start in listed:
            called = listed[block.start][0]
            if says_session(called, usable(block.language), notices[part]):
                groups[part].append(Group(block, title=called, sure=True))
                continue
            for title in listed[block.start]:
                _add(groups[part], Point(block, title))
        elif block.start in found and (aside := session_beside(block.text, notices[part])):
            groups[part].append(Group(block, title=aside[1], sure=True, alone=True))
            groups[part][-1].items.append(Point(block, aside[0]))
        elif block.start in found and after is not None and tells_session(after):
            groups[part].append(Group(block, sure=True))
        elif block.start in found and not _above_lines(block, after, listed):
            _add(groups[part], Point(block))
        elif block.kind == "heading" and _divides(block, after, structured, listed):
            groups[part].append(Group(block, heads=_heads_next(after, found)))
    for each in groups:
        _beside_sessions(each, usable(structured.language))
    itemised = any(
        group.kept and (bool(group.items) or not is_aside(group.called or ""))
        for each in groups
        for group in each
    )
    return [
        _sessions(notice, each, structured) if itemised else ()
        for notice, each in zip(notices, groups, strict=True)
    ]


def _count_sessions(structured: Structured, notice: MeetingNotice, names: frozenset[int]) -> int:
    """How many numbered headings open a session, beside those that name a meeting."""
    return sum(
        numbering(one.text) == "figure" and one.start not in names and opens_session(one, notice)
        for one in structured.blocks
    )


def _among_points(
    structured: Structured, points_at: set[int], notice: MeetingNotice
) -> frozenset[int]:
    """Where numbered lines begin that name a format before a colon ("1. Gemengd Comité: SIS") and
    are points like most of those around them, which bear numbers and are no sessions."""
    lines = [
        one
        for one in structured.blocks
        if one.start in points_at and numbering(one.text) == "figure"
    ]
    formats = [
        one
        for one in lines
        if own_topic(one.text) is not None
        and not is_meal(one.text)
        and session_heading(one.text) is None
        and says_session(one.text, usable(one.language), notice)
    ]
    few = len(formats) < _MOST * len(lines) / 2
    return frozenset(one.start for one in formats) if few else frozenset()


def _parts_headed(structured: Structured, notices: Sequence[MeetingNotice], start: int) -> int:
    """Of how many meetings a heading opens the part; that of a single one is a title."""
    heads = [one for one in structured.blocks if one.kind in _HEADS and one.start >= start]
    return len({chapter_of(one, notices) for one in heads} - {None})


def _formations(structured: Structured, start: int) -> frozenset[int]:
    """Where the parts of a council's name begin that its agenda is divided by ("Algemene Zaken",
    "Externe Betrekkingen"): two or more headings, one of them right above a point."""
    heads = [
        (block, after)
        for block, after in pairwise(structured.blocks)
        if block.kind == "heading"
        and block.start > start
        and is_formation(block)
        and numbering(block.text) != "figure"
    ]
    found: set[int] = set()
    for capitals in (False, True):
        # "Industrie" among points below "ECONOMIE" and "EXTERNE BETREKKINGEN" is none of them.
        alike = [one for one in heads if one[0].text.isupper() == capitals]
        several = len({block.text.casefold() for block, _ in alike}) > 1
        if several and any(after.kind in _POINTS for _, after in alike):
            found.update(block.start for block, _ in alike)
    return frozenset(found)


def _formats(structured: Structured, notice: MeetingNotice, start: int) -> frozenset[int]:
    """Where headings begin that are an operation in whose format ministers meet ("ISAF"), among
    headings that open sessions."""
    heads = [one for one in structured.blocks if one.kind == "heading" and one.start > start]
    if not any(opens_session(one, notice) for one in heads):
        return frozenset()
    return frozenset(one.start for one in heads if is_format(one.text))


def _begins(structured: Structured, main: MeetingNotice) -> int:
    """Where what stands above the agenda ends: title, greeting, the sentence that announces the
    meeting at the very beginning of a letter."""
    start = agenda_start(structured)
    announced = [one.start for one in structured.sentences[:_ANNOUNCED] if one.start == main.start]
    return max([start, *announced])


def _add(groups: list[Group], point: Point) -> None:
    """Adds a point; what is headed behind a meal is not spoken of over it."""
    called = groups[-1].called
    meal = called is not None and is_meal(called) and not groups[-1].heads
    if groups[-1].sure and (groups[-1].alone or meal):
        before = next((one for one in reversed(groups[:-1]) if one.part or not one.sure), None)
        chapter, part = (before.chapter, before.part) if before else (None, False)
        groups.append(Group(chapter, sure=part, part=part))
    elif groups[-1].sure and is_closing(point.text) and not _holds_all(groups[-1]):
        groups.append(Group(None, after=True))
    groups[-1].items.append(point)


def _heads_next(after: Block | None, found: set[int]) -> bool:
    return after is not None and after.kind == "heading" and after.start in found


def _beside_sessions(groups: Sequence[Group], language: str) -> None:
    """Chapters above points are sessions where a session stands above its points as they do:
    "Transformatie" behind "Werkdiner: operaties"."""
    sessions = [one for one in groups if one.sure and one.heads and one.items and not one.part]
    if any(one.chapter and not _is_day(one.chapter.text, language) for one in sessions):
        for one in groups:
            one.sure = one.sure or (one.heads and bool(one.items))


def _holds_all(group: Group) -> bool:
    """Whether the last points of an agenda are its own: of a council, or of a part of it."""
    chapter = group.chapter
    return (
        group.part
        or chapter is None
        or bool(group.items)
        or _names_council(chapter)
        or is_formation(chapter)
        or _is_day(chapter.text, usable(chapter.language))
    )


def _names_council(block: Block) -> bool:
    return bool(named(block.text, usable(block.language)))


def _above_lines(block: Block, after: Block | None, listed: dict[int, tuple[str, ...]]) -> bool:
    """Whether a heading stands right above points of a list that bear no number."""
    return after is not None and after.start in listed and not is_counted(after)


def _is_name(block: Block, notice: MeetingNotice) -> bool:
    """Whether a heading is nothing but the name of the meeting itself."""
    text = strip_number(block.text)
    return any(
        one.council.name == notice.name and one.end - one.start >= len(text) - 1
        for one in named(text, usable(block.language))
    )


def _divides(
    block: Block, after: Block | None, structured: Structured, listed: dict[int, tuple[str, ...]]
) -> bool:
    """Whether a heading is a chapter of an agenda: right above an item, and no item's like."""
    return (
        (is_chapter(block, after) or (after is not None and after.start in listed))
        and len(block.text) <= _LONGEST_CHAPTER
        and block.text.casefold() != structured.title.casefold()
        and block.kind != "title"
        and block.session is None
        and may_be_item(block, structured.language)
    )


def _sessions(
    notice: MeetingNotice, groups: Sequence[Group], structured: Structured
) -> tuple[Session, ...]:
    if any(one.chapter and one.sure and _names_council(one.chapter) for one in groups):
        for one in groups:
            one.sure = one.sure or (one.own and bool(one.items))
    filled = [one for one in groups if one.kept or one.part]
    chapters = [one for one in filled if one.chapter and one.items and not one.own]
    if not any(one.kept for one in filled):
        return ()
    divided = len(chapters) > 1 and told_apart(chapters, groups)
    for one in chapters if divided else ():
        one.sure = True
    if not any(one.sure for one in filled):
        items = [item for one in groups for item in one.items]
        return (_session(notice, 1, Group(None, items), structured),)
    language = usable(structured.language)
    alike = not divided and not _heads_points(filled, structured)
    alike = alike and _are_alike(filled, language)
    filled = [one for one in (apart(filled) if alike else joined(filled)) if one.kept]
    if filled[0].chapter is None and any(_is_sister(one, notice) for one in filled[1:]):
        filled[0].title = _printed(notice, structured)
    found = [_session(notice, number, one, structured) for number, one in enumerate(filled, 1)]
    days = [one.chapter is not None and _is_day(one.chapter.text, language) for one in filled]
    if all(days) and len(found) > 1:
        return tuple(found)
    # A day above the sessions that are held on it, or above the part of another meeting.
    found = _on_days(found, days)
    kept = [one for one, day in zip(found, days, strict=True) if one.items or one.topics or not day]
    return tuple(msgspec.structs.replace(one, number=i) for i, one in enumerate(kept, 1))


def _on_days(sessions: Sequence[Session], days: Sequence[bool]) -> list[Session]:
    """The sessions, each that tells no day of its own with that of the heading above it."""
    on: str | None = None
    found = []
    for one, day in zip(sessions, days, strict=True):
        on = one.on if day else on
        found.append(one if one.on or on is None else msgspec.structs.replace(one, on=on))
    return found


def _are_alike(groups: Sequence[Group], language: str) -> bool:
    """Whether most headings of an agenda, days aside, open a session, one of them by its name."""
    heads = [one.chapter.text for one in groups if one.sure and one.chapter]
    heads = [one for one in heads if not _is_day(one, language) and not is_format(one)]
    items = [one for each in groups for one in each.items if one.block.kind == "heading"]
    both = len(heads) + len(items)
    return (both <= _FEW or len(heads) >= _MOST * both) and any(
        _is_session(one, language) for one in heads
    )


def _heads_points(groups: Sequence[Group], structured: Structured) -> bool:
    """Whether a session has no text of its own, but right under its heading that of a point."""
    heads = {one.start: after.start for one, after in pairwise(structured.blocks)}
    language = usable(structured.language)
    return any(
        one.sure
        and one.chapter is not None
        and bool(one.items)
        and heads.get(one.chapter.start) == one.items[0].block.start
        and not _is_day(one.chapter.text, language)
        for one in groups
    )


def _is_sister(group: Group, notice: MeetingNotice) -> bool:
    """Whether a session is another formation of the council that meets ("RAZ (Artikel 50)")."""
    if group.chapter is None:
        return False
    found = named(group.chapter.text, usable(group.chapter.language))
    return bool(found) and (
        found[0].council.body == notice.body
        and not found[0].council.aside
        and found[0].council.format == notice.format
        and found[0].council.name != notice.name
    )


def _printed(notice: MeetingNotice, structured: Structured) -> str | None:
    """How a paper prints the name of its meeting."""
    texts = [structured.title, *(one.text for one in structured.blocks)]
    for text in texts:
        for one in named(text, usable(structured.language)):
            if one.council.name == notice.name:
                return text[one.start : one.end]
    return None


def _is_day(text: str, language: str) -> bool:
    return day_alone(text, language) is not None


def _is_session(text: str, language: str) -> bool:
    """Whether a heading calls itself a session, or is a council within a meeting."""
    bare = strip_number(text)
    if _called().match(bare):
        return True
    found = named(bare, language)
    if not found or not found[0].council.aside or found[0].start != 0:
        return False
    return found[0].end > len(bare) - 4


def _session(notice: MeetingNotice, number: int, group: Group, structured: Structured) -> Session:
    on = notice.from_ if notice.from_ and notice.to in {None, notice.from_} else None
    heading, title = group.chapter, None
    told = [point.item for point in group.items]
    spoken: tuple[Item, ...] = ()
    if heading is None:
        title = group.title
    else:
        title, day = titled(group.called or heading.text, notice, usable(structured.language))
        on = on or day
        own = own_topic(group.called or heading.text) if not told else None
        if own:
            told.append(Item(title=own, quote=heading.text, start=heading.start, end=heading.end))
        elif not told:
            spoken = tuple(spoken_under(heading, structured))
    return Session(
        number=number,
        on=on,
        certainty=notice.certainty,
        title=title,
        items=tuple(told),
        topics=spoken,
    )


@lru_cache(maxsize=1)
def _called() -> re.Pattern[str]:
    """A session without a number: "Werksessie: …", "Plenary session – …"."""
    words = [
        re.escape(word)
        for code in languages()
        for word in table(code, "layout").get("session", {}).get("words", ())
    ]
    called = "|".join(sorted(words, key=len, reverse=True))
    before = "|".join(
        re.escape(word)
        for code in languages()
        for key in ("ordinals", "last")
        for word in table(code, "layout").get("session", {}).get(key, ())
    )
    after = r"(?:\s*[:–—-]|\s+(?:over|met|on|with)\s|\s\(|\Z)"
    return re.compile(rf"(?:(?:{before or NEVER})\s+)?(?:{called}){after}", re.I)
