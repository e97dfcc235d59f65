"""Positions and promises in writing by hand."""

from __future__ import annotations

from inzet.meetings.saying import promise, say
from inzet.meetings.sources import Hand
from inzet.web.hand.fields import AREA, CHOICE, DAY, NUMBER, PARTY, TEXT, Field, Given
from inzet.web.hand.kinds import At, Done, Kind, call, day

_ABOUT = (Field("dossiers", TEXT, "dossiers"), Field("meeting", TEXT, "meetings"))


def _statement(at: At, given: Given, hand: Hand) -> Done:
    return call(
        say,
        at,
        hand,
        act=given.text("act"),
        text=given.text("text"),
        party=given.party("party"),
        holder=given.maybe("holder"),
        dossiers=given.names("dossiers"),
        meeting=given.maybe("meeting"),
        session=given.number("session"),
        item=given.maybe("item"),
        polarity=given.maybe("polarity"),
    )


def _commitment(at: At, given: Given, hand: Hand) -> Done:
    return call(
        promise,
        at,
        hand,
        party=given.party("party"),
        what=given.text("what"),
        dossiers=given.names("dossiers"),
        meeting=given.maybe("meeting"),
        form=given.maybe("form"),
        number=given.maybe("number"),
        due=day(given, "due"),
        before=given.maybe("before"),
    )


KINDS = (
    Kind(
        "statement",
        "said",
        (
            Field("act", CHOICE, "sayable", needed=True),
            Field("party", PARTY, "parties"),
            Field("holder"),
            Field("text", AREA, needed=True),
            *_ABOUT,
            Field("session", NUMBER),
            Field("item"),
            Field("polarity", CHOICE, "polarity"),
        ),
        _statement,
    ),
    Kind(
        "commitment",
        "said",
        (
            Field("party", PARTY, "parties", needed=True),
            Field("what", AREA, needed=True),
            *_ABOUT,
            Field("form", CHOICE, "form"),
            Field("number"),
            Field("due", DAY),
            Field("before", TEXT, "meetings"),
        ),
        _commitment,
    ),
)
