"""In what format a session meets: the body's own members, or together with whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inzet.meetings.meeting import Meeting
from inzet.vocabulary.meetings import Participant, Session
from inzet.vocabulary.parties import party_name

GUESTS = ("guest", "partner")
"""Capacities of those from outside a body with whom a session is."""

_COUNCILS = {"NATO": "NAC"}
"""What the members of a body are called when they meet by themselves."""


@dataclass(frozen=True, slots=True)
class Format:
    """The format of a session, as far as papers in view tell it."""

    level: str | None
    """Who meets: foreign ministers, defence ministers, heads of state and government …"""
    setting: str | None
    """NAC (or members) · with Ukraine · with partners; None where who is there is not told."""
    parties: tuple[str, ...] = ()
    """With whom, as codes."""
    named: str | None = None
    """The format as the paper words or describes it."""


def format_of(meeting: Meeting, session: Session) -> Format:
    """The format of a session; its setting follows from who is at the table."""
    outside = tuple(dict.fromkeys(one.party for one in session.participants if _outside(one)))
    return Format(
        level=meeting.notice.format,
        setting=_setting(meeting, session, outside),
        parties=outside,
        named=session.format,
    )


def _setting(meeting: Meeting, session: Session, outside: tuple[str, ...]) -> str | None:
    countries = [party for party in outside if party != "EU"]
    if len(countries) == 1:
        return f"with {party_name(countries[0])}"
    if outside:
        return "with partners" if countries else "with the EU"
    told: Iterable[Participant] = (*meeting.notice.participants, *session.participants)
    if not any(one.capacity == "member" for one in told):
        return None
    return _COUNCILS.get(meeting.notice.body or "", "members")


def _outside(one: Participant) -> bool:
    return one.capacity in GUESTS
