"""A hybrid case, put together from what the statements in view tell of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from inzet.dossiers.hybrid.contents import (
    STEPS,
    Assessment,
    Choice,
    Content,
    Evaluation,
    Evidence,
    Lesson,
    Move,
    Objective,
    Opening,
    Option,
    Told,
)

C = TypeVar("C", bound=Content)

BEGUN, REOPENED, CLOSED = "begun", "reopened", "closed"
_TYPES = {
    "attack-pattern": "technique",
    "x-mitre-tactic": "tactic",
    "intrusion-set": "actor",
    "threat-actor": "actor",
    "identity": "actor",
    "campaign": "incident",
    "incident": "incident",
    "x-incident": "incident",
}


def sort_of(evidence: Evidence) -> str:
    """technique, tactic, actor, incident; another STIX type by its name; else statement."""
    if evidence.stix_type is None:
        return "statement"
    return _TYPES.get(evidence.stix_type, evidence.stix_type)


@dataclass(frozen=True, slots=True)
class Case:
    """A case as of a view.

    Everything in it hangs together: each option serves an objective that stands, each choice and
    evaluation is of an option that stands, each evaluation of one that was chosen. What hangs on
    nothing (because somebody withdrew it by another way) is ``loose`` and counts nowhere.
    """

    dossier: str
    opening: Told[Opening] | None
    """None where papers speak of the dossier and nobody opened a case."""
    moves: tuple[Told[Move], ...] = ()
    """In order; what was reopened stays in it."""
    assessments: tuple[Told[Assessment], ...] = ()
    objectives: tuple[Told[Objective], ...] = ()
    options: tuple[Told[Option], ...] = ()
    choices: tuple[Told[Choice], ...] = ()
    evaluations: tuple[Told[Evaluation], ...] = ()
    lessons: tuple[Told[Lesson], ...] = ()
    loose: tuple[Told[Any], ...] = ()
    first_choice: Mapping[str, Told[Choice]] = field(default_factory=dict, compare=False)
    """By identity of the option."""
    last_evaluation: Mapping[str, Told[Evaluation]] = field(default_factory=dict, compare=False)
    """By identity of the option."""

    @property
    def name(self) -> str:
        """The part after the slash."""
        return self.dossier.partition("/")[2]

    @property
    def step(self) -> str:
        """The step at which it stands, or stood when it was closed."""
        return self.moves[-1].content.step if self.moves else STEPS[0]

    @property
    def number(self) -> int:
        """The number of its step, from 1."""
        return STEPS.index(self.step) + 1

    @property
    def closed(self) -> bool:
        """Whether it has gone through all steps and was not reopened since."""
        return bool(self.moves) and self.moves[-1].content.event == CLOSED

    @property
    def last(self) -> Told[Move] | Told[Opening] | None:
        """What brought it where it stands."""
        return self.moves[-1] if self.moves else self.opening

    @property
    def since(self) -> dt.date | None:
        """Since when it stands there."""
        return self.last.row.said if self.last is not None else None

    @property
    def entries(self) -> tuple[Told[Any], ...]:
        """What stands in its steps, step by step."""
        return (
            *self.assessments,
            *self.objectives,
            *self.options,
            *self.choices,
            *self.evaluations,
            *self.lessons,
        )

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains of its assessments, each once."""
        return _each(name for told in self.assessments for name in told.content.domains)

    @property
    def tools(self) -> tuple[str, ...]:
        """The tools that its assessments name, each once."""
        return _each(name for told in self.assessments for name in told.content.tools)

    @property
    def instruments(self) -> tuple[str, ...]:
        """The instruments of its options, each once."""
        return _each(name for told in self.options for name in told.content.instruments)

    def evidence(self, sort: str | None = None) -> tuple[Evidence, ...]:
        """What its assessments rest on, each once; of one sort (``technique``) if it is named."""
        found: dict[str, Evidence] = {}
        for told in self.assessments:
            for each in told.content.evidence:
                if sort is None or sort_of(each) == sort:
                    found.setdefault(each.stix_id or each.statement, each)
        return tuple(found.values())

    def chosen(self, option: str) -> Told[Choice] | None:
        """The choice of an option, the first if there are more; None where it is not used."""
        return self.first_choice.get(option)

    def evaluated(self, option: str) -> Told[Evaluation] | None:
        """The latest evaluation of an option."""
        return self.last_evaluation.get(option)

    def open_options(self) -> tuple[Told[Option], ...]:
        """Options that were chosen and not evaluated."""
        return tuple(
            each
            for each in self.options
            if self.chosen(each.id) is not None and self.evaluated(each.id) is None
        )

    def find(self, entry: str) -> list[Told[Any]]:
        """What stands in the case under an identity or the beginning of one."""
        typed = entry.strip().lower()
        every = (*self.entries, *self.loose)
        return [each for each in every if typed and each.id.startswith(typed)]


