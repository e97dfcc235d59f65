"""Hyphens at the end of a line: broken words joined, real hyphens kept.

A broken word is joined when the joined form is a word: it occurs elsewhere in the paper, or it
or its parts are known to the dictionary. A real hyphen stays: the hyphenated form occurs
elsewhere, a proper name follows, or the part before it is an abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import table

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")
_HEAD = re.compile(r"[\w’'\-‐‑.%]+[\-‐‑\u00ad]\Z")
_TAIL = re.compile(r"[\w’'\-‐‑]+")
_LINKS = ("en", "of", "and", "or", "tot", "als", "dan", "und")
"""Words after which a hyphen hangs: "NAVO- en EU-landen"."""
_MIN_PART = 3


class Hyphens:
    """Decides, for one paper, whether a line-end hyphen is part of the word.

    Args:
        text: the extracted text of the paper.
        language: its language, for the dictionary.
    """

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language
        self._vocabulary: frozenset[str] | None = None
        self._memo: dict[tuple[str, str], bool] = {}
        self.joined = 0

    def join(self, head: str, tail: str, next_word: str = "") -> bool:
        """Whether ``head-`` and ``tail`` are one word without the hyphen.

        Args:
            head: the text of the line up to and with its hyphen.
            tail: the next line.
        """
        before, after = _HEAD.search(head), _TAIL.match(tail)
        if not before or not after:
            return False
        stem = before.group()[:-1].rpartition("-")[2]
        rest = after.group()
        soft = head.endswith("\u00ad")
        key = (before.group(), rest)
        if key not in self._memo:
            self._memo[key] = soft or self._decide(before.group()[:-1], stem, rest)
        if self._memo[key]:
            self.joined += 1
        return self._memo[key]

    def hanging(self, head: str, tail: str) -> bool:
        """Whether a word space follows the hyphen: "NAVO-" / "en EU-landen"."""
        after = _TAIL.match(tail)
        return bool(after) and after is not None and after.group().lower() in _LINKS

    def _decide(self, full: str, stem: str, rest: str) -> bool:
        tail = rest.partition("-")[0]
        if not stem or not stem[-1].isalpha() or not tail[0].isalpha():
            return False
        if tail[0].isupper() and not stem.isupper():
            return False
        if len(stem) > 1 and stem.isupper() and not tail.isupper():
            return False
        words = self._words()
        whole = (stem + tail).lower()
        hyphenated = f"{stem}-{tail}".lower()
        if whole in words or f"{full}{rest}".lower() in words:
            return True
        if hyphenated in words or f"{full}-{rest}".lower() in words:
            return False
        keeps = _keeps(self._language)
        if hyphenated in keeps.whole:
            return False
        if is_word(whole, self._language):
            return True
        if stem.lower() in keeps.prefixes:
            return False
        if stem != full and stem.lower() in keeps.inner:
            return False
        if _is_compound(whole, self._language):
            return True
        # A real hyphen stands between two words; a broken word leaves a part that is none.
        return not (_solid(stem.lower(), self._language) and _solid(tail.lower(), self._language))

    def _words(self) -> frozenset[str]:
        if self._vocabulary is None:
            self._vocabulary = frozenset(word.lower() for word in set(_WORD.findall(self._text)))
        return self._vocabulary


@dataclass(frozen=True, slots=True)
class _Keeps:
    whole: frozenset[str]
    prefixes: frozenset[str]
    inner: frozenset[str]


@lru_cache(maxsize=8)
def _keeps(language: str) -> _Keeps:
    data = table(language, "hyphens")
    return _Keeps(*(frozenset(data.get(key, ())) for key in ("whole", "prefixes", "inner")))


def _solid(part: str, language: str) -> bool:
    return len(part) >= _MIN_PART and is_word(part, language)


@lru_cache(maxsize=65_536)
def is_word(word: str, language: str) -> bool:
    """Whether the dictionary knows a form (loaded on first use only)."""
    return _dictionary()(word, language)


@lru_cache(maxsize=16_384)
def _is_compound(word: str, language: str) -> bool:
    """Whether a word falls into two known parts, a linking s between them allowed."""
    if len(word) > 60:
        return False
    for cut in range(3, len(word) - 3):
        head, tail = word[:cut], word[cut:]
        if is_word(tail, language) and (
            is_word(head, language) or (head.endswith("s") and is_word(head[:-1], language))
        ):
            return True
    return False


@lru_cache(maxsize=1)
def _dictionary() -> Callable[[str, str], bool]:
    import simplemma

    def known(word: str, language: str) -> bool:
        return bool(simplemma.is_known(word, lang=language))

    return known
