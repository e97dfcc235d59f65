"""The difference of two sentences, word by word.

Of all ways to lay two sentences beside each other that keep the order of their words, the one
is taken in which the words that stand in both weigh most, runs of them before scattered ones
(an alignment by dynamic programming). Then small words that happen to stand in both, between
words that do not, count as changed too: a person reads one change, not five.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from inzet.changes.tokens import Token, printed, tokens

READABLE = 0.4
"""Share of the words that must be in both for one marked sentence to be easier to read than two."""
_TOGETHER = 0.5
"""What it adds that the words before stand in both too."""
_MOST = 1_000_000
"""Cells to fill at most; beyond it only what both begin and end with is held to be the same."""


class Kept(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Step:
    """Some words that stand in both, only in the earlier (gone), or only in the later (new)."""

    op: Kept
    text: str
    """As printed, on one line; where it stands in both, as printed in the later."""
    spaced: bool = True
    """Whether white space stands before it."""


def difference(earlier: str, later: str) -> tuple[Step, ...]:
    """How the later sentence differs from the earlier, in order; what goes before what comes.

    The words of ``same`` and ``gone`` are the earlier sentence, those of ``same`` and ``new`` the
    later one. Capitals, accents, white space and kinds of quotation mark are no difference.
    """
    before, after = tokens(earlier), tokens(later)
    pairs = _without_islands(before, after, _aligned(before, after))
    return tuple(_steps(before, after, pairs))


def is_same(steps: Sequence[Step]) -> bool:
    """Whether nothing but signs came or went."""
    return not any(
        step.op != Kept.SAME and any(token.is_word for token in tokens(step.text)) for step in steps
    )


def kept_share(steps: Sequence[Step]) -> float:
    """What part of the words stands in both, 0 to 1: of both sentences the longer counts."""
    sizes = {Kept.SAME: 0, Kept.GONE: 0, Kept.NEW: 0}
    for step in steps:
        sizes[step.op] += len(step.text.split())
    kept = sizes[Kept.SAME]
    return kept / max(1, kept + max(sizes[Kept.GONE], sizes[Kept.NEW]))


def marked(steps: Sequence[Step]) -> str:
    """On one line, readable without colour: ``[-what went-]`` and ``{+what came+}``."""
    return "".join(
        f"{' ' if place and step.spaced else ''}{mark(step)}" for place, step in enumerate(steps)
    )


def mark(step: Step) -> str:
    """The words of a step, between the marks that tell what became of them."""
    before, after = {Kept.SAME: ("", ""), Kept.GONE: ("[-", "-]"), Kept.NEW: ("{+", "+}")}[step.op]
    return f"{before}{step.text}{after}"


Pair = tuple[int, int]
"""Places, in the earlier and in the later, of words that are the same."""


def _aligned(before: Sequence[Token], after: Sequence[Token]) -> list[Pair]:
    head = 0
    while head < min(len(before), len(after)) and before[head].form == after[head].form:
        head += 1
    tail = 0
    while (
        tail < min(len(before), len(after)) - head
        and before[-1 - tail].form == after[-1 - tail].form
    ):
        tail += 1
    middle = _best(before[head : len(before) - tail], after[head : len(after) - tail])
    pairs = [(place, place) for place in range(head)]
    pairs += [(head + a, head + b) for a, b in middle]
    pairs += [(len(before) - place, len(after) - place) for place in range(tail, 0, -1)]
    return pairs


def _best(before: Sequence[Token], after: Sequence[Token]) -> list[Pair]:
    """The heaviest alignment: a cell holds the best of all beginnings up to it."""
    if not before or not after or len(before) * len(after) > _MOST:
        return []
    width = len(after) + 1
    best = [[0.0] * width for _ in range(len(before) + 1)]
    ends = [[0.0] * width for _ in range(len(before) + 1)]
    forms = [each.form for each in after]
    for row, token in enumerate(before, 1):
        above, here = best[row - 1], best[row]
        ends_above, ends_here = ends[row - 1], ends[row]
        form, weight = token.form, token.weight
        for column in range(1, width):
            found = above[column] if above[column] >= here[column - 1] else here[column - 1]
            if forms[column - 1] == form:
                run = ends_above[column - 1]
                joined = run + _TOGETHER if run else 0.0
                through = above[column - 1]
                value = weight + (joined if joined > through else through)
                ends_here[column] = value
                if value > found:
                    found = value
            here[column] = found
    return _walked_back(best, ends)


def _walked_back(best: list[list[float]], ends: list[list[float]]) -> list[Pair]:
    pairs: list[Pair] = []
    row, column, in_run = len(best) - 1, len(best[0]) - 1, False
    while row and column:
        value = ends[row][column]
        if value and (in_run or value >= best[row][column]):
            pairs.append((row - 1, column - 1))
            run = ends[row - 1][column - 1]
            in_run = bool(run) and run + _TOGETHER > best[row - 1][column - 1]
            row, column = row - 1, column - 1
        elif best[row - 1][column] >= best[row][column - 1]:
            row -= 1
        else:
            column -= 1
    return pairs[::-1]


def _without_islands(
    before: Sequence[Token], after: Sequence[Token], pairs: list[Pair]
) -> list[Pair]:
    """Leaves out runs of small words and signs that stand between what came and what went."""
    runs = _runs(pairs)
    kept: list[Pair] = []
    for place, run in enumerate(runs):
        inner = 0 < place < len(runs) - 1 or _is_inner(before, after, runs, place)
        tells = any(before[a].weight >= 1 for a, _ in run)
        gone, new = _around(before, after, runs, place)
        if not inner or tells or min(gone, new) < len(run):
            kept += run
    return kept


def _runs(pairs: list[Pair]) -> list[list[Pair]]:
    """Pairs that follow on each other on both sides."""
    runs: list[list[Pair]] = []
    for a, b in pairs:
        if runs and runs[-1][-1] == (a - 1, b - 1):
            runs[-1].append((a, b))
        else:
            runs.append([(a, b)])
    return runs


def _is_inner(
    before: Sequence[Token], after: Sequence[Token], runs: list[list[Pair]], place: int
) -> bool:
    """Whether something came or went on both sides of a run."""
    (first_a, first_b), (last_a, last_b) = runs[place][0], runs[place][-1]
    opens = place > 0 or first_a > 0 or first_b > 0
    closes = place < len(runs) - 1 or last_a < len(before) - 1 or last_b < len(after) - 1
    return opens and closes


def _around(
    before: Sequence[Token], after: Sequence[Token], runs: list[list[Pair]], place: int
) -> tuple[int, int]:
    """How many words went, and how many came, in the gaps on both sides of a run."""
    low_a, low_b = runs[place - 1][-1] if place else (-1, -1)
    high_a, high_b = runs[place + 1][0] if place + 1 < len(runs) else (len(before), len(after))
    (first_a, first_b), (last_a, last_b) = runs[place][0], runs[place][-1]
    gone = (first_a - low_a - 1) + (high_a - last_a - 1)
    new = (first_b - low_b - 1) + (high_b - last_b - 1)
    return gone, new


def _steps(before: Sequence[Token], after: Sequence[Token], pairs: list[Pair]) -> list[Step]:
    told: list[tuple[Kept, Token]] = []
    a = b = 0
    for next_a, next_b in [*pairs, (len(before), len(after))]:
        told += [(Kept.GONE, token) for token in before[a:next_a]]
        told += [(Kept.NEW, token) for token in after[b:next_b]]
        if next_b < len(after):
            told.append((Kept.SAME, after[next_b]))
        a, b = next_a + 1, next_b + 1
    return [_step(op, tuple(group)) for op, group in groupby(told, key=lambda each: each[0])]


def _step(op: Kept, told: tuple[tuple[Kept, Token], ...]) -> Step:
    some = tuple(token for _, token in told)
    return Step(op, printed(some), some[0].spaced)
