"""The facts of a meeting that running text repeats: its days, its place, how many allies there are.

What no paper in view tells is None, and stays open in the draft.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from inzet.dossiers import Wording
from inzet.reading.languages import rows, table, usable
from inzet.vocabulary.meetings import MeetingLink, MeetingNotice
from inzet.vocabulary.parties import members

_FULL, _MONTH = len("2023-01-01"), len("2023-01")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a meeting."""

    first: dt.date | None = None
    """None where no day is told."""
    last: dt.date | None = None
    month: str | None = None
    """``2023-07``, where at least that is told."""
    place: str | None = None
    """In English, as the record names places."""
    members: int | None = None
    """Of its body on the day of the draft, or on its first day where that is over."""

    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day; None where they are not known."""
        return None if self.first is None else (self.first, self.last or self.first)


def facts_of(notice: MeetingNotice | MeetingLink, *, on: dt.date) -> Facts:
    """The facts of a meeting, or of one that a paper links to.

    Args:
        on: the day of the draft.
    """
    first, last = _day(notice.from_), _day(notice.to)
    body = notice.body if isinstance(notice, MeetingNotice) else None
    # Who joins later is no member yet on the day the draft is of.
    count = len(members(body, min(first or on, on))) if body else 0
    month = notice.from_ or (notice.month if isinstance(notice, MeetingLink) else None)
    told = month[:_MONTH] if month is not None and len(month) >= _MONTH else None
    return Facts(first, last or first, told, notice.place, count or None)


def parties_in_words(words: Wording, codes: Iterable[str]) -> str:
    """Names of parties as running text has them, with an article where they bear one."""
    return words.listed(_name(words, code) for code in sorted(codes, key=words.party))


def _name(words: Wording, code: str) -> str:
    try:
        return words(f"named_{code}")
    except KeyError:
        return words.party(code)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text is not None and len(text) == _FULL else None


def place_name(english: str, language: str) -> str:
    """The name of a place in a language; the English one where the table has none."""
    for row in rows(usable(language), "places"):
        if row["english"] == english:
            return row["name"]
    return english


def days_in_words(
    words: Wording,
    first: dt.date,
    last: dt.date | None = None,
    *,
    year: bool = True,
    weekday: bool = False,
) -> str:
    """``4 en 5 april 2023``; more than two days as ``4 tot en met 7 april 2023``."""
    last = last or first
    ends = _one(words, last, year, weekday)
    if first == last:
        return ends
    same = first.year == last.year and first.month == last.month
    begins = (
        f"{_weekday(words, first) if weekday else ''}{first.day}"
        if same
        else _one(words, first, year and first.year != last.year, weekday)
    )
    key = "days_two" if (last - first).days == 1 else "days_range"
    return words(key, first=begins, last=ends)


def _one(words: Wording, day: dt.date, year: bool, weekday: bool) -> str:
    text = words.day(day)
    text = text if year else text.rsplit(" ", 1)[0]
    return f"{_weekday(words, day) if weekday else ''}{text}"


def _weekday(words: Wording, day: dt.date) -> str:
    return f"{words('weekdays').split()[day.weekday()]} "


def number_like(count: int, printed: str, language: str) -> str:
    """A number as another is printed: in digits where that is, else in words where there are."""
    numbers = table(usable(language), "calendar").get("numbers", ())
    if any(each.isdigit() for each in printed) or count >= len(numbers):
        return str(count)
    word = str(numbers[count])
    return word.capitalize() if printed[:1].isupper() else word


def meeting_in_words(words: Wording, notice: MeetingNotice) -> str:
    """A meeting by its body and format: ``bijeenkomst van de NAVO-ministers van …``."""
    return _by_format(words, notice, "meeting") or words.concept(notice.name)


def named_in_words(words: Wording, notice: MeetingNotice) -> str:
    """A meeting with its place: ``NAVO-Top in Vilnius``."""
    name = meeting_in_words(words, notice)
    if notice.place is None:
        return name
    return name + words("title_place", place=place_name(notice.place, words.language))


def those_who_meet(words: Wording, notice: MeetingNotice) -> str | None:
    """Who meets: ``de NAVO-ministers van …``; None where the format has no words here."""
    return _by_format(words, notice, "who")


def _by_format(words: Wording, notice: MeetingNotice, key: str) -> str | None:
    if not notice.body or not notice.format:
        return None
    name = f"{key}_{'_'.join(notice.format.lower().split())}"
    try:
        return words(name, body=words.party(notice.body))
    except KeyError:
        return None


__all__ = [
    "Facts",
    "days_in_words",
    "facts_of",
    "meeting_in_words",
    "named_in_words",
    "number_like",
    "parties_in_words",
    "place_name",
    "those_who_meet",
]
