"""The tables of a hybrid case. Every row leads to the statement that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from inzet.dossiers.answer import Cell, Column, Table
from inzet.dossiers.holders import source
from inzet.dossiers.hybrid.case import CLOSED, Case, sort_of
from inzet.dossiers.hybrid.contents import STEP_OF, STEPS, Assessment, Evidence, Move, Told
from inzet.dossiers.hybrid.lessons import Learnt, Shared
from inzet.dossiers.hybrid.vocabulary import name_of, term
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.errors import UnknownValue

_SHORT = 12
"""Digits of an identity that are shown, as elsewhere."""
TONES = {"worked": "good", "did not work": "bad", "worked in part": "strong"}
"""Of an evaluation, by its outcome."""
_OUTCOMES = tuple(TONES)


def steps(words: Wording, case: Case | None, papers: Sequence[StatementRow]) -> Table:
    """The four steps: how a case stands to each, and what papers call them."""
    columns = [Column("number", words("number"), right=True), Column("step", words("step"))]
    if case is not None:
        columns += [
            Column("state", words("state")),
            Column("since", words("since")),
            Column("entries", words("entries"), right=True),
        ]
    if papers:
        columns.append(Column("papers", words("paper_name"), words=True))
    rows = []
    for number, step in enumerate(STEPS, 1):
        row = [Cell(str(number)), Cell(name_of("steps", step, words.language))]
        if case is not None:
            row += _standing(words, case, step)
        if papers:
            row.append(_in_papers(words, step, papers))
        rows.append(tuple(row))
    return Table("steps", words("steps"), tuple(columns), tuple(rows))


def _standing(words: Wording, case: Case, step: str) -> list[Cell]:
    held = [each for each in case.entries if STEP_OF[type(each.content)] == step]
    count = Cell(str(len(held)), Value(len(held), tuple(each.row for each in held)))
    state, since = standing(case, step)
    day = Cell(words.day(since.said), Value(step, (since,))) if since is not None else Cell("")
    return [Cell(words(f"state_{state}")), day, count]


def standing(case: Case, step: str) -> tuple[str, StatementRow | None]:
    """How a case stands to a step (done, open, ahead, again), and what began it last."""
    moves = (each for each in case.moves if each.content.event != CLOSED)
    began = [each for each in moves if each.content.step == step]
    first = case.opening if step == STEPS[0] and not began else (began[-1] if began else None)
    return _state(case, step), first.row if first is not None else None


def _state(case: Case, step: str) -> str:
    there, here = STEPS.index(step), STEPS.index(case.step)
    if case.closed or there < here:
        return "done"
    if there == here:
        return "open"
    been = any(each.content.step == step for each in case.moves)
    return "again" if been else "ahead"


def _in_papers(words: Wording, step: str, papers: Sequence[StatementRow]) -> Cell:
    """How papers name a step, with the statements that do; the concept is the reader's."""
    found = [row for row in papers if any(_is_step(name, step) for name in row.content["ordered"])]
    named = {name for row in found for name in row.content["ordered"] if _is_step(name, step)}
    text = ", ".join(sorted(words.concept(str(name)) for name in named))
    return Cell(text, Value(text, tuple(found))) if found else Cell("")


def _is_step(name: object, step: str) -> bool:
    try:
        return term("steps", str(name)).id == step
    except UnknownValue:
        return False


def assessments(words: Wording, case: Case) -> Table:
    """The threat picture, each judgement with its grade."""
    rows = []
    for each in case.assessments:
        content = each.content
        rows.append(
            (
                _id(each),
                Cell(content.text),
                Cell(
                    f"{content.reliability}{content.credibility}", Value(grade(content), _of(each))
                ),
                Cell(likelihood(words, content)),
                Cell(names(words, "confidence", filter(None, [content.confidence]))),
                Cell(names(words, "domains", content.domains)),
                Cell(names(words, "tools", content.tools)),
                Cell(names(words, "phases", filter(None, [content.phase]))),
                Cell(", ".join(evidence_name(one) for one in content.evidence)),
                *_told(words, each),
            )
        )
    columns = (
        Column("id", words("id")),
        Column("judgement", words("judgement"), words=True),
        Column("grade", words("grade")),
        Column("likelihood", words("likelihood")),
        Column("confidence", words("confidence")),
        Column("domains", words("domains"), words=True),
        Column("tools", words("tools"), words=True),
        Column("phase", words("phase")),
        Column("rests_on", words("rests_on"), words=True),
        *_told_columns(words),
    )
    note = words("likely_note")
    return Table("assessments", words("assessments"), columns, tuple(rows), note)


