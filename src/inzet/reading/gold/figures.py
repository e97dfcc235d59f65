"""Figures: how often a reading agrees with people, with the interval that goes with so few."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

_DRAWS = 1000
_SEED = 20211231
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were read rightly, wrongly, or not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Share of what was read that is right; None where nothing was read."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Share of what is labelled that was read; None where nothing is labelled."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f(self) -> float | None:
        """Harmonic mean of both; None where there is nothing to compare."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None


def wilson(right: int, total: int) -> tuple[float, float] | None:
    """Wilson's interval at 95 % for ``right`` out of ``total``; None for none."""
    if not total:
        return None
    share = right / total
    spread = _Z * math.sqrt((share * (1 - share) + _Z * _Z / (4 * total)) / total)
    centre, scale = share + _Z * _Z / (2 * total), 1 + _Z * _Z / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def interval_of_f(papers: Sequence[Tally]) -> tuple[float, float] | None:
    """The middle 95 % of F when papers are drawn again and again, as sentences of one paper agree.

    Args:
        papers: one tally a paper. The draws are seeded: the same tallies give the same interval.
    """
    if len(papers) < 2:
        return None
    draw = random.Random(_SEED)
    found: list[float] = []
    for _ in range(_DRAWS):
        drawn = draw.choices(papers, k=len(papers))
        # Plain sums: adding tallies one by one makes this ten times slower.
        right = sum(one.right for one in drawn)
        total = 2 * right + sum(one.wrong + one.missed for one in drawn)
        if total:
            found.append(2 * right / total)
    if not found:
        return None
    found.sort()
    return found[int(0.025 * len(found))], found[int(0.975 * len(found)) - 1]


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa of two people who each said yes or no; None where chance decides all."""
    if not pairs:
        return None
    total = len(pairs)
    agreed = sum(a == b for a, b in pairs) / total
    first, second = sum(a for a, _ in pairs) / total, sum(b for _, b in pairs) / total
    chance = first * second + (1 - first) * (1 - second)
    return None if chance == 1 else (agreed - chance) / (1 - chance)
