"""Meetings: the chain, one with its sessions, and its parliamentary cycle."""

from __future__ import annotations

from inzet.meetings import Meeting, chain, items, meeting, participation, said_at
from inzet.meetings.cycle import cycle, waiting
from inzet.web.api.operation import AList, AtMoment, Call, operation
from inzet.web.api.paging import page_of
from inzet.web.api.shapes.cycle import CycleShape, cycle_shape
from inzet.web.api.shapes.meetings import MeetingList, MeetingOne, meeting_line, meeting_one


@operation("GET /meetings", tag="meetings", asks=AList, answers=MeetingList)
def meetings(call: Call[AList, None]) -> MeetingList:
    """The chain of meetings, by first day"""
    day = call.visit.moment.day
    shown, rest = page_of(call, chain(call.visit.view), _id)
    return MeetingList(items=tuple(meeting_line(each, day) for each in shown), next=rest)


@operation("GET /meetings/{meeting}", tag="meetings", answers=MeetingOne)
def meeting_by_id(call: Call[AtMoment, None]) -> MeetingOne:
    """A meeting: sessions, who takes part in which capacity, items with what is said on each

    By its id, or a beginning of it that no other has.
    """
    view = call.visit.view
    found = meeting(view, call.path("meeting"))
    on_table = items(found, said_at(view, found))
    return meeting_one(found, participation(found), on_table, call.visit.moment.day)


@operation("GET /meetings/{meeting}/cycle", tag="meetings", answers=CycleShape)
def meeting_cycle(call: Call[AtMoment, None]) -> CycleShape:
    """The parliamentary cycle of a meeting: papers, debates, questions, motions, promises"""
    view, day = call.visit.view, call.visit.moment.day
    found = meeting(view, call.path("meeting"))
    whole = cycle(view, found.id, on=day)
    return cycle_shape(whole, waiting(whole, found, on=day), day)


def _id(each: Meeting) -> str:
    return each.id


OPERATIONS = (meetings, meeting_by_id, meeting_cycle)
