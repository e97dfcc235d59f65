"""The parliamentary cycle of one meeting, put together from a view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from inzet.meetings.chain import meeting as meeting_named
from inzet.meetings.commitments import Commitment, commitments
from inzet.meetings.cycle.binding import Bound, bind
from inzet.meetings.cycle.discussing import discussed
from inzet.meetings.cycle.model import Cycle, MotionState, Placed, Unplaced
from inzet.meetings.cycle.motions import fold
from inzet.meetings.cycle.settling import settlements
from inzet.meetings.meeting import Meeting
from inzet.record import View
from inzet.vocabulary.parliament import Stage

_ORDER = tuple(Stage)
_PROMISING = frozenset(
    (
        Stage.AGENDA,
        Stage.DECISION_NOTE,
        Stage.CONSULTATION,
        Stage.DEBATE,
        Stage.TWO_MINUTE,
        Stage.REPORT,
    )
)
"""Stages in whose papers promises to parliament are made."""


def cycle(view: View, meeting: str, *, on: dt.date) -> Cycle:
    """The parliamentary cycle of a meeting as it stands on a day, for the reader of the view.

    Args:
        meeting: its id, or a unique beginning of it.

    Raises:
        NotFound: no such meeting for this reader; names the ones there are.
    """
    found = meeting_named(view, meeting)
    return view.remembered(("cycle", found.id, on), lambda: _around(view, found, on))


def _around(view: View, found: Meeting, on: dt.date) -> Cycle:
    bound = bind(view, on)
    states = fold(bound)
    made = _put_together(bound, found, states, commitments(view, on=on))
    settled = settlements(bound, view, made.papers, states, on)
    rows = {each.row.identity: each.row for each in settled if each.row is not None}
    return replace(made, settled=tuple(rows.values()), settlements=settled)


def cycles(view: View, *, on: dt.date) -> list[Cycle]:
    """The cycles of all meetings in view, in the order of the chain; what they settle is left out.

    Papers are not read for what they claim to settle, so it costs little more than one cycle.
    """
    bound = bind(view, on)
    states, promised = fold(bound), commitments(view, on=on)
    return [
        _put_together(bound, each, states, promised) for each in bound.gathered.meetings.values()
    ]


def _put_together(
    bound: Bound, meeting: Meeting, states: list[MotionState], promised: list[Commitment]
) -> Cycle:
    placed = _ordered(bound.papers.get(meeting.id, ()))
    here = (each for each in states if meeting.id in bound.motions.get(each.id, {}))
    return Cycle(
        meeting=meeting.id,
        papers=placed,
        discussions=discussed(bound.gathered, bound.talks.get(meeting.id, ())),
        motions=tuple(sorted(here, key=_moved)),
        promises=_promises(bound, meeting.id, placed, promised),
        settled=(),
        previous=meeting.previous,
        next=meeting.next,
        unplaced=_unplaced(bound, meeting.id),
        removed=_ordered(bound.removed.get(meeting.id, ())),
    )


def _ordered(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """In the order of the stages, then of their days; a paper once at each stage."""
    unique = {(each.paper.id, each.stage): each for each in placed}
    return tuple(
        sorted(
            unique.values(),
            key=lambda each: (
                _ORDER.index(each.stage),
                each.paper.said or dt.date.max,
                each.paper.id,
            ),
        )
    )


def _moved(each: MotionState) -> tuple[dt.date, int, str]:
    digits = "".join(char for char in each.id.rpartition("-")[2] if char.isdigit())
    return each.moved_on or dt.date.max, int(digits or 0), each.id


def _promises(
    bound: Bound, meeting: str, placed: Iterable[Placed], promised: Iterable[Commitment]
) -> tuple[Commitment, ...]:
    """Promises made in the papers of a cycle, or said to be made in it; soonest due first."""
    made_in = {each.paper.id for each in placed if each.stage in _PROMISING}
    debates = {each.number.casefold() for each in bound.talks.get(meeting, ()) if each.number}
    elsewhere = {
        each.paper.id
        for other, papers in bound.papers.items()
        for each in papers
        if other != meeting and each.stage in _PROMISING
    }
    return tuple(
        each
        for each in promised
        if (each.row.said is None or each.row.said <= bound.gathered.on)
        and (
            _is_made_in(each, meeting, made_in, elsewhere)
            # A register tells the debate by its number in the open data.
            or str(each.row.content.get("debate") or "").casefold() in debates
        )
    )


def _is_made_in(each: Commitment, meeting: str, made_in: set[str], elsewhere: set[str]) -> bool:
    row = each.row
    named = row.meeting == meeting
    if row.paper is None:
        return named and each.to is not None
    # Of a paper in two cycles the promise goes with the meeting it stands under.
    shared = row.paper.id in elsewhere
    return row.paper.id in made_in and (named or not shared or row.meeting is None)


def _unplaced(bound: Bound, meeting: str) -> tuple[Unplaced, ...]:
    here = [each for each in bound.unplaced if meeting in {fit for fit, _ in each.fits}]
    return tuple(sorted(here, key=lambda each: (_ORDER.index(each.stage), each.what)))
