"""A hybrid state in sentences and tables, in Dutch or English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from inzet.dossiers.answer import Answer, Asked, Cell, Column, Sentence, Table
from inzet.dossiers.hybrid import drawn, tables
from inzet.dossiers.hybrid.case import REOPENED, Case, sort_of
from inzet.dossiers.hybrid.contents import STEPS, Told
from inzet.dossiers.hybrid.plain import plain_case
from inzet.dossiers.hybrid.procedure import State
from inzet.dossiers.hybrid.vocabulary import PACKAGE, name_of
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow

_QUOTED = 60


def show_all(state: State, asked: Asked) -> Answer:
    """Every case in one line, and what papers say of hybrid threats."""
    words = Wording(PACKAGE, asked.language)
    cases = state.cases
    sentence = Sentence(_stand(words, cases), _rows(case.last for case in cases))
    return Answer(
        procedure="hybrid",
        asked=asked,
        title=words("all"),
        line=Cell(sentence.text),
        headline=(sentence, *_paper_steps(words, state)),
        tables=(
            _cases(words, cases),
            tables.used(words, cases),
            tables.learnt(words, cases),
            tables.steps(words, None, state.steps),
        ),
        pictures=tuple(filter(None, [drawn.cases_board(cases, words)])),
        said=state.said,
        values={
            "cases": Value(len(cases), _rows(case.opening for case in cases)),
            "closed": Value(
                sum(case.closed for case in cases),
                _rows(case.last for case in cases if case.closed),
            ),
            **{
                f"{case.name}.{name}": value
                for case in cases
                for name, value in _values(case).items()
            },
        },
        state={"cases": [plain_case(case) for case in cases]},
    )


def show_case(state: State, asked: Asked) -> Answer:
    """One case: where it stands, its steps and what they hold, and what other cases learnt."""
    words = Wording(PACKAGE, asked.language)
    [case] = state.cases
    if case.opening is None:
        return _no_case(words, state, asked)
    return Answer(
        procedure="hybrid",
        asked=asked,
        title=f"{case.dossier}: {case.opening.content.title}",
        line=_line(words, case),
        headline=(
            *_headline(words, case),
            *_learnt(words, state),
            *_paper_steps(words, state),
        ),
        tables=_tables(words, state),
        pictures=(drawn.case_board(case, words),),
        said=state.said,
        values=_values(case),
        state=plain_case(case, state.learnt),
    )


def _no_case(words: Wording, state: State, asked: Asked) -> Answer:
    text = words("no_case" if state.said else "nothing")
    return Answer(
        procedure="hybrid",
        asked=asked,
        title=str(asked.dossier),
        line=_no_line(words, state),
        headline=(Sentence(text), *_paper_steps(words, state)),
        tables=(tables.steps(words, None, state.steps),) if state.steps else (),
        said=state.said,
        state=None,
    )


def line(state: State, asked: Asked) -> Cell:
    """Where cases stand, in a few words."""
    words = Wording(PACKAGE, asked.language)
    if asked.dossier is None:
        return Cell(_stand(words, state.cases))
    [case] = state.cases
    return _line(words, case) if case.opening is not None else _no_line(words, state)


def _no_line(words: Wording, state: State) -> Cell:
    return Cell(words("line_none", n=len(state.said)), tone="soft")


def _stand(words: Wording, cases: Sequence[Case]) -> str:
    if not cases:
        return words("no_cases")
    parts = []
    for step in STEPS:
        count = sum(not case.closed and case.step == step for case in cases)
        if count:
            parts.append(words("at", n=count, step=name_of("steps", step, words.language)))
    closed = sum(case.closed for case in cases)
    if closed:
        parts.append(words("closed_count", n=closed))
    return words("stand", n=len(cases), listed=words.listed(parts))


def _line(words: Wording, case: Case) -> Cell:
    stands = Value(case.step, _rows([case.last]))
    if case.closed:
        return Cell(words("line_closed", day=words.day(case.since)), stands, tone="good", share=1)
    step = name_of("steps", case.step, words.language)
    share = (case.number - 1) / len(STEPS)
    return Cell(words("line", number=case.number, step=step), stands, share=share)


def _headline(words: Wording, case: Case) -> Iterable[Sentence]:
    language = words.language
    day = words.day(case.since)
    if case.closed:
        yield Sentence(words("stands_closed", day=day), _rows([case.last]))
    else:
        step = name_of("steps", case.step, language)
        stands = words("stands", number=case.number, step=step, day=day)
        yield Sentence(stands, _rows([case.last]))
    again = [move for move in case.moves if move.content.event == REOPENED]
    if again:
        last = again[-1]
        yield Sentence(
            words(
                "reopened",
                n=len(again),
                step=name_of("steps", last.content.step, language),
                day=words.day(last.row.said),
                why=last.content.text,
            ),
            _rows(again),
        )
    if case.assessments:
        domains = words.listed(name_of("domains", each, language).lower() for each in case.domains)
        count = len(case.assessments)
        shown = domains if case.domains else words("no_domain")
        yield Sentence(words("picture", n=count, domains=shown), _rows(case.assessments))
    yield from _named(words, case)
    yield from _used(words, case)
    if case.loose:
        yield Sentence(words("loose", n=len(case.loose)), _rows(case.loose))


def _named(words: Wording, case: Case) -> Iterable[Sentence]:
    for sort, key in (("technique", "techniques"), ("actor", "actors")):
        found = case.evidence(sort)
        if found:
            names = {each.statement for each in found}
            rows = [
                told
                for told in case.assessments
                if names & {each.statement for each in told.content.evidence}
            ]
            listed = words.listed(tables.evidence_name(each) for each in found)
            yield Sentence(words(key, listed=listed), _rows(rows))


def _used(words: Wording, case: Case) -> Iterable[Sentence]:
    for option in case.options:
        choice, evaluation = case.chosen(option.id), case.evaluated(option.id)
        if choice is None:
            continue
        if evaluation is None:
            day = words.day(choice.row.said)
            yield Sentence(words("used", option=option.content.text, day=day), (choice.row,))
        else:
            text = words(
                "worked",
                option=option.content.text,
                outcome=name_of("outcome", evaluation.content.outcome, words.language),
                why=evaluation.content.text,
            )
            yield Sentence(text, (evaluation.row, choice.row))


def _learnt(words: Wording, state: State) -> Iterable[Sentence]:
    if state.learnt:
        rows = tuple(each.lesson.row for each in state.learnt)
        yield Sentence(words("learnt", n=len(rows)), rows)


def _paper_steps(words: Wording, state: State) -> Iterable[Sentence]:
    """What papers say of the steps themselves, each order of them once."""
    orders: dict[tuple[str, ...], list[StatementRow]] = {}
    for row in state.steps:
        orders.setdefault(tuple(row.content["ordered"]), []).append(row)
    for order, rows in orders.items():
        listed = " → ".join(name_of("steps", each, words.language) for each in order)
        yield Sentence(words("paper_steps", listed=listed), tuple(rows))


def _cases(words: Wording, cases: Sequence[Case]) -> Table:
    rows = []
    for case in cases:
        assert case.opening is not None
        used = [option for option in case.options if case.chosen(option.id) is not None]
        opened = Value(case.dossier, (case.opening.row,))
        rows.append(
            (
                Cell(case.dossier, opened),
                Cell(case.opening.content.title),
                _line(words, case),
                Cell(words.day(case.since)),
                Cell(tables.names(words, "domains", case.domains)),
                Cell(", ".join(tables.evidence_name(e) for e in case.evidence("technique"))),
                Cell("; ".join(option.content.text[:_QUOTED] for option in used)),
                Cell("; ".join(tables.outcome(words, case, option.id) for option in used)),
            )
        )
    columns = (
        Column("case", words("case"), dossier=True),
        Column("title", words("title"), words=True),
        Column("step", words("stands_at"), words=True),
        Column("since", words("since")),
        Column("domains", words("domains"), words=True),
        Column("techniques", words("technique_names"), words=True),
        Column("used", words("used_names"), words=True),
        Column("outcome", words("outcome"), words=True),
    )
    return Table("cases", words("cases"), columns, tuple(rows))


def _tables(words: Wording, state: State) -> tuple[Table, ...]:
    [case] = state.cases
    found = (
        tables.steps(words, case, state.steps),
        tables.assessments(words, case),
        tables.evidence(words, case),
        tables.objectives(words, case),
        tables.options(words, case),
        tables.evaluations(words, case),
        tables.lessons(words, case),
        tables.elsewhere(words, state.learnt),
        tables.history(words, case),
    )
    return tuple(table for table in found if table.rows)


def _values(case: Case) -> dict[str, Value[Any]]:
    """What matters of a case, to be compared between two moments."""
    found: dict[str, Value[Any]] = {
        "step": Value(case.step, _rows([case.last])),
        "closed": Value(case.closed, _rows([case.last])),
        "assessments": Value(len(case.assessments), _rows(case.assessments)),
        "objectives": Value(len(case.objectives), _rows(case.objectives)),
        "options": Value(len(case.options), _rows(case.options)),
        "used": Value(len(case.choices), _rows(case.choices)),
        "domains": Value(list(case.domains), _rows(case.assessments)),
        "techniques": Value(
            [each.stix_id for each in case.evidence("technique")],
            _rows(
                told
                for told in case.assessments
                if any(sort_of(each) == "technique" for each in told.content.evidence)
            ),
        ),
    }
    for option in case.options:
        evaluation = case.evaluated(option.id)
        if evaluation is not None:
            key = f"outcome.{option.id[:12]}"
            found[key] = Value(evaluation.content.outcome, (evaluation.row,))
    return found


def _rows(told: Iterable[Told[Any] | None]) -> tuple[StatementRow, ...]:
    return tuple(each.row for each in told if each is not None)
