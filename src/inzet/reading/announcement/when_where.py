"""When and where a meeting is, told in another sentence than the one that names it.

Reads a :class:`Candidate` or :class:`MeetingNotice` and the paper; writes the same with its day or
place. What no sentence says stays None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import msgspec

from inzet.reading.announcement.agenda import day_alone
from inzet.reading.announcement.candidate import Candidate
from inzet.reading.announcement.links import meeting_id
from inzet.reading.announcement.places import VIRTUAL
from inzet.reading.dating import head_lines
from inzet.reading.gated import NEVER, Gated
from inzet.reading.languages import table, table_or, usable
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import (
    Council,
    CouncilWords,
    council_words,
    named,
    names_in,
    place_after,
    place_in,
)
from inzet.reading.mentions.dates import find_dates
from inzet.reading.mentions.model import DateMention
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import MeetingNotice

AGREED = frozenset(("communiqué", "council conclusions"))
"""Genres in which those who met speak of their own meeting."""
_AGENDA = "annotated agenda"
_TOLD = AGREED | {"press statement", "fact sheet", None}
"""The same, and those (or papers of no known kind) that tell news of a meeting."""
_HEADS = "heads of state and government"
_NEXT = 8
"""In how many sentences of a meeting's part its day and place are told."""
_LINE = 120
_SHORT = 60
"""Characters up to which a sentence on all meetings tells little but where they are."""
_PRACTICAL = 6
"""Lines below a heading of practical matters."""
_TOP = 6
"""Among how many blocks from the top a line tells where a meeting is held."""
_GENITIVE = re.compile(r"\s+(?:van|of|on|op|d\.d\.)\s+(?:\w+dag\s+)?\Z", re.I)
UNNAMED = Council("meeting", "", "Meeting", None, "ministers")
"""A meeting whose name a paper does not give."""


def dated_later(
    main: Candidate,
    structured: Structured,
    mentions: Mentions,
    genre: str | None,
    said_on: dt.date | None,
) -> Candidate:
    """The same with the day that another sentence tells ("We met in … on 4 and 5 July")."""
    language = usable(structured.language)
    for block in structured.blocks[:_NEXT]:
        alone = day_alone(block.text, language) if block.kind == "heading" else None
        own_day = alone is not None and alone.from_ == (said_on.isoformat() if said_on else None)
        if alone is not None and alone.day and not own_day:
            return replace(main, from_=alone.from_, to=alone.to)
    pairs = zip(structured.sentences, mentions.sentences, strict=True)
    for sentence, said in list(pairs)[:_NEXT]:
        words = council_words(usable(sentence.language))
        text = sentence.text
        days = [one for one in said.dates if one.day and not _is_past(one, genre, said_on)]
        its = _of_generic(text, days, words)
        beside = words.generic.search(text) is not None and not _speaks_of_it(text, words)
        own = (genre in _TOLD and not beside) or _speaks_of_it(text, words)
        own = own or any(
            one.council.kin == main.council.kin for one in named(text, usable(sentence.language))
        )
        if its is None and own and _tells(text, words, main):
            its = _one(days)
            if not days and genre in _TOLD and said_on:
                its = _weekday(text, usable(sentence.language), said_on)
                its = its or _today(text, usable(sentence.language), said_on)
        if its is not None:
            return replace(
                main,
                from_=its.from_,
                to=its.to,
                place=main.place or place_in(text, sentence.language),
                sentence=main.sentence or sentence,
            )
    if genre == "council conclusions" and said_on:
        printed = _letterhead_days(structured, said_on)
        if printed:
            place = main.place or _letterhead_place(structured)
            return replace(main, from_=printed.from_, to=printed.to, place=place)
        return replace(
            main, from_=said_on.isoformat(), place=main.place or _letterhead_place(structured)
        )
    return main


def _is_past(day: DateMention, genre: str | None, said_on: dt.date | None) -> bool:
    """Whether a day lies before an agenda that is given, so that the meeting cannot be on it."""
    if genre != _AGENDA or said_on is None or day.from_ is None:
        return False
    return dt.date.fromisoformat(day.to or day.from_) < said_on


def _one(days: Sequence[DateMention]) -> DateMention | None:
    """The only day, or two that follow each other ("March 31 and April 1")."""
    if len(days) == 1:
        return days[0]
    if len(days) == 2 and days[0].to is None and days[1].to is None:
        first, last = (dt.date.fromisoformat(str(one.from_)) for one in days)
        if (last - first).days == 1:
            return replace(days[0], to=days[1].from_)
    return None


