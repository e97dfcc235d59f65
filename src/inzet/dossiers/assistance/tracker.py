"""A tracker's edition: what each donor allocated and committed, summed over its months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from inzet.dossiers.assistance.kinds import (
    ALL_DONORS,
    ALLOCATED,
    COMMITTED,
    GDP,
    SORTS,
    Tracked,
)
from inzet.dossiers.values import Other, Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.errors import UnknownValue

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Donor:
    """What one donor gave up to the day, in the tracker's unit."""

    party: str
    allocated: Value[Decimal]
    sorts: dict[str, Value[Decimal]]
    """Military, financial, humanitarian."""
    committed: Value[Decimal] | None
    share: Value[Decimal] | None
    """Allocations in percent of GDP; None where no GDP is known."""
    years: tuple[tuple[str, Decimal], ...]
    """Allocations by calendar year."""

    @property
    def open(self) -> Decimal | None:
        """What was committed and is not yet allocated; below zero where more was allocated."""
        return None if self.committed is None else self.committed.value - self.allocated.value


@dataclass(frozen=True, slots=True)
class Tracker:
    """One edition, up to the day."""

    edition: str
    unit: str
    first: str
    last: str
    """First and last month that count."""
    donors: tuple[Donor, ...]
    """The largest first."""
    allocated: Value[Decimal]
    """Of all donors; where the tracker publishes another total, that stands beside."""
    committed: Value[Decimal] | None
    editions: tuple[str, ...]
    """All that are known, the newest last."""


def tracker(cells: Iterable[Tracked], edition: str | None, words: Wording) -> Tracker | None:
    """The edition asked, else the newest; None where there is none.

    Raises:
        UnknownValue: no such edition in view; lists those there are.
    """
    by_edition: dict[str, list[Tracked]] = defaultdict(list)
    for each in cells:
        by_edition[each.edition].append(each)
    known = sorted(by_edition, key=_edition_order)
    if edition is not None and edition not in by_edition:
        listed = ", ".join(known) or "none"
        raise UnknownValue(
            f"there are no figures of an edition “{edition}” here",
            where="--edition",
            fix=f"Editions with figures up to that day: {listed}.",
        )
    if not known:
        return None
    return _tracker(edition or known[-1], by_edition, tuple(known), words)


def _tracker(
    edition: str, by_edition: dict[str, list[Tracked]], known: tuple[str, ...], words: Wording
) -> Tracker | None:
    cells = _cells(by_edition[edition])
    donors = [_donor(party, cells, words) for party in sorted(_parties(cells))]
    given = sorted(
        (each for each in donors if each is not None),
        key=lambda each: (-each.allocated.value, each.party),
    )
    months = sorted({each for donor in given for each in cells[ALLOCATED, donor.party] if each})
    if not given or not months:
        return None
    committed = [each.committed for each in given if each.committed is not None]
    return Tracker(
        edition=edition,
        unit=min(each.unit for each in by_edition[edition]),
        first=months[0],
        last=months[-1],
        donors=tuple(given),
        allocated=_all(given, cells, words),
        committed=_sum(committed, words) if committed else None,
        editions=known,
    )


Cells = dict[tuple[str, str], dict[str, Value[Decimal]]]
"""By metric and party, then by month."""


def _cells(told: list[Tracked]) -> Cells:
    """Each cell once, however many copies tell it; copies that differ stand beside."""
    grouped: dict[tuple[str, str, str], dict[Decimal, list[StatementRow]]] = defaultdict(dict)
    for each in sorted(told, key=lambda one: one.row.identity):
        by_value = grouped[each.metric, each.party, each.month]
        by_value.setdefault(each.value, []).append(each.row)
    found: Cells = defaultdict(dict)
    for (metric, party, month), by_value in sorted(grouped.items()):
        (first, rows), *others = by_value.items()
        rest = tuple(Other(value, tuple(other)) for value, other in others)
        found[metric, party][month] = Value(first, tuple(rows), others=rest)
    return found


def _parties(cells: Cells) -> set[str]:
    found = {party for metric, party in cells if metric == ALLOCATED}
    return found - {ALL_DONORS}


def _donor(party: str, cells: Cells, words: Wording) -> Donor | None:
    allocated = _over_months(cells, ALLOCATED, party, words)
    if allocated is None:
        return None
    sorts = {}
    for sort in SORTS:
        value = _over_months(cells, f"{sort} {ALLOCATED}", party, words)
        if value is not None:
            sorts[sort] = value
    years: dict[str, Decimal] = defaultdict(Decimal)
    for month, value in cells[ALLOCATED, party].items():
        if month:
            years[month[:4]] += value.value
    return Donor(
        party=party,
        allocated=allocated,
        sorts=sorts,
        committed=_over_months(cells, COMMITTED, party, words),
        share=_share(allocated, cells.get((GDP, party), {}).get(""), words),
        years=tuple(sorted(years.items())),
    )


def _share(
    allocated: Value[Decimal], gdp: Value[Decimal] | None, words: Wording
) -> Value[Decimal] | None:
    if gdp is None or gdp.value <= 0:
        return None
    value = allocated.value / gdp.value * _HUNDRED
    return Value(value, (*gdp.sources, *allocated.sources), words("rule.share"))


def _over_months(cells: Cells, metric: str, party: str, words: Wording) -> Value[Decimal] | None:
    told = cells.get((metric, party), {})
    return _sum([value for month, value in told.items() if month], words)


def _sum(values: list[Value[Decimal]], words: Wording) -> Value[Decimal] | None:
    if not values:
        return None
    rows = tuple(row for value in values for row in value.sources)
    return Value(sum((each.value for each in values), Decimal(0)), rows, words("rule.sum"))


def _all(donors: list[Donor], cells: Cells, words: Wording) -> Value[Decimal]:
    total = _sum([each.allocated for each in donors], words)
    assert total is not None
    published = _over_months(cells, f"total {ALLOCATED}", ALL_DONORS, words)
    if published is None:
        return total
    if published.value == total.value:
        return Value(total.value, (*total.sources, *published.sources), total.rule)
    other = Other(published.value, published.sources)
    return Value(total.value, total.sources, words("rule.donors"), (other,))


def _edition_order(edition: str) -> tuple[int, str]:
    return (int(edition) if edition.isdecimal() else 0, edition)
