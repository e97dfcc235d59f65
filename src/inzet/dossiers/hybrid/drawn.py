"""Hybrid cases as boards: the four steps of one, or where all of them stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from inzet.dossiers import charts
from inzet.dossiers.charts import Board, Card, Step
from inzet.dossiers.holders import source
from inzet.dossiers.hybrid import tables
from inzet.dossiers.hybrid.case import Case
from inzet.dossiers.hybrid.contents import STEPS, Assessment, Evaluation, Evidence, Told
from inzet.dossiers.hybrid.vocabulary import name_of
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow

Fact = tuple[str, str]


def case_board(case: Case, words: Wording) -> Board:
    """One case: what each of its steps holds."""
    held: dict[str, Callable[[Case, Wording], list[Card]]] = {
        "threat-picture": _assessments,
        "objectives": _objectives,
        "options": _options,
        "evaluation": _evaluations,
    }
    columns = []
    for step in STEPS:
        state, since = tables.standing(case, step)
        says = words(f"state_{state}")
        if since is not None:
            says = words("state_since", state=says, day=words.day(since.said))
        cards = tuple(held[step](case, words))
        columns.append(Step(name_of("steps", step, words.language), state, says, cards))
    return Board(
        key="board",
        title=words("board"),
        table="steps",
        also=("assessments", "objectives", "options", "evaluations", "lessons"),
        note=words("likely_note"),
        columns=tuple(columns),
        empty=words("column_empty"),
    )


def cases_board(cases: Sequence[Case], words: Wording) -> Board | None:
    """Every case at the step where it stands."""
    if not cases:
        return None
    columns = []
    for step in STEPS:
        there = [case for case in cases if case.step == step]
        cards = tuple(_case(case, words) for case in there)
        columns.append(Step(name_of("steps", step, words.language), "", "", cards))
    return Board(
        key="cases",
        title=words("cases_board"),
        table="cases",
        columns=tuple(columns),
        empty=words("column_no_case"),
    )


def _case(case: Case, words: Wording) -> Card:
    opening, last = case.opening, case.last
    assert opening is not None
    assert last is not None
    facts = [
        (words("domains"), tables.names(words, "domains", case.domains)),
        (words("since"), words.day(case.since)),
    ]
    closed = words("event_closed") if case.closed else ""
    return Card(
        text=opening.content.title,
        value=Value(case.step, (last.row,)),
        badge=closed,
        badge_says=closed,
        tone="good" if case.closed else "",
        facts=_told(facts),
        dossier=case.dossier,
    )


def _assessments(case: Case, words: Wording) -> list[Card]:
    return [_assessment(each, words) for each in case.assessments]


def _assessment(each: Told[Assessment], words: Wording) -> Card:
    content = each.content
    grade = tables.grade(content)
    facts = [
        (words("likelihood"), tables.likelihood(words, content)),
        (
            words("confidence"),
            tables.names(words, "confidence", filter(None, [content.confidence])),
        ),
        (words("domains"), tables.names(words, "domains", content.domains)),
        (words("tools"), tables.names(words, "tools", content.tools)),
        (words("phase"), tables.names(words, "phases", filter(None, [content.phase]))),
        *_written(each, words),
    ]
    return Card(
        text=content.text,
        value=Value(content.text, (each.row,)),
        badge=grade,
        badge_says=f"{words('grade')} {_grade_words(content, words)}",
        facts=_told(facts),
        rests_on=tuple(_evidence(one, each.row) for one in content.evidence),
    )


def _grade_words(content: Assessment, words: Wording) -> str:
    """``B2: usually reliable, probably true``."""
    reliability = name_of("reliability", content.reliability, words.language)
    credibility = name_of("credibility", content.credibility, words.language)
    return f"{tables.grade(content)}: {reliability}, {credibility}"


def _evidence(each: Evidence, row: StatementRow) -> charts.Told:
    """What an assessment rests on; the assessment is what says so."""
    return charts.Told(tables.evidence_name(each), Value(each.statement, (row,)))


def _objectives(case: Case, words: Wording) -> list[Card]:
    cards = []
    for each in case.objectives:
        serving = [one.content.text for one in case.options if each.id in one.content.serves]
        facts = [(words("served_by"), "; ".join(serving)), *_written(each, words)]
        cards.append(Card(each.content.text, Value(each.id, (each.row,)), facts=_told(facts)))
    return cards


def _options(case: Case, words: Wording) -> list[Card]:
    cards = []
    for each in case.options:
        choice = case.chosen(each.id)
        aims = [one.content.text for one in case.objectives if one.id in each.content.serves]
        facts = [
            (words("instruments"), tables.names(words, "instruments", each.content.instruments)),
            (words("serves"), "; ".join(aims)),
        ]
        rows: tuple[StatementRow, ...] = (each.row,)
        if choice is not None:
            facts.append((words("chosen"), f"{words.day(choice.row.said)}: {choice.content.text}"))
            rows = (each.row, choice.row)
        badge = words("chosen").lower() if choice is not None else ""
        cards.append(
            Card(
                each.content.text,
                Value(each.id, rows),
                badge=badge,
                badge_says=badge,
                tone="strong" if choice is not None else "",
                facts=_told([*facts, *_written(each, words)]),
            )
        )
    return cards


def _evaluations(case: Case, words: Wording) -> list[Card]:
    by_id = {each.id: each for each in case.options}
    cards = [
        _evaluation(each, by_id[each.content.option].content.text, words)
        for each in case.evaluations
    ]
    for option in case.open_options():
        badge = words("not_evaluated")
        value = Value(option.id, (option.row,))
        cards.append(Card(option.content.text, value, badge=badge, badge_says=badge, tone="soft"))
    for each in case.lessons:
        cards.append(
            Card(
                each.content.text,
                Value(each.id, (each.row,)),
                sort=words("lesson"),
                facts=_told(_written(each, words)),
            )
        )
    return cards


def _evaluation(each: Told[Evaluation], option: str, words: Wording) -> Card:
    outcome = name_of("outcome", each.content.outcome, words.language)
    return Card(
        each.content.text,
        Value(each.content.outcome, (each.row,)),
        badge=outcome,
        badge_says=outcome,
        tone=tables.TONES.get(each.content.outcome, "soft"),
        facts=_told([(words("option"), option), *_written(each, words)]),
    )


def _written(each: Told[Any], words: Wording) -> list[Fact]:
    by = str(each.row.explanation.get("by") or "")
    return [
        (words("source"), source(each.row)),
        (words("by"), ", ".join(filter(None, (by, words.day(each.row.said))))),
    ]


def _told(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    return tuple(each for each in facts if each[1])
