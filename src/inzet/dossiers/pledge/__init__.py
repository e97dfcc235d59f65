"""Pledges: what allies agreed to spend, and what each edition of the figures says they spend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inzet.dossiers.answer import Answer, Asked, Cell
from inzet.dossiers.members import Roll
from inzet.dossiers.pledge import state as states
from inzet.dossiers.pledge.gathering import Gathering
from inzet.dossiers.pledge.kinds import KINDS, Fact, facts
from inzet.dossiers.pledge.options import OPTIONS, choices
from inzet.dossiers.pledge.state import State
from inzet.dossiers.pledge.telling import line, tell
from inzet.dossiers.procedure import Procedure
from inzet.dossiers.registry import register
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act

__all__ = ["Pledge"]


@register
class Pledge(Procedure[Fact, State]):
    """A dossier is an agreement (``pledge/wales-2014``); the figures count for all of them."""

    name = "pledge"
    acts = (Act.DECISION, Act.EXPECTATION, Act.FIGURE)
    kinds = KINDS
    options = OPTIONS
    editions = True

    def facts(self, row: StatementRow) -> Sequence[Fact]:
        """Cells, published counts and agreements."""
        return facts(row)

    def gathering(self) -> dict[str, Sequence[Fact]]:
        """Figures by edition, as they come."""
        return Gathering()

    def state(self, facts: Mapping[str, Sequence[Fact]], asked: Asked, roll: Roll) -> State:
        """Agreements and the figures held against their targets."""
        for name in asked.options:
            self.option(asked, name)
        chosen = choices(asked.options)
        first = Wording(__name__, asked.language)("rule.first")
        wanted = () if chosen.target is None else (chosen.target,)
        return states.state(facts, asked, roll, first, wanted, chosen.year)

    def line(self, state: State, asked: Asked) -> Cell:
        """How many meet the highest target, of how many."""
        return line(state, Wording(__name__, asked.language))

    def answer(self, state: State, asked: Asked) -> Answer:
        """Who meets what, by which edition."""
        return tell(state, asked, choices(asked.options), Wording(__name__, asked.language))
