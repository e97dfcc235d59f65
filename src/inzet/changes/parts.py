"""One sentence that became two, or two that became one.

A position left over is a part of one that was taken where most of it stands in that; or where it
holds what that says and its counterpart does not: then the two together say what the one said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from inzet.changes.fates import Limits
from inzet.changes.likeness import is_another
from inzet.changes.relations import Relations, overlaps
from inzet.changes.sentence import Sentence, may_correspond


def parts(
    wholes: Sequence[Sentence],
    halves: Sequence[Sentence],
    taken: Mapping[int, int],
    weight: Mapping[str, float],
    relations: Relations,
    limits: Limits,
) -> dict[tuple[int, int], float]:
    """For each half that was not taken the whole that it is a part of, if any.

    Args:
        taken: whole → half.

    Returns:
        (whole, half) → how much of the half stands in the whole, 0 to 1.
    """
    met = set(taken.values())
    standing: dict[str, set[int]] = {}
    for whole in taken:
        for root in wholes[whole].content:
            standing.setdefault(root, set()).add(whole)
    found: dict[tuple[int, int], float] = {}
    least = min(limits.part, limits.part_of_rest)
    for place, half in enumerate(halves):
        if place in met or not half.content:
            continue
        best = max(
            (
                (
                    _stands(
                        half, wholes[whole], halves[taken[whole]], here, weight, relations, limits
                    ),
                    -whole,
                )
                for whole, here in _near(half, standing, weight, relations).items()
                if here >= least
            ),
            default=(0.0, 0),
        )
        if best[0] > 0:
            found[-best[1], place] = round(best[0], 4)
    return found


def _near(
    half: Sentence,
    standing: Mapping[str, Collection[int]],
    weight: Mapping[str, float],
    relations: Relations,
) -> dict[int, float]:
    """How much of a half stands in each whole that has anything of it, 0 to 1."""
    total = sum(weight.get(root, 1.0) for root in half.content)
    score = overlaps(half.content, standing, weight, relations)
    return {whole: found / total for whole, found in score.items()} if total else {}


def _stands(
    half: Sentence,
    whole: Sentence,
    other: Sentence,
    here: float,
    weight: Mapping[str, float],
    relations: Relations,
    limits: Limits,
) -> float:
    """How much of a half stands in a whole, as far as that makes it a part of it; else 0.

    Args:
        here: how much of its content does.
    """
    if not may_correspond(half.said, whole.said) or is_another(half, whole, limits):
        return 0.0
    if here >= limits.part and len(whole.content) > len(half.content) > 1:
        return here
    if here < limits.part_of_rest:
        return 0.0
    rest = [root for root in whole.content if not _is_in(root, other, relations)]
    left = sum(weight.get(root, 1.0) for root in rest)
    total = sum(weight.get(root, 1.0) for root in whole.content)
    said = sum(weight.get(root, 1.0) for root in rest if _is_in(root, half, relations))
    enough = total and left / total >= limits.unsaid
    return here if enough and said / left >= limits.rest_said else 0.0


def _is_in(root: str, other: Sentence, relations: Relations) -> bool:
    near = relations.near(root)
    return any(their in near for their in other.content)
