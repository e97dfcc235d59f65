"""What refuses a match: delivery, history, embedding under somebody else, supposition."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from inzet.reading.saying.clauses import Clauses
from inzet.reading.saying.distance import is_dated, passive_saying
from inzet.reading.saying.lexicon import Word, load_toml
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


def is_delivered(words: Words, *, only: bool = False) -> bool:
    """What a paper hands over itself is no promise: ``hierbij``, ``met deze brief``.

    With ``only``, words such as ``hierbij`` do not count: they also mean "in this".
    """
    lower = words.lower
    bag = words.bag
    promised = not bag.isdisjoint(("zal", "zullen"))
    if not promised and (
        lower[-1] == ":"
        or ("gelegenheid" in bag and not bag.isdisjoint(("gebruik", "benutten")))
        or (not bag.isdisjoint(("onderstaande", "volgende")) and not bag.isdisjoint(_MATTERS))
    ):
        return True  # "… informeer ik uw Kamer over de volgende zaken:"
    if lower[:1] == ["graag"] and not _HANDS.isdisjoint(lower[1:2]) and not is_dated(lower):
        return True
    for i, flag in enumerate(words.flags):
        if not only and flag & Word.NOW and (i < 8 or lower[i] != "hierna"):
            return True
        hangs = i > 0 and lower[i - 1] in _BY_WHICH
        if (
            (hangs or not i)
            and lower[i] in _THIS
            and "".join(lower[i + 1 : i + 2]).endswith(_PAPERS)
        ):
            return True
        if lower[i] in ("bijlage", "bijlagen") and not _AS_ANNEX.isdisjoint(
            lower[max(0, i - 2) : i]
        ):
            # "zal ik als bijlage voegen bij": with another paper, not with this one
            if lower[i + 1 : i + 2] == ["bij"] and _THIS.isdisjoint(lower[i + 2 : i + 3]):
                return False
            return {"zal", "zullen"}.isdisjoint(words.bag)
        if not only and lower[i] == "vandaag" and lower[max(0, i - 1) : i] != ["later"]:
            return True
    return not only and _hands_over(lower)


def _hands_over(lower: list[str]) -> bool:
    """``Mede namens … informeer ik u over``, ``treft u als bijlage aan``: as it is read.

    What is to come is told with a word of later, or with a time that a preposition leads.
    """
    data = _delivery()
    if not {"u", "uw"} & set(lower):
        return False
    for i, (word, following) in enumerate(pairwise(lower)):
        mine = word in data["does"] and following in data["self"]
        mine = mine or (word in data["self"] and following in data["does"])
        yours = word in data["gets"] and following in ("u", "uw")
        yours = yours or (following in data["gets"] and word == "u")
        if mine or yours:
            later = data["later"]
            if "dat" in lower[i + 2 : i + 5]:
                lower = lower[: lower.index("dat", i + 2)]  # "bericht ik u dat …": told at once
            elif word in _FOUND or (
                lower[i + 2 : i + 4] in (["u", "het"], ["u", "dit"]) and word in _HANDS
            ):
                later = later.difference(("verslag", "nadere"))
            return later.isdisjoint(lower) and not (
                (lower[0] in data["fronted"] and _timed(lower[1:i]))
                or any(
                    one in data["before"] and _timed(lower[at + 1 :])
                    for at, one in enumerate(lower)
                    if at > i
                )
            )
    return False


def _timed(words: list[str]) -> bool:
    """Whether words begin with a time: "het derde kwartaal", "de Raad van oktober"."""
    times = _delivery()["times"]
    near = words[:_NEAR]
    end = next((at for at, one in enumerate(near) if not one[:1].isalnum()), len(near))
    return any(one in times for one in near[:end]) or is_dated(near[:end])


_NEAR = 6


@cache
def _delivery() -> dict[str, frozenset[str]]:
    return {
        key: frozenset(ones.split()) for key, ones in load_toml("clauses.toml")["delivery"].items()
    }


def is_kept(words: Words) -> bool:
    """A promise that is only recalled: ``heeft toegezegd te informeren``."""
    lower = words.lower
    for word in ("toegezegd", "toegezegde", "toezegging"):
        if word in lower:
            at = lower.index(word)
            if word == "toegezegd" and is_dated(lower[at + 1 :]) and _FIRST.isdisjoint(words.bag):
                # "De staatssecretaris heeft toegezegd in mei een brief te sturen": it stands
                return False
            promised = {"zal", "zullen", "wordt", "ontvangt"}
            if word == "toezegging":
                promised |= {"doe", "doet", "doen"}
            if not _ON_THE_WAY.isdisjoint(lower[at + 1 :]):
                return False
            return not ("zoals" in lower[max(0, at - 5) : at] or promised & words.bag)
    return False


_FIRST = frozenset(("ik", "wij", "we", "mijn", "werd", "was"))
_ON_THE_WAY = frozenset(
    [
        *("volgt", "komt", "verschijnt", "vindt", "gaat", "doe", "doet", "kom", "stuur"),
        *("informeer", "zend", "bied", "bericht", "meld"),
    ]
)
"""Finite verbs behind a recalled promise that give it a new date."""
_AS_ANNEX = frozenset(("in", "als"))
_THIS = frozenset(("deze", "dit", "onderhavige"))
_MATTERS = frozenset(("zaken", "onderwerpen", "punten", "aspecten", "ontwikkelingen"))
_HANDS = frozenset(("bied", "bieden", "stuur", "sturen", "zend", "zenden"))
"""Verbs of handing over at the head of a letter: "Graag bied ik u … aan"."""
_FOUND = frozenset(("treft", "vindt"))
"""Verbs of what lies before the reader: "treft u het verslag aan"."""
_BY_WHICH = frozenset(("met", "in", "bij", "middels", "door", "via", "per", "langs"))
"""Prepositions of handing over: "met deze brief", not "een oordeel over deze rapportage"."""
_PAPERS = (
    "brief",
    "verslag",
    "agenda",
    "nota",
    "notitie",
    "bijlage",
    "stuk",
    "rapportage",
    "aanbiedingsbrief",
    "weg",
    "memorie",
    "beantwoording",
)
