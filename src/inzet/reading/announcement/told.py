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

import msgspec

from inzet.reading.announcement.participants import presence_words
from inzet.reading.announcement.topics import format_of, listed, spoken_of, topic
from inzet.reading.gated import NEVER, Gated
from inzet.reading.languages import table_or, usable
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import council_words, named
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice, Session

_OPENING = 14
"""In how many sentences from the top a programme may be told."""
_REACH = 90
"""In how many sentences of a part what happens over a meal is told."""
_HEAD = 12
"""Characters in which a topic says that it is an agenda itself."""
_TOP = 12
"""In how many sentences from the top a paper without headings tells its agenda."""
_FIRST = 2
"""In how many sentences a paragraph says what it is about."""
_LEAST = 2
_LONGEST = 110
_MOST = 16
"""Topics of a meeting that running text tells."""


@dataclass(frozen=True, slots=True)
class _Words:
    held: Gated
    during: Gated
    nouns: re.Pattern[str]
    ends: re.Pattern[str]


@dataclass(slots=True)
class _Told:
    """A session as told so far."""

    title: str
    on: str | None
    items: list[Item] = field(default_factory=list)


def with_told(notice: MeetingNotice, structured: Structured, mentions: Mentions) -> MeetingNotice:
    """The same with the sessions of its programme, where its text tells two or more."""
    found: list[_Told] = []
    day: str | None = None
    current: _Told | None = None
    pairs = list(zip(structured.sentences, mentions.sentences, strict=True))
    for sentence, said in pairs[:_OPENING]:
        words = _words(usable(sentence.language))
        if _beside(sentence) or not _holds(sentence, words):
            day = None
            if current is not None and not current.items:
                current.items += spoken_of(sentence)
            continue
        for at, title in _titles(sentence, words):
            day = _day(said, at, notice) or day
            if title not in {one.title for one in found}:
                current = _Told(title, day)
                found.append(current)
        if current is not None and not current.items:
            current.items += spoken_of(sentence)
    meals = list(_meals(notice, pairs))
    if len(found) < _LEAST:
        found = []
    known = " ".join(one.title.casefold() for one in found)
    found += [one for one in meals if one.title.casefold() not in known]
    if not found:
        return notice
    return _with(notice, found, structured)


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
        words = _words(usable(sentence.language))
        match = words.during.search(sentence.text)
        if match is None or _beside(sentence):
            continue
        title = match["noun"].casefold()
        if title in seen or not _on_a_day_of(said, notice):
            continue
        seen.add(title)
        yield _Told(title, _day(said, match.start(), notice), spoken_of(sentence))


def _holds(sentence: Sentence, words: _Words) -> bool:
    """Whether a sentence says that a session is held, or a council within the meeting meets."""
    if words.held.search(sentence.text):
        return True
    language = usable(sentence.language)
    aside = any(one.council.aside for one in named(sentence.text, language))
    return aside and council_words(language).meets.search(sentence.text) is not None


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


def _titles(sentence: Sentence, words: _Words) -> list[tuple[int, str]]:
    """What a sentence calls its sessions and where, in order."""
    text = sentence.text
    found: list[tuple[int, str]] = []
    taken = 0
    for match in words.nouns.finditer(text):
        if match.start() < taken:
            continue
        end = words.ends.search(text, match.end("noun"))
        until = end.start() if end and match["of"] else match.end("noun")
        title = text[match.start("noun") : until].strip()
        if len(title) <= _LONGEST:
            found.append((match.start("noun"), title))
            taken = until
    spans = [(at, at + len(title)) for at, title in found]
    for one in named(text, usable(sentence.language)):
        inside = any(start <= one.start < end for start, end in spans)
        if one.council.aside and not inside:
            found.append((one.start, text[one.start : one.end]))
    return sorted(found)


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
def _words(language: str) -> _Words:
    data = table_or(language, "topics")
    nouns = "|".join(sorted(map(re.escape, data.get("session_nouns", ())), key=len, reverse=True))
    of = "|".join(data.get("session_of", ()))
    meals = "|".join(sorted(map(re.escape, data.get("meal_nouns", ())), key=len, reverse=True))
    which = "|".join(data.get("session_which", ()))
    during = "|".join(one.replace("MEAL", f"(?P<noun>{meals})") for one in data.get("during", ()))
    return _Words(
        held=Gated("|".join(data.get("held", ())) or NEVER, re.I),
        during=Gated(during or NEVER, re.I),
        nouns=re.compile(
            rf"\b(?P<noun>(?:(?:{which or NEVER}) )*(?:{nouns or NEVER}))\b"
            rf"(?P<of>\s+(?:{of or NEVER})\b)?",
            re.I,
        ),
        ends=re.compile("|".join(data.get("session_ends", ())) or NEVER),
    )
