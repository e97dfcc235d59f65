"""Sessions that running text tells: "begins with a dinner, followed by …", "tijdens de lunch …".

Reads the sentences of a meeting's part; writes :class:`Session`. Where no heading is an item the
text is the programme: two or more sessions and meals told one after another are its sessions, and
what is put on the table in the sentences of each are its topics. Where headings are items, a meal
with something on the table is a session beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

import msgspec

from inzet.reading.announcement.markers import Marker, markers, meal_in
from inzet.reading.announcement.participants import presence_words
from inzet.reading.announcement.topics import format_of, listed, spoken_of, topic
from inzet.reading.gated import NEVER
from inzet.reading.languages import table_or, usable
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import council_words
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice, Session

_OPENING = 14
"""In how many sentences from the top a programme may be told."""
_REACH = 90
"""In how many sentences of a part what happens over a meal or in a part of a day is told."""
_LATE = frozenset(("meal", "part", "day"))
"""What opens a session wherever it is told."""
_SPOKEN = frozenset(("part", "day"))
"""What is a session only where something is spoken of."""
_HEAD = 12
"""Characters in which a topic says that it is an agenda itself."""
_TOP = 12
"""In how many sentences from the top a paper without headings tells its agenda."""
_FIRST = 2
"""In how many sentences a paragraph says what it is about."""
_LEAST = 2
_MOST = 16
"""Topics of a meeting that running text tells."""


@dataclass(slots=True)
class _Told:
    """A session as told so far."""

    title: str
    on: str | None
    kind: str
    block: int = -1
    """Where it is told."""
    items: list[Item] = field(default_factory=list)


def with_told(notice: MeetingNotice, structured: Structured, mentions: Mentions) -> MeetingNotice:
    """The same with the sessions of its programme, where its text tells two or more."""
    pairs = list(zip(structured.sentences, mentions.sentences, strict=True))
    found = [one for one in _programme(notice, pairs) if one.items or one.kind not in _SPOKEN]
    if len(found) < _LEAST:
        found = [one for one in found if one.kind == "meal"]
    return _with(notice, found, structured) if found else notice


def _programme(
    notice: MeetingNotice, pairs: Sequence[tuple[Sentence, SentenceMentions]]
) -> list[_Told]:
    """The sessions that sentences tell one after another, each once, with what is spoken of in
    each: in its clause, else in the sentences of its paragraph up to the first that tells, and in
    those that go on from there ("Daarna …")."""
    found: list[_Told] = []
    current: _Told | None = None
    day: str | None = None
    for at, (sentence, said) in enumerate(pairs[:_REACH]):
        if _beside(sentence):
            current = None
            continue
        opened = [
            one
            for one in markers(sentence, said)
            if (at < _OPENING or one.kind in _LATE)
            and (one.kind != "meal" or _on_a_day_of(said, notice))
        ]
        if not opened:
            day = None
            if current is not None and _goes_on(sentence, current):
                current.items += spoken_of(sentence)
            continue
        sure = any(one.kind not in _SPOKEN for one in opened)
        for one, after in zip_longest(opened, opened[1:]):
            items = spoken_of(sentence, one.clause, after.clause if after else None)
            if sure and not items and one.kind in _SPOKEN:
                continue
            told = next((each for each in found if _same(each, one)), None)
            if told is None:
                day = _day(said, one.start, notice) or day
                told = _Told(one.title, day, one.kind)
                found.append(told)
            told.block = sentence.block
            told.items += items
            current = told
    return found


def _same(told: _Told, marker: Marker) -> bool:
    """Whether a session is told of again."""
    return told.kind == marker.kind and told.title.casefold() == marker.title.casefold()


def _goes_on(sentence: Sentence, current: _Told) -> bool:
    """Whether a sentence tells more of a session."""
    near = sentence.block - current.block
    if near > 1:
        return False
    goes_on = _words(usable(sentence.language)).search(sentence.text) is not None
    return goes_on or (near == 0 and not current.items)


def with_meals(notice: MeetingNotice, structured: Structured, mentions: Mentions) -> MeetingNotice:
    """The same with the meals that its text tells beside the sessions that it has."""
    titles = " ".join(str(one.title or "").casefold() for one in notice.sessions)
    pairs = list(zip(structured.sentences, mentions.sentences, strict=True))
    found = [one for one in _meals(notice, pairs) if one.title.casefold() not in titles]
    return _with(notice, found, structured) if found else notice


def _with(notice: MeetingNotice, found: Sequence[_Told], structured: Structured) -> MeetingNotice:
    language = usable(structured.language)
    level = notice.format or "ministers"
    first = len(notice.sessions) + 1
    sessions = tuple(
        Session(
            number=number,
            on=one.on or (notice.from_ if notice.to in {None, notice.from_} else None),
            certainty=notice.certainty,
            title=one.title[0].upper() + one.title[1:],
            format=format_of(one.title, [], language, notice.body or "", level, []),
            topics=tuple(one.items),
        )
        for number, one in enumerate(found, first)
    )
    return msgspec.structs.replace(notice, sessions=(*notice.sessions, *sessions))


def _meals(
    notice: MeetingNotice, pairs: Sequence[tuple[Sentence, SentenceMentions]]
) -> Iterator[_Told]:
    """What a text says happens over a meal of the meeting, each meal once."""
    seen: set[str] = set()
    for sentence, said in pairs[:_REACH]:
        meal = meal_in(sentence)
        if meal is None or _beside(sentence):
            continue
        if meal.title in seen or not _on_a_day_of(said, notice):
            continue
        seen.add(meal.title)
        day = _day(said, meal.start, notice)
        yield _Told(meal.title, day, "meal", items=spoken_of(sentence))


def _on_a_day_of(said: SentenceMentions, notice: MeetingNotice) -> bool:
    """Whether a sentence names no day before the meeting, as of another one."""
    first = notice.from_ or ""
    return all(not one.day or not one.from_ or one.from_ >= first for one in said.dates)


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


def with_topics(notice: MeetingNotice, structured: Structured, mentions: Mentions) -> MeetingNotice:
    """The same with the topics that running text gives, where no heading is an item."""
    opening = list(zip(structured.sentences, mentions.sentences, strict=True))
    pairs = [one for one in opening[:_TOP] if not _elsewhere(one[0])]
    items = [item for sentence, _ in pairs for item in listed(sentence, agenda=True)]
    if not items:
        items = list(_paragraphs(structured))
    if not items:
        for sentence, said in pairs:
            one = topic(sentence, said, None)
            items += listed(sentence, agenda=False) or ([one] if one else [])
    agendas = council_words(usable(structured.language)).agendas
    told = {str(one.title).casefold() for each in notice.sessions for one in each.topics}
    topics: dict[str, Item] = {}
    for item in items:
        title = str(item.title).casefold()
        if title not in told and not agendas.search(title[:_HEAD]) and len(topics) < _MOST:
            topics.setdefault(title, item)
    if not topics:
        return notice
    on = notice.from_ if notice.to in {None, notice.from_} else None
    number = len(notice.sessions) + 1
    session = Session(
        number=number, on=on, certainty=notice.certainty, topics=tuple(topics.values())
    )
    return msgspec.structs.replace(notice, sessions=(*notice.sessions, session))


def _paragraphs(structured: Structured) -> Iterator[Item]:
    """What the first sentences of each paragraph put on the table."""
    block, nth = -1, 0
    for sentence in structured.sentences:
        nth = nth + 1 if sentence.block == block else 1
        block = sentence.block
        if nth <= _FIRST and not _elsewhere(sentence):
            yield from spoken_of(sentence)


def _elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence is about what is beside the meeting, or in another paper."""
    words = council_words(usable(sentence.language))
    return bool(words.margin.search(sentence.text) or words.refers.search(sentence.text))


@lru_cache(maxsize=8)
def _words(language: str) -> re.Pattern[str]:
    """How a sentence begins that goes on with what is spoken of."""
    return re.compile("|".join(table_or(language, "topics").get("goes_on", ())) or NEVER, re.I)
