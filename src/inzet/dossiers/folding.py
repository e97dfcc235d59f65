"""A fold over the statements in a view that can go on where it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from inzet.dossiers.answer import Asked
from inzet.dossiers.members import Roll
from inzet.dossiers.procedure import Procedure
from inzet.meetings import every
from inzet.record import Filter, StatementRow, View

F = TypeVar("F")
S = TypeVar("S")


class Folding(Generic[F, S]):
    """The facts that one procedure takes from statements, kept so that more can come.

    Statements may come in any order; a newer version of a statement takes the place of the one
    before. The state is that of the same statements folded at once.
    """

    def __init__(self, procedure: Procedure[F, S]) -> None:
        self.procedure = procedure
        self._facts: dict[str, Sequence[F]] = {}

    def take(self, rows: Iterable[StatementRow]) -> None:
        """Takes statements in."""
        for row in rows:
            facts = self.procedure.facts(row)
            if facts:
                self._facts[row.identity] = facts
            else:
                self._facts.pop(row.identity, None)

    def drop(self, identities: Iterable[str]) -> None:
        """Forgets statements that no longer stand."""
        for identity in identities:
            self._facts.pop(identity, None)

    @property
    def facts(self) -> Mapping[str, Sequence[F]]:
        """By identity of the statement that tells them."""
        return self._facts

    def state(self, asked: Asked, roll: Roll) -> S:
        """The state of what was taken so far."""
        return self.procedure.state(self._facts, asked, roll)


def folded(view: View, procedure: Procedure[F, S]) -> Folding[F, S]:
    """Everything in a view that tells of a procedure."""
    folding = Folding(procedure)
    for act in procedure.acts:
        folding.take(every(view, Filter(procedure=procedure.name, act=act)))
    return folding
