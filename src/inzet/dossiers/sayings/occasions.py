"""The occasion on which something is said: a meeting of the chain, else the day of saying it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.times import first_day

_MEETING = re.compile(r"(?P<name>.+?)-(?P<day>\d{4}(?:-\d{2}(?:-\d{2})?)?)\Z")
_ABBREVIATION = 4
"""A part of a meeting's id up to this long is an abbreviation: nato, fmm."""


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    """A meeting by its id (``nato-fmm-2023-04-04``), or a day on which something was said."""

    first: dt.date
    """Its first day; orders the chain."""
    meeting: str = ""

    def label(self, words: Wording) -> str:
        """For people: "NATO FMM, 4 April 2023", or the day."""
        found = _MEETING.match(self.meeting)
        if found is None:
            return self.meeting or words.day(self.first)
        return f"{_spelt(found['name'], words)}, {words.day(found['day'])}"

    def name(self, words: Wording) -> str:
        """The meeting without its day: "NATO FMM"; "" for a day."""
        found = _MEETING.match(self.meeting)
        return _spelt(found["name"], words) if found else self.meeting

    def short(self, words: Wording) -> str:
        """For a column of a table: "NATO FMM, 4 April 2023", or the day."""
        found = _MEETING.match(self.meeting)
        if found is None:
            return self.meeting or words.day(self.first)
        return f"{_spelt(found['name'], words)}, {words.day(found['day'])}"


def occasion_of(row: StatementRow) -> Occasion:
    """The meeting that a statement is of; where it is of none, the day it was said."""
    return occasion_at(row.meeting, row.said or row.arrived.date())


@lru_cache(maxsize=8192)
def occasion_at(meeting: str | None, said: dt.date) -> Occasion:
    """The same of what was said on a day, at a meeting or at none."""
    if not meeting:
        return Occasion(said)
    found = _MEETING.match(meeting)
    return Occasion(first_day(found["day"]) if found else said, meeting)


def _spelt(name: str, words: Wording) -> str:
    parts = name.split("-")
    spelt = " ".join(part.upper() if len(part) <= _ABBREVIATION else part for part in parts)
    return words.concept(spelt)
