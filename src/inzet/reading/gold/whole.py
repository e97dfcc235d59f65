"""The paper as a whole beside what a person reads of it: genre, day, meetings, who is there, and
all references, days and figures in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

import msgspec

from inzet.reading.document import anchor_of
from inzet.reading.gold.figures import Tally
from inzet.reading.languages import table, usable
from inzet.reading.mentions import Mentions, find_mentions, find_references
from inzet.reading.mentions.calendar import calendar
from inzet.reading.mentions.councils import council_words
from inzet.reading.mentions.dates import find_dates
from inzet.reading.reader import ReadPaper
from inzet.reading.result import Reading
from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.errors import InputError


class ToldMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting as a person reads it; dates in ISO 8601, as precise as the paper is."""

    body: str | None = None
    format: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    place: str | None = None
    name: str | None = None


class ToldSession(msgspec.Struct, frozen=True, kw_only=True):
    """A session with the titles of its items."""

    number: int | None = None
    title: str | None = None
    on: str | None = None
    items: tuple[str, ...] = ()


class ToldParticipant(msgspec.Struct, frozen=True, kw_only=True):
    """A party in a capacity, in one session or in all."""

    party: str
    capacity: str | None = None
    session: int | None = None


class ToldDate(msgspec.Struct, frozen=True, kw_only=True):
    """A day or range of days as printed, with the days it means in ISO 8601."""

    words: str
    from_: str = msgspec.field(name="from")
    to: str


class ToldFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as printed, its value as a decimal string; unit as of a quantity."""

    words: str
    value: str
    unit: str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a person reads of a paper as a whole."""

    language: str
    genre: str | None = None
    on_behalf_of: str | None = None
    said_on: str | None = None
    meetings: tuple[ToldMeeting, ...] = ()
    sessions: tuple[ToldSession, ...] = ()
    participants: tuple[ToldParticipant, ...] = ()
    references: tuple[str, ...] = ()
    dates: tuple[ToldDate, ...] | None = None
    """Every full day; None where nobody listed them."""
    figures: tuple[ToldFigure, ...] | None = None
    """Every figure; the same."""


@dataclass
class WholeTally:
    """Counts of one part, per paper."""

    papers: dict[str, Tally] = field(default_factory=dict)

    def add(self, paper: str, tally: Tally) -> None:
        """The counts of one paper."""
        self.papers[paper] = self.papers.get(paper, Tally()) + tally

    @property
    def total(self) -> Tally:
        """Over all papers."""
        return sum(self.papers.values(), Tally())


@dataclass(frozen=True, slots=True)
class Whole:
    """One paper's counts per part."""

    genre: str | None
    language: str
    tallies: dict[str, Tally]
    differences: dict[str, Beside]
    """Per part on which the two differ, what each alone has."""


class Beside(NamedTuple):
    """One part of a paper: what both have, the person alone, the reader alone."""

    right: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def tally(self) -> Tally:
        """How many of each."""
        return Tally(self.right, len(self.wrong), len(self.missed))


_NOTHING = Beside(0, (), ())


