"""What a cycle still waits for: what is to come, what is not in view, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from inzet.meetings.commitments import Commitment, Keeping
from inzet.meetings.commitments.claims import promises_report
from inzet.meetings.cycle.model import Cycle, Discussed, MotionState
from inzet.meetings.cycle.told import day
from inzet.meetings.meeting import Meeting
from inzet.vocabulary.meetings import Certainty
from inzet.vocabulary.parliament import Result, Stage

_ORDER = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Waits:
    """Something a cycle waits for."""

    stage: Stage
    what: str
    """In words, in English."""
    by: dt.date | None
    """The day by which it is, or was, to be there; None where nothing tells one."""
    late: bool
    """That day has passed, or what is missing should be there by now."""
    of: str | None = None
    """Id of the motion, identity of the promise, or id of the paper it is about."""


def waiting(cycle: Cycle, meeting: Meeting, *, on: dt.date) -> tuple[Waits, ...]:
    """What a cycle waits for on a day, soonest first, what has no day last.

    That something is not in view is no proof that it does not exist: it may not have been read.
    """
    found = [
        *_announcement(cycle, meeting, on),
        *_talks(cycle, meeting, on),
        *(each for motion in cycle.motions for each in _motion(motion)),
        *(each for promise in cycle.promises for each in _promise(promise, on)),
        *_report(cycle, meeting, on),
    ]
    return tuple(sorted(found, key=_in_order))


def _in_order(each: Waits) -> tuple[dt.date, int, str]:
    return each.by or dt.date.max, _ORDER.index(each.stage), each.what


def _announcement(cycle: Cycle, meeting: Meeting, on: dt.date) -> Iterator[Waits]:
    if any(each.stage is Stage.AGENDA for each in cycle.papers):
        return
    late = meeting.first is not None and meeting.first <= on
    yield Waits(Stage.AGENDA, "no annotated agenda is in view", meeting.first, late)


def _talks(cycle: Cycle, meeting: Meeting, on: dt.date) -> Iterator[Waits]:
    if not cycle.discussions:
        late = meeting.first is not None and meeting.first <= on
        what = "no debate or written consultation about it is known"
        yield Waits(Stage.DEBATE, what, meeting.first, late)
    for each in cycle.discussions:
        yield from _talk(each, on)


def _talk(each: Discussed, on: dt.date) -> Iterator[Waits]:
    name = str(each.form or each.stage)
    if each.paper is None and each.stage is Stage.CONSULTATION:
        until = day(each.deadline)
        if until is not None and until >= on:
            yield Waits(each.stage, "groups may send questions", until, False)
        else:
            yield Waits(each.stage, "the report with the answers is not in view", None, True)
    elif each.paper is None:
        if each.on is not None and each.on >= on:
            yield Waits(each.stage, f"the {name} is held", each.on, False)
        else:
            told = f" of {each.on}" if each.on else ""
            yield Waits(each.stage, f"the report of the {name}{told} is not in view", None, True)
    elif each.stage is Stage.CONSULTATION:
        open_ = sum(1 for asked in each.questions if asked.answer is None)
        if open_:
            one = "question has" if open_ == 1 else "questions have"
            what = f"{open_} {one} no answer that was recognised"
            yield Waits(each.stage, what, None, True, each.paper.id)


def _motion(each: MotionState) -> Iterator[Waits]:
    if each.replaced_by is not None or each.result in (
        Result.WITHDRAWN,
        Result.LAPSED,
        Result.REJECTED,
    ):
        return
    if each.result is None:
        appreciated = "" if each.appreciation else "nor what the government says of it, "
        what = f"no vote is known, {appreciated}on motion {each.id}"
        yield Waits(Stage.MOTION, what, None, False, each.id)
    elif each.result is Result.HELD_OVER:
        yield Waits(Stage.MOTION, f"motion {each.id} is held over", None, False, each.id)
    elif each.open:
        what = f"no paper says that motion {each.id} was carried out"
        yield Waits(Stage.MOTION, what, None, False, each.id)


def _promise(each: Commitment, on: dt.date) -> Iterator[Waits]:
    if not each.waits:
        return
    late = each.keeping is Keeping.OVERDUE or (each.due is not None and each.due < on)
    yield Waits(Stage.PROMISE, f"promised: {each.what}", each.due, late, each.row.identity)


def _report(cycle: Cycle, meeting: Meeting, on: dt.date) -> Iterator[Waits]:
    cancelled = meeting.certainty(on) is Certainty.CANCELLED
    if cancelled or any(each.stage is Stage.REPORT for each in cycle.papers):
        return
    promised = [
        each.due
        for each in cycle.promises
        if each.due is not None and promises_report(each.row.quote, each.row.language)
    ]
    by = min(promised, default=None)
    over = meeting.last is not None and meeting.last < on
    late = over and (by is None or by < on)
    if not over:
        yield Waits(Stage.MEETING, "the meeting is held", meeting.last, False)
    if over or by is not None:
        what = "no report of the meeting is in view" if over else "the meeting is reported"
        yield Waits(Stage.REPORT, what, by, late)
