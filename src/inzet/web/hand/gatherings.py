"""Meetings by hand: one that no paper announced, what else is told of one, an agenda item."""

from __future__ import annotations

from inzet.meetings.planning import add_item, amend, announce, plan
from inzet.meetings.sources import Hand
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.meetings import Item, Participant, Session
from inzet.web.hand.fields import CHOICE, DAY, LIST, NUMBER, PARTIES, TEXT, Field, Given
from inzet.web.hand.kinds import At, Done, Kind, call

_CAPACITIES = {
    "members": "member",
    "invitees": "invitee",
    "guests": "guest",
    "partners": "partner",
    "observers": "observer",
}
_SESSIONS = 4
_DAYS = (
    Field("first", DAY, group="when"),
    Field("last", DAY, group="when"),
    Field("place", TEXT, group="when"),
    Field("certainty", CHOICE, "certainty", group="when"),
)
_SEATS = tuple(Field(name, PARTIES, "parties", group="seats") for name in _CAPACITIES)
_HELD = tuple(
    field
    for number in range(1, _SESSIONS + 1)
    for field in (
        Field(f"s{number}_title", TEXT, group="sessions"),
        Field(f"s{number}_on", DAY, group="sessions"),
        Field(f"s{number}_items", LIST, group="sessions"),
    )
)
_CHAIN = (
    Field("like", TEXT, "meetings"),
    Field("name", TEXT),
    Field("abbreviation", TEXT),
    Field("body", TEXT, "parties"),
    Field("format", TEXT),
)


def _meeting(at: At, given: Given, hand: Hand) -> Done:
    common = {
        "first": given.text("first"),
        "last": given.maybe("last"),
        "place": given.maybe("place"),
        "certainty": given.text("certainty") or "expected",
        "participants": _participants(given),
        "sessions": _sessions(given),
    }
    if given.text("like"):
        return call(
            plan,
            at,
            hand,
            like=given.text("like"),
            name=given.maybe("name"),
            prepares=given.maybe("prepares"),
            **common,
        )
    if not (given.text("name") and given.text("body") and given.text("format")):
        raise InputError(
            "a meeting is in a chain, or begins one",
            where=given.text("name"),
            fix="Name the meeting it is like; or give its name, its body and who meets.",
        )
    return call(
        announce,
        at,
        hand,
        name=given.text("name"),
        abbreviation=given.maybe("abbreviation"),
        body=given.party("body"),
        format=given.text("format"),
        **common,
    )


def _facts(at: At, given: Given, hand: Hand) -> Done:
    return call(
        amend,
        at,
        hand,
        meeting=given.text("meeting"),
        first=given.maybe("first"),
        last=given.maybe("last"),
        place=given.maybe("place"),
        certainty=given.maybe("certainty"),
        participants=_participants(given),
        sessions=_sessions(given),
    )


def _item(at: At, given: Given, hand: Hand) -> Done:
    return call(
        add_item,
        at,
        hand,
        meeting=given.text("meeting"),
        session=given.number("session") or 1,
        title=given.text("title"),
        dossiers=given.names("dossiers"),
    )


def _participants(given: Given) -> list[Participant]:
    return [
        Participant(party=party, capacity=capacity)
        for name, capacity in _CAPACITIES.items()
        for party in given.parties(name)
    ]


def _sessions(given: Given) -> list[Session]:
    found = []
    for number in range(1, _SESSIONS + 1):
        title, on = given.maybe(f"s{number}_title"), given.maybe(f"s{number}_on")
        items = tuple(Item(title=each) for each in given.several(f"s{number}_items"))
        if title or on or items:
            sure = given.text("certainty") or "confirmed"
            found.append(Session(number=number, title=title, on=on, items=items, certainty=sure))
    return found


_OF = Field("meeting", TEXT, "meetings", needed=True)

KINDS = (
    Kind(
        "meeting",
        "meeting",
        (
            *_CHAIN,
            Field("first", DAY, needed=True, group="when"),
            *_DAYS[1:],
            Field("prepares", TEXT, "meetings", group="when"),
            *_SEATS,
            *_HELD,
        ),
        _meeting,
    ),
    Kind("facts", "meeting", (_OF, *_DAYS, *_SEATS, *_HELD), _facts),
    Kind(
        "item",
        "meeting",
        (
            _OF,
            Field("session", NUMBER),
            Field("title", TEXT, needed=True),
            Field("dossiers", TEXT, "dossiers"),
        ),
        _item,
    ),
)
