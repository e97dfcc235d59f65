"""What hybrid cases have to lend others: lessons, evaluations, graded assessments, case by case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from inzet.dossiers.hybrid.case import Case, put_together
from inzet.dossiers.hybrid.contents import PERSON, Content, Told, told
from inzet.meetings import every
from inzet.record import Filter, StatementRow, View


@dataclass(frozen=True, slots=True)
class Lent:
    """Something one case says that another may use."""

    kind: str
    """``lesson``, ``evaluation`` or ``assessment``."""
    text: str
    dossier: str
    case: str
    """Its title; the dossier's name where nobody opened a case."""
    row: StatementRow
    option: str = ""
    """The option that was evaluated, in its writer's words."""
    outcome: str = ""
    """Whether that worked, as a term of the vocabulary; "" where none was judged."""
    instruments: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    grade: str = ""
    """Of an assessment: reliability of its source and credibility, as ``B2``."""


def shelf(view: View) -> tuple[Lent, ...]:
    """Everything in view, newest said first."""
    by_dossier: dict[str, list[Told[Content]]] = defaultdict(list)
    for row in every(view, Filter(procedure="hybrid", method=PERSON)):
        one = told(row)
        for name in row.dossiers if one is not None else ():
            assert one is not None
            by_dossier[name].append(one)
    found = [each for name, some in by_dossier.items() for each in _lent(put_together(name, some))]
    return tuple(
        sorted(found, key=lambda each: (str(each.row.said or ""), each.row.identity))[::-1]
    )


def _lent(case: Case) -> Iterator[Lent]:
    title = case.opening.content.title if case.opening is not None else case.name
    options = {each.id: each for each in case.options}
    by_id = {each.id: each for each in case.evaluations}

    def of(told: Told[Any], kind: str, evaluation: Told[Any] | None) -> Lent:
        option = options.get(evaluation.content.option) if evaluation is not None else None
        return Lent(
            kind=kind,
            text=told.content.text,
            dossier=case.dossier,
            case=title,
            row=told.row,
            option=option.content.text if option is not None else "",
            outcome=evaluation.content.outcome if evaluation is not None else "",
            instruments=option.content.instruments if option is not None else (),
            domains=case.domains,
        )

    for lesson in case.lessons:
        yield of(lesson, "lesson", by_id.get(lesson.content.evaluation or ""))
    for evaluation in case.evaluations:
        yield of(evaluation, "evaluation", evaluation)
    for each in case.assessments:
        content = each.content
        yield Lent(
            kind="assessment",
            text=content.text,
            dossier=case.dossier,
            case=title,
            row=each.row,
            domains=content.domains,
            grade=f"{content.reliability}{content.credibility}",
        )


__all__ = ["Lent", "shelf"]