def put_together(dossier: str, told: Iterable[Told[Content]]) -> Case:
    """The case that these statements tell of, in whatever order they come.

    A case is that of the organisation that first opened it here, and only that one moves it from
    step to step; what others add to its steps counts with their name on it.
    """
    every = sorted(told, key=_order)
    # By arrival: a day that somebody writes later must not take a case over.
    opening = min(_of(every, Opening), key=lambda each: (each.row.arrived, each.id), default=None)
    objectives = _of(every, Objective)
    standing = {each.id for each in objectives}
    options = [each for each in _of(every, Option) if standing & set(each.content.serves)]
    usable = {each.id for each in options}
    choices = [each for each in _of(every, Choice) if each.content.option in usable]
    used = {each.content.option for each in choices}
    evaluations = [each for each in _of(every, Evaluation) if each.content.option in used]
    case = Case(
        dossier=dossier,
        opening=opening,
        moves=_moves(opening, _of(every, Move)),
        assessments=tuple(_of(every, Assessment)),
        objectives=tuple(objectives),
        options=tuple(options),
        choices=tuple(choices),
        evaluations=tuple(evaluations),
        lessons=tuple(_of(every, Lesson)),
        first_choice={each.content.option: each for each in reversed(choices)},
        last_evaluation={each.content.option: each for each in evaluations},
    )
    placed = {each.id for each in case.entries}
    loose = [
        each
        for each in every
        if each.id not in placed and isinstance(each.content, Option | Choice | Evaluation)
    ]
    return replace(case, loose=tuple(loose))


def _moves(opening: Told[Opening] | None, moves: Sequence[Told[Move]]) -> tuple[Told[Move], ...]:
    """The moves that follow on each other from the opening, each a legal one."""
    if opening is None:
        return ()
    following: dict[str, list[Told[Move]]] = {}
    for move in moves:
        if move.row.organisation == opening.row.organisation:
            following.setdefault(move.content.after, []).append(move)
    found: list[Told[Move]] = []
    step, closed, last = STEPS[0], False, opening.id
    while last in following:
        for move in following.pop(last):
            if is_legal(move.content, step, closed=closed):
                found.append(move)
                step, closed, last = move.content.step, move.content.event == CLOSED, move.id
                break
    return tuple(found)


def is_legal(move: Move, step: str, *, closed: bool) -> bool:
    """Whether a case that stands at a step can make a move: on by one, back to any, or closed."""
    if move.step not in STEPS:
        return False
    here, there = STEPS.index(step), STEPS.index(move.step)
    match move.event:
        case "begun":
            return not closed and there == here + 1
        case "reopened":
            return there < here or (closed and there == here)
        case "closed":
            return not closed and there == here == len(STEPS) - 1
        case _:
            return False


def _of(every: Iterable[Told[Any]], kind: type[C]) -> list[Told[C]]:
    return [each for each in every if type(each.content) is kind]


def _order(told: Told[Any]) -> tuple[dt.date, dt.datetime, str]:
    return (told.row.said or dt.date.min, told.row.arrived, told.row.identity)


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
