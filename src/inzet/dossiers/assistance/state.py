"""The state of assistance on a day: packages with who gives, needs, and a tracker's figures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inzet.dossiers.answer import Asked
from inzet.dossiers.assistance.giving import Giving, givings
from inzet.dossiers.assistance.kinds import STAGES, TOTALS, Fact, Gift, Need, Tracked
from inzet.dossiers.assistance.tracker import Tracker, tracker
from inzet.dossiers.subjects import subject
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow

Totals = Mapping[tuple[str, str], Value[Decimal]]
"""By stage and currency."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package: what its contributors gave, what is told of them together, what it needs."""

    dossier: str
    name: str
    givings: tuple[Giving, ...]
    published: tuple[Giving, ...]
    """Totals of many contributors together, by who tells them; not added to the others."""
    needs: tuple[Need, ...]
    totals: Totals
    """What its contributors gave, each by its own statements."""
    gaps: Mapping[str, Value[Decimal]]
    """By currency: what it needs less what was announced; only for needs that were agreed."""

    def silent(self) -> list[Giving]:
        """Contributors of whom only statements without an amount are known."""
        having = {each.party for each in self.givings if each.currency}
        return [each for each in self.givings if each.party not in having]


@dataclass(frozen=True, slots=True)
class State:
    """What is known on a day."""

    on: dt.date
    packages: tuple[Package, ...]
    tracker: Tracker | None
    said: tuple[StatementRow, ...]
    """What papers say of contributing."""
    allies: tuple[str, ...] = ()
    """Who is an ally on the day, by code."""


def state(
    facts: Mapping[str, Sequence[Fact]], asked: Asked, words: Wording, allies: Iterable[str] = ()
) -> State:
    """The state on ``asked.on``.

    Raises:
        UnknownValue: no such edition of a tracker in view; lists those there are.
    """
    gifts: dict[str, list[Gift]] = defaultdict(list)
    needs: dict[str, list[Need]] = defaultdict(list)
    cells: list[Tracked] = []
    for each in facts.values():
        for fact in each:
            if asked.dossier not in (None, fact.dossier):
                continue
            if isinstance(fact, Tracked):
                cells.append(fact)
            elif isinstance(fact, Need):
                needs[fact.dossier].append(fact)
            else:
                gifts[fact.dossier].append(fact)
    packages = [
        _package(dossier, gifts[dossier], needs[dossier], words)
        for dossier in sorted(gifts.keys() | needs.keys())
    ]
    rows = [fact.row for each in gifts.values() for fact in each]
    rows += [fact.row for each in needs.values() for fact in each]
    papers = [row for row in rows if row.paper is not None]
    once = {row.identity: row for row in sorted(papers, key=lambda row: row.identity)}
    return State(
        on=asked.on,
        packages=tuple(packages),
        tracker=tracker(cells, asked.edition, words),
        said=tuple(once.values()),
        allies=tuple(sorted(allies)),
    )


def _package(dossier: str, gifts: list[Gift], needs: list[Need], words: Wording) -> Package:
    own = givings([each for each in gifts if each.party not in TOTALS], words)
    published = givings([each for each in gifts if each.party in TOTALS], words)
    totals = _totals(own, words)
    ordered = sorted(needs, key=lambda each: (each.when, each.row.identity))
    return Package(
        dossier=dossier,
        name=_name(dossier, gifts, needs, words),
        givings=tuple(own),
        published=tuple(published),
        needs=tuple(ordered),
        totals=totals,
        gaps=_gaps(ordered, own, published, words),
    )


def _name(dossier: str, gifts: list[Gift], needs: list[Need], words: Wording) -> str:
    """As papers and tables name it, where they name it as the dossier does but for the case."""
    tail = dossier.partition("/")[2]
    names = {each.package for each in gifts} | {each.package for each in needs}
    named = min((name for name in names if name.casefold() == tail), default=tail)
    return named if named != tail else subject(dossier, words)


def _totals(own: list[Giving], words: Wording) -> Totals:
    found: dict[tuple[str, str], list[Value[Decimal]]] = defaultdict(list)
    for stage in STAGES:
        for each in own:
            if stage in each.totals:
                found[stage, each.currency].append(each.totals[stage])
    return {key: _sum(values, words) for key, values in found.items()}


def _gaps(
    needs: list[Need], own: list[Giving], published: list[Giving], words: Wording
) -> dict[str, Value[Decimal]]:
    found = {}
    for need in needs:
        if need.amount is None or not need.agreed:
            continue
        sums = [each.announced for each in own if each.currency == need.currency]
        told = [each.announced for each in published if each.currency == need.currency]
        given = [_sum([each for each in sums if each is not None], words)]
        given += [each for each in told if each is not None]
        most = max(given, key=lambda each: each.value)
        gap = max(need.amount - most.value, Decimal(0))
        # A later need takes the place of an earlier one; needs are in order.
        found[need.currency] = Value(gap, (need.row, *most.sources), words("rule.gap"))
    return found


def _sum(values: list[Value[Decimal]], words: Wording) -> Value[Decimal]:
    rows = tuple(row for value in values for row in value.sources)
    rule = words("rule.contributors") if len(values) > 1 else ""
    return Value(sum((each.value for each in values), Decimal(0)), rows, rule)