def _of_generic(text: str, days: Sequence[DateMention], words: CouncilWords) -> DateMention | None:
    """The day right behind a meeting that is not named: "de Raad van 11 en 12 oktober"."""
    for one in days:
        link = _GENITIVE.search(text[: one.start])
        if link is None:
            continue
        before = list(words.generic.finditer(text[: link.start()]))
        if before and before[-1].end() == link.start() and not words.previous.search(text):
            return one
    return None


def _speaks_of_it(text: str, words: CouncilWords) -> bool:
    """Whether a sentence names the meeting in general, not what comes before or beside it."""
    return any(
        not words.margin.search(text[max(0, match.start() - 30) : match.end()])
        for match in words.generic.finditer(text)
    )


def _tells(text: str, words: CouncilWords, main: Candidate) -> bool:
    """Whether a sentence says that a meeting is held, and names no other by its name."""
    if words.meets.search(text) is None:
        return False
    others = names_in(text, words)
    if not others or others[0].council.kin == main.council.kin:
        return True
    # "A ministerial of the alliance" is the meeting of its ministers that the sentence names.
    return main.council.generic and others[0].council.body == main.council.body


def _weekday(text: str, language: str, said_on: dt.date) -> DateMention | None:
    """The day of "met on Tuesday": the last such day before the paper's own, else the next."""
    names = [str(one).lower() for one in table(language, "calendar").get("weekdays", ())]
    match = re.search(rf"\b(?:on|op|afgelopen|last)\s+({'|'.join(names)})\b", text, re.I)
    if not match or not names:
        return None
    wanted = names.index(match.group(1).lower())
    back = council_words(language).held.search(text) is not None
    shift = (said_on.weekday() - wanted) % 7 if back else -((wanted - said_on.weekday()) % 7)
    day = (said_on - dt.timedelta(days=shift)).isoformat()
    return DateMention(match.start(1), match.end(1), day, None, "day", None, True)


def _today(text: str, language: str, said_on: dt.date) -> DateMention | None:
    """The paper's own day, where a sentence tells that those who met did so "today"."""
    match = _today_words(language).search(text)
    day = said_on.isoformat()
    return DateMention(match.start(), match.end(), day, None, "day", None, True) if match else None


@lru_cache(maxsize=8)
def _today_words(language: str) -> Gated:
    return Gated("|".join(table_or(language, "councils")["words"].get("today", ())) or NEVER, re.I)


def unnamed(structured: Structured, mentions: Mentions, genre: str | None) -> list[Candidate]:
    """The meeting of those who speak in a declaration, where they do not name it."""
    if genre != "communiqué":
        return []
    pairs = zip(structured.sentences, mentions.sentences, strict=True)
    for sentence, said in list(pairs)[:3]:
        language = usable(sentence.language)
        words = council_words(language)
        days = [one for one in said.dates if one.day]
        match = words.meets.search(sentence.text)
        if not match or not days or not words.gather.search(sentence.text):
            continue
        its = days[0]
        place = place_in(sentence.text, language, match.start()) or _any_place(
            sentence.text, language, match.start(), its.start
        )
        return [Candidate(UNNAMED, 0, its.from_, its.to, place, sentence)]
    return []


def _any_place(text: str, language: str, start: int, end: int) -> str | None:
    for at in [start, *(match.end() for match in re.finditer(r"\b\w+\b", text[start:end]))]:
        found = place_after(text, language, at if at == start else start + at)
        if found and found[1] <= end:
            return found[0]
    return None


def _letterhead_days(structured: Structured, said_on: dt.date) -> DateMention | None:
    """The days at the top of conclusions, of which the last is the paper's own."""
    for line in head_lines(structured):
        for one in find_dates(line, usable(structured.language), None):
            if one.to == said_on.isoformat():
                return one
    return None


def _letterhead_place(structured: Structured) -> str | None:
    words = council_words(usable(structured.language))
    for line in head_lines(structured):
        match = words.beside.search(line)
        if match and any(char.isdigit() for char in line[match.end() :]):
            return words.places[match["place"].casefold()]
    return None


def together(notice: MeetingNotice, structured: Structured) -> MeetingNotice:
    """The same with the place that the paper gives for all its meetings at once."""
    for sentence in structured.sentences[:_NEXT]:
        words = council_words(usable(sentence.language))
        short = len(sentence.text) < _SHORT
        if words.meetings.search(sentence.text) and (short or words.meets.search(sentence.text)):
            place = place_in(sentence.text, sentence.language)
            if place:
                return msgspec.structs.replace(notice, place=place)
    return notice


