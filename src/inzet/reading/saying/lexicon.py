"""What single words can be, from the language's data: read once, looked up per token.

Reads ``languages/nl/clauses.toml``, ``holders.toml`` and the parties; writes one dictionary
from a lower-case word to flags, so that a sentence costs one look-up per word.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from inzet.reading.saying.morphology import Form, inflect


class Word:
    """Roles that the shape of a clause depends on, as bits of an int: a look-up for each word."""

    PREPOSITION = 1
    DETERMINER = 2
    COORDINATOR = 4
    NEGATION = 8
    REFLEXIVE = 16
    ADVERB = 32
    QUESTION = 64
    OPENS = 128
    AUXILIARY = 256
    VERB = 512
    """A finite form of some verb (its bare stem aside)."""
    ACTOR = 1024
    ADJECTIVE = 2048
    """An adjective that names a country."""
    NOW = 4096
    HISTORY = 8192
    PUNCTUATION = 16384


@dataclass(frozen=True, slots=True)
class Head:
    """What a head noun makes of its phrase: a kind, and the party where it is fixed."""

    kind: str
    """government, person, party, body, parliament, group or pronoun."""
    party: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All look-ups of one language."""

    flags: dict[str, int]
    opens: dict[str, str]
    auxiliaries: dict[str, tuple[str, int]]
    heads: dict[str, Head]
    adjectives: dict[str, str]
    """``oekraïense`` → ``UKR``."""
    names: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First word of a country's name → its words and its code, longest first."""
    foreign_heads: frozenset[str]
    own_adjective_heads: frozenset[str]
    group_suffixes: tuple[str, ...]
    outsider_suffixes: tuple[str, ...]
    demonyms: frozenset[str]
    """Peoples that stand for their government: ``de Fransen``."""
    printed: dict[str, str]
    """Initials of bodies, as they are printed → the party: ``ER``."""
    parties: frozenset[str]
    """Party groups of a parliament by their names, as they are printed: ``VVD``."""
    party_names: dict[str, tuple[tuple[str, ...], ...]]
    """Those of several words, by the first: ``Partij van de Arbeid``."""
    leaders: dict[str, str]
    """Surnames of who holds or held an office of state → the country."""
    finite: dict[str, int] = field(default_factory=dict)


def load_toml(name: str, language: str = "nl") -> dict[str, Any]:
    """A data file of a language folder."""
    path = files("inzet.reading").joinpath(f"languages/{language}/{name}")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def lexicon(language: str = "nl") -> Lexicon:
    """The lexicon of a language, built once."""
    clauses, holders = load_toml("clauses.toml", language), load_toml("holders.toml", language)
    flags: dict[str, int] = {}

    def mark(words: str | list[str], flag: int) -> None:
        for word in words.split() if isinstance(words, str) else words:
            flags[word] = flags.get(word, 0) | flag

    small = clauses["words"]
    for key, flag in _SMALL.items():
        mark(small[key], flag)
    mark(list(",;:()\"'“”‘’–—-?!."), Word.PUNCTUATION)
    opens = {word: kind for kind, words in clauses["opens"].items() for word in words.split()}
    mark(list(opens), Word.OPENS)
    finite = _finite_forms(clauses["verbs"]["common"].split())
    auxiliaries: dict[str, tuple[str, int]] = {}
    for kind, lemmas in clauses["auxiliaries"].items():
        for lemma in lemmas.split():
            for item in inflect(lemma):
                if item.form & Form.FINITE:
                    auxiliaries[item.word] = (kind, item.form)
                    finite[item.word] = item.form
    mark([w for w, (kind, _) in auxiliaries.items() if kind != "te"], Word.AUXILIARY)
    mark(list(finite), Word.VERB)
    heads, names, adjectives = _heads(holders), *countries(language)
    demonyms: set[str] = set()
    for code, people in holders.get("demonyms", {}).items():
        for word in people.split():
            demonyms.add(word)
            names[word] = (*names.get(word, ()), ((word,), code))
    for code, cities in holders["capitals"].items():
        for city in cities.split():
            words = tuple(city.split("-"))
            names[words[0]] = (*names.get(words[0], ()), (words, f"capital {code}"))
    mark(list(heads), Word.ACTOR)
    mark(list(names), Word.ACTOR)
    mark(list(adjectives), Word.ADJECTIVE)
    return Lexicon(
        flags=flags,
        opens=opens,
        auxiliaries=auxiliaries,
        heads=heads,
        adjectives=adjectives,
        names=names,
        foreign_heads=frozenset(holders["other_if_singular"]["heads"].split()),
        own_adjective_heads=frozenset(holders["government"]["adjective_heads"].split()),
        group_suffixes=tuple(holders["groups"]["suffixes"].split()),
        outsider_suffixes=tuple(holders["outsiders"]["suffixes"].split()),
        demonyms=frozenset(demonyms),
        printed={
            word: party
            for party, words in holders.get("printed", {}).items()
            for word in words.split()
        },
        parties=frozenset(holders["parliament"].get("parties", "").split()),
        party_names=_by_first(holders["parliament"].get("party_names", ())),
        leaders={
            name: code
            for code, listed in holders.get("leaders", {}).items()
            for name in listed.split()
        },
        finite=finite,
    )