def compare_whole(told_at: Path, read: ReadPaper) -> Whole:
    """What a person reads of a paper beside what was read.

    Raises:
        InputError: the file is not of that form.
    """
    try:
        told = msgspec.json.decode(told_at.read_bytes(), type=Told)
        figures = [(Decimal(one.value), one.unit) for one in told.figures or ()]
    except InvalidOperation:
        raise InputError("a figure is no decimal number", where=str(told_at)) from None
    except MALFORMED as error:
        raise InputError(f"this does not tell a paper: {error}", where=str(told_at)) from None
    reading, document = read.reading, read.reading.document
    beside = told_at.with_suffix(".txt")
    text = beside.read_text(encoding="utf-8") if beside.is_file() else None
    parts = {
        "genre": _sets([_genre(told.genre)], [_genre(document.genre)]),
        "on behalf of": _behalf(told, document.on_behalf_of),
        "day": _sets(
            [told.said_on if _prints_day(text, told.said_on) else None], [document.said_on]
        ),
        "meetings": _sets(
            [(_body(one.body), one.from_) for one in told.meetings],
            [(_body(one.body), one.from_) for one in reading.meetings],
        ),
        "places": _sets(
            [
                _place(one.place)
                for one in told.meetings
                if one.place and _prints_place(text, one.place)
            ],
            [_place(one.place) for one in reading.meetings if one.place],
        ),
        "sessions": _titles(
            told,
            [one.title for one in told.sessions if one.title],
            [one.title for n in reading.meetings for one in n.sessions if one.title],
        ),
        "items": _titles(
            told,
            [item for one in told.sessions for item in one.items],
            [
                item.title
                for notice in reading.meetings
                for one in notice.sessions
                for item in (*one.items, *(one.topics if one.title else ()))
                if item.title
            ],
        ),
        "participants": _sets(
            [(one.party, one.capacity) for one in told.participants],
            # That its members meet is true of every meeting, and people seldom tell it.
            [
                None if one.party.endswith(" members") else (one.party, one.capacity)
                for notice in reading.meetings
                for one in (
                    *notice.participants,
                    *(each for session in notice.sessions for each in session.participants),
                )
            ],
        ),
        "references": _sets(
            [
                one
                for printed in told.references
                for one in _identifiers(printed, text, reading)
                if not one.startswith(_MOTION)
            ],
            # Whether a motion by the name of its movers is a reference, people do not agree on.
            [one.id for one in reading.references if not one.id.startswith(_MOTION)],
        ),
    }
    if told.dates is not None:
        parts["full dates"] = _sets([(one.from_, one.to) for one in told.dates], _days(read))
    if told.figures is not None:
        parts["figures"] = _sets(figures, _figures(read))
    differ = {name: one for name, one in parts.items() if one.missed or one.wrong}
    return Whole(
        told.genre, told.language, {name: one.tally for name, one in parts.items()}, differ
    )


def _sets(told: Iterable[object], read: Iterable[object]) -> Beside:
    told, read = set(told) - {None}, set(read) - {None}
    return Beside(len(told & read), _sorted(told - read), _sorted(read - told))


def _sorted(ones: Iterable[object]) -> tuple[str, ...]:
    return tuple(
        sorted(
            " ".join(str(each) for each in one) if isinstance(one, tuple) else str(one)
            for one in ones
        )
    )


def _mentions(read: ReadPaper) -> Mentions:
    said_on = read.reading.document.said_on
    day = dt.date.fromisoformat(said_on) if said_on else None
    return find_mentions(read.structured, anchor_of(read.structured, day))


def _days(read: ReadPaper) -> list[tuple[str, str]]:
    """Every full day that was read: in sentences, headings and letterheads, and the paper's own."""
    said_on = read.reading.document.said_on
    anchor = anchor_of(read.structured, dt.date.fromisoformat(said_on) if said_on else None)
    found = [(said_on, said_on)] if said_on else []
    for block in read.structured.blocks:
        for one in find_dates(block.text, usable(block.language), anchor):
            if one.day and one.from_:
                found.append((one.from_, one.to or one.from_))
    return found


def _figures(read: ReadPaper) -> list[tuple[Decimal, str]]:
    """Every figure that was read in a sentence; people list those that are printed in digits."""
    return [
        (Decimal(one.value), one.unit)
        for sentence, said in zip(read.structured.sentences, _mentions(read).sentences, strict=True)
        for one in said.quantities
        if any(map(str.isdigit, sentence.text[one.start : one.end]))
    ]


_OF_PARLIAMENT = frozenset(
    (
        "motion",
        "report of a debate",
        "report of a written consultation",
        "written question",
        "convocation",
        "list of promises",
        "voting results",
    )
)
"""Genres of parliament: a person tells no party, the reader tells whose government it meets."""


def _behalf(told: Told, read: str | None) -> Beside:
    if told.on_behalf_of is None and told.genre in _OF_PARLIAMENT:
        return _NOTHING
    return _sets([_ISSUERS.get(told.on_behalf_of or "", told.on_behalf_of)], [read])


