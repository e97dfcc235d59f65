"""Sessions that running text tells one after another: "begins with a dinner, followed by …".

Reads the sentences of a meeting's part; writes :class:`Told`, and :class:`Session` of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from inzet.reading.announcement.markers import Marker, markers, meal_in
from inzet.reading.announcement.participants import presence_words
from inzet.reading.announcement.topics import format_of, spoken_of
from inzet.reading.gated import NEVER
from inzet.reading.languages import table_or, usable
from inzet.reading.mentions.councils import council_words
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice, Session

_OPENING = 14
"""In how many sentences from the top a programme may be told."""
_REACH = 150
"""In how many sentences of a part what happens over a meal or in a part of a day is told."""
_BESIDE = 30
"""Characters from a meal in which its own day may be told: "over a working lunch on 3 March"."""
_BEHIND = 2
"""In how many sentences behind that of a meal it is told what is spoken of over it."""
_SPOKEN = frozenset(("part", "day"))
"""What is a session only where something is spoken of."""


@dataclass(slots=True)
class Told:
    """A session as told so far."""

    title: str
    on: str | None
    kind: str
    block: int = -1
    """Where it is told."""
    text: str = ""
    """What is said of it."""
    items: list[Item] = field(default_factory=list)


def programme_told(
    notice: MeetingNotice, pairs: Sequence[tuple[Sentence, SentenceMentions]]
) -> list[Told]:
    """The sessions that sentences tell one after another, each once, with what is spoken of in
    each: in its clause, else in the sentences of its paragraph up to the first that tells, and in
    those that go on from there ("Daarna …")."""
    found: list[Told] = []
    current: Told | None = None
    day: str | None = None
    for at, (sentence, said) in enumerate(pairs[:_REACH]):
        if _beside(sentence):
            current = None
            continue
        opened = [
            one
            for one in markers(sentence, said)
            if (at < _OPENING if one.held else one.kind != "meal" or _on_a_day_of(said, notice))
        ]
        if not opened:
            day = None
            if current is not None and _goes_on(sentence, current):
                current.text += f" {sentence.text}"
                current.items += spoken_of(sentence)
            continue
        sure = any(one.kind not in _SPOKEN for one in opened)
        here: Told | None = None
        for one, after in zip_longest(opened, opened[1:]):
            items = spoken_of(sentence, one.clause, after.clause if after else None)
            if sure and not items and one.kind in _SPOKEN:
                continue
            if one.kind in _SPOKEN and current is not None and current is here and not here.items:
                # "Sessie 1, op dinsdagmiddag, gaat over …"
                here.items += items
                here.text += f" {sentence.text[one.clause : after.clause if after else None]}"
                continue
            told = next((each for each in found if _same(each, one)), None)
            if told is None:
                day = _day(said, one.start, notice) or day
                told = Told(one.title, day, one.kind)
                found.append(told)
            told.block = sentence.block
            told.text += f" {sentence.text[one.clause : after.clause if after else None]}"
            told.items += items
            current = told
            here = told if one.held else None
    return [one for one in found if one.items or one.kind not in _SPOKEN]


def _same(told: Told, marker: Marker) -> bool:
    """Whether a session is told of again, a meal also by less of its name."""
    one, other = told.title.casefold(), marker.title.casefold()
    meal = "meal" == told.kind == marker.kind and not marker.held
    return one == other or (meal and other in one)


def _goes_on(sentence: Sentence, current: Told) -> bool:
    """Whether a sentence tells more of a session."""
    near = sentence.block - current.block
    if near > 1:
        return False
    goes_on = _words(usable(sentence.language)).search(sentence.text) is not None
    return goes_on or (near == 0 and not current.items)


def meals_told(
    notice: MeetingNotice, pairs: Sequence[tuple[Sentence, SentenceMentions]]
) -> Iterator[Told]:
    """What a text says happens over a meal of the meeting, each meal once."""
    seen: set[str] = set()
    for at, (sentence, said) in enumerate(pairs[:_REACH]):
        meal = meal_in(sentence)
        if meal is None or _beside(sentence):
            continue
        if any(meal.title in one for one in seen) or not _on_a_day_of(
            said, notice, meal.start + _BESIDE
        ):
            continue
        seen.add(meal.title)
        day = _day(said, meal.start, notice)
        yield Told(meal.title, day, "meal", items=spoken_of(sentence) or _next(pairs, at))


def councils_told(
    notice: MeetingNotice, pairs: Sequence[tuple[Sentence, SentenceMentions]]
) -> Iterator[Told]:
    """The councils within a meeting that its opening, or the beginning of a paragraph, says are
    held beside what headings tell."""
    block = -1
    for at, (sentence, said) in enumerate(pairs[:_REACH]):
        first, block = sentence.block != block, sentence.block
        if at >= _OPENING and not first:
            continue
        if _beside(sentence) or not _on_a_day_of(said, notice):
            continue
        for one in markers(sentence, said):
            if one.kind == "council":
                day = _day(said, one.start, notice)
                yield Told(one.title, day, one.kind, items=spoken_of(sentence, one.clause))


def _next(pairs: Sequence[tuple[Sentence, SentenceMentions]], at: int) -> list[Item]:
    """What the sentences right behind one in its paragraph say is spoken of: "Aan het diner zat de
    Hoge Vertegenwoordiger aan. Onderwerp van gesprek was …"."""
    block = pairs[at][0].block
    for after, _ in pairs[at + 1 : at + 1 + _BEHIND]:
        if after.block != block:
            break
        if items := spoken_of(after):
            return items
    return []


def session_of(told: Told, number: int, notice: MeetingNotice, structured: Structured) -> Session:
    """A session of a meeting as it is told."""
    level = notice.format or "ministers"
    language = usable(structured.language)
    return Session(
        number=number,
        on=told.on or (notice.from_ if notice.to in {None, notice.from_} else None),
        certainty=notice.certainty,
        title=told.title[0].upper() + told.title[1:],
        format=format_of(told.title, [], language, notice.body or "", level, []),
        topics=tuple(told.items),
    )


def _on_a_day_of(said: SentenceMentions, notice: MeetingNotice, until: int | None = None) -> bool:
    """Whether a sentence names no day before the meeting, as of another one.

    Args:
        until: how far it is looked at; "over lunch he presented the report of 5 March".
    """
    first = notice.from_ or ""
    return all(
        not one.day or not one.from_ or one.from_ >= first
        for one in said.dates
        if until is None or one.start < until
    )


def _beside(sentence: Sentence) -> bool:
    """Whether a sentence is about what is beside the meeting, or in another paper."""
    language = usable(sentence.language)
    words = council_words(language)
    found = presence_words(language).beside.search(sentence.text)
    found = found or words.refers.search(sentence.text) or words.cancelled.search(sentence.text)
    return found is not None


def _day(said: SentenceMentions, at: int, notice: MeetingNotice) -> str | None:
    """The day of the meeting that stands last before a session, else first behind it."""
    first, last = notice.from_ or "", notice.to or notice.from_ or ""
    days = [one for one in said.dates if one.from_ and one.day and first <= one.from_ <= last]
    before = [one.from_ for one in days if one.start < at]
    return before[-1] if before else next((one.from_ for one in days), None)


@lru_cache(maxsize=8)
def _words(language: str) -> re.Pattern[str]:
    """How a sentence begins that goes on with what is spoken of."""
    return re.compile("|".join(table_or(language, "topics").get("goes_on", ())) or NEVER, re.I)
