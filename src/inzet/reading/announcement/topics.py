"""What running text says is on the table, as short topics, and what a session is called.

Reads sentences of a session without items of its own; writes :class:`Item` topics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.gated import Gated
from inzet.reading.languages import table_or, usable
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence
from inzet.vocabulary.meetings import UNNAMED_FORMAT, Item
from inzet.vocabulary.parties import party_name

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LONGEST = 140
_NOTED = 7
"""Words of a topic that is noted without a verb."""
_KEPT = ",\u00a0"
"""A comma that stays in a point."""
_IN_NAME = re.compile(r"\w{3,} (?:in|within|tussen|between) [A-Z][\w-]+\Z")
_NAME = re.compile(r"\s*[A-Z][\w-]+(?: [A-Z][\w-]+)?\s*")
_LISTED = 110
"""Characters that a topic of a list may have."""


@dataclass(frozen=True, slots=True)
class _Words:
    frames: tuple[tuple[Gated, re.Pattern[str]], ...]
    """What a frame certainly holds, and the frame with its topic."""
    articles: re.Pattern[str]
    narrows: re.Pattern[str]
    ends: re.Pattern[str]
    formats: tuple[tuple[str, Gated], ...]
    agenda: tuple[tuple[Gated, re.Pattern[str]], ...]
    lists: tuple[tuple[Gated, re.Pattern[str]], ...]
    splits: re.Pattern[str]
    pair: re.Pattern[str]
    """Between two that have an article each."""
    last: re.Pattern[str]
    """Before the last of a list."""
    adopted: re.Pattern[str]
    both: re.Pattern[str]
    """What joins two to one topic ("between")."""
    no_topic: re.Pattern[str]
    """With what no topic begins ("in a session", "hoe …")."""
    speaks: re.Pattern[str]
    """What makes it a sentence."""
    leads: re.Pattern[str]
    """With what one of a list begins that adds nothing ("en over")."""


def topic(sentence: Sentence, mentions: SentenceMentions, guest: str | None) -> Item | None:
    """The topic a sentence puts on the table; None when it puts none.

    Args:
        guest: the one party the session is with; "in" that party adds nothing to a topic.
    """
    words = _words(usable(sentence.language))
    lower = sentence.text.lower()
    for probe, frame in words.frames:
        if not (probe.may(lower) and probe.pattern.search(sentence.text)):
            continue
        match = frame.search(sentence.text)
        if not match:
            continue
        raw = match.group("x")
        narrow = words.narrows.search(raw)
        if narrow:
            raw = raw[narrow.end() :]
        end = words.ends.search(raw)
        title = raw[: end.start()] if end else raw
        title = words.articles.sub("", title.strip().rstrip(".!?")).strip()
        if guest:
            title = _without_place(title, guest, sentence.language)
        if 2 <= len(title) <= _LONGEST and any(char.isalpha() for char in title):
            return Item(title=title, quote=sentence.text, start=sentence.start, end=sentence.end)
    return None


def listed(sentence: Sentence, *, agenda: bool) -> list[Item]:
    """The topics that a sentence puts on the table one after another ("over A, B en C").

    Args:
        agenda: only where it says so of the whole ("op de agenda staan", "the items are").
    """
    words = _words(usable(sentence.language))
    text = sentence.text
    for probe, frame in words.agenda if agenda else words.lists:
        match = frame.search(text) if probe.search(text) else None
        if match is None:
            continue
        return [
            Item(title=one, quote=text, start=sentence.start, end=sentence.end)
            for one in _parted(match, words)
        ]
    return []


def spoken_of(sentence: Sentence, start: int = 0, end: int | None = None) -> list[Item]:
    """The topics that a sentence, or a part of it, says are spoken of, one or more."""
    words = _words(usable(sentence.language))
    text = sentence.text[start:end]
    matches = [
        match
        for probe, frame in words.lists
        if probe.search(text) and (match := frame.search(text)) is not None
    ]
    if not matches:
        return []
    first = min(matches, key=lambda one: one.start("x"))
    return [
        Item(title=one, quote=sentence.text, start=sentence.start, end=sentence.end)
        for one in _parted(first, words)
    ]


def adopted(sentence: Sentence) -> list[Item]:
    """What a sentence says is adopted, one thing after another."""
    words = _words(usable(sentence.language))
    return [
        Item(title=one, quote=sentence.text, start=sentence.start, end=sentence.end)
        for match in words.adopted.finditer(sentence.text)
        for one in _parted(match, words)
    ]


def noted(sentence: Sentence) -> list[Item]:
    """The topics of a sentence that is nothing but their names: "Afghanistan; het CSE-verdrag."."""
    words = _words(usable(sentence.language))
    parts = [one.strip(" .") for one in sentence.text.split(";")]
    if any(len(one.split()) > _NOTED or words.speaks.search(one) for one in parts):
        return []
    return [
        Item(title=title, quote=sentence.text, start=sentence.start, end=sentence.end)
        for part in parts
        if (title := _tidy(part, words))
    ]


def _parted(match: re.Match[str], words: _Words) -> list[str]:
    """What a frame puts on the table, one by one."""
    raw = _BRACKETS.sub("", _BRACKETS.sub("", match.group("x"))).rstrip(" .!?")
    parts = [
        each
        for one in words.splits.split(raw)
        for each in ([one] if words.both.search(one) else words.pair.split(one))
    ]
    parts = _of_one(parts, words)
    if len(parts) > 1 and (last := words.last.search(parts[-1])) and _KEPT not in parts[-1]:
        parts[-1:] = [parts[-1][: last.start()], parts[-1][last.end() :]]
    return [title for part in parts if (title := _tidy(part, words))]


def _of_one(parts: list[str], words: _Words) -> list[str]:
    """The same with names at the end that are but more names in the point before them:
    "wars in Mali, Chad and Sudan"."""
    first = len(parts)
    while first > 1 and all(map(_NAME.fullmatch, words.last.split(parts[first - 1]))):
        first -= 1
    if first == len(parts) or _IN_NAME.search(parts[first - 1]) is None:
        return parts
    return [*parts[: first - 1], _KEPT.join(parts[first - 1 :])]


def _tidy(part: str, words: _Words) -> str | None:
    """A topic of a list without its article, its relative clause and the words between."""
    title = words.leads.sub("", f"{part.strip()} ")
    end = words.ends.search(title)
    title = words.articles.sub("", title[: end.start()] if end else title).strip(" ,;:")
    fits = 2 <= len(title) <= _LISTED and any(char.isalpha() for char in title)
    fits = fits and not words.no_topic.match(title) and not words.speaks.search(title)
    return title.replace(_KEPT, ", ") if fits else None


def format_of(
    title: str, texts: list[str], language: str, body: str, level: str, guests: list[str]
) -> str | None:
    """The format of a session in English: as named, or with whom the body meets.

    Args:
        level: who meets ("ministers", "heads of state and government").
        guests: parties outside the body that the session is with.
    """
    for name, pattern in _words(usable(language)).formats:
        if pattern.search(title) or any(pattern.search(text) for text in texts[:1]):
            return name
    if len(guests) == 1 and guests[0] != "EU":
        name = party_name(guests[0])
        return f"{body} with {name} ({level}; {UNNAMED_FORMAT})"
    return None


def _without_place(title: str, guest: str, language: str) -> str:
    name = party_name(guest, usable(language))
    return re.sub(rf"\s+(?:in|van|of)\s+{re.escape(name)}\Z", "", title)


def _probe(frame: str) -> Gated:
    """The longer side of a frame without its topic: quick to look for."""
    return Gated(max(frame.split("X", 1), key=len).strip(), re.I)


def _frame(frame: str) -> re.Pattern[str]:
    if frame.endswith("X"):
        return re.compile(frame.replace("X", r"(?P<x>[^.;]{2,200}?)(?=[.;!?]|\Z)", 1), re.I)
    return re.compile(frame.replace("X", r"(?P<x>[^.;]{2,120}?)", 1), re.I)


def _whole(frame: str) -> re.Pattern[str]:
    """A frame with all it puts on the table, to the end of the sentence."""
    if frame.endswith("X"):
        return re.compile(frame.replace("X", r"(?P<x>[^;!?]{2,600}?)(?=[;!?]|\.\s*\Z|\Z)", 1), re.I)
    return re.compile(frame.replace("X", r"(?P<x>[^;.]{2,400}?)", 1), re.I)


def _adopted(verbs: Sequence[str]) -> re.Pattern[str]:
    """What is adopted: from its verb up to the next one, or to the end of the sentence."""
    verb = rf"(?:{'|'.join(verbs) or r'(?!)'})"
    return re.compile(rf"\b{verb} (?P<x>.{{3,300}}?)(?= (?:and|en) {verb}\b|\.\s*\Z|;|\Z)", re.I)


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    data = table_or(language, "topics")
    return _Words(
        frames=tuple((_probe(one), _frame(one)) for one in data["frames"]),
        articles=re.compile(rf"^(?:(?:{'|'.join(data['articles'])})\s+)+", re.I),
        narrows=re.compile(rf".*?\b(?:{'|'.join(data['narrows'])})\s+", re.I),
        ends=re.compile("|".join(data["ends"])),
        agenda=tuple((_probe(one), _whole(one)) for one in data.get("lists", ())),
        lists=tuple((_probe(one), _whole(one)) for one in data["frames"]),
        splits=re.compile("|".join(data.get("splits", ())) or r"(?!)", re.I),
        pair=re.compile("|".join(data.get("pair", ())) or r"(?!)", re.I),
        last=re.compile("|".join(data.get("last", ())) or r"(?!)", re.I),
        adopted=_adopted(data.get("adopted", ())),
        both=re.compile("|".join(data.get("both", ())) or r"(?!)", re.I),
        no_topic=re.compile(rf"(?:{'|'.join(data.get('no_topic', ())) or r'(?!)'})(?!\w)", re.I),
        speaks=re.compile(
            "|".join(
                rf"\b(?:{'|'.join(each)})\b"
                for each in (
                    table_or(language, "layout").get("session", {}).get("verbs", ()),
                    data.get("verbs", ()),
                )
                if each
            )
            or r"(?!)",
            re.I,
        ),
        leads=re.compile(rf"^(?:(?:{'|'.join(data.get('leads', ())) or r'(?!)'})\s+)+", re.I),
        formats=tuple(
            (name, Gated("|".join(patterns), re.I))
            for name, patterns in data.get("formats", {}).items()
        ),
    )
