"""The paper as a whole beside what a person reads of it: genre, day, meetings, who, references."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from inzet.reading.gold.figures import Tally
from inzet.reading.mentions import find_references
from inzet.reading.mentions.councils import council_words
from inzet.reading.result import Reading
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


def compare_whole(told_at: Path, reading: Reading) -> Whole:
    """What a person reads of a paper beside what was read.

    Raises:
        InputError: the file is not of that form.
    """
    try:
        told = msgspec.json.decode(told_at.read_bytes(), type=Told)
    except msgspec.DecodeError as error:
        raise InputError(f"this does not tell a paper: {error}", where=str(told_at)) from None
    document = reading.document
    tallies = {
        "genre": _sets([_genre(told.genre)], [_genre(document.genre)]),
        "on behalf of": _sets([told.on_behalf_of], [document.on_behalf_of]),
        "day": _sets([told.said_on], [document.said_on]),
        "meetings": _sets(
            [(_body(one.body), one.from_) for one in told.meetings],
            [(_body(one.body), one.from_) for one in reading.meetings],
        ),
        "places": _sets(
            [_place(one.place) for one in told.meetings if one.place],
            [_place(one.place) for one in reading.meetings if one.place],
        ),
        "sessions": _sets(
            [_plain(one.title) for one in told.sessions if one.title],
            [_plain(one.title) for n in reading.meetings for one in n.sessions if one.title],
        ),
        "items": _sets(
            [_plain(item) for one in told.sessions for item in one.items],
            [
                _plain(item.title)
                for notice in reading.meetings
                for one in notice.sessions
                for item in one.items
            ],
        ),
        "participants": _sets(
            [(one.party, one.capacity) for one in told.participants],
            [
                (one.party, one.capacity)
                for notice in reading.meetings
                for one in (
                    *notice.participants,
                    *(each for session in notice.sessions for each in session.participants),
                )
            ],
        ),
        "references": _sets(
            [one for printed in told.references for one in _identifiers(printed)],
            [one.id for one in reading.references],
        ),
    }
    return Whole(told.genre, told.language, tallies)


def _sets(told: Iterable[object], read: Iterable[object]) -> Tally:
    told, read = set(told) - {None}, set(read) - {None}
    return Tally(len(told & read), len(read - told), len(told - read))


_GENRES = {
    "report": "minister's report",
    "post-council statement": "minister's report",
    "pre-council statement": "annotated agenda",
    "letter with agenda and report": "annotated agenda and report",
    "declaration": "communiqué",
    "written question": "written questions",
    "written answer": "written questions",
    "ratification list": "treaty series",
}
"""What people call a genre → what the reader calls it."""
_BODIES = {
    "Council of the European Union": "EU",
    "European Council": "EU",
    "Euro Summit": "EU",
    "Eurogroup": "EU",
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


def _identifiers(printed: str) -> list[str]:
    """The identifiers of a reference as printed; as it is where it has none."""
    return [one.id for one in find_references(printed)] or [printed]


def _plain(title: str | None) -> str:
    return "".join(filter(str.isalnum, (title or "").casefold()))
