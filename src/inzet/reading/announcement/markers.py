"""Markers: words in running text that open a session of a meeting.

Reads one sentence; writes :class:`Marker` in order: a meal ("tijdens de lunch"), a part of a day
("op vrijdagochtend", "in the afternoon"), a session or a council within the meeting that is said to
be held, or a day that stands by itself before what happens on it ("Vrijdag 2 oktober, 10.00 uur.").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from inzet.reading.gated import NEVER, Gated
from inzet.reading.languages import table_or, usable
from inzet.reading.mentions.councils import Named, council_words, named
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence

_LONGEST = 110
_LEAD = 60
"""Characters of a day that stands by itself."""
_CLAUSE = re.compile(r"[,;:]\s|\s(?:en|and)\s")
_CLOCK = re.compile(r"[,\s]*\(?\d{1,2}[.:]\d{2} ?(?:uur|[ap]\.?m\.?)?\)?")
_COUNCIL = "nac"
"""A council that ministers of its body are, and that is a session among others."""


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that open a session."""

    start: int
    title: str
    kind: str
    """meal, part, session, council or day."""
    clause: int = 0
    """Where what is said of it begins."""
    held: bool = False
    """It is said to be held, and not only a time at which something happens."""


@dataclass(frozen=True, slots=True)
class _Words:
    held: Gated
    not_held: Gated
    during: Gated
    meals: re.Pattern[str]
    parts: Gated
    nouns: re.Pattern[str]
    ends: re.Pattern[str]
    weekdays: re.Pattern[str]


def meal_in(sentence: Sentence) -> Marker | None:
    """The meal over which a sentence says that something happens."""
    words = _words(usable(sentence.language))
    match = words.during.search(sentence.text)
    found = words.meals.search(match.group()) if match else None
    if match is None or found is None:
        return None
    return Marker(match.start(), found.group().casefold(), "meal")


def markers(sentence: Sentence, said: SentenceMentions) -> list[Marker]:
    """What opens sessions in a sentence, in order, each with its clause."""
    words = _words(usable(sentence.language))
    found = [*_held(sentence, words)]
    spans = [(one.start, one.start + len(one.title)) for one in found]
    meal = meal_in(sentence)
    if meal and not any(meal.title in one.title.casefold() for one in found):
        found.append(meal)
    for match in words.parts.finditer(sentence.text):
        if not any(start < match.end() and match.start() < end for start, end in spans):
            found.append(Marker(match.start(), match.group().strip(), "part"))
    found.sort(key=lambda one: one.start)
    if not found and (day := _day_alone(sentence, said, words)):
        found = [day]
    return [replace(one, clause=_clause(sentence.text, found, i)) for i, one in enumerate(found)]


def _clause(text: str, found: list[Marker], i: int) -> int:
    """Where the clause of a marker begins: behind the last comma or "en" before it."""
    if i == 0:
        return 0
    before = text[found[i - 1].start : found[i].start]
    ends = [match.start() for match in _CLAUSE.finditer(before)]
    return found[i - 1].start + ends[-1] if ends else found[i].start


def _day_alone(sentence: Sentence, said: SentenceMentions, words: _Words) -> Marker | None:
    """The day that a sentence is, with its hour or part."""
    text = sentence.text
    if len(text) > _LEAD or not words.weekdays.match(text) or not said.dates:
        return None
    rest = text[: said.dates[0].start] + text[said.dates[0].end :]
    rest = _CLOCK.sub("", rest)
    if len(rest.split()) > 2:
        return None
    return Marker(0, _CLOCK.sub("", text).strip(" .,:"), "day")


def _held(sentence: Sentence, words: _Words) -> list[Marker]:
    """Sessions that a sentence says are held, and councils that meet within the meeting."""
    language = usable(sentence.language)
    text = sentence.text
    says = words.held.search(text) is not None
    meets = council_words(language).meets.search(text) is not None
    councils = [one for one in named(text, language) if _within(one)] if says or meets else []
    if (not says and not councils) or words.not_held.search(text):
        return []
    found: list[Marker] = []
    taken = 0
    for match in words.nouns.finditer(text):
        if match.start() < taken:
            continue
        end = words.ends.search(text, match.end("noun"))
        until = end.start() if end and match["of"] else match.end("noun")
        title = text[match.start("noun") : until].strip()
        if len(title) <= _LONGEST:
            kind = "meal" if words.meals.search(match["noun"]) else "session"
            found.append(Marker(match.start("noun"), title, kind, held=True))
            taken = until
    spans = [(one.start, one.start + len(one.title)) for one in found]
    known: set[str] = set()
    for one in councils:
        # "de NAVO-Rusland Raad (NRR)" is one council by two names.
        if one.council.name in known:
            continue
        known.add(one.council.name)
        if not any(start <= one.start < end for start, end in spans):
            found.append(Marker(one.start, text[one.start : one.end], "council", held=True))
    return found


def _within(one: Named) -> bool:
    return one.council.aside or one.council.key == _COUNCIL


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    data = table_or(language, "topics")
    nouns = "|".join(sorted(map(re.escape, data.get("session_nouns", ())), key=len, reverse=True))
    of = "|".join(data.get("session_of", ()))
    meals = "|".join(sorted(map(re.escape, data.get("meal_nouns", ())), key=len, reverse=True))
    which = "|".join(data.get("session_which", ()))
    after = "|".join(data.get("session_after", ()))
    days = "|".join(
        sorted(map(re.escape, table_or(language, "calendar").get("weekdays", ())), key=len)
    )
    during = "|".join(one.replace("MEAL", f"(?:{meals})") for one in data.get("during", ()))
    parts = "|".join(one.replace("DAY", f"(?:{days})") for one in data.get("day_parts", ()))
    return _Words(
        held=Gated("|".join(data.get("held", ())) or NEVER, re.I),
        not_held=Gated("|".join(data.get("not_held", ())) or NEVER, re.I),
        during=Gated(during or NEVER, re.I),
        meals=re.compile(meals or NEVER, re.I),
        parts=Gated(parts or NEVER, re.I),
        nouns=re.compile(
            rf"\b(?P<noun>(?:(?:{which or NEVER}) )*(?:{nouns or NEVER})|{after or NEVER})\b"
            rf"(?P<of>\s+(?:{of or NEVER})\b)?",
            re.I,
        ),
        ends=re.compile("|".join(data.get("session_ends", ())) or NEVER),
        weekdays=re.compile(rf"(?:{days or NEVER})\b", re.I),
    )
