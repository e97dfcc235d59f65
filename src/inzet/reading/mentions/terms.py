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
        self._beside: set[str] = set()
        """Words that begin no term: most sentences hold nothing else."""
        for term, value in entries:
            first, *rest = _pieces(term)
            if "*" in first:
                self._loose.append((first, tuple(rest), value))
            else:
                self._exact.setdefault(first, []).append((tuple(rest), value))

    def find(self, text: str) -> list[Term[T]]:
        """All terms of a text, in order, none inside another."""
        words, spans, bag = _words(text)
        if bag <= self._beside:
            return []
        found: list[Term[T]] = []
        reach = 0
        look = self._known.get
        for i, word in enumerate(words):
            known = look(word)
            if known is None:
                known = self._known[word] = self._beginning(word)
                if not known:
                    self._beside.add(word)
            if not known or i < reach:
                continue
            for rest, value in known:
                if _follows(rest, words, i + 1):
                    last = i + len(rest)
                    found.append(Term(value, spans[i][0], spans[last][1]))
                    reach = last + 1
                    break
        return found

    def _beginning(self, word: str) -> tuple[tuple[tuple[str, ...], T], ...]:
        fits = list(self._exact.get(word, ()))
        fits += [(rest, value) for first, rest, value in self._loose if _fits(first, word)]
        return tuple(sorted(fits, key=lambda one: -len(one[0])))


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[list[str], list[tuple[int, int]], frozenset[str]]:
    """The words of a text in lower case, with their place; several sets look at the same text."""
    lower = text.lower()
    if len(lower) != len(text):
        # Rare letters grow when lowered ("İ"): places must stay those of the text.
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    spans = [match.span() for match in _WORD.finditer(lower)]
    words = [lower[start:end] for start, end in spans]
    return words, spans, frozenset(words)


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
