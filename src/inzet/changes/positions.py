"""What became of the positions of an earlier paper in the later one of the same kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inzet.changes.difference import Step, difference
from inzet.changes.fates import Fate
from inzet.changes.judging import Pairings
from inzet.changes.matching import match
from inzet.changes.sentence import Said
from inzet.record import StatementRow


class Became(StrEnum):
    """What a position is to the other paper."""

    NEW = "new"
    """The earlier paper does not say it."""
    VANISHED = "vanished"
    """The later paper does not say it; whether it is still held is not known."""
    CHANGED = "changed"
    """It stands in both, with another substance: an amount, a condition, the opposite."""
    REWORDED = "reworded"
    """It stands in both, in other words."""
    SAME = "same"
    """It stands in both, in the same words."""


@dataclass(frozen=True, slots=True)
class PositionChange:
    """A position of two papers, or of one of them."""

    became: Became
    earlier: StatementRow | None
    later: StatementRow | None
    steps: tuple[Step, ...] = ()
    """How the later sentence differs, word by word; empty where there is only one."""
    part: bool = False
    """One sentence became several, or several one; this is one of them."""
    judged: bool = False
    """A person said that the one became the other."""

    @property
    def row(self) -> StatementRow:
        """The statement to show it under: the later one where there is one."""
        found = self.later or self.earlier
        assert found is not None
        return found


_FATES = {
    Fate.SAME: Became.SAME,
    Fate.REWORDED: Became.REWORDED,
    Fate.CHANGED: Became.CHANGED,
}


def compare(
    earlier: Sequence[StatementRow],
    later: Sequence[StatementRow],
    pairings: Pairings | None = None,
) -> tuple[PositionChange, ...]:
    """What became of each position, in the order of the later paper, what vanished last.

    Args:
        pairings: what people judged of pairs, which goes before what is found.
    """
    told = _told(earlier, later, pairings)
    matches = match([Said.of(row) for row in earlier], [Said.of(row) for row in later], told=told)
    shared: set[int] = set()
    for each in matches:
        if each.part:
            shared |= {
                place
                for place, one in enumerate(matches)
                if one.earlier == each.earlier or one.later == each.later
            }
    by_later: dict[int, list[PositionChange]] = {}
    for place, each in enumerate(matches):
        before, after = earlier[each.earlier], later[each.later]
        change = PositionChange(
            _FATES[each.fate],
            before,
            after,
            difference(before.quote, after.quote),
            part=place in shared,
            judged=told.get((each.earlier, each.later), False),
        )
        by_later.setdefault(each.later, []).append(change)
    found: list[PositionChange] = []
    for place, row in enumerate(later):
        found += by_later.get(place) or [PositionChange(Became.NEW, None, row)]
    kept = {each.earlier for each in matches}
    found += [
        PositionChange(Became.VANISHED, row, None)
        for place, row in enumerate(earlier)
        if place not in kept
    ]
    return tuple(found)


def _told(
    earlier: Sequence[StatementRow], later: Sequence[StatementRow], pairings: Pairings | None
) -> dict[tuple[int, int], bool]:
    if pairings is None:
        return {}
    ones = {row.identity: place for place, row in enumerate(earlier)}
    others = {row.identity: place for place, row in enumerate(later)}
    told: dict[tuple[int, int], bool] = {}
    for one, other in pairings.pairs():
        for first, second in ((one, other), (other, one)):
            if first in ones and second in others:
                judged = pairings.of(earlier[ones[first]], later[others[second]])
                if judged is not None:
                    told[ones[first], others[second]] = judged.same
    return told
