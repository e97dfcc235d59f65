"""What may be done to a case: the order of its steps, and what each entry hangs on.

Every refusal says where the case stands and what to do first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from inzet.dossiers.hybrid.case import BEGUN, CLOSED, REOPENED, Case
from inzet.dossiers.hybrid.contents import (
    STEP_OF,
    STEPS,
    Assessment,
    Choice,
    Content,
    Evaluation,
    Lesson,
    Move,
    Objective,
    Option,
    Told,
    kind_of,
)
from inzet.dossiers.hybrid.vocabulary import name_of
from inzet.vocabulary.errors import InputError, NotFound, RecordError

_WRITES = {
    Assessment: "an assessment",
    Objective: "an objective",
    Option: "an option",
    Choice: "a choice",
    Evaluation: "an evaluation",
    Lesson: "a lesson",
}


def named(step: str) -> str:
    """A step as errors name it: ``step 2 (objectives)``."""
    return f"step {STEPS.index(step) + 1} ({name_of('steps', step, 'en')})"


def may_write(case: Case, kind: type[Content]) -> None:
    """That an entry of this kind belongs where the case stands; a lesson also comes later.

    Raises:
        NotFound: nobody opened the case.
        RecordError: it stands at another step, or is closed.
    """
    is_open(case)
    if case.closed and kind is not Lesson:
        raise RecordError(
            f"the case is closed, so {_WRITES[kind]} can no longer be written",
            where=case.dossier,
            fix=f"Reopen {named(STEP_OF[kind])} first.",
        )
    belongs = STEP_OF[kind]
    if belongs != case.step:
        ahead = STEPS.index(belongs) > STEPS.index(case.step)
        raise RecordError(
            f"{_WRITES[kind]} belongs to {named(belongs)}, and the case stands at "
            f"{named(case.step)}",
            where=case.dossier,
            fix="Go on to the next step first." if ahead else f"Reopen {named(belongs)} first.",
        )


def is_open(case: Case) -> None:
    """That somebody opened the case.

    Raises:
        NotFound: nobody did, as far as this reader sees.
    """
    if case.opening is None:
        raise NotFound(
            f"there is no case {case.dossier}", fix="Open it first, with inzet hybrid open."
        )


def hangs_together(case: Case, content: Content) -> None:
    """That what an entry refers to stands in the case.

    Raises:
        InputError: an option without an objective.
        NotFound: an objective, option or evaluation that does not stand.
        RecordError: an evaluation of an option that was not chosen, or a second choice of one.
    """
    match content:
        case Option(serves=serves):
            if not serves:
                raise InputError(
                    "an option serves at least one objective",
                    where=case.dossier,
                    fix=f"Its objectives: {_listed(case.objectives)}.",
                )
            for each in serves:
                _stands(case, case.objectives, each, "objective")
        case Choice(option=option):
            _stands(case, case.options, option, "option")
            if case.chosen(option) is not None:
                raise RecordError(
                    "the option was chosen before", where=option[:12], fix="Evaluate it."
                )
        case Evaluation(option=option):
            _stands(case, case.options, option, "option")
            if case.chosen(option) is None:
                raise RecordError(
                    "only an option that was chosen can be evaluated",
                    where=option[:12],
                    fix=f"Choose it in {named('options')}.",
                )
        case Lesson(evaluation=str(evaluation)):
            _stands(case, case.evaluations, evaluation, "evaluation")
        case _:
            pass


def onward(case: Case) -> Move:
    """The move to the next step, or the closing of the last; its ``text`` is still empty.

    Raises:
        RecordError: the step holds nothing yet that the next one builds on.
    """
    is_open(case)
    if case.closed:
        raise RecordError(
            "the case is closed", where=case.dossier, fix="Reopen a step to work on it again."
        )
    missing, fix = _missing(case)
    if missing:
        raise RecordError(f"{named(case.step)} {missing}", where=case.dossier, fix=fix)
    if case.step == STEPS[-1]:
        return Move(text="", event=CLOSED, step=case.step, after=_last(case))
    return Move(text="", event=BEGUN, step=STEPS[case.number], after=_last(case))


def back(case: Case, step: str) -> Move:
    """The move back to a step; its ``text`` is still empty.

    Raises:
        RecordError: the case does not stand beyond that step.
    """
    is_open(case)
    here, there = STEPS.index(case.step), STEPS.index(step)
    if there > here or (there == here and not case.closed):
        raise RecordError(
            f"{named(step)} cannot be reopened, as the case stands at {named(case.step)}",
            where=case.dossier,
            fix="Only a step that the case has left is reopened.",
        )
    return Move(text="", event=REOPENED, step=step, after=_last(case))


def may_withdraw(case: Case, told: Told[Any]) -> None:
    """That an entry belongs where the case stands, and nothing hangs on it.

    Raises:
        RecordError: it does not, or something does.
    """
    may_write(case, type(told.content))
    on_it = list(_hanging(case, told))
    if on_it:
        what = "; ".join(f"{kind_of(each.content)} {each.id[:12]}" for each in on_it)
        raise RecordError(
            f"the {kind_of(told.content)} is needed by what hangs on it",
            where=told.id[:12],
            fix=f"Withdraw first: {what}.",
        )


def on_time(case: Case, on: dt.date, today: dt.date) -> None:
    """That a day lies between the case's last move and today: its history is told in order.

    Raises:
        InputError: it does not.
    """
    if on > today:
        raise InputError(
            f"{on.isoformat()} has yet to come",
            where=case.dossier,
            fix="Give the day on which it was written or decided.",
        )
    if case.since is not None and on < case.since:
        raise InputError(
            f"{on.isoformat()} is before the case came where it stands",
            where=case.dossier,
            fix=f"It has stood at {named(case.step)} since {case.since.isoformat()}.",
        )


def _missing(case: Case) -> tuple[str, str]:
    """What the step still needs, and how to give it; empty where it needs nothing."""
    match case.step:
        case "threat-picture" if not case.assessments:
            return "holds no assessment yet", "Add one with inzet hybrid assess."
        case "objectives" if not case.objectives:
            return "holds no objective yet", "Add one with inzet hybrid objective."
        case "options" if not case.choices:
            return "has no option that was chosen", "Choose one with inzet hybrid choose."
        case "evaluation" if case.open_options():
            listed = _listed(case.open_options())
            return (
                "has options that were used and not evaluated",
                f"Evaluate {listed}, if only as not known yet.",
            )
        case _:
            return "", ""


def _hanging(case: Case, told: Told[Any]) -> Iterable[Told[Any]]:
    match told.content:
        case Objective():
            for option in case.options:
                others = {each.id for each in case.objectives} - {told.id}
                if told.id in option.content.serves and not others & set(option.content.serves):
                    yield option
        case Option():
            yield from (each for each in case.choices if each.content.option == told.id)
            yield from (each for each in case.evaluations if each.content.option == told.id)
        case Choice(option=option_id):
            same = [each for each in case.choices if each.content.option == option_id]
            if len(same) == 1:
                yield from (e for e in case.evaluations if e.content.option == option_id)
        case Evaluation():
            yield from (e for e in case.lessons if e.content.evaluation == told.id)
        case _:
            return


def _stands(case: Case, among: Iterable[Told[Any]], id_: str, what: str) -> None:
    if all(each.id != id_ for each in among):
        raise NotFound(
            f"there is no {what} “{id_[:12]}” in this case",
            where=case.dossier,
            fix=f"There is: {_listed(among)}.",
        )


def _listed(among: Iterable[Told[Any]]) -> str:
    return ", ".join(f"{each.id[:12]} ({each.content.text[:40]})" for each in among) or "none yet"


def _last(case: Case) -> str:
    assert case.last is not None
    return case.last.id
