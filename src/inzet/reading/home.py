"""The country that a paper speaks from, by how it speaks of countries.

A press statement seldom says whose it is: "Australia will provide a further …", "our exporters",
"a visit to Australia". The country at home does things and has things; others are places where,
to and with which things are done. Reads the whole text; gives a code where one country stands out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

from inzet.reading.languages import table, usable
from inzet.reading.text import Structured
from inzet.vocabulary.parties import parties

_BODY = 20_000
"""Characters that are looked at."""
_LEAST = 3
"""What must speak for a country at least."""
_AHEAD = 2
"""How many times as much as for the second."""
_FAR, _FAR_AHEAD = 7, 3
"""The same, before who is named first is not at home."""
_LONGEST = 4
"""Words of the longest name."""
_TOKEN = re.compile(r"[’']s\b|[^\W\d_][\w-]*(?:\.[A-Z]\.?)?|[.!?\n]")
_ENDS = frozenset(".!?\n")
_OWNS = frozenset(("’s", "'s"))
_AND = "and"
_LAST_PLAIN = 0x300
"""The first accent that stands for itself."""
# What speaks for a country, most first: it will do something, it has a government that does, it
# owns something, it does something.
_WILL, _GOVERNS, _DOES, _TITLE, _BESIDE = 3, 2, 1, 2, 1
_OWES = -3
"""What is taken off a country of which something is demanded."""


@dataclass(frozen=True, slots=True)
class _Words:
    names: dict[str, str]
    longest: dict[str, int]
    """First word of a name → words of the longest name that begins so."""
    places: frozenset[str]
    will: frozenset[str]
    does: frozenset[str]
    governs: frozenset[str]
    things: frozenset[str]
    selves: frozenset[str]
    owes: frozenset[str]
    addresses: frozenset[str]


class Home:
    """The country that a paper speaks from; looked for when it is asked."""

    def __init__(self, structured: Structured) -> None:
        self._structured = structured

    @cached_property
    def _weighed(self) -> tuple[list[tuple[str, int]], frozenset[str]]:
        return weighed(self._structured)

    @property
    def _ranked(self) -> list[tuple[str, int]]:
        return self._weighed[0]

    @cached_property
    def code(self) -> str | None:
        """The code of the country that stands out; None where none does, or where nobody speaks
        for himself: news and studies tell of countries in the same words."""
        ranked, spoken = self._weighed
        if not ranked or ranked[0][1] < _LEAST or ranked[0][0] not in spoken:
            return None
        if len(ranked) > 1 and ranked[0][1] < _AHEAD * ranked[1][1]:
            return None
        return ranked[0][0]

    @property
    def clearly(self) -> str | None:
        """The same, where so much tells that it is no paper that several agreed."""
        return self.code if self._ranked and self._ranked[0][1] >= _FAR else None

    def rather(self, code: str) -> str:
        """The country at home where an office of another is named, of which nothing else tells that
        it speaks: a guest, or whom it writes about."""
        scores = dict(self._ranked)
        if scores.get(code, 0) or len(self._ranked) < 2:
            return code
        (first, most), (_, second) = self._ranked[:2]
        return first if most >= _AHEAD * max(1, second) else code

    def may_be(self, code: str) -> bool:
        """Whether nothing speaks against a country, or a body, being at home: no other stands out
        far above it."""
        if self.code in (None, code):
            return True
        scores = dict(self._ranked)
        return scores[self.code] < max(_FAR, _FAR_AHEAD * scores.get(code, 0))


def weighed(structured: Structured) -> tuple[list[tuple[str, int]], frozenset[str]]:
    """Countries with what speaks for each, most first, and those that somebody speaks of who means
    himself there ("our", "we"); nothing in a language without such words."""
    words = _words(usable(structured.language))
    if words is None:
        return [], frozenset()
    spoken: set[str] = set()
    scores: dict[str, int] = defaultdict(int)
    title = structured.title
    for at, text in enumerate((title, structured.extracted.text[:_BODY])):
        tokens = _TOKEN.findall(text)
        lower = [token.lower() for token in tokens]
        speaks = _speaking(lower, words.selves)
        k = 0
        while k < len(tokens):
            code, length = _named(tokens, lower, k, words)
            if code is None:
                k += 1
                continue
            score = _score(lower, k, k + length, words)
            if score > 0:
                score += _TITLE if at == 0 else 0
                score += _BESIDE if speaks[k] else 0
                spoken |= {code} if speaks[k] else set()
            scores[code] += score
            k += length
    return sorted(scores.items(), key=lambda one: (-one[1], one[0])), frozenset(spoken)


def _named(tokens: list[str], lower: list[str], k: int, words: _Words) -> tuple[str | None, int]:
    if not tokens[k][:1].isupper():
        return None, 1
    for length in range(words.longest.get(lower[k], 0), 0, -1):
        code = words.names.get(" ".join(lower[k : k + length]))
        if code is not None:
            return code, length
    return None, 1


def _score(lower: list[str], start: int, end: int, words: _Words) -> int:
    before = lower[start - 1] if start else ""
    if before == "the" and start > 1:
        before = lower[start - 2]
    after = lower[end] if end < len(lower) else ""
    beyond = lower[end + 1] if end + 1 < len(lower) else ""
    if after in words.owes or before in words.addresses:
        # Of whom one demands something, one does not speak.
        return _OWES
    if after in words.governs:
        return _WILL if beyond in words.will else _GOVERNS
    if after in words.things:
        return _DOES
    if before in words.places or before == _AND:
        # "the United States and Japan will": both of them, so neither.
        return 0
    if after in words.will:
        return _WILL
    return _DOES if after in words.does or after in _OWNS else 0


def _speaking(lower: list[str], selves: frozenset[str]) -> list[bool]:
    """Of each token, whether its sentence has a word by which a speaker means himself."""
    found: list[bool] = []
    start = 0
    for end, token in enumerate(lower):
        if token in _ENDS or end == len(lower) - 1:
            here = not selves.isdisjoint(lower[start : end + 1])
            found += [here] * (end + 1 - start)
            start = end + 1
    return found


def _plain(name: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", name) if ord(one) < _LAST_PLAIN)


@lru_cache(maxsize=8)
def _words(language: str) -> _Words | None:
    given = table(language, "government").get("home")
    if given is None:
        return None
    names: dict[str, str] = {}
    for party in parties():
        if party.kind == "country":
            for name in (*party.names_in(language), *party.adjectives_in(language)):
                names.setdefault(name.lower(), party.code)
                # Some texts have lost their accents.
                names.setdefault(_plain(name.lower()), party.code)
    longest: dict[str, int] = {}
    for name in names:
        first, *rest = name.split()
        longest[first] = min(_LONGEST, max(longest.get(first, 0), len(rest) + 1))
    words = {key: frozenset(text.split()) for key, text in given.items()}
    return _Words(
        names=names,
        longest=longest,
        places=words["places"],
        will=words["will"],
        does=words["does"],
        governs=words["governs"],
        things=words["things"],
        selves=words["selves"],
        owes=words["owes"],
        addresses=words["addresses"],
    )
