"""The hybrid procedure: where each case stands, what was chosen and whether it worked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from inzet.dossiers.answer import Answer, Asked, Cell
from inzet.dossiers.hybrid.case import Case, put_together
from inzet.dossiers.hybrid.contents import (
    ACTS,
    Content,
    Lesson,
    Told,
    kind_of,
    told,
)
from inzet.dossiers.hybrid.lessons import Learnt, learnt
from inzet.dossiers.members import Roll
from inzet.dossiers.procedure import Kind, Procedure
from inzet.dossiers.registry import register
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act


@dataclass(frozen=True, slots=True)
class Fact:
    """What one statement tells: something of a case, or what a paper says of hybrid threats."""

    row: StatementRow
    told: Told[Content] | None


@dataclass(frozen=True, slots=True)
class State:
    """The cases in view, and what papers say beside them."""

    cases: tuple[Case, ...]
    """All of them by name; or the one that was asked for, with an opening or without."""
    said: tuple[StatementRow, ...] = ()
    """What papers say, newest first: of the case asked for and the dossiers beside it."""
    steps: tuple[StatementRow, ...] = ()
    """Those of them that name steps in order."""
    learnt: tuple[Learnt, ...] = field(default=())
    """Of the one case that was asked for: what others learnt."""


@register
class Hybrid(Procedure[Fact, State]):
    """Cases of hybrid threats, each in four ordered steps."""

    name: ClassVar[str] = "hybrid"
    line_alone: ClassVar[bool] = True
    acts: ClassVar[tuple[Act, ...]] = (
        Act.CONTEXT,
        Act.ASSESSMENT,
        Act.DECISION,
        Act.STATUS,
        Act.POSITION,
        Act.EXPECTATION,
        Act.CONDITION,
    )
    kinds: ClassVar[tuple[Kind, ...]] = tuple(
        Kind(act, kind_of(content), (content.__doc__ or "").split("\n")[0])
        for content, act in ACTS.items()
    )

    def facts(self, row: StatementRow) -> Sequence[Fact]:
        """What a statement tells."""
        return (Fact(row, told(row)),)

    def state(self, facts: Mapping[str, Sequence[Fact]], asked: Asked, roll: Roll) -> State:
        """The cases as of the view that the facts are from."""
        self.option(asked, "")
        by_dossier, papers = _sorted(facts)
        if asked.dossier is None:
            cases = [put_together(name, by_dossier[name]) for name in sorted(by_dossier)]
            opened = tuple(case for case in cases if case.opening is not None)
            return _with_papers(State(opened), _all(papers))
        case = put_together(asked.dossier, by_dossier.get(asked.dossier, ()))
        others = (
            put_together(name, told)
            for name, told in by_dossier.items()
            if name != asked.dossier and any(type(each.content) is Lesson for each in told)
        )
        beside = case.opening.content.beside if case.opening is not None else ()
        near = [row for name in (asked.dossier, *beside) for row in papers.get(name, ())]
        return _with_papers(State((case,), learnt=learnt(case, others)), near)

    def answer(self, state: State, asked: Asked) -> Answer:
        """The state in sentences and tables."""
        from inzet.dossiers.hybrid.showing import show_all, show_case

        if asked.dossier is None:
            return show_all(state, asked)
        return show_case(state, asked)

    def line(self, state: State, asked: Asked) -> Cell:
        """Where a case stands; nothing else of it is shown."""
        from inzet.dossiers.hybrid.showing import line

        return line(state, asked)


def _sorted(
    facts: Mapping[str, Sequence[Fact]],
) -> tuple[dict[str, list[Told[Any]]], dict[str, list[StatementRow]]]:
    """What tells of cases, and what papers say, each by dossier."""
    cases: dict[str, list[Told[Any]]] = defaultdict(list)
    papers: dict[str, list[StatementRow]] = defaultdict(list)
    for each in facts.values():
        for fact in each:
            for dossier in fact.row.dossiers:
                if not dossier.startswith("hybrid/"):
                    continue
                if fact.told is not None:
                    cases[dossier].append(fact.told)
                elif fact.row.content.get("kind") != "stix":
                    papers[dossier].append(fact.row)
    return cases, papers


def _all(papers: Mapping[str, Sequence[StatementRow]]) -> list[StatementRow]:
    return [row for name in sorted(papers) for row in papers[name]]


def _with_papers(state: State, rows: Sequence[StatementRow]) -> State:
    once = {row.identity: row for row in rows}.values()
    newest = sorted(once, key=lambda row: (str(row.said or ""), row.identity), reverse=True)
    steps = tuple(row for row in newest if row.content.get("ordered"))
    return State(state.cases, tuple(newest), steps, state.learnt)
