"""Dates as papers give them: a day, a month or a year, never more precise than said."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from inzet.vocabulary.errors import UnknownValue

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


def first_day(partial: str) -> dt.date:
    """The first day of an ISO 8601 day, month or year (``2023-11`` → 1 November 2023).

    Raises:
        UnknownValue: not such a date.
    """
    year, month, day = _parts(partial)
    return dt.date(year, month or 1, day or 1)


def last_day(partial: str) -> dt.date:
    """The last day of an ISO 8601 day, month or year (``2023-11`` → 30 November 2023)."""
    year, month, day = _parts(partial)
    if not month:
        return dt.date(year, 12, 31)
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def parse_day(text: str, *, where: str = "") -> dt.date:
    """A full ISO day, as people type it in an option or a query.

    Raises:
        UnknownValue: anything else, with the form to use.
    """
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise UnknownValue(
            f"“{text}” is not a date", where=where, fix="Write it as year-month-day: 2023-03-17."
        ) from None


def _parts(partial: str) -> tuple[int, int, int]:
    match = _PARTIAL.match(partial)
    if not match:
        raise UnknownValue(f"“{partial}” is not a date", fix="Use 2023, 2023-04 or 2023-04-04.")
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        raise UnknownValue(f"“{partial}” is not in the calendar") from None
    return year, month, day
