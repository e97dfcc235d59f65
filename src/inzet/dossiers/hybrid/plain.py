"""A hybrid case as plain data, for programs; documented in docs/hybrid.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from inzet.dossiers.hybrid.case import Case, sort_of
from inzet.dossiers.hybrid.contents import Told, plain
from inzet.dossiers.hybrid.lessons import Learnt


def plain_case(case: Case, learnt: Sequence[Learnt] = ()) -> dict[str, Any]:
    """Everything that stands in a case, in its steps, with the ids of its statements."""
    assert case.opening is not None
    return {
        "dossier": case.dossier,
        "title": case.opening.content.title,
        "opening": _entry(case.opening),
        "step": case.step,
        "number": case.number,
        "closed": case.closed,
        "since": case.since,
        "domains": list(case.domains),
        "tools": list(case.tools),
        "instruments": list(case.instruments),
        "evidence": [
            {"sort": sort_of(each), "stix_id": each.stix_id, "name": each.name, "code": each.code}
            for each in case.evidence()
        ],
        "assessments": [_entry(each) for each in case.assessments],
        "objectives": [_entry(each) for each in case.objectives],
        "options": [_option(case, each) for each in case.options],
        "evaluations": [_entry(each) for each in case.evaluations],
        "lessons": [_entry(each) for each in case.lessons],
        "moves": [_entry(each) for each in case.moves],
        "loose": [_entry(each) for each in case.loose],
        "elsewhere": [_learnt(each) for each in learnt],
    }


def _entry(told: Told[Any]) -> dict[str, Any]:
    """An entry as its content, with its id, day, writer and organisation."""
    row = told.row
    return {
        "id": row.identity,
        **plain(told.content),
        "on": row.said,
        "by": row.explanation.get("by"),
        "organisation": row.organisation,
        "marking": row.marking,
    }


def _option(case: Case, told: Told[Any]) -> dict[str, Any]:
    choice, evaluation = case.chosen(told.id), case.evaluated(told.id)
    standing = {each.id for each in case.objectives}
    return {
        **_entry(told),
        "serves": [each for each in told.content.serves if each in standing],
        "chosen": _entry(choice) if choice is not None else None,
        "outcome": evaluation.content.outcome if evaluation is not None else None,
    }


def _learnt(learnt: Learnt) -> dict[str, Any]:
    return {
        "dossier": learnt.case.dossier,
        "lesson": _entry(learnt.lesson),
        "shared": {
            "domains": list(learnt.shared.domains),
            "techniques": [each.stix_id for each in learnt.shared.techniques],
            "tools": list(learnt.shared.tools),
            "instruments": list(learnt.shared.instruments),
        },
    }
