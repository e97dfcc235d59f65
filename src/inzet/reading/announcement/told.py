"""Sessions that running text tells one after another: "begins with a dinner, followed by …".

Reads the opening of a paper whose headings name no session; writes :class:`Session`. One meal alone
is a point of the agenda; two sessions are a programme.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from inzet.reading.announcement.topics import format_of
from inzet.reading.gated import Gated
from inzet.reading.languages import table_or, usable
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import council_words, named
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import MeetingNotice, Session

_OPENING = 14
"""In how many sentences from the top a programme may be told."""
_LEAST = 2
_LONGEST = 110


@dataclass(frozen=True, slots=True)
class _Words:
    held: Gated
    nouns: re.Pattern[str]
    ends: re.Pattern[str]


def with_told(notice: MeetingNotice, structured: Structured, mentions: Mentions) -> MeetingNotice:
    """The same with the sessions of its programme, where its text tells two or more."""
    found: list[tuple[str, str | None]] = []
    day: str | None = None
    for sentence, said in list(zip(structured.sentences, mentions.sentences, strict=True))[
        :_OPENING
    ]:
        words = _words(usable(sentence.language))
        margin = council_words(usable(sentence.language)).margin
        if not words.held.search(sentence.text) or margin.search(sentence.text):
            day = None
            continue
        for at, title in _titles(sentence, words):
            day = _day(said, at, notice) or day
            if title not in {one for one, _ in found}:
                found.append((title, day))
    if len(found) < _LEAST:
        return notice
    language = usable(structured.language)
    level = notice.format or "ministers"
    sessions = tuple(
        Session(
            number=number,
            on=on or (notice.from_ if notice.to in {None, notice.from_} else None),
            certainty=notice.certainty,
            title=title[0].upper() + title[1:],
            format=format_of(title, [], language, notice.body or "", level, []),
        )
        for number, (title, on) in enumerate(found, 1)
    )
    return msgspec.structs.replace(notice, sessions=sessions)


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


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    data = table_or(language, "topics")
    nouns = "|".join(sorted(map(re.escape, data.get("session_nouns", ())), key=len, reverse=True))
    of = "|".join(data.get("session_of", ()))
    return _Words(
        held=Gated("|".join(data.get("held", ())) or r"(?!)", re.I),
        nouns=re.compile(
            rf"\b(?P<noun>{nouns or r'(?!)'})\b(?P<of>\s+(?:{of or r'(?!)'})\b)?", re.I
        ),
        ends=re.compile("|".join(data.get("session_ends", ())) or r"(?!)"),
    )
