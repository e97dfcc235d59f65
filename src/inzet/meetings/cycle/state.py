"""The parliamentary cycle of one meeting, put together from a view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from inzet.meetings.chain import meeting as meeting_named
from inzet.meetings.commitments import Commitment, commitments
from inzet.meetings.cycle.binding import Bound, bind
from inzet.meetings.cycle.discussing import discussed
from inzet.meetings.cycle.model import Cycle, MotionState, Placed, Unplaced
from inzet.meetings.cycle.motions import fold
from inzet.meetings.cycle.settling import settlements
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
    bound = bind(view, on)
    placed = _ordered(bound.papers.get(found.id, ()))
    states = fold(bound)
    here = tuple(sorted((each for each in states if each.meeting == found.id), key=_moved))
    settled = settlements(bound, view, placed, states, on)
    rows = {each.row.identity: each.row for each in settled if each.row is not None}
    return Cycle(
        meeting=found.id,
        papers=placed,
        discussions=discussed(bound.gathered, bound.talks.get(found.id, ())),
        motions=here,
        promises=_promises(bound, view, found.id, placed, on),
        settled=tuple(rows.values()),
        previous=found.previous,
        next=found.next,
        unplaced=_unplaced(bound, found.id),
        settlements=settled,
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
    bound: Bound, view: View, meeting: str, placed: Iterable[Placed], on: dt.date
) -> tuple[Commitment, ...]:
    """Promises made in the papers of a cycle, or said to be made in it; soonest due first."""
    made_in = {each.paper.id for each in placed if each.stage in _PROMISING}
    elsewhere = {
        each.paper.id
        for other, papers in bound.papers.items()
        for each in papers
        if other != meeting and each.stage in _PROMISING
    }
    found = []
    for each in commitments(view, on=on):
        row = each.row
        begun = row.said is None or row.said <= on
        named = row.meeting == meeting
        if row.paper is None:
            here = named and each.to is not None
        else:
            # Of a paper in two cycles the promise goes with the meeting it stands under.
            shared = row.paper.id in elsewhere
            here = row.paper.id in made_in and (named or not shared or row.meeting is None)
        if begun and here:
            found.append(each)
    return tuple(found)


def _unplaced(bound: Bound, meeting: str) -> tuple[Unplaced, ...]:
    here = [each for each in bound.unplaced if meeting in {fit for fit, _ in each.fits}]
    return tuple(sorted(here, key=lambda each: (_ORDER.index(each.stage), each.what)))
