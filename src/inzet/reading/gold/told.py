"""What a person reads of a paper as a whole: genre, day, meetings, who is there, and all
references, days and figures in it. Kept as JSON beside the text of the paper."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

import msgspec

from inzet.reading.languages import table
from inzet.reading.mentions import find_references
from inzet.reading.mentions.calendar import calendar
from inzet.reading.mentions.councils import council_words
from inzet.reading.mentions.dates import find_dates
from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.parties import parties

Parts = dict[str, list[object]]
"""Part of a paper → what is in it; a part that nobody told is not there."""


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


def read_told(path: Path) -> Told:
    """An account as it was written.

    Raises:
        InputError: the file is not of that form.
    """
    try:
        told = msgspec.json.decode(path.read_bytes(), type=Told)
        for one in told.figures or ():
            Decimal(one.value)
    except InvalidOperation:
        raise InputError("a figure is no decimal number", where=str(path)) from None
    except MALFORMED as error:
        raise InputError(f"this does not tell a paper: {error}", where=str(path)) from None
    return told


def text_beside(path: Path) -> str | None:
    """The text of the paper that an account is of; None where it is not at hand."""
    beside = path.with_suffix(".txt")
    return beside.read_text(encoding="utf-8") if beside.is_file() else None


def parts_told(told: Told, text: str | None) -> Parts:
    """An account in parts, each as it is compared.

    Args:
        text: of the paper: what it does not print is not asked of anybody.
    """
    parts: Parts = {
        "genre": [genre_called(told.genre)],
        "day": [told.said_on if _prints_day(text, told.said_on) else None],
        "meetings": [(body_called(one.body), one.from_) for one in told.meetings],
        "places": [
            place_called(one.place)
            for one in told.meetings
            if one.place and _prints_place(text, one.place)
        ],
        "participants": [
            (party_called(one.party), one.capacity)
            for one in told.participants
            if one.party != _NO_NAME
        ],
        "references": [
            one
            for printed in told.references
            for one in [each.id for each in find_references(printed)] or [printed]
        ],
    }
    if told.on_behalf_of is not None or told.genre not in _OF_PARLIAMENT:
        parts["on behalf of"] = [_ISSUERS.get(told.on_behalf_of or "", told.on_behalf_of)]
    if told.sessions or not told.meetings:
        # Where a person tells meetings and no session at all, it was not told in sessions.
        parts["sessions"] = [one.title for one in told.sessions if one.title]
        parts["items"] = [item for one in told.sessions for item in one.items]
    if told.dates is not None:
        parts["full dates"] = [(one.from_, one.to) for one in told.dates]
    if told.figures is not None:
        parts["figures"] = [(Decimal(one.value), one.unit) for one in told.figures]
    return parts


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
        *(name for name, told in council_words("nl").places.items() if told == place_called(place)),
    ]
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text, re.I) for one in names)


_ISSUERS = {
    "Council of Europe": "COE",
    "Council of the European Union": "Council",
    "European Commission": "Commission",
}
_GENRES = {
    "report": "minister's report",
    "debate": "report of a debate",
    "written consultation": "report of a written consultation",
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
    "World Bank": "WB",
    "Eastern Partnership": "EU",
    "Global Coalition against ISIS": "Coalition",
    "NATO-Ukraine Commission": "NATO",
    "NATO-Georgia Commission": "NATO",
}
"""Bodies by their full names → by the code that meetings bear."""
_PARTIES = {"INTERPOL": "Interpol"}
"""Parties by other names than those of the vocabulary → by their codes."""
_NO_NAME = "group"
"""What people write for a group that a paper counts and does not name: nobody's code."""


def genre_called(name: str | None) -> str | None:
    """A genre as the reader calls it."""
    return _GENRES.get(name or "", name)


def body_called(name: str | None) -> str | None:
    """A body by the code that meetings bear."""
    return _BODIES.get(name or "", name)


def party_called(name: str) -> str:
    """A party by its code."""
    return _PARTIES.get(name) or _codes().get(name, name)


@cache
def _codes() -> dict[str, str]:
    return {name: one.code for one in parties() for name in one.names_in("en")}


def place_called(name: str) -> str:
    """A place by its English name, whatever the language it was written in."""
    known = council_words("nl").places
    return known.get(name.casefold(), name)
