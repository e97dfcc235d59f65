"""The parliamentary cycle of a meeting in words, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from inzet.meetings.cycle.model import Asked, Cycle, Discussed, Placed
from inzet.record import PaperRow
from inzet.vocabulary.parliament import Stage
from inzet.web.present.motions import MotionLine, motion_line
from inzet.web.present.papers import PaperLine, paper_line
from inzet.web.present.promises import Promise, promise
from inzet.web.present.statements import Line, line
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A paper at its stage, and why it stands there."""

    paper: PaperLine
    why: str
    judged: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question or request, and the words that answer it; "" where none is recognised."""

    line: Line
    answer: str


@dataclass(frozen=True, slots=True)
class ByGroup:
    """The questions of one party group."""

    group: str
    questions: tuple[Question, ...]
    answered: int


@dataclass(frozen=True, slots=True)
class Discussion:
    """A debate or written consultation."""

    title: str
    when: str
    committee: str
    paper: PaperLine | None
    groups: tuple[ByGroup, ...]
    asked: str
    """How many questions, and of how many an answer was recognised; "" where none was asked."""
    turns: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage: what there is of it, or that there is nothing yet."""

    stage: str
    name: str
    papers: tuple[PlacedLine, ...]
    discussions: tuple[Discussion, ...]
    motions: tuple[MotionLine, ...]
    promises: tuple[Promise, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing of it is in view."""
        return not (self.papers or self.discussions or self.motions or self.promises)


_ALWAYS = (Stage.AGENDA, Stage.DEBATE, Stage.REPORT)
"""Stages that are shown even where nothing of them is in view: people look for them."""


def stages(cycle: Cycle, t: Words) -> list[StageView]:
    """The stages of a cycle in order: those with something in them, and those people look for."""
    told = [_stage(stage, cycle, t) for stage in Stage if stage is not Stage.MEETING]
    consulted = any(each.stage == Stage.CONSULTATION and not each.empty for each in told)
    wanted = [stage for stage in _ALWAYS if not (consulted and stage is Stage.DEBATE)]
    return [each for each in told if not each.empty or each.stage in wanted]


def _stage(stage: Stage, cycle: Cycle, t: Words) -> StageView:
    discussions = tuple(discussion(each, t) for each in cycle.discussions if each.stage is stage)
    shown = {each.paper.row.id for each in discussions if each.paper}
    papers = (each for each in cycle.papers if each.stage is stage and each.paper.id not in shown)
    motions = cycle.motions if stage is Stage.MOTION else ()
    promises = cycle.promises if stage is Stage.PROMISE else ()
    own = {each.paper.id for each in motions if each.paper}
    return StageView(
        stage=stage.value,
        name=t(f"stage.{stage.value.replace(' ', '-')}"),
        papers=tuple(_placed(each, t) for each in papers if each.paper.id not in own),
        discussions=discussions,
        motions=tuple(motion_line(each, t) for each in motions),
        promises=tuple(promise(each, t) for each in promises),
    )


def discussion(found: Discussed, t: Words) -> Discussion:
    """A debate or written consultation in words, its questions by group."""
    groups = tuple(_by_group(found.questions, t))
    count = len(found.questions)
    answered = sum(each.answered for each in groups)
    form = (found.form.value if found.form else found.stage.value).replace(" ", "-")
    return Discussion(
        title=t(f"discussion.{form}"),
        when=_when(found, t),
        committee=found.committee or "",
        paper=paper_line(found.paper, t) if found.paper else None,
        groups=groups,
        asked=t("cycle.asked", n=count, answered=answered) if count else "",
        turns=tuple(line(row, t) for row in found.turns),
    )


def _when(found: Discussed, t: Words) -> str:
    if found.deadline and found.paper is None:
        return t("cycle.deadline", day=moment_words(found.deadline, t))
    if found.begins and found.paper is None:
        return moment_words(found.begins, t)
    return t.day(found.on) if found.on else ""


def moment_words(iso: str, t: Words) -> str:
    """An ISO day or minute in words: “21 March 2023, 12:00”."""
    day, _, time = iso.partition("T")
    return f"{t.day(day)}, {time[:5]}" if time else t.day(day)


def _by_group(asked: Sequence[Asked], t: Words) -> Iterable[ByGroup]:
    order = {each.group or "": place for place, each in reversed(list(enumerate(asked)))}
    listed = sorted(asked, key=lambda each: order[each.group or ""])
    for group, theirs in groupby(listed, key=lambda each: each.group or ""):
        questions = tuple(Question(line(each.row, t), each.answer or "") for each in theirs)
        answered = sum(bool(each.answer) for each in questions)
        yield ByGroup(group or t("cycle.no-group"), questions, answered)


def _placed(found: Placed, t: Words) -> PlacedLine:
    paper: PaperRow = found.paper
    return PlacedLine(paper_line(paper, t), found.why, found.judged)
