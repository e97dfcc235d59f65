"""The editions of the figures as sheets: a value for each party and year, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from inzet.dossiers.pledge.arithmetic import HUNDRED, share, total
from inzet.dossiers.pledge.kinds import EQUIPMENT, GDP, OTHER_SHARES, SHARE, SPENT, Figure
from inzet.dossiers.values import Cited, Other, Preference, Value, choose

Key = tuple[str, str, int]
"""Metric, party, year."""

_CENT, _MILLIONTH = Decimal("0.01"), Decimal("0.000001")
DIFFERS = Decimal("0.005")
"""A published share and the one from its inputs are two values from more than this on, half of the
last digit that is printed."""


class Sheet:
    """One edition: what it publishes, and what its own inputs give.

    A cell is chosen when it is asked for and kept until a figure of its party and year comes or
    goes. The rule of a value is the key of its words.
    """

    def __init__(self, edition: str, figures: Iterable[Figure] = ()) -> None:
        self.edition = edition
        self._figures: dict[Key, dict[str, Figure]] = {}
        self._parties: dict[tuple[str, int], set[str]] = {}
        self._cells: dict[tuple[str, int], dict[str, Value[Decimal] | None]] = {}
        for each in figures:
            self.put(each)

    def put(self, figure: Figure) -> None:
        """Takes a figure in; another of the same statement gives way."""
        key = figure.metric, figure.party, figure.year
        self._figures.setdefault(key, {})[figure.row.identity] = figure
        self._parties.setdefault((figure.metric, figure.year), set()).add(figure.party)
        self._cells.pop((figure.party, figure.year), None)

    def remove(self, figure: Figure) -> None:
        """Forgets a figure that was taken in."""
        key = figure.metric, figure.party, figure.year
        told = self._figures[key]
        del told[figure.row.identity]
        if not told:
            del self._figures[key]
            having = self._parties[figure.metric, figure.year]
            having.remove(figure.party)
            if not having:
                del self._parties[figure.metric, figure.year]
        self._cells.pop((figure.party, figure.year), None)

    def __bool__(self) -> bool:
        return bool(self._figures)

    def years(self, metric: str = SHARE) -> list[int]:
        """The years for which it has a value of a metric."""
        return sorted(year for name, year in self._parties if name == metric)

    def parties(self, metric: str, year: int) -> set[str]:
        """Everyone, groups too, for whom it has a value."""
        return self._parties.get((metric, year), set())

    def estimated(self, year: int, metric: str = SHARE) -> bool:
        """Whether its values for a year are estimates."""
        return any(
            figure.estimate
            for party in self.parties(metric, year)
            for figure in self._told(metric, party, year)
        )

    def cell(self, metric: str, party: str, year: int) -> Value[Decimal] | None:
        """The published value, and beside it what the inputs give where that is another."""
        kept = self._cells.setdefault((party, year), {})
        if metric not in kept:
            kept[metric] = self._cell(metric, party, year)
        return kept[metric]

    def values(self, metric: str, party: str) -> dict[int, Decimal]:
        """The published values of a party by year."""
        found = {}
        for year in self.years(metric):
            cell = self.cell(metric, party, year)
            if cell is not None:
                found[year] = cell.value
        return found

    def recomputed(self, metric: str, parties: Iterable[str], year: int) -> Value[Decimal] | None:
        """A share of GDP, or of expenditure, from the inputs of this edition; None without them.

        Of several parties it is the share of their sums; whoever has a GDP and no expenditure
        counts with the GDP, as in the published totals. To six decimals.
        """
        every = list(parties)
        if metric == SHARE:
            return self._from_money(every, year)
        if metric == EQUIPMENT and len(every) == 1:
            return self._from_rest(every[0], year)
        return None

    def amount(self, metric: str, party: str, year: int, prices: str) -> Figure | None:
        """A value in money in prices that begin so; US dollars before other currencies."""
        found = [each for each in self._told(metric, party, year) if each.prices.startswith(prices)]
        return min(found, key=_dollars_first, default=None)

    def _told(self, metric: str, party: str, year: int) -> list[Figure]:
        return list(self._figures.get((metric, party, year), {}).values())

    def _cell(self, metric: str, party: str, year: int) -> Value[Decimal] | None:
        published = choose(
            [Cited(each.value, each.row) for each in self._told(metric, party, year)],
            [_PRECISE],
            same=lambda value: value.quantize(_CENT),
        )
        inputs = self.recomputed(metric, [party], year)
        if published is None or inputs is None:
            return published
        if abs(published.value - inputs.value) <= DIFFERS:
            return published
        others = (*published.others, Other(inputs.value, inputs.sources))
        return Value(published.value, published.sources, "rule.published", others)

    def _from_money(self, parties: list[str], year: int) -> Value[Decimal] | None:
        for prices in ("constant", "current"):
            spent = [self.amount(SPENT, party, year, prices) for party in parties]
            gdp = [self.amount(GDP, party, year, prices) for party in parties]
            if any(one is not None and two is None for one, two in zip(spent, gdp, strict=True)):
                continue
            both = [figure for figure in (*spent, *gdp) if figure is not None]
            known = [figure for figure in spent if figure is not None]
            if not known or len({figure.unit for figure in both}) != 1:
                continue
            whole = total(figure.value for figure in gdp if figure is not None)
            if whole <= 0:
                continue
            value = share(total(figure.value for figure in known), whole).quantize(_MILLIONTH)
            rows = tuple(figure.row for figure in both)
            return Value(value, rows, "rule.inputs")
        return None

    def _from_rest(self, party: str, year: int) -> Value[Decimal] | None:
        rest = [self._told(metric, party, year) for metric in OTHER_SHARES]
        if not all(rest):
            return None
        firsts = [min(each, key=lambda figure: figure.row.identity) for each in rest]
        value = HUNDRED - total(figure.value for figure in firsts)
        return Value(value, tuple(figure.row for figure in firsts), "rule.rest")


def worded(value: Value[Decimal] | None, words: Callable[[str], str]) -> Value[Decimal] | None:
    """A value of a sheet with its rule in words."""
    if value is None or not value.rule:
        return value
    # Where two copies are as precise as each other the choice is by identity, which has no words.
    key = value.rule if value.rule.startswith("rule.") else "rule.none"
    return replace(value, rule=words(key))


def _dollars_first(figure: Figure) -> tuple[bool, str, str]:
    return figure.unit != "USD", figure.unit, figure.row.identity


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


_PRECISE: Preference[Decimal] = Preference("rule.precise", lambda each: _decimals(each.value))