def _prints_day(text: str | None, day: str | None) -> bool:
    """Whether a paper prints a day at all: what it does not say is not asked of the reader."""
    if text is None or day is None:
        return True
    year, month, number = day.split("-")
    written = any(
        day in {one.from_, one.to} for code in ("nl", "en") for one in find_dates(text, code, None)
    )
    numeric = rf"\b0?{int(number)}[-/.]0?{int(month)}[-/.]{year}\b"
    months = "|".join(
        name
        for code in ("nl", "en")
        for name, each in calendar(code).months.items()
        if each == int(month)
    )
    numbers = "|".join(table("nl", "calendar")["month_days"])
    in_words = rf"(?i:{numbers})\s+(?i:{months})\s+{year}\b"
    return written or re.search(f"{numeric}|{in_words}", text) is not None


def _prints_place(text: str | None, place: str) -> bool:
    """Whether a paper prints a place, by any of its names."""
    if text is None:
        return True
    names = [
        place,
        *(name for name, told in council_words("nl").places.items() if told == _place(place)),
    ]
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text, re.I) for one in names)


_MOTION = "motie-"
_ISSUERS = {"Council of Europe": "COE"}
_GENRES = {
    "report": "minister's report",
    "post-council statement": "minister's report",
    "pre-council statement": "annotated agenda",
    "letter with agenda and report": "annotated agenda and report",
    "declaration": "communiqué",
    "written question": "written questions",
    "written answer": "written questions",
    "ratification list": "treaty series",
    "readout": "remarks",
    "statement": "press statement",
}
"""What people call a genre → what the reader calls it."""
_BODIES = {
    "Council of the European Union": "EU",
    "European Council": "EU",
    "Euro Summit": "EU",
    "Eurogroup": "EU",
    "European Defence Agency": "EU",
    "Council of Europe": "COE",
}
"""Bodies by their full names → by the code that meetings bear."""


def _genre(name: str | None) -> str | None:
    return _GENRES.get(name or "", name)


def _body(name: str | None) -> str | None:
    return _BODIES.get(name or "", name)


def _place(name: str) -> str:
    """A place by its English name, whatever the language it was written in."""
    known = council_words("nl").places
    return known.get(name.casefold(), name)


def _identifiers(printed: str, text: str | None, reading: Reading) -> list[str]:
    """The identifiers of a reference as printed; as it is where it has none.

    A number in a list ("resolutions 2118 (2013) and 2209") is one only where it stands: what was
    read at that place is it.
    """
    alone = [one.id for one in find_references(printed)]
    if alone or text is None:
        return alone or [printed]
    words = r"\s+".join(map(re.escape, printed.split()))
    spans = [match.span() for match in re.finditer(rf"(?<!\w){words}(?!\w)", text)]
    there = [
        one.id
        for one in reading.references
        if any(one.start < end and start < one.end for start, end in spans)
    ]
    return there[:1] or [printed]


def _titles(told: Told, wanted: list[str], read: list[str]) -> Beside:
    """Titles told beside titles read, each once; a person may have shortened what is printed.

    A paper of which a person tells meetings and no session at all was not told in sessions.
    """
    if told.meetings and not told.sessions:
        return _NOTHING
    left = list(dict.fromkeys(read))
    right = 0
    missed = []
    for title in dict.fromkeys(wanted):
        same = next((one for one in left if _plain(one) == _plain(title)), None)
        if same is None:
            missed.append(title)
        else:
            left.remove(same)
            right += 1
    for title in list(missed):
        near = next((one for one in left if _alike(title, one)), None)
        if near is not None:
            left.remove(near)
            missed.remove(title)
            right += 1
    return Beside(right, tuple(missed), tuple(left))


_ENOUGH = 0.5
"""Which part of the words of the shorter title must stand in the longer."""


def _alike(one: str, other: str) -> bool:
    """Whether two titles share most of the telling words of the shorter, by how they begin."""
    if _plain(one) in _plain(other) or _plain(other) in _plain(one):
        return True
    first, second = _telling(one), _telling(other)
    shorter = min(len(first), len(second))
    return bool(shorter) and len(first & second) > _ENOUGH * shorter - 0.01


def _telling(title: str) -> set[str]:
    words = re.findall(r"\w+", title.casefold())
    return {word[:6] for word in words if len(word) > 3 or word.isdigit()}


def _plain(title: str | None) -> str:
    return "".join(filter(str.isalnum, (title or "").casefold()))
