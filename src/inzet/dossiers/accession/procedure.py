"""The procedure ``accession``: dossiers named after the candidate, such as ``accession/FIN``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inzet.dossiers.accession.answers import all_of_them, frame_of, one_of_them
from inzet.dossiers.accession.drawn import GRID
from inzet.dossiers.accession.facts import PROCEDURE, PROTOCOL, Fact, Milestone, Step, facts_of
from inzet.dossiers.accession.report import Report, report
from inzet.dossiers.accession.sentences import line
from inzet.dossiers.accession.state import NATO, candidate_on
from inzet.dossiers.answer import Answer, Asked, Cell
from inzet.dossiers.members import Roll
from inzet.dossiers.pictures import Frame
from inzet.dossiers.procedure import Kind, Procedure
from inzet.dossiers.registry import register
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class State:
    """All accessions that something is told of, those under way first."""

    reports: tuple[Report, ...]
    members: Value[int]
    """How many allies there are on the day."""


@register
class Accession(Procedure[Fact, State]):
    """Who has approved that a candidate joins, who has not, and what papers say of it."""

    name = PROCEDURE
    acts = (Act.STATUS,)
    shared = ()
    filmed = GRID
    kinds = (
        Kind(Act.STATUS, "step of an ally", "An ally took a step towards admitting a candidate."),
        Kind(Act.STATUS, "part of a step", "Part of such a step, as the vote of one chamber."),
        Kind(Act.STATUS, "milestone", "Something happened to a candidate as a whole."),
        Kind(Act.STATUS, "count", "So many allies took a step, or all but those named."),
    )

    def facts(self, row: StatementRow) -> Sequence[Fact]:
        return facts_of(row)

    def state(self, facts: Mapping[str, Sequence[Fact]], asked: Asked, roll: Roll) -> State:
        self.refuse_options(asked)
        words = wording(asked)
        by_code: dict[str, list[Fact]] = {}
        wanted = asked.dossier and asked.dossier.partition("/")[2].upper()
        for told in facts.values():
            for fact in told:
                if wanted in (None, fact.candidate):
                    by_code.setdefault(fact.candidate, []).append(fact)
        codes = sorted(by_code) if wanted is None else [wanted]
        reports = [
            report(candidate_on(code, by_code.get(code, ()), asked.on, roll, words), words)
            for code in codes
        ]
        if asked.dossier is None:
            reports = [each for each in reports if not each.empty]
        return State(_ordered(reports), roll.count(NATO, asked.on))

    def line(self, state: State, asked: Asked) -> Cell:
        return line(state.reports[0], wording(asked)) if state.reports else Cell("")

    def answer(self, state: State, asked: Asked) -> Answer:
        words = wording(asked)
        if asked.dossier is not None:
            return one_of_them(state.reports[0], state.members, asked, words)
        return all_of_them(state.reports, state.members, asked, words)

    def days(
        self, facts: Mapping[str, Sequence[Fact]], asked: Asked, roll: Roll
    ) -> Iterable[dt.date]:
        every = [fact for told in facts.values() for fact in told]
        begins = [fact.day.latest for fact in every if _begins(fact)]
        if not begins:
            return ()
        # A fact is known from the first day that it may be of, and counts from the last.
        found = {day for fact in every for day in (fact.day.earliest, fact.day.latest)}
        for term in roll.terms(NATO):
            found |= {term.since} | ({term.until + _DAY} if term.until else set())
        return (day for day in found if day >= min(begins))

    def frame(self, state: State, asked: Asked) -> Frame:
        return frame_of(state.reports[0], state.members, asked, wording(asked))


def _begins(fact: Fact) -> bool:
    """Whether the grid has something to show from then on."""
    return isinstance(fact, Step) or (isinstance(fact, Milestone) and fact.event == PROTOCOL)


def wording(asked: Asked) -> Wording:
    """The words of this procedure in the language that is asked."""
    return Wording("inzet.dossiers.accession", asked.language)


def _ordered(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Those under way first; of each the latest first, and of one day by code."""
    by_code = sorted(reports, key=lambda each: each.code)
    latest_first = sorted(by_code, key=lambda each: each.since, reverse=True)
    return tuple(sorted(latest_first, key=lambda each: each.candidate.settled))
