"""Which position of an earlier paper became which of a later one.

Pairs that could be one position are found by the content words they share, judged one by one
(``likeness``), and taken so that all of them together fit best (``assignment``). A position
left over whose content stands in one that was taken is a part of it: what was one sentence is
now two, or the other way round.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from inzet.changes.assignment import assigned
from inzet.changes.fates import LIMITS, Fate, Limits
from inzet.changes.likeness import Likeness, faintly, fate_of, fate_of_part, likeness
from inzet.changes.parts import parts
from inzet.changes.relations import Relations, overlaps
from inzet.changes.sentence import Said, Sentence, may_correspond, sentence
from inzet.changes.thesaurus import Thesaurus, thesaurus
from inzet.record.words import fold

NOTHING_TOLD: Mapping[tuple[int, int], bool] = {}
_CANDIDATES = 8
"""Later positions that are judged for an earlier one, at most."""
_LEAST = 0.12
"""Share of content in common below which two are not judged."""
_FEW = 3
"""Positions of one party left over under one heading, on either side, that may still be paired."""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """That an earlier position became a later one."""

    earlier: int
    later: int
    fate: Fate
    gain: float
    part: bool = False
    """One of several: a sentence became two, or two one."""


def match(
    earlier: Sequence[Said],
    later: Sequence[Said],
    limits: Limits = LIMITS,
    *,
    told: Mapping[tuple[int, int], bool] = NOTHING_TOLD,
) -> list[Match]:
    """What became of the positions of an earlier paper in a later one.

    Looked at the other way round it finds the same.

    Args:
        told: of pairs (earlier, later), what a person said of them: that the one became the
            other, or that it did not.
    """
    if _key(later) < _key(earlier):
        # Of two that fit equally well the same one is taken whichever way they are given.
        turned = _match(later, earlier, limits, {(b, a): same for (a, b), same in told.items()})
        return sorted(
            Match(each.later, each.earlier, each.fate, each.gain, each.part) for each in turned
        )
    return _match(earlier, later, limits, told)


def _key(some: Sequence[Said]) -> list[tuple[str, str]]:
    return [(each.text, each.party or "") for each in some]


def _match(
    earlier: Sequence[Said],
    later: Sequence[Said],
    limits: Limits,
    told: Mapping[tuple[int, int], bool],
) -> list[Match]:
    if not earlier or not later:
        return []
    ones, others = [sentence(said) for said in earlier], [sentence(said) for said in later]
    return _Matching(ones, others, limits, told).run()


class _Matching:
    """The positions of two papers, being matched."""

    def __init__(
        self,
        ones: Sequence[Sentence],
        others: Sequence[Sentence],
        limits: Limits,
        told: Mapping[tuple[int, int], bool],
    ) -> None:
        self._ones, self._others, self._limits, self._told = ones, others, limits, told
        self._said = [pair for pair, same in sorted(told.items()) if same]
        self._gone, self._come = {a for a, _ in self._said}, {b for _, b in self._said}
        every = [*ones, *others]
        self._weight = weights(every)
        self._relations = Relations(self._weight, _language(every))
        self._taken: dict[int, int] = {}
        self._found: dict[tuple[int, int], Likeness] = {}

    def run(self) -> list[Match]:
        ones, others = self._ones, self._others
        self._take(_candidates(ones, others, self._weight, self._relations), likeness)
        shares = self._parts()
        self._gone |= {a for a, _ in shares}
        self._come |= {b for _, b in shares}
        self._take(_left_over(ones, others, self._gone, self._come), faintly)
        matches = [
            Match(a, b, self._fate(a, b, shares), round(self._found[a, b].gain, 4))
            for a, b in self._taken.items()
        ]
        matches += [Match(a, b, Fate.REWORDED, share, True) for (a, b), share in shares.items()]
        for a, b in self._said:
            part = sum(one == a or other == b for one, other in self._said) > 1
            fate = fate_of(ones[a], others[b], self._limits)
            matches.append(Match(a, b, fate, 1.0, part))
        return sorted(matches)

    def _take(
        self, pairs: Iterable[tuple[int, int]], judge: Callable[..., Likeness | None]
    ) -> None:
        """Of pairs that nobody has yet, takes those that together fit best."""
        gains: dict[tuple[int, int], float] = {}
        for a, b in pairs:
            if (a, b) in self._told or a in self._gone or b in self._come:
                continue
            alike = judge(
                self._ones[a], self._others[b], self._weight, self._relations, self._limits
            )
            if alike is not None:
                self._found[a, b] = alike
                gains[a, b] = alike.gain
        taken = assigned(gains)
        self._taken |= taken
        self._gone |= taken.keys()
        self._come |= set(taken.values())

    def _parts(self) -> dict[tuple[int, int], float]:
        """Of what one sentence became several, or several one: those that were not taken."""
        known = self._weight, self._relations, self._limits
        back = {b: a for a, b in self._taken.items()}
        found = parts(self._ones, self._others, self._taken, *known)
        joined = parts(self._others, self._ones, back, *known)
        found |= {(a, b): share for (b, a), share in joined.items()}
        settled = {a for a, _ in self._said}, {b for _, b in self._said}
        return {
            (a, b): share
            for (a, b), share in found.items()
            if (a, b) not in self._told and a not in settled[0] and b not in settled[1]
        }

    def _fate(self, a: int, b: int, shares: Iterable[tuple[int, int]]) -> Fate:
        """What became of a position that was taken; what it lost may stand in another part."""
        fate = self._found[a, b].fate
        if fate == Fate.CHANGED and any(whole == a for whole, _ in shares):
            return fate_of_part(self._others[b], self._ones[a])
        if fate == Fate.CHANGED and any(whole == b for _, whole in shares):
            return fate_of_part(self._ones[a], self._others[b])
        return fate


def _left_over(
    ones: Sequence[Sentence],
    others: Sequence[Sentence],
    gone: Container[int],
    come: Container[int],
) -> list[tuple[int, int]]:
    """Pairs under one heading that are left over where so few are, that chance plays no part."""
    by_heading: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, (sentences, met) in enumerate(((ones, gone), (others, come))):
        for place, each in enumerate(sentences):
            if place not in met and each.said.item:
                by_heading[each.said.party or "", fold(each.said.item)][side].append(place)
    return [
        (a, b)
        for mine, theirs in by_heading.values()
        if max(len(mine), len(theirs)) <= _FEW
        for a in mine
        for b in theirs
    ]


def _language(sentences: Sequence[Sentence]) -> Thesaurus:
    """The words of the language that most of the sentences are in."""
    counts = Counter(each.thesaurus.language for each in sentences)
    return thesaurus(max(sorted(counts), key=lambda code: counts[code]))


def weights(sentences: Sequence[Sentence]) -> dict[str, float]:
    """How much a content word tells: the rarer among these positions, the more."""
    counts = Counter(root for each in sentences for root in each.content)
    total = len(sentences)
    return {root: 0.3 + math.log(1 + total / count) for root, count in counts.items()}


def _candidates(
    ones: Sequence[Sentence],
    others: Sequence[Sentence],
    weight: Mapping[str, float],
    relations: Relations,
) -> list[tuple[int, int]]:
    """Pairs worth judging: the later ones that share most content with each earlier one."""
    standing: dict[str, list[int]] = defaultdict(list)
    texts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, each in enumerate(others):
        texts[each.forms].append(place)
        for root in each.content:
            standing[root].append(place)
    found: list[tuple[int, int]] = []
    for a, one in enumerate(ones):
        score = overlaps(one.content, standing, weight, relations)
        least = _LEAST * sum(weight[root] for root in one.content)
        ranked = sorted((-share, b) for b, share in score.items() if share >= least)
        near = (b for _, b in ranked if may_correspond(one.said, others[b].said))
        twins = (b for b in texts[one.forms] if may_correspond(one.said, others[b].said))
        chosen = [*islice(near, _CANDIDATES), *islice(twins, _CANDIDATES)]
        found += [(a, b) for b in dict.fromkeys(chosen)]
    return found
