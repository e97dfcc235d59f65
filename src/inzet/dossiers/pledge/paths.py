"""Each ally's distance to a target, the growth that reaches it in time, and its trend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from inzet.dossiers.pledge.arithmetic import (
    Trend,
    average_growth,
    distance,
    growth_needed,
    money,
    trend,
)
from inzet.dossiers.pledge.kinds import GDP, SHARE
from inzet.dossiers.pledge.sheets import Sheet
from inzet.dossiers.values import Value
from inzet.record import StatementRow


@dataclass(frozen=True, slots=True)
class Path:
    """One party's way to a share of GDP, by one edition."""

    party: str
    share: Value[Decimal]
    points: Decimal
    """Above the target; below it where negative."""
    money: Value[Decimal] | None
    """The same in money of that year, with the GDP it was reckoned from."""
    currency: str
    gdp_growth: Value[Decimal] | None
    """Real growth of GDP a year that is assumed, in percent."""
    needed: Decimal | None
    """Real growth of expenditure a year, in percent; None: at the target, or not to be told."""
    trend: Trend | None
    trend_sources: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached, from when, by when; and what is assumed on the way."""

    target: Decimal
    year: int
    by: int | None
    growth: Decimal | None
    """Of GDP, for everybody; None: each party's own, as it was over the span of the trend."""
    over: int


def paths(sheet: Sheet, parties: Iterable[str], aim: Aim) -> list[Path]:
    """Of every party that has a share of GDP in the year, the highest share first."""
    found = []
    for party in parties:
        cell = sheet.cell(SHARE, party, aim.year)
        if cell is not None:
            found.append(_path(sheet, party, cell, aim))
    return sorted(found, key=lambda each: (-each.share.value, each.party))


def _path(sheet: Sheet, party: str, cell: Value[Decimal], aim: Aim) -> Path:
    points = distance(cell.value, aim.target)
    gdp = sheet.amount(GDP, party, aim.year, "current")
    growth = _gdp_growth(sheet, party, aim)
    needed = None
    if aim.by is not None and growth is not None and points < 0 < cell.value:
        needed = growth_needed(cell.value, aim.target, aim.by - aim.year, growth.value)
    line = trend(sheet.values(SHARE, party), aim.year, aim.over)
    return Path(
        party=party,
        share=cell,
        points=points,
        money=None if gdp is None else Value(money(points, gdp.value), (*cell.sources, gdp.row)),
        currency="" if gdp is None else gdp.unit,
        gdp_growth=growth,
        needed=needed,
        trend=line,
        trend_sources=() if line is None else _ends(sheet, party, line),
    )


def _gdp_growth(sheet: Sheet, party: str, aim: Aim) -> Value[Decimal] | None:
    if aim.growth is not None:
        return Value(aim.growth, ())
    first = sheet.amount(GDP, party, aim.year - aim.over, "constant")
    last = sheet.amount(GDP, party, aim.year, "constant")
    if first is None or last is None or first.unit != last.unit:
        return None
    if first.value <= 0 or last.value <= 0:
        return None
    value = average_growth(first.value, last.value, aim.over)
    return Value(value, (first.row, last.row))


def _ends(sheet: Sheet, party: str, line: Trend) -> tuple[StatementRow, ...]:
    cells = [sheet.cell(SHARE, party, year) for year in (line.first, line.last)]
    return tuple(row for cell in cells if cell is not None for row in cell.sources)
