"""Subject terms: what a text speaks of, as a score for each procedure, from a language's words.

Reads ``languages/*/dossiers.toml``; which words count, and how much, is said there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inzet.reading.languages import table_or, usable
from inzet.reading.mentions.terms import Terms
from inzet.vocabulary.acts import PROCEDURES

_WEIGHTS = {"strong": 3.0, "medium": 2.0, "weak": 1.0, "near": 3.0, "less": -2.0}
_WEAK_AT_MOST = 1.5
"""What weak terms add up to at most: never enough by themselves."""
_NEAR = 80
"""How many characters a "near" term may stand from the party it is about."""


@dataclass(frozen=True, slots=True)
class _Entry:
    procedure: str
    weight: float
    abroad: bool
    near: bool


@dataclass(frozen=True, slots=True)
class SubjectTerms:
    """The words of one language."""

    terms: Terms[_Entry]
    leaning: Terms[str]
    """Words that lean on what was said before: "anywhere", only as the "opening" of a sentence,
    or "pointing" at the sentence before as a whole."""
    they: Terms[str]
    against: Terms[str]
    """What makes a party the threat: a "noun" after its adjective, a "preposition" before it."""
    regions: Terms[str]
    pledge: Terms[str]
    """Spellings of the pledge ("name"), and words for a new one ("new", "agreement")."""
    pledge_name: str
    agreed: Terms[str]
    package_heads: tuple[str, ...]
    package_words: Terms[str]

    def leans(self, text: str) -> bool:
        """Whether a sentence leans on the one before ("deze criteria", "Dat vraagt …")."""
        return any(term.value != "opening" or term.start == 0 for term in self.leaning.find(text))

    def points(self, text: str) -> bool:
        """Whether it stands for the sentence before as a whole ("hierover")."""
        return any(term.value == "pointing" for term in self.leaning.find(text))

    def places_of(self, text: str, procedure: str) -> list[tuple[int, int]]:
        """Where a text speaks of one procedure."""
        return [
            (term.start, term.end)
            for term in self.terms.find(text)
            if term.value.procedure == procedure and term.value.weight > 0
        ]

    def score(
        self, text: str, *, abroad: bool, places: Sequence[tuple[int, int]] = ()
    ) -> dict[str, float]:
        """How much a text speaks of each procedure; those it does not speak of are left out.

        Args:
            abroad: whether a country outside the meeting's own body is in play.
            places: where such countries stand in the text.
        """
        found: dict[str, float] = {}
        weak: dict[str, float] = {}
        for term in self.terms.find(text):
            entry = term.value
            if entry.abroad and not abroad:
                continue
            if entry.near and not _close(term.start, term.end, places):
                continue
            side = weak if entry.weight == _WEIGHTS["weak"] else found
            side[entry.procedure] = side.get(entry.procedure, 0.0) + entry.weight
        for procedure, weight in weak.items():
            found[procedure] = found.get(procedure, 0.0) + min(weight, _WEAK_AT_MOST)
        return {procedure: weight for procedure, weight in found.items() if weight > 0}


def _close(start: int, end: int, places: Sequence[tuple[int, int]]) -> bool:
    return any(start - _NEAR <= last and first <= end + _NEAR for first, last in places)


@lru_cache(maxsize=8)
def subject_terms(language: str) -> SubjectTerms:
    """The words of a language, compiled once."""
    data = table_or(usable(language), "dossiers")
    words: dict[str, Any] = data["words"]
    pledge = words["pledge"]
    entries: list[tuple[str, _Entry]] = []
    for procedure in PROCEDURES:
        for name, terms in data.get(procedure, {}).items():
            kind = name.removeprefix("abroad_")
            entry = _Entry(procedure, _WEIGHTS[kind], name != kind, kind == "near")
            entries += [(term, entry) for term in terms]
    return SubjectTerms(
        terms=Terms(entries),
        leaning=Terms(
            [
                *((term, "anywhere") for term in words["leaning"]),
                *((term, "pointing") for term in words["pointing"]),
                *((term, "opening") for term in words["opening"]),
            ]
        ),
        they=Terms((term, "they") for term in words["they"]),
        against=Terms((term, kind) for kind, terms in words["against"].items() for term in terms),
        regions=Terms((term, group) for group, terms in words["regions"].items() for term in terms),
        pledge=Terms(
            [
                *((term, "name") for term in pledge["spellings"]),
                *((term, "new") for term in pledge["new"]),
                *((term, "agreement") for term in pledge["agreement"]),
            ]
        ),
        pledge_name=pledge["name"],
        agreed=Terms((term, "agreed") for term in pledge["agreed"]),
        package_heads=tuple(words["package"]["heads"]),
        package_words=Terms((term, "package") for term in words["package"]["common"]),
    )
