"""Motions in words: what they ask, what the government said of them, the vote, what was done."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.meetings.cycle.model import MotionState
from inzet.web.present.numbers import number_words
from inzet.web.present.papers import PaperLine, paper_line
from inzet.web.present.statements import Line, lines
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class MotionLine:
    """A motion as it stands on the day of the page."""

    state: MotionState
    path: str
    number: str
    """As people write it: “28 676, nr. 431”."""
    title: str
    """Its title; where none is known, what it asks; else its number."""
    dictum: str
    """What it asks, as printed; "" where that is its title or is not known."""
    movers: str
    moved: str
    appreciation: str
    """What the government said of it before the vote; "" where that is not known."""
    result: str
    """What became of it; where no vote is known, that."""
    tone: str
    """Of the result: kept, open, lapsed or unknown, as promises have them."""
    execution: str
    """How it was carried out; of an adopted one of which no paper tells, that; else ""."""
    paper: PaperLine | None


def motion_line(state: MotionState, t: Words) -> MotionLine:
    """One motion in words."""
    number = number_words(state.id)
    title = state.title or state.dictum or number
    result = state.result.value if state.result else "none"
    return MotionLine(
        state=state,
        path=f"/motions/{state.id}",
        number=number,
        title=title,
        dictum=state.dictum if state.dictum and state.dictum != title else "",
        movers=movers(state, t),
        moved=t.day(state.moved_on),
        appreciation=appreciation(state, t),
        result=t(f"motion.result.{result.replace(' ', '-')}"),
        tone=_TONES.get(result, "unknown"),
        execution=_execution(state, t),
        paper=paper_line(state.paper, t) if state.paper else None,
    )


def movers(state: MotionState, t: Words) -> str:
    """Who moved it: “Jansen (ABC) and De Vries (XYZ)”."""
    names = [f"{each.name} ({each.group})" if each.group else each.name for each in state.movers]
    return t.listed(names)


def appreciation(state: MotionState, t: Words) -> str:
    """What the government said of it, with its proviso."""
    if state.appreciation is None:
        return ""
    said = t(f"motion.appreciation.{state.appreciation.value.replace(' ', '-')}")
    return t("motion.provided", said=said, words=state.provided) if state.provided else said


def votes(state: MotionState, t: Words) -> list[tuple[str, str]]:
    """Which groups voted how, for the page of a motion; empty where that is not told."""
    told = [(t("motion.in-favour"), state.in_favour), (t("motion.against"), state.against)]
    return [(word, t.listed(groups)) for word, groups in told if groups]


def answers(state: MotionState, t: Words) -> list[Line]:
    """What later papers say of carrying it out, newest first."""
    return lines(reversed(state.answers), t)


def _execution(state: MotionState, t: Words) -> str:
    if state.execution is not None:
        return t(f"motion.execution.{state.execution.value.replace(' ', '-')}")
    return t("motion.execution.none") if state.open else ""


_TONES = {
    "adopted": "kept",
    "rejected": "lapsed",
    "withdrawn": "lapsed",
    "lapsed": "lapsed",
    "held over": "open",
}
