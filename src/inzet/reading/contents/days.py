"""Days and dates as deadlines count them."""

from __future__ import annotations

import datetime as dt

from inzet.reading.mentions import DateMention
from inzet.vocabulary.times import last_day

_FULL = len("2023-01-01")
UNITS = {1: "days", 7: "weeks", 30: "months"}


def later(day: dt.date, number: int, unit: int) -> dt.date:
    """A day so many units (1, 7 or 30 days) later; months keep the day of the month."""
    if unit != 30:
        return day + dt.timedelta(days=number * unit)
    month = day.month - 1 + number
    year, month = day.year + month // 12, month % 12 + 1
    end = last_day(f"{year:04d}-{month:02d}")
    return end if end.day < day.day else end.replace(day=day.day)


def iso(date: DateMention) -> str | None:
    """A date or range in ISO 8601; None for a season or an open date."""
    if date.from_ is None or date.kind == "season":
        return None
    return f"{date.from_}/{date.to}" if date.to and date.to != date.from_ else date.from_


def full(date: DateMention) -> bool:
    """Whether a date is a full day."""
    return date.from_ is not None and len(date.from_) == _FULL


def as_day(value: str | None) -> dt.date | None:
    """A full ISO day as a date; None for anything less."""
    return dt.date.fromisoformat(value) if value and len(value) == _FULL else None
