"""What a paper says about a meeting: when, where, who, in which sessions, on which items."""

from __future__ import annotations

from enum import StrEnum

import msgspec

UNNAMED_FORMAT = "the paper does not name the format"
"""How a format ends that is told by who sits at the table only."""


class Certainty(StrEnum):
    """What is known of whether a meeting takes place, or took place."""

    EXPECTED = "expected"
    CONFIRMED = "confirmed"
    HELD = "held"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    """Its last day has passed, and no paper in view says whether it was held as planned."""


class Participant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A party at a meeting or session, in a capacity."""

    party: str
    """ISO 3166-1 alpha-3, or a named group or body ("NATO members", "EU")."""
    capacity: str
    """member, invitee, guest, partner, candidate, observer, host or chair."""
    count: int | None = None
    """How many, where the paper counts a group."""
    role: str | None = None
    """The office in English ("minister of foreign affairs", "high representative")."""
    person: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An agenda item (under a heading of its own) or a topic named in running text."""

    title: str | None = None
    procedure: str | None = None
    dossiers: tuple[str, ...] = ()
    quote: str | None = None
    start: int | None = None
    end: int | None = None


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A session of a meeting."""

    number: int
    on: str | None = None
    certainty: str = "confirmed"
    """expected, confirmed, held or cancelled."""
    title: str | None = None
    format: str | None = None
    """In English, such as "NATO with Ukraine (ministers; the paper does not name the format)"."""
    participants: tuple[Participant, ...] = ()
    items: tuple[Item, ...] = ()
    topics: tuple[Item, ...] = ()


class MeetingLink(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Another meeting that this one follows or prepares."""

    name: str
    id: str | None = None
    month: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    place: str | None = None
    format: str | None = None
    """Who meets: heads of state and government …"""


class MeetingNotice(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting as one paper announces or reports it. Dates are ISO 8601, possibly partial."""

    id: str
    """``body-format-first-day`` in lower case, such as ``nato-fmm-2023-04-04``."""
    name: str
    """In English: "NATO Foreign Ministers Meeting"."""
    abbreviation: str | None = None
    body: str | None = None
    format: str | None = None
    """foreign ministers, defence ministers, heads of state and government …"""
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    place: str | None = None
    certainty: str = "confirmed"
    minister_intends_to_attend: bool | None = None
    previous: MeetingLink | None = None
    prepares: MeetingLink | None = None
    participants: tuple[Participant, ...] = ()
    sessions: tuple[Session, ...] = ()
    quote: str | None = None
    """The sentence that announces it."""
    start: int | None = None
    end: int | None = None


NOTICE_RULE = "meeting-notice"
"""The rule under which a paper's notice of a meeting stands in the record."""

PLANNED = "meeting"
"""What a notice is called that a person typed in; it stands under the rule ``person``."""

PARTICIPATION_RULE = "participation"
"""The rule under which a party's presence at a meeting stands in the record."""

REFERENCE_RULE = "reference"
"""The rule under which a paper's reference to another paper stands in the record."""
