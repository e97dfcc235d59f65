"""Why a sentence that words a stance is not the speaker's own stance of today.

Somebody else reports it (``naar verluidt``, ``het beeld dat``), it is of an earlier time
(``tot voor kort``, ``in 2004``), or it is only supposed (``zou``).
"""

from __future__ import annotations

from functools import cache

from inzet.reading.saying.clauses import Clauses
from inzet.reading.saying.lexicon import load_toml


@cache
def _data() -> dict[str, frozenset[str]]:
    table = load_toml("clauses.toml")["distance"]
    return {key: frozenset(words.split()) for key, words in table.items()}


def distance(clauses: Clauses, index: int, tense: str) -> str:
    """The reason, or nothing."""
    words, data = clauses.words, _data()
    lower = words.lower
    for i, word in enumerate(lower):
        if word in data["hearsay"]:
            return "reported speech"
        if word == "volgens" and i + 1 < len(lower) and _someone_else(clauses, i + 1):
            if _aside(clauses, index, i):
                continue
            return "reported speech"
        said = word == "zo" and i and "".join(lower[i + 1 : i + 2]) in data["quoting"]
        if (word == "aldus" or said) and not _own_at(clauses, i + 2 if said else i + 1):
            return "reported speech"
        in_mind = word in data["minds"] and i > 1 and lower[i - 2] in ("naar", "in")
        if in_mind and lower[i + 1 : i + 2] == ["van"] and not _own_at(clauses, i + 2):
            return "reported speech"
        if word in data["once"] and tense in ("past", "perfect", "pluperfect", "present"):
            return "history"
        if tense in ("past", "perfect", "pluperfect") and _year(lower, i):
            return "history"
    if any(actor.kind == "former" for actor in clauses.actors) and tense != "future":
        return "history"
    if not data["silence"].isdisjoint(lower) and not _NO.isdisjoint(lower):
        return "refusal"
    text = " ".join(lower)
    if any(phrase in text for phrase in _PHRASES):
        return "history"
    if tense == "pluperfect":
        return "history"
    if tense == "conditional" and not any(w in data["wish"] for w in lower):
        return "conditional"
    return ""


def only_told(bag: frozenset[str] | set[str]) -> bool:
    """Whether a sentence has no word by which somebody judges or wants: it reports a fact.

    "Gaf aan de heffing te handhaven" is what is meant to be done, "… te hebben verlaagd" is not.
    """
    intends = "te" in bag and _DONE.isdisjoint(bag)
    return not intends and _data()["judging"].isdisjoint(bag)


_DONE = frozenset(("hebben", "zijn"))


def is_dated(lower: list[str]) -> bool:
    """Whether words name a month or a season."""
    return not _data()["dated"].isdisjoint(lower)


def requested(clauses: Clauses, index: int) -> bool:
    """Whether a clause only words a request: ``het verzoek om te worden geïnformeerd``."""
    clause = clauses.clauses[index]
    before = clauses.words.lower[max(0, clause.start - 7) : clause.start]
    return clause.kind == "infinitive" and not _data()["requests"].isdisjoint(before)


_NO = frozenset(("niet", "geen", "nooit", "onmogelijk", "evenmin"))
_PHRASES = (
    "tot voor kort",
    "in het verleden",
    "in die tijd",
    "lange tijd",
    "jaren lang",
    "tot dusver had",
)


def _year(lower: list[str], i: int) -> bool:
    """``in 2004``: a year of its own, not the year of a date."""
    word = lower[i]
    return (
        len(word) == 4
        and word.isdigit()
        and word[:2] in ("19", "20")
        and i > 0
        and lower[i - 1] in ("in", "sinds", "vanaf", "tot")
        and i < 6
    )


def _own_at(clauses: Clauses, at: int) -> bool:
    return any(actor.own and actor.start == at for actor in clauses.actors)


def _someone_else(clauses: Clauses, at: int) -> bool:
    """Whether somebody other than the speaker, or a report, follows ``volgens``."""
    for actor in clauses.actors:
        if actor.start == at:
            return not actor.own
    lower = clauses.words.lower
    ahead = lower[at : at + 4]
    if ahead and ahead[0] in ("mij", "ons"):
        return False
    return any(word in _data()["sources"] for word in ahead)


def _aside(clauses: Clauses, index: int, at: int) -> bool:
    """Whether a word stands in a clause of its own that hangs on the one asked for.

    "… wil de markt voltooien, die volgens de Commissie groei oplevert": only the growth is hers.
    """
    inside = clauses.of[at]
    if inside == index or clauses.clauses[inside].kind == "main":
        return False
    parent = clauses.clauses[inside].parent
    while parent >= 0:
        if parent == index:
            return True
        parent = clauses.clauses[parent].parent
    return False


def passive_saying(clauses: Clauses, index: int, opens: int) -> bool:
    """``werd geschreven dat``, ``het verwijt dat``: somebody said it, not the paper."""
    words, data = clauses.words, _data()
    if opens and words.lower[opens - 1] in data["claims"]:
        return True
    for i, c in enumerate(clauses.of):
        if c != index:
            continue
        if (
            words.lower[i] in ("wordt", "werd", "worden", "werden")
            or words.lower[i] in data["said"]
        ):
            return True
    return False
