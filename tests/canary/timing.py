"""Whether two kinds of asking take alike long: the statistics of ``test_timing``.

Askings of both kinds are interleaved in pairs, each pair in an order by chance, so that whatever
else the machine does falls on both. Of each asking two things are measured: the time that this
process computed, which other programs do not add to, and the time that went by, in which waiting
counts too. What disturbs only ever adds time, so of each kind the fastest quarter counts: its mean.
The difference of the two means is held against those that come about where the two of each pair
change places by chance (a permutation test, as for a paired sample).

Two kinds differ where the difference is over ``BOUND`` seconds and the chance of one so large is
under ``CHANCE``. Like the threshold of dudect (Reparaz, Balasch, Verbauwhede: "Dude, is my code
constant time?", 2017) the bound leaves room for what no asker can make use of; the chance keeps a
busy machine from raising an alarm. Who is found is measured once more with twice the pairs, and
must be found again, the same one slower.
"""

from __future__ import annotations

import gc
import random
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

BOUND = 0.0005
"""Seconds by which one may be slower than the other."""
CHANCE = 0.005
PAIRS = 48
AGAIN = 96
"""Pairs in the second round, of what was found in the first."""
_SHUFFLES = 600


class Took(NamedTuple):
    """Seconds of one asking."""

    computed: float
    went_by: float


@dataclass(frozen=True)
class Compared:
    """How much longer the first kind takes, in seconds, and the chance of that where none does."""

    difference: float
    chance: float

    @property
    def differs(self) -> bool:
        """Whether they can be told apart."""
        return abs(self.difference) > BOUND and self.chance < CHANCE


def compared(pairs: Sequence[tuple[float, float]], *, seed: int = 1) -> Compared:
    """Two samples of seconds, taken in pairs."""
    draw = random.Random(seed)
    found = _difference(pairs)
    larger = 0
    for _ in range(_SHUFFLES):
        swapped = [pair if draw.random() < 0.5 else (pair[1], pair[0]) for pair in pairs]
        larger += abs(_difference(swapped)) >= abs(found)
    return Compared(found, (larger + 1) / (_SHUFFLES + 1))


def told_apart(one: Callable[[int], Took], other: Callable[[int], Took]) -> Compared | None:
    """How two kinds differ; None where they do not.

    Args:
        one, other: ask the n-th time, and tell how long it took.
    """
    found = _found(_measured(one, other, PAIRS))
    if not found:
        return None
    again = _found(_measured(one, other, AGAIN))
    return next(
        (
            again[name]
            for name in found
            if name in again and (again[name].difference > 0) is (found[name].difference > 0)
        ),
        None,
    )


def _found(pairs: Sequence[tuple[Took, Took]]) -> dict[str, Compared]:
    """By which of the two times they differ."""
    both = {
        name: compared([(getattr(one, name), getattr(other, name)) for one, other in pairs])
        for name in Took._fields
    }
    return {name: each for name, each in both.items() if each.differs}


def _measured(
    one: Callable[[int], Took], other: Callable[[int], Took], pairs: int
) -> list[tuple[Took, Took]]:
    draw = random.Random(pairs)
    for number in range(4):
        # What is made at the first asking is made before anything is measured.
        one(number)
        other(number)
    found = []
    gc.disable()
    try:
        for number in range(pairs):
            if draw.random() < 0.5:
                first = one(number)
                found.append((first, other(number)))
            else:
                last = other(number)
                found.append((one(number), last))
    finally:
        gc.enable()
    return found


def _difference(pairs: Sequence[tuple[float, float]]) -> float:
    return _fast(pair[0] for pair in pairs) - _fast(pair[1] for pair in pairs)


def _fast(seconds: Iterable[float]) -> float:
    ordered = sorted(seconds)
    return statistics.fmean(ordered[: max(len(ordered) // 4, 1)])
