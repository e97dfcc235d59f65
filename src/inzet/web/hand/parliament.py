"""What goes to and fro in parliament, by hand: motions, votes, debates, oral promises."""

from __future__ import annotations

import re

from inzet.meetings.cycle import writing
from inzet.meetings.sources import Hand
from inzet.vocabulary.parliament import Mover
from inzet.web.hand.fields import (
    AREA,
    CHOICE,
    DAY,
    LIST,
    MOMENT,
    NUMBER,
    PARTY,
    TEXT,
    Field,
    Given,
)
from inzet.web.hand.kinds import At, Done, Kind, call, day

_GROUP = re.compile(r"(?P<name>.*\S)\s*\((?P<group>[^()]+)\)\Z")
_MOTION = Field("motion", TEXT, "motions", needed=True)
_MEETING = Field("meeting", TEXT, "meetings", needed=True)


def _motion(at: At, given: Given, hand: Hand) -> Done:
    return call(
        writing.add_motion,
        at,
        hand,
        motion=given.text("motion"),
        title=given.maybe("title"),
        movers=[mover(each) for each in given.several("movers")],
        dictum=given.maybe("dictum"),
        replaces=given.maybe("replaces"),
        meeting=given.maybe("meeting"),
    )


def mover(typed: str) -> Mover:
    """A member, with the group behind the name in brackets."""
    found = _GROUP.match(typed)
    return Mover(name=found["name"], group=found["group"]) if found else Mover(name=typed)


def _appreciation(at: At, given: Given, hand: Hand) -> Done:
    return call(
        writing.appreciate,
        at,
        hand,
        motion=given.text("motion"),
        appreciation=given.text("appreciation"),
        provided=given.maybe("provided"),
    )


def _vote(at: At, given: Given, hand: Hand) -> Done:
    return call(
        writing.vote,
        at,
        hand,
        motion=given.text("motion"),
        result=given.text("result"),
        in_favour=given.several("in_favour"),
        against=given.several("against"),
        seats_in_favour=given.number("seats_in_favour"),
        seats_against=given.number("seats_against"),
    )


def _carrying_out(at: At, given: Given, hand: Hand) -> Done:
    return call(
        writing.carry_out,
        at,
        hand,
        motion=given.text("motion"),
        state=given.text("state"),
        how=given.maybe("how"),
    )


def _debate(at: At, given: Given, hand: Hand) -> Done:
    return call(
        writing.add_debate,
        at,
        hand,
        meeting=given.text("meeting"),
        on=given.text("at"),
        form=given.text("debate_form"),
        **_talk(given),
    )


def _consultation(at: At, given: Given, hand: Hand) -> Done:
    return call(
        writing.add_consultation,
        at,
        hand,
        meeting=given.text("meeting"),
        deadline=given.maybe("deadline"),
        **_talk(given),
    )


def _talk(given: Given) -> dict[str, object]:
    return {
        "committee": given.maybe("committee"),
        "subject": given.maybe("subject"),
        "number": given.maybe("number"),
        "papers": given.several("papers"),
    }


def _promise(at: At, given: Given, hand: Hand) -> Done:
    return call(
        writing.add_promise,
        at,
        hand,
        meeting=given.text("meeting"),
        what=given.text("what"),
        party=given.party("party"),
        number=given.maybe("number"),
        to_member=given.maybe("to_member"),
        due=day(given, "due"),
        before=given.maybe("before"),
    )


_TALK = (Field("committee"), Field("subject"), Field("number"), Field("papers", LIST))

KINDS = (
    Kind(
        "promise",
        "parliament",
        (
            _MEETING,
            Field("what", AREA, needed=True),
            Field("party", PARTY, "parties"),
            Field("to_member"),
            Field("number"),
            Field("due", DAY),
            Field("before", TEXT, "meetings"),
        ),
        _promise,
    ),
    Kind(
        "motion",
        "parliament",
        (
            Field("motion", needed=True),
            Field("title"),
            Field("dictum", AREA),
            Field("movers", LIST),
            Field("replaces", TEXT, "motions"),
            Field("meeting", TEXT, "meetings"),
        ),
        _motion,
    ),
    Kind(
        "appreciation",
        "parliament",
        (
            _MOTION,
            Field("appreciation", CHOICE, "appreciation", needed=True),
            Field("provided", AREA),
        ),
        _appreciation,
    ),
    Kind(
        "vote",
        "parliament",
        (
            _MOTION,
            Field("result", CHOICE, "result", needed=True),
            Field("in_favour", LIST),
            Field("against", LIST),
            Field("seats_in_favour", NUMBER),
            Field("seats_against", NUMBER),
        ),
        _vote,
    ),
    Kind(
        "carrying-out",
        "parliament",
        (_MOTION, Field("state", CHOICE, "execution", needed=True), Field("how", AREA)),
        _carrying_out,
    ),
    Kind(
        "debate",
        "parliament",
        (
            _MEETING,
            Field("at", MOMENT, needed=True),
            Field("debate_form", CHOICE, "debate_form", needed=True),
            *_TALK,
        ),
        _debate,
    ),
    Kind(
        "consultation",
        "parliament",
        (_MEETING, Field("deadline", MOMENT), *_TALK),
        _consultation,
    ),
)