_SMALL = {
    "prepositions": Word.PREPOSITION,
    "determiners": Word.DETERMINER,
    "coordinators": Word.COORDINATOR,
    "negations": Word.NEGATION,
    "reflexives": Word.REFLEXIVE,
    "adverbs": Word.ADVERB,
    "questions": Word.QUESTION,
    "now": Word.NOW,
    "history": Word.HISTORY,
}


_NOT_BY_NAME = frozenset(("NATO", "EU", "Commission", "Council"))
"""Bodies whose usual names are heads (see ``holders.toml``): they take words before them."""


def _finite_forms(lemmas: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for lemma in lemmas:
        for item in inflect(lemma):
            if item.form & (Form.SINGULAR | Form.PLURAL):
                found[item.word] = found.get(item.word, 0) | item.form
    return found


def _heads(holders: dict[str, Any]) -> dict[str, Head]:
    heads: dict[str, Head] = {}
    for word in (holders["groups"]["names"]).split():
        heads[word] = Head("group", None)
    for word in holders["outsiders"]["names"].split():
        heads[word] = Head("outsider", None)
    for word in holders["other_if_singular"]["heads"].split():
        heads.setdefault(word, Head("group", None))
    for word, party in holders["bodies"].items():
        heads[word] = Head("body", party)
    for word in holders["parliament"]["names"].split():
        heads[word] = Head("parliament", "parliament")
    for word in holders["government"]["names"].split():
        heads[word] = Head("government", None)
    for word in holders["government"]["persons"].split():
        heads[word] = Head("person", None)
    for word in holders["pronouns"]["names"].split():
        heads[word] = Head("pronoun", None)
    return heads


def countries(
    language: str,
) -> tuple[dict[str, tuple[tuple[tuple[str, ...], str], ...]], dict[str, str]]:
    """Names of countries by their first word, longest first, and their adjectives, with codes."""
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    adjectives: dict[str, str] = {}
    path = files("inzet.vocabulary").joinpath("data/parties.csv")
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        if row["code"] in _NOT_BY_NAME:
            continue
        spellings = [row[f"name_{language}"], *row[f"aliases_{language}"].split("|")]
        for name in filter(None, spellings):
            words = tuple(name.lower().removeprefix("het ").removeprefix("de ").split())
            names.setdefault(words[0], []).append((words, row["code"]))
        for adjective in filter(None, row[f"adjectives_{language}"].split("|")):
            adjectives[adjective.lower()] = row["code"]
    ordered = {
        first: tuple(sorted(set(found), key=lambda item: -len(item[0])))
        for first, found in names.items()
    }
    return ordered, adjectives


def _by_first(names: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in names:
        words = tuple(name.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found
