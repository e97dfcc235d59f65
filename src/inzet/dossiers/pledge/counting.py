"""Who meets a target in a year, by an edition: of everyone in its tables, and of the allies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from inzet.dossiers.members import Roll
from inzet.dossiers.pledge.kinds import EUROPE_AND_CANADA, NATO, Target
from inzet.dossiers.pledge.sheets import DIFFERS, Sheet
from inzet.record import StatementRow

GROUPS = frozenset((NATO, EUROPE_AND_CANADA, "NATO members"))
NO_FORCES = frozenset(("ISL",))
"""Allies without armed forces, who have no figures of defence expenditure."""


@dataclass(frozen=True, slots=True)
class Met:
    """Who meets one or several targets in a year, and of how many that can be told.

    ``parties`` and ``of`` are those of the edition's tables, who may have become allies later.
    """

    edition: str
    year: int
    targets: tuple[Target, ...]
    parties: tuple[str, ...]
    of: tuple[str, ...]
    allies: tuple[str, ...]
    """Who was an ally on the day, with figures or without."""
    recomputed: tuple[str, ...] | None
    """Who meets it by the inputs of the edition; None where these are not all there."""
    sources: tuple[StatementRow, ...]
    input_sources: tuple[StatementRow, ...] = ()

    @property
    def allies_meeting(self) -> tuple[str, ...]:
        """Of the allies of the day, those who meet it."""
        return tuple(each for each in self.parties if each in self.allies)

    @property
    def allies_of(self) -> tuple[str, ...]:
        """Of the allies of the day, those who have figures."""
        return tuple(each for each in self.of if each in self.allies)

    @property
    def without(self) -> tuple[str, ...]:
        """The allies of the day who have no figures."""
        return tuple(each for each in self.allies if each not in self.of)

    @property
    def later(self) -> tuple[str, ...]:
        """Who has figures and was not yet an ally on the day."""
        return tuple(each for each in self.of if each not in self.allies)

    @property
    def complete(self) -> bool:
        """Whether every ally of the day that has armed forces has figures."""
        return bool(self.of) and not set(self.without) - NO_FORCES


def day_of_year(year: int, on: dt.date) -> dt.date:
    """The day on which it is asked who is an ally: the end of the year, or the day asked if that
    comes before."""
    return min(dt.date(year, 12, 31), on)


class Allies:
    """Who is an ally, for each year as of the day asked."""

    def __init__(self, roll: Roll, on: dt.date) -> None:
        self._roll, self._on = roll, on
        self._of: dict[int, tuple[str, ...]] = {}

    def of(self, year: int) -> tuple[str, ...]:
        """The allies of a year, by code."""
        if year not in self._of:
            self._of[year] = tuple(self._roll.members(NATO, day_of_year(year, self._on)))
        return self._of[year]


def met(sheet: Sheet, targets: Iterable[Target], year: int, allies: tuple[str, ...]) -> Met:
    """Who meets all these targets in a year by one edition, among the allies of that year."""
    wanted = tuple(targets)
    having = [sheet.parties(target.measured, year) - GROUPS for target in wanted]
    of = sorted(set.intersection(*having)) if having else []
    meeting, recomputed = [], []
    rows: list[StatementRow] = []
    inputs: list[StatementRow] = []
    whole = True
    for party in of:
        by_cell = by_inputs = True
        for target in wanted:
            cell = sheet.cell(target.measured, party, year)
            assert cell is not None
            rows += cell.sources
            by_cell &= cell.value >= target.value
            again = sheet.recomputed(target.measured, [party], year)
            if again is None:
                whole = False
            else:
                by_inputs &= _at_least(again.value, cell.value, target.value)
                if by_inputs != by_cell:
                    inputs += again.sources
        if by_cell:
            meeting.append(party)
        if by_inputs:
            recomputed.append(party)
    return Met(
        edition=sheet.edition,
        year=year,
        targets=wanted,
        parties=tuple(meeting),
        of=tuple(of),
        allies=allies,
        recomputed=tuple(recomputed) if whole and of else None,
        sources=_once(rows),
        input_sources=_once(inputs) if whole else (),
    )


def _at_least(again: Decimal, published: Decimal, target: Decimal) -> bool:
    """Whether a recomputed value meets a target; where it tells the same as the published one,
    which has more digits, that decides."""
    told = published if abs(again - published) <= DIFFERS else again
    return told >= target


def _once(rows: Iterable[StatementRow]) -> tuple[StatementRow, ...]:
    return tuple({row.identity: row for row in rows}.values())