def evidence(words: Wording, case: Case) -> Table:
    """Techniques, actors, incidents and statements that the picture rests on."""
    rows = []
    for each in case.evidence():
        using = [
            told
            for told in case.assessments
            if each.statement in {one.statement for one in told.content.evidence}
        ]
        sort = sort_of(each)
        shown = words(f"sort_{sort}") if sort in _SORTS else sort
        value = Value(each.stix_id or each.statement, tuple(told.row for told in using))
        rows.append(
            (Cell(shown), Cell(evidence_name(each), value), Cell(each.stix_id or each.statement))
        )
    columns = (
        Column("sort", words("sort")),
        Column("name", words("name"), words=True),
        Column("stix_id", words("stix_id")),
    )
    return Table("evidence", words("evidence"), columns, tuple(rows))


_SORTS = ("technique", "tactic", "actor", "incident", "statement")


def objectives(words: Wording, case: Case) -> Table:
    """What is to be reached, and what serves it."""
    rows = []
    for each in case.objectives:
        serving = [option for option in case.options if each.id in option.content.serves]
        rows.append(
            (
                _id(each),
                Cell(each.content.text),
                Cell("; ".join(_short(option) for option in serving)),
                *_told(words, each),
            )
        )
    columns = (
        Column("id", words("id")),
        Column("objective", words("objective"), words=True),
        Column("served_by", words("served_by"), words=True),
        *_told_columns(words),
    )
    return Table("objectives", words("objectives"), columns, tuple(rows))


def options(words: Wording, case: Case) -> Table:
    """What can be done, what was chosen and whether it worked."""
    rows = []
    for each in case.options:
        aims = [one for one in case.objectives if one.id in each.content.serves]
        choice = case.chosen(each.id)
        chosen = Cell("")
        if choice is not None:
            chosen = Cell(words.day(choice.row.said), Value(choice.content.text, (choice.row,)))
        rows.append(
            (
                _id(each),
                Cell(each.content.text),
                Cell(names(words, "instruments", each.content.instruments)),
                Cell("; ".join(_short(one) for one in aims)),
                chosen,
                _outcome(words, case, each.id) if choice is not None else Cell(""),
                *_told(words, each),
            )
        )
    columns = (
        Column("id", words("id")),
        Column("option", words("option"), words=True),
        Column("instruments", words("instruments"), words=True),
        Column("serves", words("serves"), words=True),
        Column("chosen", words("chosen")),
        Column("outcome", words("outcome")),
        *_told_columns(words),
    )
    return Table("options", words("options"), columns, tuple(rows))


def evaluations(words: Wording, case: Case) -> Table:
    """Every evaluation, earlier ones of the same option too."""
    by_id = {each.id: each for each in case.options}
    rows = [
        (
            _id(each),
            Cell(_short(by_id[each.content.option])),
            Cell(
                name_of("outcome", each.content.outcome, words.language),
                tone=TONES.get(each.content.outcome, "soft"),
            ),
            Cell(each.content.text),
            *_told(words, each),
        )
        for each in case.evaluations
    ]
    columns = (
        Column("id", words("id")),
        Column("option", words("option"), words=True),
        Column("outcome", words("outcome")),
        Column("evaluation", words("evaluation"), words=True),
        *_told_columns(words),
    )
    return Table("evaluations", words("evaluations"), columns, tuple(rows))


def lessons(words: Wording, case: Case) -> Table:
    """What was learnt here."""
    rows = [(_id(each), Cell(each.content.text), *_told(words, each)) for each in case.lessons]
    columns = (
        Column("id", words("id")),
        Column("lesson", words("lesson"), words=True),
        *_told_columns(words),
    )
    return Table("lessons", words("lessons"), columns, tuple(rows))


def used(words: Wording, cases: Sequence[Case]) -> Table:
    """What cases used and whether it worked, what did first; those not evaluated last."""
    found: list[tuple[int, tuple[Cell, ...]]] = []
    for case in cases:
        for option in case.options:
            if case.chosen(option.id) is None:
                continue
            latest = case.evaluated(option.id)
            place = (
                _OUTCOMES.index(latest.content.outcome)
                if latest is not None and latest.content.outcome in _OUTCOMES
                else len(_OUTCOMES)
            )
            row = (
                _outcome(words, case, option.id),
                Cell(option.content.text, Value(option.content.text, _of(option))),
                Cell(names(words, "instruments", option.content.instruments)),
                Cell(latest.content.text if latest is not None else ""),
                Cell(case.opening.content.title if case.opening is not None else case.dossier),
            )
            found.append((place, row))
    columns = (
        Column("outcome", words("outcome")),
        Column("option", words("option"), words=True),
        Column("instruments", words("instruments"), words=True),
        Column("why", words("evaluation"), words=True),
        Column("case", words("case"), words=True),
    )
    rows = tuple(row for _, row in sorted(found, key=lambda each: each[0]))
    return Table("used", words("used_all"), columns, rows)


def learnt(words: Wording, cases: Sequence[Case]) -> Table:
    """Every lesson, the newest first."""
    every = [(lesson, case) for case in cases for lesson in case.lessons]
    every.sort(key=lambda each: str(each[0].row.said), reverse=True)
    rows = tuple(
        (
            Cell(lesson.content.text, Value(lesson.content.text, _of(lesson))),
            Cell(case.opening.content.title if case.opening is not None else case.dossier),
            *_told(words, lesson),
        )
        for lesson, case in every
    )
    columns = (
        Column("lesson", words("lesson"), words=True),
        Column("case", words("case"), words=True),
        *_told_columns(words),
    )
    return Table("lessons", words("lessons"), columns, rows)