def listed_place(
    notice: MeetingNotice, council: Council, structured: Structured, own: dt.date | None
) -> MeetingNotice:
    """The same with the place that a line gives which names the meeting with its day."""
    for block in structured.blocks:
        language = usable(block.language)
        its = next((one for one in named(block.text, language) if one.council == council), None)
        if its is None or len(block.text) > _LINE:
            continue
        days = find_dates(block.text, language, own)
        place = place_in(block.text, language, its.end)
        if place and any(one.from_ == notice.from_ for one in days):
            return msgspec.structs.replace(notice, place=place)
    return notice


def practical_place(notice: MeetingNotice, structured: Structured) -> MeetingNotice:
    """The same with the place on a line below a heading of practical matters ("Venue")."""
    language = usable(structured.language)
    heading, below = _practical(language), 0
    if not heading.may(structured.extracted.text.lower()):
        return notice
    # Blocks run such lines together.
    for line in map(str.strip, structured.extracted.text.splitlines()):
        if heading.pattern.search(line):
            below = _PRACTICAL
            continue
        below -= 1
        place = _at_end(line, council_words(language)) if below >= 0 else None
        if place:
            return msgspec.structs.replace(notice, place=place)
    return notice


def _at_end(line: str, words: CouncilWords) -> str | None:
    """The known place that a short line is, or ends in ("Convention Center, Luxembourg")."""
    if len(line) > _LINE or line[-1:] == ".":
        return None
    whole = words.places.get(line.strip().casefold())
    return whole or words.places.get(line.rpartition(", ")[2].strip().casefold())


@lru_cache(maxsize=8)
def _practical(language: str) -> Gated:
    each = table_or(language, "councils").get("words", {}).get("practical", ())
    return Gated("|".join(each) or NEVER, re.I)


def _named_with_place(text: str, language: str, notice: MeetingNotice) -> str | None:
    """The place right behind the meeting's name, whatever is said of it."""
    for one in named(text, language):
        if notice.name.startswith(one.council.name):
            known = council_words(language).place.match(text, one.end)
            if known:
                return council_words(language).places[known["place"].casefold()]
    return None


def placed(notice: MeetingNotice, structured: Structured, mentions: Mentions) -> MeetingNotice:
    """The same with the place that the opening of its part tells."""
    pairs = list(zip(structured.sentences, mentions.sentences, strict=True))
    for sentence, said in pairs[:_NEXT]:
        text, language = sentence.text, usable(sentence.language)
        words = council_words(language)
        if not words.meets.search(text):
            beside = _named_with_place(text, language, notice)
            if beside and _same_days(said.dates, notice):
                return msgspec.structs.replace(notice, place=beside)
            continue
        found = named(text, language)
        its = any(notice.name.startswith(one.council.name) for one in found)
        gather = not found and words.gather.search(text) is not None
        generic = not found and _of_its_kind(text, words, notice) and _same_days(said.dates, notice)
        its = its or (not found and words.it.search(text) is not None)
        if its or generic or (gather and _same_days(said.dates, notice)):
            place = VIRTUAL if words.virtual.search(text) else _place(sentence, language)
            if place:
                name = notice.name
                if notice.format == _HEADS and notice.body != "EU":
                    name = f"{name} {place}"
                return msgspec.structs.replace(notice, place=place, name=name)
    for block in structured.blocks[:_TOP]:
        # "held in … on 3 May", on a line of its own under a title.
        language = usable(block.language)
        line = len(block.text) < _LINE and block.text[-1:] != "."
        if line and council_words(language).meets.search(block.text):
            place = place_in(block.text, language)
            if place:
                return msgspec.structs.replace(notice, place=place)
        for cell in block.text.split("|") if line and "|" in block.text else ():
            known = council_words(language).places.get(cell.strip().casefold())
            if known:
                return msgspec.structs.replace(notice, place=known)
    return practical_place(notice, structured)


def _of_its_kind(text: str, words: CouncilWords, notice: MeetingNotice) -> bool:
    """Whether a text speaks of a meeting without its name; a summit is one of leaders only."""
    leaders = notice.format == _HEADS
    return any(
        leaders or not words.top.fullmatch(match.group()) for match in words.generic.finditer(text)
    )


def _place(sentence: Sentence, language: str) -> str | None:
    return place_in(sentence.text, language)


def _same_days(dates: Sequence[DateMention], notice: MeetingNotice) -> bool:
    days = [one.from_ for one in dates if one.day and one.from_]
    return not days or notice.from_ in days or notice.to in days


def identified(one: Candidate) -> str:
    """The id of a meeting, which may have no body."""
    return meeting_id(one.council.body, one.council.key, one.from_)
