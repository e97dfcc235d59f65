"""Steps of a hybrid case by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inzet.dossiers.hybrid import writing
from inzet.meetings.sources import Hand
from inzet.web.hand.fields import AREA, CHOICE, LIST, SEVERAL, TEXT, Field, Given
from inzet.web.hand.kinds import At, Done, Kind, Write

_CASE = Field("case", TEXT, "cases", needed=True)
_TEXT = Field("text", AREA, needed=True)
_OPTION = Field("option", CHOICE, "options", needed=True)


def _writes(function: Callable[..., Done], *names: str, several: tuple[str, ...] = ()) -> Write:
    """A function of a case as a form calls it, with the fields that it takes."""

    def write(at: At, given: Given, hand: Hand) -> Done:
        values: dict[str, Any] = {name: given.maybe(name) for name in names}
        values |= {name: given.several(name) for name in several}
        if "text" in values:
            values["text"] = given.text("text")
        return function(at.record, at.reader, given.text("case"), hand, **values)

    return write


def _open(at: At, given: Given, hand: Hand) -> Done:
    return writing.open_case(
        at.record,
        at.reader,
        given.text("case"),
        hand,
        title=given.text("title"),
        text=given.text("text"),
        beside=given.names("beside"),
    )


KINDS = (
    Kind(
        "case",
        "case",
        (
            Field("case", needed=True),
            Field("title", needed=True),
            _TEXT,
            Field("beside", TEXT, "dossiers"),
        ),
        _open,
    ),
    Kind(
        "assessment",
        "case",
        (
            _CASE,
            _TEXT,
            Field("reliability", CHOICE, "reliability", needed=True),
            Field("credibility", CHOICE, "credibility", needed=True),
            Field("likelihood", CHOICE, "likelihood"),
            Field("confidence", CHOICE, "confidence"),
            Field("domains", SEVERAL, "domains"),
            Field("tools", SEVERAL, "tools"),
            Field("phase", CHOICE, "phases"),
            Field("rests_on", LIST),
        ),
        _writes(
            writing.assess,
            "text",
            "reliability",
            "credibility",
            "likelihood",
            "confidence",
            "phase",
            several=("domains", "tools", "rests_on"),
        ),
    ),
    Kind("objective", "case", (_CASE, _TEXT), _writes(writing.add_objective, "text")),
    Kind(
        "option",
        "case",
        (
            _CASE,
            _TEXT,
            Field("serves", SEVERAL, "objectives", needed=True),
            Field("instruments", SEVERAL, "instruments"),
        ),
        _writes(writing.add_option, "text", several=("serves", "instruments")),
    ),
    Kind("choice", "case", (_CASE, _OPTION, _TEXT), _writes(writing.choose, "option", "text")),
    Kind(
        "evaluation",
        "case",
        (_CASE, _OPTION, Field("outcome", CHOICE, "outcome", needed=True), _TEXT),
        _writes(writing.evaluate, "option", "outcome", "text"),
    ),
    Kind(
        "lesson",
        "case",
        (_CASE, _TEXT, Field("evaluation", CHOICE, "evaluations")),
        _writes(writing.add_lesson, "text", "evaluation"),
    ),
    Kind("proceed", "case", (_CASE,), _writes(writing.proceed), source=False),
    Kind(
        "reopen",
        "case",
        (_CASE, Field("step", CHOICE, "steps", needed=True)),
        _writes(writing.reopen, "step"),
        source=False,
    ),
)
