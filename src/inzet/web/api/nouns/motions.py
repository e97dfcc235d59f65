"""Motions, and one."""

from __future__ import annotations

from inzet.meetings.cycle import MotionState, motion, motions
from inzet.vocabulary.parliament import Result
from inzet.web.api.operation import AList, AtMoment, Call, Given, operation
from inzet.web.api.paging import page_of
from inzet.web.api.shapes.cycle import MotionList, MotionOne, motion_one, motion_shape


class MotionsAsked(AList, frozen=True, kw_only=True):
    """Which motions."""

    result: Result | None = None
    """What the vote gave."""
    open: bool | None = None
    """Adopted or taken over, and no paper in view says that it was carried out."""
    meeting: Given | None = None
    """Whose cycle they belong to."""


@operation("GET /motions", tag="motions", asks=MotionsAsked, answers=MotionList)
def motions_board(call: Call[MotionsAsked, None]) -> MotionList:
    """Motions as they stand on the day, newest first"""
    asked, day = call.asked, call.visit.moment.day
    found = [
        each
        for each in motions(call.visit.view, on=day)
        if asked.result in (None, each.result)
        and asked.open in (None, each.open)
        and asked.meeting in (None, each.meeting)
    ]
    shown, rest = page_of(call, found, _id)
    return MotionList(on=day, items=tuple(motion_shape(each) for each in shown), next=rest)


@operation("GET /motions/{motion}", tag="motions", answers=MotionOne)
def motion_by_id(call: Call[AtMoment, None]) -> MotionOne:
    """A motion: what it asks, the government's view, the vote, what was done with it"""
    return motion_one(motion(call.visit.view, call.path("motion"), on=call.visit.moment.day))


def _id(each: MotionState) -> str:
    return each.id


OPERATIONS = (motions_board, motion_by_id)
