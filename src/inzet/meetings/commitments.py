"""What was promised, to whom, due when; and what is known of its keeping."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from inzet.meetings.chain import chain
from inzet.meetings.meeting import Meeting
from inzet.meetings.notices import every
from inzet.record import Filter, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.times import last_day


class Keeping(StrEnum):
    """What is known of a promise on a day. Never "kept" without the paper that keeps it."""

    OPEN = "open"
    """Its deadline has not passed, or it has none, and no paper in view keeps it."""
    OVERDUE = "overdue"
    """Its deadline has passed and no paper in view keeps it: unknown until its paper is found."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise as it stands on a day."""

    row: StatementRow
    due: dt.date | None
    """The last day on which it is kept in time; None where no deadline is known."""
    before: dt.date | None
    """Where it is due before a day or an event: that day."""
    due_words: str | None
    """The deadline as the paper words it."""
    due_event: str | None
    """Id of the meeting it is bound to."""
    keeping: Keeping


def commitments(view: View, *, on: dt.date, wanted: Filter | None = None) -> list[Commitment]:
    """Every promise in view as it stands on a day; soonest due first, undated last."""
    asked = msgspec.structs.replace(wanted or Filter(), act=Act.COMMITMENT)
    rows = list(every(view, asked))
    meetings = {each.id: each for each in chain(view)}
    found = [_commitment(view, row, meetings, on) for row in rows]
    return sorted(found, key=lambda each: (each.due or dt.date.max, each.row.identity))


def _commitment(
    view: View, row: StatementRow, meetings: dict[str, Meeting], on: dt.date
) -> Commitment:
    due: dict[str, Any] = row.content.get("due") or {}
    event = view.meeting_name(str(due["meeting"])) if due.get("meeting") else None
    before = _before(row.content, due, meetings.get(str(event)))
    last = before - dt.timedelta(days=1) if before else _by(row.content)
    return Commitment(
        row=row,
        due=last,
        before=before,
        due_words=due.get("words"),
        due_event=event,
        keeping=Keeping.OVERDUE if last is not None and last < on else Keeping.OPEN,
    )


def _before(content: dict[str, Any], due: dict[str, Any], event: Meeting | None) -> dt.date | None:
    # A deadline bound to an event moves with the event, so the event's own date goes first.
    if event is not None and event.first is not None and "before" in due:
        return event.first
    day = content.get("due_before")
    return dt.date.fromisoformat(day) if day and len(day) == len("2023-01-01") else None


def _by(content: dict[str, Any]) -> dt.date | None:
    for key in ("due_by", "due_on"):
        if content.get(key):
            return last_day(content[key])
    return None
