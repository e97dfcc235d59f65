"""Which position of an earlier paper became which of a later one.

Pairs that could be one position are found by the content words they share, judged one by one
(``likeness``), and taken so that all of them together fit best (``assignment``). A position
left over whose content stands in one that was taken is a part of it: what was one sentence is
now two, or the other way round.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from inzet.changes.assignment import assigned
from inzet.changes.likeness import LIMITS, Fate, Likeness, Limits, fate_of, likeness, shared
from inzet.changes.relations import Relations
from inzet.changes.sentence import Said, Sentence, may_correspond, sentence
from inzet.changes.thesaurus import Thesaurus, thesaurus

NOTHING_TOLD: Mapping[tuple[int, int], bool] = {}
_CANDIDATES = 8
"""Later positions that are judged for an earlier one, at most."""
_LEAST = 0.12
"""Share of content in common below which two are not judged."""
_PART = 0.6
"""Share of a position left over that must stand in another for it to be a part of that."""


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
    every = [*ones, *others]
    weight = weights(every)
    relations = Relations(weight, _language(every))
    pairs = _candidates(ones, others, weight, relations)
    found: dict[tuple[int, int], Likeness] = {}
    said = [pair for pair, same in sorted(told.items()) if same]
    settled = {a for a, _ in said}, {b for _, b in said}
    for a, b in pairs:
        if (a, b) in told or a in settled[0] or b in settled[1]:
            continue
        alike = likeness(ones[a], others[b], weight, relations, limits)
        if alike is not None:
            found[a, b] = alike
    taken = assigned({pair: alike.gain for pair, alike in found.items()})
    matches = [Match(a, b, found[a, b].fate, round(found[a, b].gain, 4)) for a, b in taken.items()]

    def stands(part: Sentence, whole: Sentence) -> float:
        enough = len(whole.content) > len(part.content) > 1
        return shared(part, whole, weight, relations) if enough else 0.0

    for a, b in said:
        part = sum(one == a or other == b for one, other in said) > 1
        fate = fate_of(ones[a], others[b], limits)
        matches.append(Match(a, b, fate, 1.0, part))
    met = set(taken.values())
    halves = {(a, b): stands(others[b], ones[a]) for a, b in found if a in taken and b not in met}
    joined = {(a, b): stands(ones[a], others[b]) for a, b in found if b in met and a not in taken}
    for (a, b), share in {**_fullest(halves, 1), **_fullest(joined, 0)}.items():
        matches.append(Match(a, b, Fate.REWORDED, share, part=True))
    return sorted(matches)


def _fullest(stands: Mapping[tuple[int, int], float], side: int) -> dict[tuple[int, int], float]:
    """For each position of a side the one of the other in which most of it stands, if enough."""
    best: dict[int, tuple[int, int]] = {}
    for pair, share in sorted(stands.items()):
        known = best.get(pair[side])
        if share >= _PART and (known is None or share > stands[known]):
            best[pair[side]] = pair
    return {pair: round(stands[pair], 4) for pair in best.values()}


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
        score: dict[int, float] = defaultdict(float)
        for root in one.content:
            best: dict[int, float] = {}
            for their, how in relations.near(root).items():
                for b in standing.get(their, ()):
                    if how > best.get(b, 0.0):
                        best[b] = how
            for b, how in best.items():
                score[b] += weight[root] * how
        least = _LEAST * sum(weight[root] for root in one.content)
        ranked = sorted((-share, b) for b, share in score.items() if share >= least)
        near = (b for _, b in ranked if may_correspond(one.said, others[b].said))
        twins = (b for b in texts[one.forms] if may_correspond(one.said, others[b].said))
        chosen = [*islice(near, _CANDIDATES), *islice(twins, _CANDIDATES)]
        found += [(a, b) for b in dict.fromkeys(chosen)]
    return found
