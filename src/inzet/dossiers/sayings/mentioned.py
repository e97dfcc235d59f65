"""When and where a dossier was spoken of, for lists of dossiers: no statement is read for it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from inzet.dossiers.answer import Asked, Cell
from inzet.dossiers.members import Roll
from inzet.dossiers.sayings.occasions import Occasion, occasion_at
from inzet.dossiers.sayings.saying import in_order, saying_of
from inzet.dossiers.sayings.shown import Shown
from inzet.dossiers.sayings.whole import SayingProcedure
from inzet.record import Filter, Mention, StatementRow, View
from inzet.vocabulary.acts import procedure_of


@dataclass(frozen=True, slots=True)
class _Place:
    occasion: Occasion
    holds: dt.date


class Mentioned:
    """What the lines of the dossiers of a procedure of sayings follow from, kept so that more can
    come: a folding that knows of each statement only when and where it was said."""

    def __init__(self, procedure: SayingProcedure[Any]) -> None:
        self.procedure = procedure
        self._places: dict[str, dict[str, _Place]] = {}
        self._dossiers: dict[str, set[str]] = {}

    @classmethod
    def of(cls, view: View, procedure: SayingProcedure[Any]) -> Mentioned:
        """What a view tells of it: of each dossier as much as its procedure takes."""
        found = cls(procedure)
        for name in view.dossiers(procedure.name):
            for each in view.mentions(Filter(dossier=name), most=procedure.most):
                found._put(name, each)
        return found

    def take(self, rows: Iterable[StatementRow]) -> None:
        """Takes statements in; a newer version takes the place of the one before."""
        for row in rows:
            self._forget(row.identity)
            saying = saying_of(row, self.procedure.name)
            if saying is not None:
                mention = Mention(row.identity, row.act, row.meeting, saying.said, saying.holds)
                for name in saying.dossiers:
                    self._put(name, mention)

    def drop(self, identities: Iterable[str]) -> None:
        """Forgets statements that no longer stand."""
        for identity in identities:
            self._forget(identity)

    def line(self, asked: Asked, roll: Roll) -> Cell:
        """The line of the dossier's answer, without the statements that it rests on."""
        spoken = Counter(each.occasion for each in self._held(asked).values())
        return Shown(asked.language).spoken_of(dict(sorted(spoken.items())))

    def rests_on(self, asked: Asked) -> tuple[str, ...]:
        """The identities of the statements that the line rests on."""
        held = self._held(asked)
        last = max((each.occasion for each in held.values()), default=None)
        return tuple(identity for identity, each in held.items() if each.occasion == last)

    def _held(self, asked: Asked) -> dict[str, _Place]:
        places = self._places.get(asked.dossier or "", {})
        return {identity: each for identity, each in places.items() if each.holds <= asked.on}

    def _put(self, dossier: str, each: Mention) -> None:
        if each.act in self.procedure.acts:
            place = _Place(occasion_at(each.meeting, each.said), each.holds)
            self._places.setdefault(dossier, {})[each.identity] = place
            self._dossiers.setdefault(each.identity, set()).add(dossier)

    def _forget(self, identity: str) -> None:
        for name in self._dossiers.pop(identity, ()):
            self._places[name].pop(identity, None)


def as_laid_out(rows: Iterable[StatementRow], dossier: str) -> tuple[StatementRow, ...]:
    """Statements in the order in which an answer lays them out."""
    told = (saying_of(row, procedure_of(dossier)) for row in rows)
    found = in_order((each for each in told if each is not None), dt.date.max, dossier)
    return tuple(each.row for each in found)
