"""Ranked bars: each ranking to its own scale, as its unit is its own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inzet.dossiers.charts import Bars, Length, Ranking
from inzet.web.present.cited import Cited, cited
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class ShownLength:
    """A bar of ``wide`` percent of the longest in its ranking."""

    length: Length
    title: str
    wide: float
    cited: Cited


@dataclass(frozen=True, slots=True)
class ShownRanking:
    """Names with their bars."""

    title: str
    bars: tuple[tuple[str, tuple[ShownLength, ...]], ...]


@dataclass(frozen=True, slots=True)
class ShownBars:
    """All rankings, and what has no bar."""

    rankings: tuple[ShownRanking, ...]
    beside: tuple[tuple[str, Cited], ...]


def drawn(bars: Bars, t: Words) -> ShownBars:
    """Bars for their template."""
    sorts = dict(bars.sorts)
    return ShownBars(
        rankings=tuple(_ranking(each, sorts, t) for each in bars.rankings),
        beside=tuple((each.text, cited(each.value, t)) for each in bars.beside),
    )


def _ranking(ranking: Ranking, sorts: dict[str, str], t: Words) -> ShownRanking:
    amounts = [each.amount for bar in ranking.bars for each in bar.lengths]
    most = max(amounts, default=Decimal(0)) or Decimal(1)

    def shown(length: Length) -> ShownLength:
        wide = max(0.0, round(float(length.amount / most) * 100, 1))
        title = sorts.get(length.sort, length.sort)
        return ShownLength(length, title, wide, cited(length.value, t))

    bars = tuple((bar.name, tuple(shown(each) for each in bar.lengths)) for bar in ranking.bars)
    return ShownRanking(ranking.title, bars)
