"""Days and dates as deadlines count them."""

from __future__ import annotations

import datetime as dt

from inzet.reading.mentions import DateMention
from inzet.vocabulary.times import last_day

_FULL = len("2023-01-01")
UNITS = {
    -1: "hours",
    0: "working days",
    1: "days",
    7: "weeks",
    30: "months",
    90: "quarters",
    180: "half years",
    365: "years",
}
"""What a span of time is counted in, by days; no day follows from one of none or less."""
_MONTHS = {30: 1, 90: 3, 180: 6, 365: 12}
_OPEN = frozenset({"season", "week", "session", "span"})


def later(day: dt.date, number: int, unit: int) -> dt.date:
    """A day so many units (1, 7, 30 … days) later; months and years keep the day of the month."""
    if unit not in _MONTHS:
        return day + dt.timedelta(days=number * unit)
    month = day.month - 1 + number * _MONTHS[unit]
    year, month = day.year + month // 12, month % 12 + 1
    end = last_day(f"{year:04d}-{month:02d}")
    return end if end.day < day.day else end.replace(day=day.day)


def span(number: int, unit: int) -> str:
    """ "3 weeks", "1 month"."""
    name = UNITS[unit]
    return f"{number} {name.removesuffix('s') if number == 1 else name}"


def iso(date: DateMention) -> str | None:
    """A date or range in ISO 8601; None for a season, a week or an open date."""
    if date.from_ is None or date.kind in _OPEN:
        return None
    return f"{date.from_}/{date.to}" if date.to and date.to != date.from_ else date.from_


def full(date: DateMention) -> bool:
    """Whether a date is a full day."""
    return date.day


def as_day(value: str | None) -> dt.date | None:
    """A full ISO day as a date; None for anything less."""
    full_day = value is not None and len(value) == _FULL and value[:4].isdigit()
    return dt.date.fromisoformat(value) if value and full_day else None
