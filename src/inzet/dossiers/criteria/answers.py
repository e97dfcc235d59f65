"""Criteria as sentences, tables and values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from inzet.dossiers.answer import Answer, Asked, Cell, Column, Sentence, Table
from inzet.dossiers.criteria import drawn
from inzet.dossiers.criteria.facts import LEVELS, MET, PROCEDURE, SHARES
from inzet.dossiers.criteria.naming import concept_of, criterion_name, set_key, set_name
from inzet.dossiers.criteria.state import Criteria, State, Status, differ
from inzet.dossiers.sayings import Shown, occasion_of
from inzet.dossiers.subjects import subject
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow


def answer_of(state: State, asked: Asked, words: Wording) -> Answer:
    """The state of one dossier, or of all."""
    about = subject(asked.dossier, words) if asked.dossier is not None else ""
    tables = [_set(each, state, words) for each in state.sets]
    if asked.dossier is None:
        tables = [_sets(state, words)]
    else:
        tables += [_moves(state, words), _raised(state, words)]
    kept = [table for table in tables if table.rows]
    headline = list(_headline(state, words))
    return Answer(
        procedure=PROCEDURE,
        asked=asked,
        title=words("title_of", about=about) if about else words("title"),
        line=line_of(state, words),
        headline=tuple(headline or [Sentence(words("nothing", about=about or words("title")))]),
        tables=tuple(kept),
        pictures=drawn.pictures(state, [each.key for each in kept], words),
        values=_values(state, words),
        state=[_plain(each) for each in state.sets],
    )


def _headline(state: State, words: Wording) -> Iterator[Sentence]:
    for criteria in state.sets:
        yield from _counted(criteria, words)
        yield from _unknown_and_open(criteria, words)
        yield from _moved(criteria, words)
        contested = [each for each in criteria.assessed if each.level and each.level.contested]
        if contested:
            rows = tuple(row for each in contested for row in _rows(each))
            yield Sentence(words("differ", names=_names(contested, words)), rows)
    if state.raised:
        holders = dict.fromkeys(words.party(fact.who) for fact in state.raised)
        said = tuple({fact.row.identity: fact.row for fact in state.raised}.values())
        yield Sentence(words("raised", n=len(said), who=words.listed(holders)), said)


def _counted(criteria: Criteria, words: Wording) -> Iterator[Sentence]:
    told = {"subject": words.party(criteria.subject), "set": set_name(criteria, words)}
    of, last = len(criteria.statuses), criteria.last
    if last is None:
        rows = tuple(row for each in criteria.statuses for row in each.required)
        yield Sentence(words("unassessed", **told, n=of), rows)
        return
    levels = Counter(each.level.value for each in criteria.assessed if each.level is not None)
    counts = [
        words("level_count", n=levels[level], level=words(level))
        for level in reversed(LEVELS)
        if levels[level] and level != MET
    ]
    text = words(
        "counted" if counts else "counted_all" if len(criteria.met) == of else "counted",
        **told,
        met=len(criteria.met),
        of=of,
        when=words.day(last.day),
        who=words.party(last.who),
        levels=words.listed(counts),
    )
    yield Sentence(text, tuple(row for each in criteria.assessed for row in _rows(each)))


def _unknown_and_open(criteria: Criteria, words: Wording) -> Iterator[Sentence]:
    if not criteria.assessed:
        return
    open_ = [each for each in criteria.assessed if not each.met]
    unknown = [each for each in criteria.statuses if each.level is None]
    if open_:
        rows = tuple(row for each in open_ for row in _rows(each))
        yield Sentence(words("open", names=_names(open_, words)), rows)
    if unknown:
        rows = tuple(row for each in unknown for row in each.required)
        yield Sentence(words("some_unassessed", names=_names(unknown, words)), rows)


def _moved(criteria: Criteria, words: Wording) -> Iterator[Sentence]:
    moved = [(each, each.moved) for each in criteria.statuses]
    found = [(each, pair) for each, pair in moved if pair is not None]
    if not found:
        return
    since = min((pair[0] for _, pair in found), key=lambda fact: fact.first)
    moves = "; ".join(
        words(
            "move",
            name=criterion_name(each, words),
            before=words(str(pair[0].level)),
            after=words(str(pair[1].level)),
        )
        for each, pair in found
    )
    rows = tuple(fact.row for _, pair in found for fact in pair)
    yield Sentence(words("moved", since=words.day(since.day), moves=moves), rows)


def _names(statuses: Sequence[Status], words: Wording) -> str:
    return "; ".join(criterion_name(each, words) for each in statuses)


def _rows(status: Status) -> tuple[StatementRow, ...]:
    return status.level.sources if status.level is not None else ()


def line_of(state: State, words: Wording) -> Cell:
    """The set with most criteria in a few words; where nobody assessed any, what is required."""
    assessed = [each for each in state.sets if each.assessed]
    if assessed:
        largest = max(assessed, key=lambda each: (len(each.statuses), each.name))
        met, of = len(largest.met), len(largest.statuses)
        rows = tuple(row for each in largest.assessed for row in _rows(each))
        return Cell(
            words("line", met=met, of=of),
            Value(met, rows),
            share=met / of,
            figure=words("line_figure", met=met, of=of),
            beside=words("line_beside"),
        )
    required = [each for criteria in state.sets for each in criteria.statuses]
    if required:
        rows = tuple(row for each in required for row in each.required)
        text = words("line_unassessed", n=len(required))
        return Cell(text, Value(len(required), rows))
    return Cell(words("line_none"), tone="soft")


def _set(criteria: Criteria, state: State, words: Wording) -> Table:
    several = len({each.subject for each in state.sets}) > 1
    title = set_name(criteria, words)
    who = words.party(criteria.subject)
    unknown = any(each.level is None for each in criteria.statuses)
    return Table(
        set_key(criteria, several),
        f"{who}: {title}" if several else title[:1].upper() + title[1:],
        (
            Column("criterion", words("column_criterion"), words=True),
            Column("level", words("column_level")),
            Column("as of", words("column_since"), day=True),
            Column("by", words("column_who")),
        ),
        tuple(_row(each, words) for each in criteria.statuses),
        note=words("note_unknown") if unknown else "",
    )


def _row(status: Status, words: Wording) -> tuple[Cell, ...]:
    name = Cell(criterion_name(status, words), Value(status.place.name, status.required))
    if status.level is None:
        return name, Cell(words("cell_unknown"), tone="soft"), Cell(""), Cell("")
    last = status.assessed[-1]
    tone = "good" if status.met else "bad" if status.level.value in ("none", "not met") else ""
    return (
        name,
        Cell(
            words(status.level.value),
            status.level,
            tone,
            share=SHARES.get(status.level.value),
        ),
        Cell(last.day),
        Cell(words.party(last.who)),
    )


def _sets(state: State, words: Wording) -> Table:
    return Table(
        "sets",
        words("table_sets"),
        (
            Column("subject", words("column_subject")),
            Column("set", words("column_set"), words=True),
            Column("met", words("column_met")),
            Column("as of", words("column_since"), day=True),
        ),
        tuple(
            (
                Cell(words.party(each.subject)),
                Cell(set_name(each, words)),
                line_of(State((each,), ()), words),
                Cell(each.last.day if each.last is not None else ""),
            )
            for each in state.sets
        ),
    )


def _moves(state: State, words: Wording) -> Table:
    rows = []
    for criteria in state.sets:
        for each in criteria.statuses:
            for before, after in zip(each.assessed, each.assessed[1:], strict=False):
                if differ(str(before.level), str(after.level)):
                    rows.append(
                        (
                            Cell(criterion_name(each, words)),
                            Cell(words(str(before.level)), Value(before.level, (before.row,))),
                            Cell(words(str(after.level)), Value(after.level, (after.row,))),
                            Cell(after.day),
                        )
                    )
    return Table(
        "moves",
        words("table_moves"),
        (
            Column("criterion", words("column_criterion"), words=True),
            Column("before", words("column_before")),
            Column("after", words("column_after")),
            Column("when", words("column_when"), day=True),
        ),
        tuple(rows),
    )


def _raised(state: State, words: Wording) -> Table:
    shown = Shown(words.language)
    return Table(
        "raised",
        words("table_raised"),
        (
            Column("when", words("column_when")),
            Column("who", words("column_who")),
            Column("criterion", words("column_criterion"), words=True),
        ),
        tuple(
            (
                Cell(occasion_of(fact.row).short(words)),
                Cell(shown.who(fact.who)),
                Cell(concept_of(fact.place.name, words), Value(fact.place.name, (fact.row,))),
            )
            for fact in state.raised
        ),
    )


def _values(state: State, words: Wording) -> dict[str, Value[Any]]:
    several = len({each.subject for each in state.sets}) > 1
    found: dict[str, Value[Any]] = {}
    for each in state.sets:
        key = set_key(each, several)
        rows = tuple(row for status in each.assessed for row in _rows(status))
        required = tuple(row for status in each.statuses for row in status.required)
        found[f"{key}.of"] = Value(len(each.statuses), required)
        if each.assessed:
            open_ = [status.place.name for status in each.assessed if not status.met]
            found[f"{key}.met"] = Value(len(each.met), rows)
            found[f"{key}.open"] = Value(open_, rows)
        for status in each.statuses:
            if status.level is not None:
                found[f"{key}.{status.number or status.place.name}"] = status.level
    return found


def _plain(criteria: Criteria) -> dict[str, Any]:
    return {
        "subject": criteria.subject,
        "towards": criteria.towards or None,
        "set": criteria.name or None,
        "met": len(criteria.met) if criteria.assessed else None,
        "of": len(criteria.statuses),
        "criteria": [
            {
                "number": each.number,
                "criterion": each.place.name,
                "level": each.level.value if each.level is not None else None,
                "history": [
                    {"when": fact.day, "level": fact.level, "who": fact.who}
                    for fact in each.assessed
                ],
                "raised": len(each.raised),
            }
            for each in criteria.statuses
        ],
    }
