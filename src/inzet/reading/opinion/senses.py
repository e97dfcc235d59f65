"""Senses of words: what kind of thing a word or phrase says, the same kinds in every language.

"proved its worth" and "waardevol" both praise. A table of a language (``senses.toml``) lists words
and phrases by sense; ``*`` at the end of a word stands for any ending. What is learned of senses in
one language so serves in another, and for words that no labelled sentence had.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from inzet.reading.languages import table

_SHORTEST = 3
"""Letters of the shortest stem."""
_BEGINS = 2
"""Letters of the second word of a phrase that it is found by; no stem there is shorter."""
_KNOWN = 50_000
"""Words whose senses are remembered."""


class Senses:
    """The senses of one language."""

    def __init__(self, language: str) -> None:
        self._exact: dict[str, tuple[str, ...]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        # By the first word and how the second begins: common words begin a hundred phrases.
        self._phrases: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        for sense, row in table(language, "senses").items():
            for entry in row["is"]:
                self._learn(tuple(entry.split()), sense)
        self._longest = max(map(len, self._stems), default=0)
        self._of = lru_cache(maxsize=_KNOWN)(self._look)

    def _learn(self, words: tuple[str, ...], sense: str) -> None:
        if len(words) > 1:
            begun = self._phrases.setdefault(words[0].rstrip("*"), {})
            begun.setdefault(words[1].rstrip("*")[:_BEGINS], []).append((words[1:], sense))
            return
        word = words[0]
        into = self._stems if word.endswith("*") else self._exact
        key = word.rstrip("*")
        into[key] = (*into.get(key, ()), sense)

    def _look(self, word: str) -> tuple[str, ...]:
        """The senses of a word in lower case; its longest stem tells, where it is not listed."""
        exact = self._exact.get(word)
        if exact is not None:
            return exact
        for length in range(min(len(word), self._longest), _SHORTEST - 1, -1):
            stem = self._stems.get(word[:length])
            if stem is not None:
                return stem
        return ()

    def of(self, words: Sequence[str]) -> list[str]:
        """The senses of a sentence in their order.

        Args:
            words: in lower case, in order.
        """
        found: list[str] = []
        for at, word in enumerate(words):
            begun = self._phrases.get(word)
            if begun is not None and at + 1 < len(words):
                for rest, sense in begun.get(words[at + 1][:_BEGINS], ()):
                    if self._follows(words, at + 1, rest):
                        found.append(sense)
            found.extend(self._of(word))
        return found

    @staticmethod
    def _follows(words: Sequence[str], at: int, rest: tuple[str, ...]) -> bool:
        if at + len(rest) > len(words):
            return False
        return all(
            word.startswith(one[:-1]) if one.endswith("*") else word == one
            for word, one in zip(words[at:], rest, strict=False)
        )


@lru_cache(maxsize=8)
def senses(language: str) -> Senses:
    """The senses of a language; of one without a table no word has any."""
    return Senses(language)
