"""Which words mean about the same: by a table, as parts of compounds, by how they begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from inzet.changes.thesaurus import Thesaurus, thesaurus

_SYNONYM, _COMPOUND, _PREFIX = 0.85, 0.8, 0.75
_LONG = 5
"""Letters from which on a part of a word, or its beginning, tells something."""
_BEGINNING = 0.6
"""Part of the longer of two that must be the same from its first letter on."""


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
    if groups.get(one, frozenset()) & groups.get(other, frozenset()):
        return _SYNONYM
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG or short[0].isdigit():
        return 0.0
    if short in long:
        return _COMPOUND
    common = 0
    while common < len(short) and one[common] == other[common]:
        common += 1
    return _PREFIX if common >= _LONG and common >= _BEGINNING * len(long) else 0.0


class Relations:
    """What the roots of some sentences mean to each other, looked up once for all of them."""

    def __init__(self, roots: Iterable[str], known: Thesaurus) -> None:
        self._roots = frozenset(roots)
        self._known = known
        self._by_group: dict[int, list[str]] = defaultdict(list)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        self._by_part: dict[str, list[str]] = defaultdict(list)
        for root in sorted(self._roots):
            for group in known.groups.get(root, ()):
                self._by_group[group].append(root)
            if len(root) >= _LONG:
                self._by_start[root[:_LONG]].append(root)
            for part in _within(root):
                self._by_part[part].append(root)
        self._near = {root: self._found(root) for root in self._roots}

    def near(self, root: str) -> Mapping[str, float]:
        """The roots that mean about the same, itself first, with how far they do."""
        return self._near.get(root, {})

    def _found(self, root: str) -> dict[str, float]:
        near: set[str] = set()
        for group in self._known.groups.get(root, ()):
            near.update(self._by_group[group])
        near.update(self._by_start.get(root[:_LONG], ()), self._by_part.get(root, ()))
        near.update(part for part in _within(root) if part in self._roots)
        near.discard(root)
        related = {root: 1.0}
        for other in sorted(near):
            how = relation(root, other, self._known)
            if how:
                related[other] = how
        return related


def _within(root: str) -> set[str]:
    """Parts of a long word that may be words themselves: Dutch writes compounds as one."""
    size = len(root)
    return {
        root[start:end]
        for start in range(size - _LONG + 1)
        for end in range(start + _LONG, size + 1)
        if end - start < size
    }
