"""What single English words can be, from the language's data: read once, looked up per token."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from inzet.reading.languages import table
from inzet.reading.saying.english.morphology import inflect
from inzet.reading.saying.lexicon import Head, Word, countries

LANGUAGE = "en"
Named = tuple[tuple[str, ...], Head]
Names = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, slots=True)
class EnglishLexicon:
    """All look-ups of English."""

    flags: dict[str, int]
    opens: dict[str, str]
    """Word that opens a clause → that, reason, condition, time, question, relative."""
    auxiliaries: dict[str, str]
    """Auxiliary → its kind, such as ``have_past``."""
    clipped: dict[str, str]
    forms: dict[str, int]
    """Form of a known verb → what it can be (:class:`morphology.Form`)."""
    control: frozenset[str]
    raising: frozenset[str]
    willing: frozenset[str]
    saying: frozenset[str]
    factual: frozenset[str]
    heads: dict[str, tuple[Named, ...]]
    """First word of a head → its words and what it is, longest first."""
    names: Names
    adjectives: dict[str, str]
    party_groups: dict[str, tuple[tuple[str, ...], ...]]
    """First word → names of party groups of parliament, as printed."""
    leaders: dict[str, str]
    adverbial: dict[str, frozenset[str]]
    """Last word of an adverb of two words → the first: "of course"."""
    quantifiers: frozenset[str]
    numbers: frozenset[str]
    whole: frozenset[str]
    own_offices: dict[str, frozenset[str]]
    own_titles: dict[str, frozenset[str]]
    alien: dict[str, frozenset[str]]
    """Party → heads by which its papers never call their own government."""
    members: dict[str, frozenset[str]]
    addressed: frozenset[str]
    distance: dict[str, frozenset[str]]
    phrases: dict[str, tuple[str, ...]]


@cache
def lexicon() -> EnglishLexicon:
    """The lexicon, built once."""
    clauses, holders = table(LANGUAGE, "clauses"), table(LANGUAGE, "holders")
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
    auxiliaries = {
        word: kind for kind, words in clauses["auxiliaries"].items() for word in words.split()
    }
    mark(list(auxiliaries), Word.AUXILIARY)
    verbs = clauses["verbs"]
    forms: dict[str, int] = {}
    for lemma in (verbs["common"] + " " + verbs["control"] + " " + verbs["said_by"]).split():
        learn(forms, flags, inflect(lemma))
    heads = _heads(holders)
    names, adjectives = countries(LANGUAGE)
    names = _plain_names(names, heads)
    for code, cities in holders["capitals"].items():
        for city in cities.split():
            names[city] = (*names.get(city, ()), ((city,), code))
    leaders = {name: code for code, listed in holders["leaders"].items() for name in listed.split()}
    groups = _party_groups()
    mark(list(groups), Word.ACTOR)
    mark(list(heads), Word.ACTOR)
    mark(list(names), Word.ACTOR)
    mark([name for name in leaders if name not in flags and len(name) > _SHORT], Word.ACTOR)
    mark(list(adjectives), Word.ADJECTIVE)
    distance = clauses["distance"]
    return EnglishLexicon(
        flags=flags,
        opens=opens,
        auxiliaries=auxiliaries,
        clipped=clauses["clipped"],
        forms=forms,
        control=_all_forms(verbs["control"]),
        raising=_all_forms(verbs["raising"]),
        willing=frozenset(verbs["willing"].split()),
        saying=_all_forms(verbs["said_by"]),
        factual=_all_forms(clauses["factual"]["verbs"]),
        heads=heads,
        names=names,
        adjectives=adjectives,
        party_groups=groups,
        leaders=leaders,
        adverbial=_adverbial(small["adverbials"]),
        quantifiers=frozenset((small["quantifiers"] + " " + small["numbers"]).split()),
        numbers=frozenset(small["numbers"].split()),
        whole=frozenset(small["whole"].split()),
        own_offices={code: frozenset(listed) for code, listed in holders["offices"]["own"].items()},
        own_titles={c: frozenset(t) for c, t in holders["titles"]["own"].items()},
        alien={code: frozenset(listed) for code, listed in holders["alien"].items()},
        members={code: frozenset(listed) for code, listed in holders["members"].items()},
        addressed=frozenset(holders["parliament"]["addressed"]),
        distance={k: frozenset(v.split()) for k, v in distance.items() if isinstance(v, str)},
        phrases={k: tuple(v) for k, v in distance.items() if not isinstance(v, str)},
    )


_SHORT = 4
"""Surnames up to this length are other words too often to be known on their own."""
_SMALL = {
    "prepositions": Word.PREPOSITION,
    "determiners": Word.DETERMINER,
    "coordinators": Word.COORDINATOR,
    "negations": Word.NEGATION,
    "adverbs": Word.ADVERB,
}


def learn(forms: dict[str, int], flags: dict[str, int], inflected: dict[str, int]) -> None:
    """Makes the forms of a verb known."""
    for word, form in inflected.items():
        forms[word] = forms.get(word, 0) | form
        flags[word] = flags.get(word, 0) | Word.VERB


def _all_forms(lemmas: str) -> frozenset[str]:
    return frozenset(word for lemma in lemmas.split() for word in inflect(lemma))


def _adverbial(listed: list[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in listed:
        first, last = one.split()
        found.setdefault(last, set()).add(first)
    return {last: frozenset(firsts) for last, firsts in found.items()}


def _plain_names(names: Names, heads: dict[str, tuple[Named, ...]]) -> Names:
    """Names without those of bodies that are heads, and with "U.S" for "U.S."."""
    bodies = {words for listed in heads.values() for words, _ in listed}
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for listed in names.values():
        for words, code in listed:
            bare = tuple(word.rstrip(".") for word in words)
            if bare not in bodies:
                found.setdefault(bare[0], {})[bare] = code
    return {
        first: tuple(sorted(named.items(), key=lambda one: -len(one[0])))
        for first, named in found.items()
    }


def _party_groups() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word in lower case → names of party groups as printed, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for one in table(LANGUAGE, "party_groups").get("group", ()):
        for name in (one["name"], *one.get("names", ()), *one.get("called", ())):
            words = tuple(name.split())
            if len(name) > _SHORT and name not in one.get("ambiguous", ()):
                found.setdefault(words[0].lower(), []).append(words)
    return {
        first: tuple(sorted(listed, key=lambda one: -len(one))) for first, listed in found.items()
    }


def _heads(holders: dict[str, Any]) -> dict[str, tuple[Named, ...]]:
    found: dict[tuple[str, ...], Head] = {}

    def add(names: list[str], kind: str, party: str | None = None) -> None:
        for name in names:
            found.setdefault(tuple(name.split()), Head(kind, party))

    add(holders["government"]["persons"], "person")
    add(["our", "my"], "possessive")
    add(holders["government"]["names"], "government")
    add(["friend", "friends"], "friend")
    add(holders["offices"]["names"], "office")
    add(holders["plural_offices"]["joint"], "joint")
    for name, party in holders["bodies"].items():
        add([name], "body", party)
    add(holders["plural_offices"]["names"], "offices")
    add(holders["parliament"]["names"], "parliament", "parliament")
    add(holders["groups"]["names"], "group")
    add(holders["outsiders"]["names"], "outsider")
    add(holders["pronouns"]["names"], "pronoun")
    add(["mr", "mrs", "ms", "lord", "baroness", "sir"], "titled")
    by_first: dict[str, list[Named]] = {}
    for words, head in found.items():
        by_first.setdefault(words[0], []).append((words, head))
    return {
        first: tuple(sorted(listed, key=lambda one: -len(one[0])))
        for first, listed in by_first.items()
    }
