"""The order of blocks when some come, some go and people move others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence


def ordered(
    base: Sequence[str], mine: Sequence[str], fresh: Sequence[str], kept: Collection[str]
) -> list[str]:
    """The kept keys in the order of ``fresh``, but what a person put somewhere stays there.

    What stands in ``mine`` alone, and what was moved against ``base``, follows what it follows
    in ``mine``.
    """
    wanted = set(kept)
    theirs = [key for key in mine if key in wanted]
    placed = set(theirs) - set(fresh) | (_moved(base, theirs) & set(fresh))
    found = [key for key in fresh if key in wanted and key not in placed]
    before: str | None = None
    for key in theirs:
        if key in placed:
            found.insert(0 if before is None else found.index(before) + 1, key)
        if key in placed or key in wanted:
            before = key
    return found


def _moved(base: Sequence[str], mine: Sequence[str]) -> set[str]:
    """The fewest keys whose moving makes the order of ``mine`` out of that of ``base``."""
    at = {key: place for place, key in enumerate(base)}
    common = [key for key in mine if key in at]
    # Longest increasing run of places in the base; who is not in it was moved.
    tails: list[int] = []
    last: list[int] = []
    parent: list[int] = []
    for place, key in enumerate(common):
        length = bisect_left(tails, at[key])
        parent.append(last[length - 1] if length else -1)
        tails[length : length + 1] = [at[key]]
        last[length : length + 1] = [place]
    stay = set()
    place = last[-1] if last else -1
    while place >= 0:
        stay.add(common[place])
        place = parent[place]
    return set(common) - stay
