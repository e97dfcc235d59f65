"""What stands in a calendar, before it is a file: events with their days, tasks with theirs."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

_FULL = re.compile(r"\d{4}-\d\d-\d\d(T|\Z)", re.ASCII)
_DAY = len("2023-04-04")

Moment = dt.date | dt.datetime
"""A day, or a minute of it. Papers tell the hour at the place and not its zone: it floats."""


class Kind(StrEnum):
    """Which component of iCalendar it becomes."""

    EVENT = "VEVENT"
    TASK = "VTODO"


@dataclass(frozen=True, slots=True)
class Entry:
    """An event or a task."""

    kind: Kind
    uid: str
    """Stable: the same thing keeps it when its day, words or state change."""
    summary: str
    category: str
    changed: dt.datetime
    """When the last thing it rests on arrived here; the order of its versions."""
    starts: Moment | None = None
    ends: dt.date | None = None
    """Of an event of whole days its last one, itself included."""
    due: Moment | None = None
    """Of a task the last day, or minute, on which it is in time; None where none is known."""
    status: str = ""
    """As iCalendar has it; "" where nobody knows."""
    description: str = ""
    place: str = ""
    url: str = ""
    public: bool = True
    """Whether all that it rests on is public."""
    part_of: str = ""
    """UID of what it belongs to."""


def moment(iso: str | None) -> Moment | None:
    """A full day or minute; None of a month, a year, nothing, or what is no date."""
    if not iso or not _FULL.match(iso):
        return None
    try:
        if len(iso) == _DAY:
            return dt.date.fromisoformat(iso)
        return dt.datetime.fromisoformat(iso).replace(tzinfo=None)
    except ValueError:
        return None
