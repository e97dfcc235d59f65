"""Assistance: packages, what they need, and who pledged, committed and paid what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inzet.dossiers.answer import Answer, Asked, Cell
from inzet.dossiers.assistance import state as states
from inzet.dossiers.assistance.kinds import KINDS, Fact, facts
from inzet.dossiers.assistance.state import State
from inzet.dossiers.assistance.telling import line, tell
from inzet.dossiers.members import Roll
from inzet.dossiers.procedure import Procedure
from inzet.dossiers.registry import register
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act

__all__ = ["Assistance"]


@register
class Assistance(Procedure[Fact, State]):
    """A dossier is a package (``assistance/ucap``), or the party that is helped."""

    name = "assistance"
    acts = (Act.STATUS, Act.POSITION, Act.DECISION, Act.CONTEXT, Act.FIGURE)
    kinds = KINDS
    editions = True
    shared = ()

    def facts(self, row: StatementRow) -> Sequence[Fact]:
        """Contributions, needs and a tracker's cells."""
        return facts(row)

    def state(self, facts: Mapping[str, Sequence[Fact]], asked: Asked, roll: Roll) -> State:
        """Who gives what to which package."""
        for name in asked.options:
            self.option(asked, name)
        words = Wording(__name__, asked.language)
        return states.state(facts, asked, words, roll.members("NATO", asked.on))

    def line(self, state: State, asked: Asked) -> Cell:
        """What was given, by currency and stage."""
        return line(state, Wording(__name__, asked.language))

    def answer(self, state: State, asked: Asked) -> Answer:
        """The totals by currency and stage, and what is open."""
        return tell(state, asked, Wording(__name__, asked.language))
