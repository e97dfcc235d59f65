"""Which words mean about the same: by a table, as parts of compounds, by how they begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from inzet.changes.thesaurus import Thesaurus, thesaurus, trimmed

_SYNONYM, _COMPOUND, _PREFIX = 0.85, 0.8, 0.75
_PART = 0.55
"""A word, and one that means the same as a part of a compound."""
ALIKE = 0.7
"""From which on one word may stand in the place of another."""
_LONG = 5
"""Letters from which on a part of a word, or its beginning, tells something."""
_SHORT = 4
"""Letters of a word that is known, from which on it can be a part of a Dutch compound."""
_BEGINNING = 0.6
"""Part of the longer of two that must be the same from its first letter on."""
_JOINTS = ("", "s", "en", "e")
"""What Dutch puts between the parts of a compound."""


def relation(one: str, other: str, known: Thesaurus) -> float:
    """How far two roots mean the same, 0 to 1."""
    if one == other:
        return 1.0
    if one > other:
        one, other = other, one
    return _relation(one, other, known.language)


@lru_cache(maxsize=200_000)
def _relation(one: str, other: str, language: str) -> float:
    groups = thesaurus(language).groups
    if groups.get(one, _NO_GROUPS) & groups.get(other, _NO_GROUPS):
        return _SYNONYM
    short, long = sorted((one, other), key=len)
    parts, theirs = compound(long, language), compound(short, language)
    if short in parts:
        return _COMPOUND
    if len(short) >= _LONG and not short[0].isdigit():
        if short in long:
            return _COMPOUND
        common = 0
        while common < len(short) and one[common] == other[common]:
            common += 1
        if common >= _LONG and common >= _BEGINNING * len(long):
            return _PREFIX
    if bool(parts) != bool(theirs):
        whole = short if parts else long
        mine = groups.get(whole, _NO_GROUPS)
        if any(mine & groups.get(part, _NO_GROUPS) for part in parts or theirs):
            return _PART
    return 0.0


_NO_GROUPS: frozenset[int] = frozenset()


@lru_cache(maxsize=50_000)
def compound(root: str, language: str) -> tuple[str, ...]:
    """The two words a Dutch compound is made of, where both are known; else nothing."""
    if language != "nl" or len(root) < 2 * _SHORT:
        return ()
    groups = thesaurus(language).groups
    for start in range(_SHORT, len(root) - _SHORT + 1):
        tail = root[start:]
        if tail not in groups:
            continue
        for joint in _JOINTS:
            head = root[: start - len(joint)]
            if len(head) < _SHORT or not root[:start].endswith(joint):
                continue
            for word in (head, trimmed(head)):
                if word in groups:
                    return word, tail
    return ()


class Relations:
    """What the roots of some sentences mean to each other, looked up once for all of them."""

    def __init__(self, roots: Iterable[str], known: Thesaurus) -> None:
        self._roots = frozenset(roots)
        self._known = known
        self._by_group: dict[int, list[str]] = defaultdict(list)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        self._by_part: dict[str, list[str]] = defaultdict(list)
        for root in sorted(self._roots):
            for group in self._groups(root):
                self._by_group[group].append(root)
            if len(root) >= _LONG:
                self._by_start[root[:_LONG]].append(root)
            for part in {*_within(root), *compound(root, known.language)}:
                self._by_part[part].append(root)
        self._near = {root: self._found(root) for root in self._roots}

    def near(self, root: str) -> Mapping[str, float]:
        """The roots that mean about the same, itself first, with how far they do."""
        return self._near.get(root, {})

    def _groups(self, root: str) -> set[int]:
        """The groups of a root, and of the parts it is made of."""
        words = (root, *compound(root, self._known.language))
        return {group for word in words for group in self._known.groups.get(word, ())}

    def _found(self, root: str) -> dict[str, float]:
        near: set[str] = set()
        for group in self._groups(root):
            near.update(self._by_group[group])
        near.update(self._by_start.get(root[:_LONG], ()), self._by_part.get(root, ()))
        parts = {*_within(root), *compound(root, self._known.language)}
        near.update(part for part in parts if part in self._roots)
        near.discard(root)
        related = {root: 1.0}
        for other in sorted(near):
            how = relation(root, other, self._known)
            if how:
                related[other] = how
        return related


def overlaps(
    roots: Iterable[str],
    standing: Mapping[str, Collection[int]],
    weight: Mapping[str, float],
    relations: Relations,
) -> dict[int, float]:
    """What of these roots stands in each of many sentences, in the same or in other words.

    Args:
        standing: by root, the places of the sentences that have it.
        weight: how much each root tells.

    Returns:
        By place, the weights of the roots that it has; places that have none are left out.
    """
    score: dict[int, float] = {}
    for root in roots:
        told, near = weight.get(root, 1.0), relations.near(root)
        if len(near) == 1:
            # Most roots mean what nothing else does.
            for place in standing.get(root, ()):
                score[place] = score.get(place, 0.0) + told
            continue
        best: dict[int, float] = {}
        for their, how in near.items():
            for place in standing.get(their, ()):
                if how > best.get(place, 0.0):
                    best[place] = how
        for place, how in best.items():
            score[place] = score.get(place, 0.0) + told * how
    return score


def _within(root: str) -> set[str]:
    """Parts of a long word that may be words themselves: Dutch writes compounds as one."""
    size = len(root)
    return {
        root[start:end]
        for start in range(size - _LONG + 1)
        for end in range(start + _LONG, size + 1)
        if end - start < size
    }
