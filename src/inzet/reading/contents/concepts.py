"""Concepts: what the words of a language stand for in the field, from ``concepts.toml``."""

from __future__ import annotations

from functools import lru_cache

from inzet.reading.languages import FALLBACK, table, usable
from inzet.reading.mentions.terms import Term, Terms


def concepts(text: str, section: str, language: str) -> list[Term[str]]:
    """The concepts of one section that a text words, in order, with their place."""
    return _terms(usable(language), section).find(text)


def named(text: str, section: str, language: str) -> list[str]:
    """The concepts of one section that a text words, each once, in order."""
    return list(dict.fromkeys(term.value for term in concepts(text, section, language)))


def says(text: str, section: str, concept: str, language: str) -> bool:
    """Whether a text words one concept."""
    return any(term.value == concept for term in concepts(text, section, language))


def event(text: str, language: str) -> str | None:
    """The step of an accession that a text tells of; None when it tells of none."""
    for name, needs in _events(usable(language)):
        if all(terms.find(text) for terms in needs):
            return name
    return None


def members_word(group: str, language: str = "en") -> str:
    """What the members of a group are called in English: allies, member states."""
    for code in (usable(language), FALLBACK):
        known = table(code, "concepts").get("members", {}).get(group)
        if known:
            return str(known)
    return group


@lru_cache(maxsize=64)
def _terms(language: str, section: str) -> Terms[str]:
    data = table(language, "concepts").get(section, {})
    return Terms((term, concept) for concept, terms in data.items() for term in terms)


@lru_cache(maxsize=8)
def _events(language: str) -> tuple[tuple[str, tuple[Terms[str], ...]], ...]:
    return tuple(
        (
            one["name"],
            tuple(Terms((term, one["name"]) for term in terms) for terms in one["all"]),
        )
        for one in table(language, "concepts").get("event", ())
    )
