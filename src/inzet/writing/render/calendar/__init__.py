"""The calendar of a meeting: its days and sessions, the debates around it, and what is due when.

It shows the meeting, not the words of a draft: it is made from a view, for one reader
(``docs/decisions/0017``). What has no known day is no event; a promise without a deadline is a task
without one.
"""

from __future__ import annotations

import datetime as dt

from inzet.record import View
from inzet.vocabulary.errors import NotFound, UnknownValue
from inzet.writing.render.calendar.entries import Entry, Kind
from inzet.writing.render.calendar.gathering import entries
from inzet.writing.render.calendar.subscribing import About, agenda
from inzet.writing.render.calendar.writing import written

__all__ = ["About", "Entry", "Kind", "agenda", "calendar", "entries", "of_meeting", "written"]


def calendar(view: View, meeting: str, *, on: dt.date, language: str) -> bytes:
    """A meeting and its cycle as iCalendar (RFC 5545), in UTF-8.

    Args:
        meeting: its id, or as much of its beginning as is unique.
        on: the day on which promises and certainty stand as shown.

    Raises:
        NotFound: there is no such meeting for this reader, or nothing of it has a day or is due.
    """
    name, found = entries(view, meeting, on=on, language=language)
    if not found:
        raise NotFound(
            f"nothing of the meeting “{name}” has a day yet, and nothing is due",
            fix="Read a paper that gives its days.",
        )
    return written(found, name=name, language=language)


def of_meeting(view: View, meeting: str, *, on: str, language: str) -> bytes:
    """The same, for the registry of formats; ``on`` is an ISO day."""
    try:
        day = dt.date.fromisoformat(on)
    except ValueError as problem:
        raise UnknownValue(f"“{on}” is no day", fix="Write it as 2023-03-17.") from problem
    return calendar(view, meeting, on=day, language=language)
