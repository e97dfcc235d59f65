"""How alike two sentences are that may ask the same: by their rarer words."""

from __future__ import annotations

import re

from inzet.reading.languages import table, usable
from inzet.reading.parliament.words import words

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_LEAST = 0.5
"""Which share of the rarer words of a question must be in the one said again."""
_FEWEST = 3
"""Of fewer rarer words all must be said again."""


def rare(text: str, language: str | None) -> frozenset[str]:
    """The words of a text that tell what it is about, in small letters."""
    usable_language = usable(language)
    small = {*table(usable_language, "stopwords").get("words", ())}
    small.update(words(usable_language, "answers").listed("common"))
    return frozenset(word for word in _WORD.findall(text.lower()) if word not in small)


def share(mine: frozenset[str], other: frozenset[str]) -> float:
    """Which share of the rarer words of a question another has; 0 where that is too few."""
    found = len(mine & other) / len(mine) if mine else 0.0
    return found if found >= (_LEAST if len(mine) >= _FEWEST else 1.0) else 0.0


def touch(mine: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts share a word, whatever its ending or the first part of a compound."""
    return any(
        one[:_STEM] == two[:_STEM] or one in two or two in one for one in mine for two in other
    )
