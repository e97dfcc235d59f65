"""Items of the library, what came of them, requests and answers by hand."""

from __future__ import annotations

from typing import Any

from inzet.library import Parts, add, answer, ask, close, grade, use
from inzet.meetings.sources import Hand
from inzet.vocabulary.library import ANALYSIS, PRACTICE
from inzet.web.hand.fields import AREA, CHOICE, DAY, LIST, SEVERAL, TEXT, Field, Given
from inzet.web.hand.kinds import At, Done, Kind, Write, call

_DOSSIERS = Field("dossiers", TEXT, "dossiers")
_PLACED = (
    Field("domains", SEVERAL, "domains", group="placed"),
    Field("instruments", SEVERAL, "instruments", group="placed"),
    Field("techniques", LIST, group="placed"),
    Field("regions", LIST, group="placed"),
    Field("evidence", LIST, group="placed"),
    Field("reliability", CHOICE, "reliability", group="placed"),
    Field("credibility", CHOICE, "credibility", group="placed"),
    Field("handling", SEVERAL, "handling", group="placed"),
    Field("review", DAY, group="placed"),
    Field("originator", group="placed"),
)
_WORDED = (
    Field("also", CHOICE, "languages", group="worded"),
    Field("also_title", group="worded"),
    Field("also_summary", AREA, group="worded"),
)
_ITEM = (
    Field("title", needed=True),
    Field("summary", AREA, needed=True),
    Field("text", AREA),
    Field("language", CHOICE, "languages"),
    _DOSSIERS,
    Field("meeting", TEXT, "meetings"),
    *_WORDED,
    *_PLACED,
)
_USED = Field("used", TEXT, "lying", needed=True)
_WHY = Field("why", AREA, needed=True)
_REQUEST = Field("request", TEXT, "requests", needed=True)


def _item(kind: str) -> Write:
    def write(at: At, given: Given, hand: Hand) -> Done:
        also = given.text("also")
        told = (given.text("also_title"), given.text("also_summary"))
        parts = Parts(
            title=given.text("title"),
            summary=given.text("summary"),
            text=given.text("text"),
            language=given.text("language"),
            translations={also: told} if also and any(told) else {},
            **{name: given.several(name) for name in _LISTS},
            review=given.maybe("review"),
            reliability=given.text("reliability"),
            credibility=given.text("credibility"),
            originator=given.text("originator"),
            dossiers=given.names("dossiers"),
            meeting=given.maybe("meeting"),
        )
        return add(at.record, at.reader, kind, hand, parts)

    return write


_LYING = "/library/{identity}"
_LISTS = ("domains", "instruments", "techniques", "regions", "evidence", "handling")


def _use(at: At, given: Given, hand: Hand) -> Done:
    return use(
        at.record,
        at.reader,
        given.text("used"),
        hand,
        outcome=given.text("outcome"),
        text=given.text("why"),
        dossiers=given.names("dossiers"),
    )


def _grading(at: At, given: Given, hand: Hand) -> Done:
    return grade(
        at.record,
        at.reader,
        given.text("used"),
        hand,
        reliability=given.text("reliability"),
        credibility=given.text("credibility"),
        text=given.text("why"),
    )


def _request(at: At, given: Given, hand: Hand) -> Done:
    return call(
        ask,
        at,
        hand,
        question=given.text("question"),
        to=given.several("to"),
        due=given.maybe("due_on"),
        about=given.maybe("about_item"),
        dossiers=given.names("dossiers"),
    )


def _answer(at: At, given: Given, hand: Hand) -> Done:
    return answer(
        at.record,
        at.reader,
        given.text("request"),
        hand,
        gives=given.text("gives"),
        text=given.text("answer"),
        items=given.several("gives_items"),
    )


def _closing(at: At, given: Given, hand: Hand) -> Done:
    return close(
        at.record,
        at.reader,
        given.text("request"),
        hand,
        outcome=given.text("closes"),
        text=given.text("why"),
    )


def _judged(name: str, own: tuple[Field, ...], write: Write, **more: Any) -> Kind:
    """A kind whose words are its own ground."""
    return Kind(name, "library", own, write, source=False, grounded=False, **more)


KINDS = (
    Kind(PRACTICE, "library", _ITEM, _item(PRACTICE), needs_source=False, page=_LYING),
    Kind(ANALYSIS, "library", _ITEM, _item(ANALYSIS), needs_source=False, page=_LYING),
    _judged(
        "use",
        (_USED, Field("outcome", CHOICE, "outcome", needed=True), _WHY, _DOSSIERS),
        _use,
        page="/library/{used}",
    ),
    _judged(
        "grading",
        (
            _USED,
            Field("reliability", CHOICE, "reliability", needed=True),
            Field("credibility", CHOICE, "credibility", needed=True),
            _WHY,
        ),
        _grading,
        page="/library/{used}",
    ),
    _judged(
        "request",
        (
            Field("question", AREA, needed=True),
            Field("to", SEVERAL, "organisations", needed=True),
            Field("due_on", DAY),
            Field("about_item", TEXT, "lying"),
            _DOSSIERS,
        ),
        _request,
        dated=False,
        page="/requests/{identity}",
    ),
    _judged(
        "answer",
        (
            _REQUEST,
            Field("gives", CHOICE, "gives", needed=True),
            Field("answer", AREA, needed=True),
            Field("gives_items", LIST),
        ),
        _answer,
        dated=False,
        page="/requests/{request}",
    ),
    _judged(
        "closing",
        (_REQUEST, Field("closes", CHOICE, "closes", needed=True), _WHY),
        _closing,
        dated=False,
        page="/requests/{request}",
        marked=False,
    ),
)
