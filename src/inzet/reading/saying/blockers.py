"""What refuses a match: history, embedding under somebody else, supposition."""

from __future__ import annotations

from inzet.reading.saying.clauses import Clauses
from inzet.reading.saying.distance import is_dated, passive_saying
from inzet.reading.saying.lexicon import Word
from inzet.reading.saying.subjects import subject
from inzet.reading.saying.words import Words

_DEONTIC = frozenset(
    [
        "moet",
        "moeten",
        "dient",
        "dienen",
        "hoort",
        "horen",
        "behoort",
        "behoren",
        "mag",
        "mogen",
        "kan",
        "kunnen",
    ]
)


def is_deontic(clauses: Clauses, index: int) -> bool:
    """Whether a clause says what somebody should or can do, not what they want."""
    finite = clauses.clauses[index].finite
    return finite >= 0 and clauses.words.lower[finite] in _DEONTIC


def is_able(clauses: Clauses, index: int) -> bool:
    """Whether a clause says what somebody can do: of a group of members, what it is ready for."""
    finite = clauses.clauses[index].finite
    return finite >= 0 and clauses.words.lower[finite] in _ABLE


_ABLE = frozenset(("kan", "kunnen", "kon", "konden"))


def is_alone(words: Words, i: int) -> bool:
    """Whether an adjective is a predicate of its own and does not belong to a noun behind it."""
    if i + 1 >= len(words):
        return True
    return bool(words.flags[i + 1] & _AFTER_PREDICATE) or words.lower[i + 1] in ("als", "dan")


def is_bare(words: Words, i: int) -> bool:
    """Whether a noun has neither an article nor an adjective before it."""
    if not i:
        return True
    before = words.flags[i - 1]
    return not before & Word.DETERMINER and (bool(before) or not words.lower[i - 1].endswith("e"))


_AFTER_PREDICATE = (
    Word.PUNCTUATION | Word.PREPOSITION | Word.COORDINATOR | Word.OPENS | Word.AUXILIARY
)


def _denied(clauses: Clauses, index: int) -> bool:
    """``heeft geen verzoek ingediend om … te``."""
    return any(c == index and clauses.words.lower[i] == "geen" for i, c in enumerate(clauses.of))


UNHEARD = {"outsider": "reported speech", "former": "history"}
BLOCKING = {"question": "question", "condition": "conditional", "as": "reference to earlier"}


def embedded(clauses: Clauses, ci: int, own: bool, *, named: bool) -> str:
    """Why a clause inside another is not the speaker's own saying, or nothing.

    Args:
        own: whether the government that speaks holds it.
        named: whether it is named, or only the paper's unmarked voice.
    """
    clause = clauses.clauses[ci]
    if clause.kind == "main" or not own:
        return ""
    parent = clause.parent
    while parent >= 0:
        above = clauses.clauses[parent]
        if above.kind in BLOCKING:
            return BLOCKING[above.kind]
        if clause.kind == "infinitive" and above.kind == "main" and _denied(clauses, parent):
            return "negation"
        if clause.kind in ("that", "question", "infinitive"):
            who = subject(clauses, parent, above.finite if above.finite >= 0 else above.start)
            if who.actor is not None and not who.own:
                return "reported speech"
            if clause.kind != "infinitive" and passive_saying(clauses, parent, clause.start):
                return "reported speech"
            unsaid = clause.kind == "that" and named and who.actor is None
            if unsaid and not _concludes(clauses, parent):
                return "reported speech"
        clause, parent = above, above.parent
    return ""


def _concludes(clauses: Clauses, index: int) -> bool:
    """``Dit betekent dat Nederland …``: what follows is still the paper's own."""
    lower = clauses.words.lower
    return any(c == index and lower[i] in _CONCLUDING for i, c in enumerate(clauses.of))


_CONCLUDING = frozenset(
    ("betekent", "betekende", "geldt", "impliceert", "maakt", "leidt", "houdt", "vergt")
)


def is_kept(words: Words) -> bool:
    """A promise that is only recalled: ``heeft toegezegd te informeren``."""
    lower = words.lower
    for word in ("toegezegd", "toegezegde", "toezegging"):
        if word in lower:
            at = lower.index(word)
            open_still = word == "toegezegd" or "om" in lower[at + 1 :]
            own = not _FIRST.isdisjoint(words.bag) and not _ONCE.isdisjoint(lower)
            if open_still and is_dated(lower[at + 1 :]) and not own:
                # "De staatssecretaris heeft toegezegd in mei een brief te sturen": it stands
                return False
            promised = {"zal", "zullen", "wordt", "ontvangt"}
            if word == "toezegging":
                promised |= {"doe", "doet", "doen"}
            if not _ON_THE_WAY.isdisjoint(lower[at + 1 :]):
                return False
            return not ("zoals" in lower[max(0, at - 5) : at] or promised & words.bag)
    past = not _TOLD_THEN.isdisjoint(words.bag) and not _DEBATES.isdisjoint(words.bag)
    return past and _ON_THE_WAY.isdisjoint(lower)


_TOLD_THEN = frozenset(("zegde", "zegden", "beloofde", "beloofden"))
_DEBATES = frozenset(("debat", "overleg", "commissiedebat", "notaoverleg", "ao", "kamerdebat"))
_ONCE = _DEBATES | {"brief", "kamer", "u", "uw", "lid", "leden", "werd", "was"}
"""Where a promise was made that is only recalled, or to whom."""
_FIRST = frozenset(("ik", "wij", "we", "mijn", "werd", "was"))
_ON_THE_WAY = frozenset(
    [
        *("volgt", "komt", "verschijnt", "vindt", "gaat", "doe", "doet", "kom", "stuur"),
        *("bereikt", "treft", "ontvangt"),
        *("informeer", "zend", "bied", "bericht", "meld"),
    ]
)
"""Finite verbs behind a recalled promise that give it a new date."""
