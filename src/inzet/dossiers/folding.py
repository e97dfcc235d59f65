"""A fold over the statements in a view that can go on where it stopped."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from inzet.dossiers.answer import Asked, Cell
from inzet.dossiers.members import Roll
from inzet.dossiers.procedure import Procedure
from inzet.meetings import every
from inzet.record import Filter, StatementRow, View
from inzet.vocabulary.acts import NAMED

F = TypeVar("F")
S = TypeVar("S")


class Folding(Generic[F, S]):
    """The facts that one procedure takes from statements, kept so that more can come.

    Statements may come in any order; a newer version of a statement takes the place of the one
    before. The state is that of the same statements folded at once.
    """

    def __init__(self, procedure: Procedure[F, S]) -> None:
        self.procedure = procedure
        self._facts: dict[str, Sequence[F]] = procedure.gathering()
        self._dossiers: dict[str, tuple[str, ...]] = {}
        self._by_dossier: dict[str, dict[str, Sequence[F]]] = {}

    def take(self, rows: Iterable[StatementRow]) -> None:
        """Takes statements in; those that tell this procedure nothing change nothing."""
        for row in rows:
            self._forget(row.identity)
            facts = self.procedure.facts(row) if row.act in self.procedure.acts else ()
            if facts:
                self._facts[row.identity] = facts
                self._dossiers[row.identity] = row.dossiers
                for dossier in row.dossiers:
                    self._by_dossier.setdefault(dossier, {})[row.identity] = facts

    def drop(self, identities: Iterable[str]) -> None:
        """Forgets statements that no longer stand."""
        for identity in identities:
            self._forget(identity)

    @property
    def facts(self) -> Mapping[str, Sequence[F]]:
        """By identity of the statement that tells them."""
        return self._facts

    def state(self, asked: Asked, roll: Roll) -> S:
        """The state of what was taken so far."""
        return self.procedure.state(self._about(asked.dossier), asked, roll)

    def days(self, asked: Asked, roll: Roll) -> Iterable[dt.date]:
        """Every day from which on the grid of a dossier may be otherwise than before."""
        return self.procedure.days(self._about(asked.dossier), asked, roll)

    def line(self, asked: Asked, roll: Roll) -> Cell:
        """Where a dossier stands, in a few words."""
        procedure = self.procedure
        facts = self._about(asked.dossier)
        if procedure.line_alone and asked.dossier is not None:
            facts = self._by_dossier.get(asked.dossier, {})
        return procedure.line(procedure.state(facts, asked, roll), asked)

    def _about(self, dossier: str | None) -> Mapping[str, Sequence[F]]:
        shared = self.procedure.shared
        if dossier is None or shared is None:
            return self._facts
        wanted = [self._by_dossier.get(name, {}) for name in {dossier, *shared}]
        return wanted[0] if len(wanted) == 1 else {k: v for each in wanted for k, v in each.items()}

    def _forget(self, identity: str) -> None:
        if self._facts.pop(identity, None) is not None:
            for dossier in self._dossiers.pop(identity):
                self._by_dossier[dossier].pop(identity, None)


def folded(view: View, procedure: Procedure[F, S], dossier: str | None = None) -> Folding[F, S]:
    """What in a view tells of a procedure; not to be changed, as others share it.

    Args:
        dossier: only what the state of this one may rest on; None: everything.
    """
    alone = dossier if procedure.shared is not None else None
    key = ("folded", procedure.name, alone)
    return view.remembered(key, lambda: fold(view, procedure, alone))


def fold(view: View, procedure: Procedure[F, S], dossier: str | None = None) -> Folding[F, S]:
    """What in a view tells of a procedure, for whoever takes more into it."""
    folding = Folding(procedure)
    dossiers = view.dossiers(procedure.name)
    if procedure.name in NAMED:
        wanted = set(dossiers if dossier is None else (dossier, *(procedure.shared or ())))
        told = view.telling(procedure.name)
        folding.take(row for row in told if not wanted.isdisjoint(row.dossiers))
        return folding
    if dossier is not None:
        dossiers = tuple(name for name in dossiers if name in (dossier, *(procedure.shared or ())))
    else:
        many = view.count(Filter(procedure=procedure.name)) if len(dossiers) > _FEW else 0
        if 0 < many <= min(_EACH * len(dossiers), _MOST):
            # Of many dossiers on which little is said, asking for each is most of the work.
            folding.take(_newest(every(view, Filter(procedure=procedure.name)), procedure.most))
            return folding
    for name in dossiers:
        if procedure.most is not None:
            folding.take(every(view, Filter(dossier=name), most=procedure.most))
            continue
        for act in procedure.acts:
            folding.take(every(view, Filter(dossier=name, act=act)))
    return folding


def _newest(rows: Iterable[StatementRow], most: int | None) -> Iterator[StatementRow]:
    """Of rows, newest first, those that are among the ``most`` first of any of their dossiers."""
    met: Counter[str] = Counter()
    for row in rows:
        if most is None or not row.dossiers or min(met[name] for name in row.dossiers) < most:
            met.update(row.dossiers)
            yield row


_FEW, _EACH, _MOST = 8, 50, 40_000
"""A procedure is asked for at once where it has more dossiers than the first, on each of which at
most so many statements stand; and at most so many in all, as each page of them looks all up."""