def elsewhere(words: Wording, learnt: Sequence[Learnt]) -> Table:
    """What other cases learnt that share something with this one."""
    rows = [
        (
            Cell(each.case.dossier),
            Cell(each.lesson.content.text, Value(each.lesson.content.text, _of(each.lesson))),
            Cell(_shares(words, each.shared)),
            Cell(words.day(each.lesson.row.said)),
        )
        for each in learnt
    ]
    columns = (
        Column("case", words("case"), dossier=True),
        Column("lesson", words("lesson"), words=True),
        Column("shares", words("shares"), words=True),
        Column("on", words("on")),
    )
    return Table("elsewhere", words("elsewhere"), columns, tuple(rows))


def history(words: Wording, case: Case) -> Table:
    """Its opening and every move from step to step, with who made it and why."""
    rows: list[tuple[Cell, ...]] = []
    if case.opening is not None:
        first = case.opening
        value = Value("opened", (first.row,))
        opened = Cell(words("event_opened"), value)
        step = Cell(name_of("steps", STEPS[0], words.language))
        rows.append((_day(words, first), opened, step, Cell(first.content.text), _by(first)))
    rows += [_move(words, each) for each in case.moves]
    columns = (
        Column("on", words("on")),
        Column("event", words("event")),
        Column("step", words("step")),
        Column("why", words("why"), words=True),
        Column("by", words("by")),
    )
    return Table("history", words("history"), columns, tuple(rows))


def _move(words: Wording, each: Told[Move]) -> tuple[Cell, ...]:
    event = Cell(words(f"event_{each.content.event}"), Value(each.content.event, _of(each)))
    step = Cell(name_of("steps", each.content.step, words.language))
    return (_day(words, each), event, step, Cell(each.content.text), _by(each))


def grade(content: Assessment) -> str:
    """The grade as it is spoken: ``B2``."""
    return f"{content.reliability}{content.credibility}"


def likelihood(words: Wording, content: Assessment) -> str:
    """The likelihood with its range: ``likely (55–80 %)``; nothing where none is given."""
    if content.likelihood is None:
        return ""
    name = name_of("likelihood", content.likelihood, words.language)
    try:
        percent = term("likelihood", content.likelihood).percent
    except UnknownValue:
        percent = None
    return f"{name} ({percent[0]}–{percent[1]} %)" if percent else name


def names(words: Wording, kind: str, ids: Iterable[str]) -> str:
    """Names of terms, with commas."""
    return ", ".join(name_of(kind, each, words.language) for each in ids)


def evidence_name(each: Evidence) -> str:
    """The name of what an assessment rests on, with its code: ``Sway crowds (X0007)``."""
    name = each.name or each.stix_id or each.statement[:_SHORT]
    return f"{name} ({each.code})" if each.code else name


def outcome(words: Wording, case: Case, option: str) -> str:
    """Whether an option worked, in words."""
    return _outcome(words, case, option).text


def _outcome(words: Wording, case: Case, option: str) -> Cell:
    latest = case.evaluated(option)
    if latest is None:
        return Cell(words("not_evaluated"), tone="soft")
    value = Value(latest.content.outcome, (latest.row,))
    name = name_of("outcome", latest.content.outcome, words.language)
    return Cell(name, value, tone=TONES.get(latest.content.outcome, "soft"))


def _shares(words: Wording, shared: Shared) -> str:
    found = [
        *(evidence_name(each) for each in shared.techniques),
        *(name_of("domains", each, words.language) for each in shared.domains),
        *(name_of("tools", each, words.language) for each in shared.tools),
        *(name_of("instruments", each, words.language) for each in shared.instruments),
    ]
    return ", ".join(found)


def _told(words: Wording, each: Told[Any]) -> tuple[Cell, Cell, Cell]:
    return Cell(source(each.row)), _day(words, each), _by(each)


def _told_columns(words: Wording) -> tuple[Column, Column, Column]:
    return (
        Column("source", words("source"), words=True),
        Column("on", words("on")),
        Column("by", words("by")),
    )


def _day(words: Wording, each: Told[Any]) -> Cell:
    return Cell(words.day(each.row.said))


def _by(each: Told[Any]) -> Cell:
    by = str(each.row.explanation.get("by") or "")
    return Cell(", ".join(filter(None, (by, each.row.organisation))))


def _id(each: Told[Any]) -> Cell:
    return Cell(each.id[:_SHORT], Value(each.id, _of(each)))


def _of(each: Told[Any]) -> tuple[StatementRow, ...]:
    return (each.row,)


def _short(each: Told[Any]) -> str:
    text = str(each.content.text)
    return text if len(text) <= 60 else f"{text[:59]}…"
