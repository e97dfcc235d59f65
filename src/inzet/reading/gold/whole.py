"""The paper as a whole beside what a person reads of it, or two people's accounts beside each
other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from inzet.reading.announcement.places import VIRTUAL
from inzet.reading.document import anchor_of
from inzet.reading.gold.figures import Tally
from inzet.reading.gold.told import (
    Parts,
    body_called,
    genre_called,
    parts_told,
    place_called,
    read_told,
    text_beside,
)
from inzet.reading.languages import usable
from inzet.reading.mentions import find_mentions
from inzet.reading.mentions.dates import find_dates
from inzet.reading.reader import ReadPaper
from inzet.reading.result import Reading

_TITLED = frozenset(("sessions", "items"))
"""Parts that are titles, which a person may have shortened."""
_MOTION = "motie-"
"""Whether a motion by the name of its movers is a reference, people do not agree on."""


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


def compare_whole(told_at: Path, read: ReadPaper) -> Whole:
    """What a person reads of a paper beside what was read.

    Raises:
        InputError: the file is not of that form.
    """
    told, text = read_told(told_at), text_beside(told_at)
    parts = parts_told(told, text)
    parts["references"] = [_found(str(one), text, read.reading) for one in parts["references"]]
    return _whole(told.genre, told.language, parts, _parts_read(read))


def compare_told(first: Path, second: Path) -> Whole:
    """Two people's accounts of one paper; ``wrong`` is what only the second has.

    Raises:
        InputError: one of them is not of that form.
    """
    told, text = read_told(first), text_beside(first)
    return _whole(
        told.genre, told.language, parts_told(told, text), parts_told(read_told(second), text)
    )


def _whole(genre: str | None, language: str, told: Parts, other: Parts) -> Whole:
    parts = {
        name: (titles_beside if name in _TITLED else _sets)(told[name], other[name])
        for name in told
        if name in other
    }
    return Whole(
        genre,
        language,
        {name: one.tally for name, one in parts.items()},
        {name: one for name, one in parts.items() if one.missed or one.wrong},
    )


def _parts_read(read: ReadPaper) -> Parts:
    reading, document = read.reading, read.reading.document
    sessions = [one for notice in reading.meetings for one in notice.sessions]
    there = [
        one
        for notice in reading.meetings
        for one in (
            *notice.participants,
            *(each for session in notice.sessions for each in session.participants),
        )
    ]
    return {
        "genre": [genre_called(document.genre)],
        "on behalf of": [document.on_behalf_of],
        "day": [document.said_on],
        "meetings": [(body_called(one.body), one.from_) for one in reading.meetings],
        "places": [
            # Who meets by screen meets nowhere.
            place_called(one.place)
            for one in reading.meetings
            if one.place and one.place != VIRTUAL
        ],
        "sessions": [one.title for one in sessions if one.title],
        "items": [
            item.title for one in sessions for item in (*one.items, *one.topics) if item.title
        ],
        # That its members meet is true of every meeting, and people seldom tell it.
        "participants": [
            (one.party, one.capacity) for one in there if not one.party.endswith(" members")
        ],
        "references": [one.id for one in reading.references],
        "full dates": list(_days(read)),
        "figures": list(_figures(read)),
    }


def _sets(told: Iterable[object], other: Iterable[object]) -> Beside:
    one, two = _kept(told), _kept(other)
    return Beside(len(one & two), _sorted(one - two), _sorted(two - one))


def _kept(ones: Iterable[object]) -> set[object]:
    return {one for one in ones if one is not None and not str(one).startswith(_MOTION)}


def _sorted(ones: Iterable[object]) -> tuple[str, ...]:
    return tuple(
        sorted(
            " ".join(str(each) for each in one) if isinstance(one, tuple) else str(one)
            for one in ones
        )
    )


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
    said_on = read.reading.document.said_on
    day = dt.date.fromisoformat(said_on) if said_on else None
    mentions = find_mentions(read.structured, anchor_of(read.structured, day))
    return [
        (Decimal(one.value), one.unit)
        for sentence, said in zip(read.structured.sentences, mentions.sentences, strict=True)
        for one in said.quantities
        if any(map(str.isdigit, sentence.text[one.start : one.end]))
    ]


def _found(told: str, text: str | None, reading: Reading) -> str:
    """The identifier of a reference that has none by itself: a number in a list ("resolutions 2118
    (2013) and 2209") is one only where it stands, and what was read at that place is it."""
    if text is None or any(one.id == told for one in reading.references):
        return told
    words = r"\s+".join(map(re.escape, told.split()))
    spans = [match.span() for match in re.finditer(rf"(?<!\w){words}(?!\w)", text)]
    there = (
        one.id
        for one in reading.references
        if any(one.start < end and start < one.end for start, end in spans)
    )
    return next(there, told)


def titles_beside(told: Iterable[object], other: Iterable[object]) -> Beside:
    """Titles beside titles, each once; a person may have shortened what is printed."""
    left = [str(one) for one in dict.fromkeys(other)]
    right = 0
    missed = []
    for title in map(str, dict.fromkeys(told)):
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
