"""The arithmetic of a target: distances, paths and trends, as pure functions of decimals.

Shares and growth are in percent (``Decimal("1.66")`` is 1.66 %), money in whole units of one
currency, years whole. None of these rounds; whoever shows a result does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

HUNDRED = Decimal(100)


def share(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` in percent of ``whole``; ``whole`` is above zero."""
    return part / whole * HUNDRED


def distance(value: Decimal, target: Decimal) -> Decimal:
    """Points above a target; below it where negative."""
    return value - target


def money(points: Decimal, gdp: Decimal) -> Decimal:
    """What so many points of a GDP are in money."""
    return points * gdp / HUNDRED


def growth_needed(value: Decimal, target: Decimal, years: int, gdp_growth: Decimal) -> Decimal:
    """Yearly growth of expenditure, in percent, that brings a share to a target in so many years.

    (1 + g) = (1 + GDP growth) × (target ÷ share)^(1 ÷ years); both growths in the same prices.

    Raises:
        ValueError: no years left, or a share or target that is not above zero.
    """
    if years < 1:
        raise ValueError("a path needs at least one year")
    if value <= 0 or target <= 0:
        raise ValueError("a share and its target are above zero")
    factor = (target / value) ** (Decimal(1) / Decimal(years))
    return ((1 + gdp_growth / HUNDRED) * factor - 1) * HUNDRED


def average_growth(first: Decimal, last: Decimal, years: int) -> Decimal:
    """The growth a year, in percent, that leads from one amount to another.

    Raises:
        ValueError: no years between them, or an amount that is not above zero.
    """
    if years < 1 or first <= 0 or last <= 0:
        raise ValueError("growth needs two amounts above zero and a year between them")
    return ((last / first) ** (Decimal(1) / Decimal(years)) - 1) * HUNDRED


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line through the first and last year of a span, carried on."""

    first: int
    last: int
    value: Decimal
    """In the last year."""
    slope: Decimal
    """Points a year: (last value - first value) ÷ (last year - first year)."""

    def at(self, year: int) -> Decimal:
        """Where it is in a year."""
        return self.value + self.slope * (year - self.last)

    def reaches(self, target: Decimal) -> int | None:
        """The first year, from the last on, in which it is at or above a target; None: never."""
        if self.value >= target:
            return self.last
        if self.slope <= 0:
            return None
        years = (target - self.value) / self.slope
        whole = int(years)
        return self.last + whole + (1 if years > whole else 0)


def trend(values: Mapping[int, Decimal], last: int, over: int) -> Trend | None:
    """The trend over so many years up to the last; None where either end has no value."""
    first = last - over
    if over < 1 or first not in values or last not in values:
        return None
    slope = (values[last] - values[first]) / Decimal(over)
    return Trend(first, last, values[last], slope)


@dataclass(frozen=True, slots=True)
class Change:
    """A value in one edition and in a later one."""

    party: str
    before: Decimal
    after: Decimal

    @property
    def points(self) -> Decimal:
        """By how much it changed."""
        return self.after - self.before


def changes(before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> list[Change]:
    """The values that both have, the largest change first, equal ones by party."""
    both = [Change(party, before[party], after[party]) for party in sorted(before.keys() & after)]
    return sorted(both, key=lambda each: (-abs(each.points), each.party))


def mean_size(every: Sequence[Change]) -> Decimal | None:
    """The mean of the changes without their signs; None where there are none."""
    if not every:
        return None
    return total(abs(each.points) for each in every) / Decimal(len(every))


def total(amounts: Iterable[Decimal]) -> Decimal:
    """A sum that is a decimal also where there is nothing."""
    return sum(amounts, Decimal(0))
