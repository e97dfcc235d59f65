"""What the words around a trigger say: its clause, its particle, its complement, negation."""

from __future__ import annotations

from inzet.reading.saying.clauses import Clauses
from inzet.reading.saying.cues import Frame
from inzet.reading.saying.lexicon import Word
from inzet.reading.saying.morphology import Form
from inzet.reading.saying.words import Words


class ClauseWords:
    """Words of each clause with their positions, made when asked for."""

    __slots__ = ("_clauses", "_made", "_wide")

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._made: dict[int, dict[str, int]] = {}

    def of(self, index: int) -> dict[str, int]:
        made = self._made.get(index)
        if made is None:
            lower = self._clauses.words.lower
            made = {}
            for i, c in enumerate(self._clauses.of):
                if c == index:
                    made.setdefault(lower[i], i)
            self._made[index] = made
        return made


def outer(clauses: Clauses, index: int, frame: Frame, at: int) -> int:
    """The clause of an infinitive or participle that a clause without a closing comma swallowed."""
    clause, words = clauses.clauses[index], clauses.words
    if clause.parent < 0:
        return index
    if clause.kind == "infinitive" and not _over(clause.start, at, words):
        return index
    form, _ = frame.verb.get(words.lower[at], (Form.INFINITIVE, False))
    if not form & (Form.INFINITIVE | Form.PARTICIPLE):
        return index
    auxiliary = any(
        c == index and words.flags[i] & Word.AUXILIARY and i != at for i, c in enumerate(clauses.of)
    )
    if auxiliary or words.lower[at - 1] == "te":
        return index
    parent = clauses.clauses[clause.parent]
    reaches = parent.kind == "main" and 0 <= parent.finite < at and at - clause.start > 2
    if reaches and words.flags[parent.finite] & Word.AUXILIARY:
        return clause.parent
    return index


def _over(start: int, at: int, words: Words) -> bool:
    """Whether an infinitive clause has had its verb: ``om geld te vragen aan de orde komen``."""
    lower = words.lower
    return any(lower[k] == "te" and lower[k + 1].endswith("n") for k in range(start, at - 1))


def has_complement(kinds: frozenset[str], words: Words, start: int) -> bool:
    after = words.lower[start:]
    return any(kind in after for kind in kinds)


def has_particle(particle: str, words: Words, verb: int) -> bool:
    """Whether a split particle belongs to the verb: it ends its clause or precedes ``te``."""
    lower, flags = words.lower, words.flags
    if verb > 1 and lower[verb - 1] == "te" and lower[verb - 2] == particle:
        return True
    n = len(lower)
    for k in range(verb + 1, n):
        if lower[k] == ";":
            return False
        if lower[k] != particle:
            continue
        if k + 1 >= n or not flags[k] & Word.PREPOSITION:
            return True
        after = flags[k + 1]
        place = after & Word.DETERMINER and lower[k + 1] != "dat"
        if particle == "in" and place and lower[k - 1] not in _THEREWITH:
            # "stelde in de strategie een link te leggen": a place, not "stelde … in"
            continue
        if "te" in lower[k + 2 : k + 4]:
            return True
        if after & (Word.DETERMINER | Word.ADVERB) and "te" in lower[k + 2 : k + 16]:
            return True
        if lower[k + 1] in _SOON and "te" in lower[k + 2 : k + 16]:
            return True
        if after & (Word.PUNCTUATION | Word.COORDINATOR | Word.PREPOSITION | Word.OPENS):
            return True
        if lower[k + 1] in ("dat", "te", "of", "als", "voor", "zich", "door", "hoe") or (
            after & Word.VERB and after & Word.AUXILIARY
        ):
            return True
    return False


_SOON = frozenset(
    [
        *("snel", "spoedig", "alles", "zo", "eerst", "meer", "direct", "terstond", "voorlopig"),
        *("verdere", "tevreden", "bereid", "voornemens", "blij", "positief", "terughoudend"),
        *("kritisch", "binnenkort", "geleidelijk", "voldoende", "extra", "nieuwe", "duidelijk"),
    ]
)
"""Words behind a particle that begin what its verb asks for: ``riep op snel … te``."""
_THEREWITH = frozenset(("ermee", "ertoe", "hiermee", "daarmee"))


def negated(sets: ClauseWords, ci: int, words: Words, at: int = -1) -> bool:
    """Whether a clause is negated; not by a negation of what only depends on its verb.

    Args:
        at: position of the verb, -1 where it is not known.
    """
    here = sets.of(ci)
    lower = words.lower
    for word in ("niet", "geen", "nooit", "noch", "nimmer", "evenmin", "niets", "geenszins"):
        found = here.get(word)
        if found is None:
            continue
        follow = lower[found + 1 : found + 4]
        if 0 <= at < found and "te" in lower[found + 1 : found + 8]:
            # "heeft opgeroepen de post niet te sluiten": the call itself is made
            continue
        if word == "niet" and lower[max(0, found - 2) : found] == ["al", "dan"]:
            continue
        if (
            word == "niet"
            and follow
            and (
                follow[0] in ("alleen", "slechts", "enkel", "eerder", "zozeer", "nalaten")
                or follow[:3] == ["in", "de", "laatste"]
            )
        ):
            continue
        return True
    return False
