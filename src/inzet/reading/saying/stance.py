"""The last resort: the government does something in a main clause, by an unlisted verb.

Only asked for when no cue was found; refused for verbs that state facts, for figures, for
negations and for attendance.
"""

from __future__ import annotations

from functools import cache

from inzet.reading.saying.blockers import is_kept
from inzet.reading.saying.clauses import Clauses
from inzet.reading.saying.cues import Cue
from inzet.reading.saying.delivery import is_delivered
from inzet.reading.saying.distance import distance
from inzet.reading.saying.evidence import ClauseWords, negated
from inzet.reading.saying.found import Found, Match
from inzet.reading.saying.lexicon import Lexicon, Word, load_toml
from inzet.reading.saying.morphology import inflect
from inzet.reading.saying.subjects import subject, tense_of
from inzet.reading.saying.words import Words

_PRESENCE = frozenset(
    [
        "aanwezig",
        "deelnemen",
        "deel",
        "vertegenwoordigd",
        "bijwonen",
        "vertegenwoordigen",
        "voorzitten",
    ]
)
_MEETS = frozenset(
    ["gesprek", "gesprekken", "onderhoud", "afspraak", "ontmoeting", "ontmoetingen", "gesproken"]
)
"""Whom one met is no stance, whatever the verb."""
_HAVE = frozenset(("heb", "heeft", "hebben", "had", "hadden"))
_SILENT = frozenset(
    ["oordeel", "standpunt", "positie", "mening", "rol", "sprake", "partij", "bevoegdheid"]
)
_PARTICIPLE = (
    *("ge", "be", "ver", "ont", "her", "aange", "afge", "opge", "uitge", "inge", "voorge"),
    *("toege", "bijge", "omge", "overge", "onder", "onderge", "doorge", "tegenge", "mede"),
)


@cache
def _factual(language: str = "nl") -> frozenset[str]:
    lemmas = load_toml("clauses.toml", language)["factual"]["verbs"].split()
    return frozenset(item.word for lemma in lemmas for item in inflect(lemma) if not item.joined)


def stance(found: Found, lexicon: Lexicon, cue: Cue) -> Match | None:
    """A stance of the government in a sentence without cues, or nothing."""
    words = found.words
    own = [actor for actor in found.actors if actor.own and not actor.preposition]
    if not own or words.tokens[-1] == "?" or any(token.isdigit() for token in words.tokens):
        return None
    if not (_PRESENCE | _MEETS).isdisjoint(words.bag) or is_delivered(words) or is_kept(words):
        return None
    clauses = found.clauses or Clauses(words, found.actors, lexicon)
    sets = ClauseWords(clauses)
    for index, clause in enumerate(clauses.clauses):
        if clause.kind != "main":
            continue
        finite = clause.finite
        if finite < 0:
            finite = own[0].end if own[0].start == clause.start else own[0].start - 1
        if not 0 <= finite < len(words) or clauses.of[finite] != index:
            continue
        who = subject(clauses, index, finite)
        if not who.own or who.actor is None or not _stirs(words, clauses, finite):
            continue
        tense, passive = tense_of(clauses, index, -1, None)
        if words.lower[finite] in _HAVE:
            tense = "perfect"
        if passive or distance(clauses, index, tense):
            continue
        against = negated(sets, index, words)
        if against and words.lower[finite] in ("laat", "laten"):
            continue
        if against and (tense not in ("present", "future") or not _SILENT.isdisjoint(words.bag)):
            continue
        return Match(cue, finite, index, True, who.actor, True, tense, against, (cue.id,))
    return None


def sectional(found: Found, lexicon: Lexicon, cue: Cue) -> Match | None:
    """What a paper says under a heading such as ``Nederlandse inzet``, where nobody is named.

    Refused for questions, for other holders and for the past.
    """
    words = found.words
    if len(words) < 5 or words.tokens[-1] == "?":
        return None
    if any(not a.own and not a.preposition and a.start < 4 for a in found.actors):
        return None
    clauses = found.clauses or Clauses(words, found.actors, lexicon)
    tense, _ = tense_of(clauses, 0, -1, None)
    if tense in ("past", "perfect", "pluperfect") or is_delivered(words):
        return None
    return Match(cue, 0, 0, True, None, True, tense, False, (cue.id,))


def title(found: Found, cue: Cue) -> Match | None:
    """A line without any verb that names what is on the table, as lists of items have them."""
    words = found.words
    if not _SHORTEST <= len(words) <= _LONGEST or not words.tokens[0][:1].isupper():
        return None
    if words.tokens[-1] in ("?", "!", ":") or any(actor.own for actor in found.actors):
        return None
    if any(actor.start == 0 and not actor.preposition for actor in found.actors):
        # "Enkele lidstaten …" begins a sentence with a verb that is not known.
        return None
    if any(flag & (Word.VERB | Word.AUXILIARY | Word.NEGATION) for flag in words.flags):
        return None
    if not any(word.endswith(_DEVERBAL) for word in words.lower[:4]):
        return None
    return Match(cue, 0, 0, True, None, True, "present", False, (cue.id,))


_SHORTEST, _LONGEST = 4, 22
_DEVERBAL = ("ing", "ingen", "atie", "isie", "ussie", "debat", "sessie", "blik", "verslag")


def _stirs(words: Words, clauses: Clauses, finite: int) -> bool:
    """Whether the verb of a clause says more than a fact; of a perfect, its participle."""
    word, factual = words.lower[finite], _factual()
    if word in _HAVE:
        here = clauses.of[finite]
        last = [i for i in range(finite + 1, len(words)) if clauses.of[i] == here]
        ends = [words.lower[i] for i in last if words.lower[i].startswith(_PARTICIPLE)]
        return bool(ends) and not any(end in factual for end in ends)
    if word in ("zal", "zullen"):
        return not any(later in factual for later in words.lower[finite + 1 :])
    return word not in factual
