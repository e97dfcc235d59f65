"""Terms: words and phrases of a subject found in running text, one look-up per word.

A term is written as it is typed: ``toetred*`` stands for every word that begins so,
``*pakket`` for every word that ends so, a lone ``*`` for any one word. Hyphens part words
(``NAVO-toetreding`` holds ``toetreding``), capitals do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+|%")


@dataclass(slots=True)
class Term(Generic[T]):
    """A term found: what it stands for and where it is."""

    value: T
    start: int
    end: int


class Terms(Generic[T]):
    """A set of terms, each standing for a value; the longest at each place is found.

    Args:
        entries: pairs of a term and what it stands for.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._loose: list[tuple[str, tuple[str, ...], T]] = []
        self._known: dict[str, tuple[tuple[tuple[str, ...], T], ...]] = {}
        """Words that begin terms; most sentences hold none."""
        self._seen: set[str] = set()
        """Words of which it is known whether they do."""
        for term, value in entries:
            first, *rest = _pieces(term)
            if "*" in first:
                self._loose.append((first, tuple(rest), value))
            else:
                self._exact.setdefault(first, []).append((tuple(rest), value))

    def find(self, text: str) -> list[Term[T]]:
        """All terms of a text, in order, none inside another."""
        cut = _words(text)
        words, bag, known = cut.words, cut.bag, self._known
        if not bag <= self._seen:
            self._learn(bag - self._seen)
        if known.keys().isdisjoint(bag):
            return []
        found: list[Term[T]] = []
        reach = 0
        for i, word in enumerate(words):
            if word not in known or i < reach:
                continue
            for rest, value in known[word]:
                if not rest or _follows(rest, words, i + 1):
                    last = i + len(rest)
                    spans = cut.spans
                    found.append(Term(value, spans[i][0], spans[last][1]))
                    reach = last + 1
                    break
        return found

    def _learn(self, words: Iterable[str]) -> None:
        for word in words:
            beginning = self._beginning(word)
            if beginning:
                self._known[word] = beginning
            self._seen.add(word)

    def _beginning(self, word: str) -> tuple[tuple[tuple[str, ...], T], ...]:
        fits = list(self._exact.get(word, ()))
        fits += [(rest, value) for first, rest, value in self._loose if _fits(first, word)]
        return tuple(sorted(fits, key=lambda one: -len(one[0])))


class _Cut:
    """A text cut into words in lower case, which several sets look at."""

    __slots__ = ("_lower", "_spans", "bag", "words")

    def __init__(self, text: str) -> None:
        lower = text.lower()
        if len(lower) != len(text):
            # Rare letters grow when lowered ("İ"): places must stay those of the text.
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        self._lower = lower
        self._spans: list[tuple[int, int]] = []
        self.words: list[str] = _WORD.findall(lower)
        self.bag = frozenset(self.words)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The place of each word; of most texts nobody asks."""
        if not self._spans:
            self._spans = [match.span() for match in _WORD.finditer(self._lower)]
        return self._spans


@lru_cache(maxsize=512)
def _words(text: str) -> _Cut:
    return _Cut(text)


def _pieces(term: str) -> list[str]:
    return re.findall(r"\*?[^\W_]+\*?|%|\*", term.lower())


def _follows(rest: tuple[str, ...], words: list[str], at: int) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(_fits(piece, words[at + k]) for k, piece in enumerate(rest))


def _fits(piece: str, word: str) -> bool:
    if "*" not in piece:
        return piece == word
    if piece == "*":
        return True
    core = piece.strip("*")
    if piece[0] == "*":
        return core in word if piece[-1] == "*" else word.endswith(core)
    return word.startswith(core)
