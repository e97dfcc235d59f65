"""Meetings: the chain, and one with its sessions, who takes part, and what is on the table."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from inzet.meetings import BoundItem, Meeting, Seats
from inzet.meetings.participation import Change, Delegation, Members
from inzet.vocabulary.meetings import Certainty, Session
from inzet.web.api.shapes.common import (
    BASE,
    PaperRef,
    Shape,
    SourceRef,
    paper_ref,
    source_ref,
)
from inzet.web.api.shapes.statements import Statement, statement_shapes


class MeetingLine(Shape, frozen=True, kw_only=True):
    """A meeting as the chain has it. Its dates are ISO days, months or years, as papers say."""

    id: str
    """`body-format-first-day`: `nato-fmm-2023-04-04`."""
    name: str
    abbreviation: str | None
    body: str | None
    format: str | None
    from_: str | None = msgspec.field(name="from")
    to: str | None
    place: str | None
    certainty: Certainty
    """What is known of whether it takes place, on the day of the answer."""
    mentioned_only: bool
    """No paper about it is in view; others only name it."""
    previous: str | None
    next: str | None
    prepares: str | None
    prepared_by: tuple[str, ...]
    papers: tuple[PaperRef, ...]
    """The papers that announce or report it, oldest said first."""
    href: str


class MeetingList(Shape, frozen=True, kw_only=True):
    """The chain of meetings by first day, undated last."""

    items: tuple[MeetingLine, ...]
    next: str | None
    """Address of the rest; null at the end."""


class MembershipChange(Shape, frozen=True, kw_only=True):
    """That a party became a member, or ceased to be one."""

    party: str
    on: dt.date


class MembersThen(Shape, frozen=True, kw_only=True):
    """The members of an organisation over the days of a session."""

    organisation: str
    first: dt.date
    last: dt.date
    opening: tuple[str, ...]
    """As the first day began."""
    joined: tuple[MembershipChange, ...]
    left: tuple[MembershipChange, ...]
    closing: tuple[str, ...]
    source: str


class DelegationShape(Shape, frozen=True, kw_only=True):
    """A party or group at a session, in a capacity."""

    party: str
    capacity: str
    count: int | None
    """How many, where the paper counts a group."""
    role: str | None
    person: str | None
    said_of: str
    """`session` or `meeting`: of what the paper says it."""
    quote: str | None
    members: MembersThen | None
    member_since: dt.date | None
    """It is a member of the body by then, whatever the paper calls it: since when."""


class SessionShape(Shape, frozen=True, kw_only=True):
    """A session; without a number: who comes for a session that no paper tells."""

    number: int | None
    title: str | None
    on: str | None
    certainty: Certainty | None
    level: str | None
    """Who meets: foreign ministers, defence ministers …"""
    setting: str | None
    """NAC · with Ukraine · with partners; null where that is not told."""
    format: str | None
    """As the paper words it."""
    delegations: tuple[DelegationShape, ...]


class MeetingItem(Shape, frozen=True, kw_only=True):
    """What is on the table, with what was said on it."""

    session: int | None
    title: str | None
    dossiers: tuple[str, ...]
    statements: tuple[Statement, ...]


class MeetingOne(MeetingLine, frozen=True, kw_only=True):
    """A meeting, put together from what every paper in view says about it."""

    minister_intends_to_attend: bool | None
    sessions: tuple[SessionShape, ...]
    items: tuple[MeetingItem, ...]
    sources: tuple[SourceRef, ...]
    """The notices it rests on, oldest said first."""
    cycle: str
    """Where its parliamentary cycle is."""


def meeting_line(found: Meeting, on: dt.date) -> MeetingLine:
    """A meeting as the chain has it."""
    return MeetingLine(**_line(found, on))


def _line(found: Meeting, on: dt.date) -> dict[str, Any]:
    notice = found.notice
    return {
        "id": found.id,
        "name": notice.name,
        "abbreviation": notice.abbreviation,
        "body": notice.body,
        "format": notice.format,
        "from_": notice.from_,
        "to": notice.to,
        "place": notice.place,
        "certainty": found.certainty(on),
        "mentioned_only": found.mentioned_only,
        "previous": found.previous,
        "next": found.next,
        "prepares": found.prepares,
        "prepared_by": found.prepared_by,
        "papers": tuple(paper_ref(each) for each in found.papers),
        "href": f"{BASE}/meetings/{found.id}",
    }


def meeting_one(
    found: Meeting, seats: tuple[Seats, ...], items: tuple[BoundItem, ...], on: dt.date
) -> MeetingOne:
    """A meeting with all that is known of it."""
    by_number = {each.number: each for each in found.notice.sessions}
    return MeetingOne(
        **_line(found, on),
        minister_intends_to_attend=found.notice.minister_intends_to_attend,
        sessions=tuple(
            _session(found, each, None if each.number is None else by_number.get(each.number), on)
            for each in seats
        ),
        items=tuple(
            MeetingItem(
                session=each.session,
                title=each.title,
                dossiers=each.dossiers,
                statements=statement_shapes(each.statements),
            )
            for each in items
        ),
        sources=tuple(source_ref(row) for row in found.sources),
        cycle=f"{BASE}/meetings/{found.id}/cycle",
    )


def _session(found: Meeting, seats: Seats, session: Session | None, on: dt.date) -> SessionShape:
    form = seats.format
    return SessionShape(
        number=seats.number,
        title=seats.title,
        on=seats.on,
        certainty=None if session is None else found.certainty_of(session, on),
        level=form.level if form else None,
        setting=form.setting if form else None,
        format=form.named if form else None,
        delegations=tuple(_delegation(each) for each in seats.delegations),
    )


def _delegation(each: Delegation) -> DelegationShape:
    return DelegationShape(
        party=each.party,
        capacity=each.capacity,
        count=each.count,
        role=each.role,
        person=each.person,
        said_of=each.said_of,
        quote=each.quote,
        members=None if each.members is None else _members(each.members),
        member_since=None if each.held is None else each.held.on,
    )


def _members(each: Members) -> MembersThen:
    return MembersThen(
        organisation=each.organisation,
        first=each.first,
        last=each.last,
        opening=each.opening,
        joined=tuple(_change(one) for one in each.joined),
        left=tuple(_change(one) for one in each.left),
        closing=each.closing,
        source=each.source,
    )


def _change(each: Change) -> MembershipChange:
    return MembershipChange(party=each.party, on=each.on)
