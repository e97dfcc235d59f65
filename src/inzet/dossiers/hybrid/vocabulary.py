"""The words of hybrid cases: domains, tools, phases, instruments, steps, and how things are graded.

``hybrid.json`` and ``grades.json`` beside this module are published as they stand; their sources
are named in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from inzet.vocabulary.errors import UnknownValue

PACKAGE = "inzet.dossiers.hybrid"


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A word of the vocabulary, with its names and meaning by language (``en``, ``nl``)."""

    id: str
    names: Mapping[str, str]
    says: Mapping[str, str] = {}
    number: int | None = None
    """Its place, where the terms are ordered."""
    domains: tuple[str, ...] = ()
    """Of a tool or instrument: the domains in which it mostly works."""
    percent: tuple[int, int] | None = None
    """Of a likelihood: from and to."""
    tag: str | None = None
    """Of a grade: the MISP tag that says the same."""

    def name(self, language: str) -> str:
        """Its name; in English where the language has none."""
        return self.names.get(language) or self.names["en"]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a part of the vocabulary comes from."""

    title: str
    identifier: str
    gives: tuple[str, ...]
    id: str = ""
    by: str = ""
    date: str = ""
    numbers: tuple[str, ...] = ()
    licence: str = ""


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """``hybrid.json``."""

    name: str
    title: Mapping[str, str]
    version: int
    date: str
    licence: str
    note: str
    sources: tuple[Source, ...]
    domains: tuple[Term, ...]
    """Where a threat works."""
    tools: tuple[Term, ...]
    """What a threat works with."""
    phases: tuple[Term, ...]
    """How far a threat has come; ordered."""
    instruments: tuple[Term, ...]
    """What a response works with."""
    steps: tuple[Term, ...]
    """The steps of a case; ordered."""


class Grades(msgspec.Struct, frozen=True, kw_only=True):
    """``grades.json``."""

    title: Mapping[str, str]
    note: str
    sources: tuple[Source, ...]
    reliability: tuple[Term, ...]
    credibility: tuple[Term, ...]
    likelihood: tuple[Term, ...]
    confidence: tuple[Term, ...]
    outcome: tuple[Term, ...]


@cache
def published(name: str = "hybrid") -> bytes:
    """``hybrid.json`` or ``grades.json`` as it is published."""
    return resources.files(PACKAGE).joinpath(f"{name}.json").read_bytes()


@cache
def vocabulary() -> Vocabulary:
    """Domains, tools, phases, instruments and steps, with their sources."""
    return msgspec.json.decode(published(), type=Vocabulary)


@cache
def grades() -> Grades:
    """Reliability, credibility, likelihood, confidence and outcome, with their sources."""
    return msgspec.json.decode(published("grades"), type=Grades)


def known(kind: str) -> tuple[Term, ...]:
    """The terms of a kind: a field of `Vocabulary` or `Grades`, such as ``domains``."""
    holder: Any = vocabulary() if hasattr(vocabulary(), kind) else grades()
    terms: tuple[Term, ...] = getattr(holder, kind)
    return terms


@cache
def _by_name(kind: str) -> dict[str, Term]:
    found = {}
    for term in known(kind):
        for name in (term.id, *term.names.values()):
            # "cannot be judged" is a name of one reliability and of one credibility, never of two
            # terms of the same kind.
            found[_folded(name)] = term
    return found


def term(kind: str, name: str, *, where: str = "") -> Term:
    """A term by its id, or its name in any language.

    Raises:
        UnknownValue: no such term; lists those there are.
    """
    found = _by_name(kind).get(_folded(name))
    if found is None:
        listed = ", ".join(each.id for each in known(kind))
        raise UnknownValue(
            f"“{name}” is not one of the {kind} of a hybrid case",
            where=where,
            fix=f"Use one of: {listed}.",
        )
    return found


def ids(kind: str, names: Iterable[str], *, where: str = "") -> tuple[str, ...]:
    """The ids of terms, each once, in the order given.

    Raises:
        UnknownValue: one of them is not known.
    """
    return tuple(dict.fromkeys(term(kind, name, where=where).id for name in names))


def name_of(kind: str, id_: str, language: str) -> str:
    """The name of a term; the id itself where another node used one that is not known here."""
    found = _by_name(kind).get(_folded(id_))
    return found.name(language) if found is not None else id_


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())
