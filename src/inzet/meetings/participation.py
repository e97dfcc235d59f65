"""Who takes part, by session and capacity: what the papers say, and what held on the day.

A paper said weeks before calls a country an invitee that is a member when the session comes, and
counts thirty members where there are thirty-one by then. Both are shown; neither is put right.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from inzet.meetings.formats import GUESTS, Format, format_of
from inzet.meetings.meeting import Meeting
from inzet.vocabulary.meetings import Participant, Session
from inzet.vocabulary.parties import members, party
from inzet.vocabulary.times import first_day, last_day

CAPACITIES = ("member", "invitee", "candidate", "guest", "partner", "observer", "host", "chair")
"""In the order in which they are shown."""

_MEMBERS = re.compile(r"(?P<body>\S+) members\Z")
_DAY = dt.timedelta(days=1)
_SOURCE = "memberships in the table of parties of this version"


@dataclass(frozen=True, slots=True)
class Change:
    """That a party became a member, or ceased to be one, on a day."""

    party: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Members:
    """The members of an organisation from one day to another."""

    organisation: str
    first: dt.date
    last: dt.date
    opening: tuple[str, ...]
    """Codes of the members as the first day began: who joins on that day is not among them."""
    joined: tuple[Change, ...]
    left: tuple[Change, ...]
    source: str

    @property
    def closing(self) -> tuple[str, ...]:
        """Codes of the members as the last day ended."""
        gone = {one.party for one in self.left}
        now = {*self.opening, *(one.party for one in self.joined)} - gone
        return tuple(sorted(now))


@dataclass(frozen=True, slots=True)
class Delegation:
    """A party or group at a session, in a capacity."""

    party: str
    capacity: str
    count: int | None
    """How many, where the paper counts a group."""
    role: str | None
    person: str | None
    said_of: str
    """session or meeting: of what the paper says it."""
    quote: str | None
    members: Members | None = None
    """Of a group that is an organisation's members: who they are on the days of the session."""
    held: Change | None = None
    """Where the party is a member of the body by then, whatever the paper calls it: since when."""


@dataclass(frozen=True, slots=True)
class Seats:
    """A session with its delegations; ``number`` None: at the meeting, its session not told."""

    number: int | None
    title: str | None
    on: str | None
    format: Format | None
    delegations: tuple[Delegation, ...]

    def by_capacity(self) -> dict[str, list[Delegation]]:
        """Delegations by capacity, in the order of `CAPACITIES`."""
        found: dict[str, list[Delegation]] = {}
        for one in sorted(self.delegations, key=lambda each: _place(each.capacity)):
            found.setdefault(one.capacity, []).append(one)
        return found


def participation(meeting: Meeting) -> tuple[Seats, ...]:
    """Who takes part in each session, in order; last what papers say of no session.

    What is said of the whole meeting holds for each session, but not of guests and partners:
    these come for a session of their own, and where no paper tells which, that stays open.
    """
    sessions = meeting.notice.sessions
    named = {one.party for session in sessions for one in session.participants}
    seats = [_of_session(meeting, session) for session in sessions]
    rest = [
        one
        for one in meeting.notice.participants
        if not sessions or (one.capacity in GUESTS and one.party not in named)
    ]
    if rest:
        period = meeting.first, meeting.last
        found = tuple(_delegation(meeting, one, "meeting", *period) for one in rest)
        seats.append(Seats(None, None, None, None, found))
    return tuple(seats)


def members_between(organisation: str, first: dt.date, last: dt.date) -> Members | None:
    """The members of an organisation over some days; None for one that has none known.

    This is the one place where meetings look up memberships; they come from
    ``vocabulary.parties.members``, whose table gives each with its days.
    """
    opening = members(organisation, first - _DAY)
    if not opening and not members(organisation, last):
        return None
    joined: list[Change] = []
    left: list[Change] = []
    day = first
    before = set(opening)
    while day <= last:
        now = set(members(organisation, day))
        joined += [Change(code, day) for code in sorted(now - before)]
        left += [Change(code, day) for code in sorted(before - now)]
        before = now
        day += _DAY
    return Members(organisation, first, last, opening, tuple(joined), tuple(left), _SOURCE)


def member_since(code: str, organisation: str, on: dt.date) -> Change | None:
    """Since when a party is a member of an organisation, if it is on a day."""
    found = party(code)
    for one in found.memberships if found else ():
        if one.organisation == organisation and one.holds(on):
            return Change(code, one.since)
    return None


def _of_session(meeting: Meeting, session: Session) -> Seats:
    own = session.participants
    here = {one.party for one in own}
    general = [
        one
        for one in meeting.notice.participants
        if one.party not in here and one.capacity not in GUESTS
    ]
    first = first_day(session.on) if session.on else meeting.first
    last = last_day(session.on) if session.on else meeting.last
    found = [_delegation(meeting, one, "session", first, last) for one in own]
    found += [_delegation(meeting, one, "meeting", first, last) for one in general]
    found.sort(key=lambda one: _place(one.capacity))
    return Seats(
        number=session.number,
        title=session.title,
        on=session.on,
        format=format_of(meeting, session),
        delegations=tuple(found),
    )


def _delegation(
    meeting: Meeting,
    one: Participant,
    said_of: str,
    first: dt.date | None,
    last: dt.date | None,
) -> Delegation:
    group = _MEMBERS.match(one.party)
    dated = first is not None and last is not None and (last - first).days <= _LONGEST
    period = members_between(group["body"], first, last) if group and dated else None  # type: ignore[arg-type]
    held = None
    if last is not None and dated and one.capacity not in ("member", "chair", "host"):
        held = member_since(one.party, meeting.notice.body or "", last)
    return Delegation(
        party=one.party,
        capacity=one.capacity,
        count=one.count,
        role=one.role,
        person=one.person,
        said_of=said_of,
        quote=one.quote,
        members=period,
        held=held,
    )


_LONGEST = 14
"""Days beyond which a meeting's days are not known: a month or a year is none."""


def _place(capacity: str) -> int:
    return CAPACITIES.index(capacity) if capacity in CAPACITIES else len(CAPACITIES)


__all__ = [
    "CAPACITIES",
    "Change",
    "Delegation",
    "Members",
    "Seats",
    "member_since",
    "members_between",
    "participation",
]
