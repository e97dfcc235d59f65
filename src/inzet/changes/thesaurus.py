"""What a language lends the matcher: small words, opposites, numbers, words that mean the same.

The tables are ``words/<language>.toml``. A language without one is matched by its words alone.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from inzet.record.words import fold, stems

_SHORTEST = 4


def root(word: str, language: str) -> str:
    """A word as it is compared: folded, stemmed, and without the last sound of a Dutch verb."""
    stem = stems(word, language).replace(" ", "")
    return trimmed(stem) if language == "nl" else stem


def trimmed(stem: str) -> str:
    """A Dutch stem without the d or t that verbs have at their end."""
    return stem[:-1] if len(stem) > _SHORTEST and stem[-1] in "td" else stem


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The words of a language that the matcher knows; all by their roots but ``numbers``."""

    language: str
    small: frozenset[str]
    """Words that may come and go without a change of substance, as they are written."""
    frame: frozenset[str]
    """Roots of words of which who speaks makes the sentence."""
    negations: frozenset[str]
    conditions: frozenset[str]
    institutions: frozenset[str]
    opposites: frozenset[tuple[str, str]]
    """Both ways round."""
    particles: frozenset[str]
    """First parts of verbs that may stand apart from them."""
    named: frozenset[str]
    """Roots of words after which a number is a name: chapter 23 is not less than chapter 24."""
    order: frozenset[str]
    """Words of which it matters what stands before them and what after."""
    prefixes: tuple[str, ...]
    """What turns a word into its opposite."""
    numbers: dict[str, str]
    """Folded number word → the number it stands for."""
    no_numbers: frozenset[str]
    """Number words that are mostly no number."""
    groups: dict[str, frozenset[int]]
    """Root → the groups of words it says about the same as."""

    def opposed(self, one: str, other: str) -> bool:
        """Whether two roots are each other's opposite."""
        if (one, other) in self.opposites:
            return True
        short, long = sorted((one, other), key=len)
        start = long.removesuffix(short)
        return len(short) >= _SHORTEST and start != long and start in self.prefixes


@lru_cache(maxsize=8)
def thesaurus(language: str | None) -> Thesaurus:
    """The words of a language; empty for one without a table."""
    code = (language or "")[:2]
    source = resources.files("inzet.changes") / "words" / f"{code}.toml"
    data: dict[str, Any] = {}
    if code.isalpha() and source.is_file():
        data = tomllib.loads(source.read_text(encoding="utf-8"))
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(data.get("synonyms", ())):
        for word in group.split():
            groups.setdefault(root(word, code), set()).add(number)
    pairs = [pair.split() for pair in data.get("opposites", ())]
    both = {(root(a, code), root(b, code)) for a, b in pairs}
    numbers = dict(pair.split("=") for pair in data.get("numbers", "").split())
    return Thesaurus(
        language=code,
        small=frozenset(fold(word) for word in data.get("small", "").split()),
        frame=_roots(data, "frame", code),
        negations=frozenset(fold(word) for word in data.get("negations", "").split()),
        conditions=_roots(data, "conditions", code),
        institutions=_roots(data, "institutions", code),
        opposites=frozenset(both | {(b, a) for a, b in both}),
        particles=frozenset(data.get("particles", "").split()),
        named=_roots(data, "named", code),
        order=frozenset(data.get("order", "").split()),
        prefixes=tuple(data.get("prefixes", "").split()),
        numbers={fold(word): number for word, number in numbers.items()},
        no_numbers=frozenset(fold(word) for word in data.get("no_numbers", "").split()),
        groups={word: frozenset(found) for word, found in groups.items()},
    )


def _roots(data: dict[str, Any], name: str, language: str) -> frozenset[str]:
    return frozenset(root(word, language) for word in data.get(name, "").split())
