"""When a promise is due: what its sentence says, and what follows from the event it is bound to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inzet.meetings.meeting import Meeting
from inzet.record import StatementRow
from inzet.vocabulary.meetings import MeetingNotice
from inzet.vocabulary.times import first_day, last_day

_FULL = len("2023-01-01")
_STANDS_TO = ("before", "by", "on", "after")
_SPAN = re.compile(r"(\d+) (day|week|month)s?\Z")
_MONTHS_OF_YEAR = 12
_LAST_OF_ANY_MONTH = 28


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline. The day itself lies from ``earliest`` to ``latest``, both included.

    They are one day where the day is known, apart where only a month, a range or an event without
    a day is known, and None where nothing bounds it.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    """The last day on which it is surely kept in time."""
    before: dt.date | None = None
    """Where it is due before a day or an event whose day is known: that day."""
    words: str | None = None
    """As the paper words it."""
    event: str | None = None
    """Id of the meeting it is bound to, as the meetings in view know it."""


def due_of(content: Mapping[str, Any], event: MeetingNotice | None) -> Due:
    """The deadline in the content of a promise.

    Args:
        event: the meeting it is bound to, as it is known; a deadline moves with its event, so the
            event's days go before the days that the promise's own paper gave.
    """
    said = content.get("due") or {}
    words, bound = said.get("words"), said.get("meeting")
    earliest = latest = before = None
    if event is not None and event.from_:
        bound = event.id
        earliest, latest, before = _of_event(said, event)
    if earliest is None and latest is None:
        earliest, latest, before = _of_days(content)
    return Due(earliest, latest, before, words, bound)


def bound_to(
    row: StatementRow, meetings: Mapping[str, Meeting], shown_as: Callable[[str], str]
) -> str:
    """Id of the meeting that a promise is bound to; "" where there is none in view.

    "Before the next meeting" is bound when the chain knows which meeting came next.

    Args:
        shown_as: the id under which a meeting is shown; people may have judged two to be one.
    """
    due = row.content.get("due") or {}
    if due.get("meeting"):
        return shown_as(str(due["meeting"]))
    here = meetings.get(shown_as(row.meeting)) if row.meeting else None
    if here is None or here.next is None:
        return ""
    wanted = {str(due[key]) for key in _STANDS_TO if key in due}
    return here.next if f"next {here.notice.name}" in wanted else ""


def event_of(bound: str, meetings: Mapping[str, MeetingNotice]) -> MeetingNotice | None:
    """The meeting of this id as precisely as it is known; None of none.

    A paper that knew only the month names the meeting by it (``…-2023-07``). Where one meeting of
    that body, format and month is known by its day, it is that one.
    """
    found = meetings.get(bound)
    if not bound or (found is not None and len(found.from_ or "") == _FULL):
        return found
    later = _of_month(bound, meetings.values())
    return later if later is not None else found


def _of_month(bound: str, meetings: Iterable[MeetingNotice]) -> MeetingNotice | None:
    dated = [
        each
        for each in meetings
        if each.id.startswith(f"{bound}-") and (each.from_ or "").startswith(bound[-7:])
    ]
    return dated[0] if len(dated) == 1 else None


_Days = tuple[dt.date | None, dt.date | None, dt.date | None]
"""Earliest, latest, before."""


def _of_event(said: Mapping[str, Any], event: MeetingNotice) -> _Days:
    begins = str(event.from_)
    first, surely = first_day(begins), last_day(begins)
    ends = last_day(event.to or begins)
    if "before" in said:
        day = dt.timedelta(days=1)
        return first - day, surely - day, first if first == surely else None
    if "within" in said:
        span = _SPAN.match(str(said["within"]))
        last = _later(ends, int(span[1]), span[2]) if span else None
        return (last, last, None) if last else (ends, None, None)
    if "by" in said:
        return first, surely, None
    if "on" in said:
        return first, ends, None
    return (ends, None, None) if "after" in said else (None, None, None)


def _of_days(content: Mapping[str, Any]) -> _Days:
    before = content.get("due_before")
    if before:
        day = dt.timedelta(days=1)
        known = first_day(before) if len(before) == _FULL else None
        return first_day(before) - day, last_day(before) - day, known
    for key in ("due_by", "due_on"):
        if content.get(key):
            return first_day(content[key]), last_day(content[key]), None
    return None, None, None


def _later(day: dt.date, number: int, unit: str) -> dt.date:
    if unit != "month":
        return day + dt.timedelta(days=number * (7 if unit == "week" else 1))
    months = day.year * _MONTHS_OF_YEAR + day.month - 1 + number
    year, month = divmod(months, _MONTHS_OF_YEAR)
    return dt.date(year, month + 1, min(day.day, _LAST_OF_ANY_MONTH))
