"""Whether a stance is for or against what it is about.

A cue says so itself ("is tegen"); of one that only judges, the word of judgement decides: "acht
dit onaanvaardbaar", "vindt de drempel te laag". A negation turns it round. Words are the table
``polarity`` of a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from inzet.reading.languages import table
from inzet.reading.saying.found import Found, Match

_REACH = 2
"""Words between "een" and its adjective, at most: "een zeer gevaarlijke ontwikkeling"."""


@dataclass(frozen=True, slots=True)
class _Verdicts:
    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    too: frozenset[str]
    families: frozenset[str]
    cues: frozenset[str]
    signs: frozenset[str]
    """Words of which one must stand in a sentence for any of these."""


def polarity(match: Match, found: Found, language: str) -> str:
    """``positive`` or ``negative``."""
    negative = match.cue.polarity == "negative" or _is_judged_badly(match, found, language)
    if match.negated and match.cue.negation == "flip":
        negative = not negative
    return "negative" if negative else "positive"


def _is_judged_badly(match: Match, found: Found, language: str) -> bool:
    verdicts, clauses = _verdicts(language), found.clauses
    if verdicts is None or clauses is None or match.cue.act != "position":
        return False
    if match.cue.family not in verdicts.families and match.cue.id not in verdicts.cues:
        return False
    lower = found.words.lower
    if verdicts.signs.isdisjoint(found.words.bag):
        return False
    for at, word in enumerate(lower):
        here = clauses.of[at]
        if here != match.clause and clauses.clauses[here].parent != match.clause:
            continue
        before = lower[max(0, at - 1) : at]
        if word in verdicts.words:
            inflected = word.endswith("e")
            if not inflected or "een" in lower[max(0, at - _REACH) : at]:
                return True
        elif word in verdicts.too and before == ["te"]:
            if "niet" not in lower[max(0, at - _REACH) : at]:
                return True
        elif word == "niet" and match.negated:
            # it already turns the stance round and does not count twice
            continue
        elif any(word == p[0] and tuple(lower[at : at + len(p)]) == p for p in verdicts.phrases):
            return True
    return False


@cache
def _verdicts(language: str) -> _Verdicts | None:
    data = table(language, "polarity")
    if not data:
        return None
    return _Verdicts(
        words=frozenset(data["words"].split()),
        phrases=tuple(tuple(phrase.split()) for phrase in data["phrases"]),
        too=frozenset(data["too"].split()),
        families=frozenset(data["families"].split()),
        cues=frozenset(data["cues"].split()),
        signs=frozenset(data["words"].split())
        | frozenset(data["too"].split())
        | {phrase.split()[0] for phrase in data["phrases"]},
    )
