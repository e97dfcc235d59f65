"""Word groups: the parts of a sentence that may name a point of an agenda.

Reads a sentence; writes :class:`Group`. A group begins and ends with a telling word and is bounded
by small words, marks or the sentence's ends ("over [de gevolgen van de crisis] en [Libië]").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import table

_TOKEN = re.compile(r"[^\W_]+(?:[-’'./&][^\W_]+)*|[^\w\s]")
_LONGEST = 18
"""Words of a group."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A language's words that bound a group."""

    small: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """A word group by its first and last word in :attr:`Words.lower`."""

    first: int
    last: int

    def touches(self, other: Group) -> bool:
        """Whether the two share a word."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as words and marks."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """Where each begins and ends in the text."""
    lower: tuple[str, ...]
    """Each in small letters."""
    groups: tuple[Group, ...]

    def said(self, group: Group) -> str:
        """A group as printed."""
        return self.text[self.spans[group.first][0] : self.spans[group.last][1]]

    def at(self, place: int) -> str:
        """A word by its place; ``^`` before the first, ``$`` behind the last."""
        if place < 0:
            return "^"
        return self.lower[place] if place < len(self.lower) else "$"


@lru_cache(maxsize=8)
def bounds(language: str) -> Bounds | None:
    """What bounds a group in a language; None for one without a table."""
    data = table(language, "points")
    if not data:
        return None
    return Bounds(
        frozenset(data["small"]), frozenset(data.get("articles", ())), frozenset(data["links"])
    )


def words_of(text: str, known: Bounds) -> Words:
    """The words of a sentence with the groups that may name a point."""
    found = list(_TOKEN.finditer(text))
    lower = tuple(one.group().lower() for one in found)
    telling = [one[0].isalnum() and one not in known.small for one in lower]
    last = len(lower) - 1
    firsts = [i for i, one in enumerate(telling) if one and (i == 0 or not telling[i - 1])]
    lasts = [j for j, one in enumerate(telling) if one and (j == last or not telling[j + 1])]
    groups = tuple(Group(i, j) for i in firsts for j in lasts if i <= j < i + _LONGEST)
    return Words(text, tuple(one.span() for one in found), lower, groups)
