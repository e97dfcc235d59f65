"""The procedure ``criteria``: dossiers named after who must meet them: ``criteria/ukraine``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inzet.dossiers.answer import Answer, Asked, Cell
from inzet.dossiers.criteria.answers import answer_of, line_of
from inzet.dossiers.criteria.facts import PROCEDURE, Fact, facts_of
from inzet.dossiers.criteria.state import State, state_of
from inzet.dossiers.members import Roll
from inzet.dossiers.procedure import Kind, Procedure
from inzet.dossiers.registry import register
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act


@register
class Criteria(Procedure[Fact, State]):
    """What is required of whom, how it is assessed, by whom, what is open and what moved."""

    name = PROCEDURE
    shared = ()
    acts = (Act.CONDITION, Act.ASSESSMENT, Act.POSITION)
    kinds = (
        Kind(Act.CONDITION, "requirement", "A criterion must be met, by a party, for something."),
        Kind(Act.ASSESSMENT, "assessment", "A criterion is met, or how far it has come."),
        Kind(Act.POSITION, "raised", "A holder speaks of a criterion without assessing it."),
    )

    def facts(self, row: StatementRow) -> Sequence[Fact]:
        return tuple(facts_of(row))

    def state(self, facts: Mapping[str, Sequence[Fact]], asked: Asked, roll: Roll) -> State:
        self.refuse_options(asked)
        every = (fact for told in facts.values() for fact in told)
        return state_of(every, asked.on, asked.dossier, _wording(asked))

    def line(self, state: State, asked: Asked) -> Cell:
        return line_of(state, _wording(asked))

    def answer(self, state: State, asked: Asked) -> Answer:
        return answer_of(state, asked, _wording(asked))


def _wording(asked: Asked) -> Wording:
    return Wording("inzet.dossiers.criteria", asked.language)
