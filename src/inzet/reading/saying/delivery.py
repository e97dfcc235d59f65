"""What a paper hands over itself, as it is read: no promise."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from inzet.reading.saying.distance import is_dated
from inzet.reading.saying.lexicon import Word, load_toml
from inzet.reading.saying.words import Words


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
    if (
        lower[:1] == ["graag"]
        and not _delivery()["hands"].isdisjoint(lower[1:2])
        and not is_dated(lower)
    ):
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
    if not only and not promised and (_along(lower) or _told_at_once(lower)):
        return True
    return not only and _hands_over(lower)


def _along(lower: list[str]) -> bool:
    """``ontvangt u gelijktijdig``: in the same post, unless with something that may be later."""
    along = _delivery()["along"]
    return any(one in along and after != "met" for one, after in pairwise([*lower, ""]))


def _told_at_once(lower: list[str]) -> bool:
    """``Tot slot meld ik dat …``, ``kan ik u melden dat …``: told in the words that follow.

    With a day before it ("in mei kan ik u melden of") it is still to come.
    """
    data = _delivery()
    for at, word in enumerate(lower):
        if word in data["tells"]:
            mine = not data["self"].isdisjoint(lower[at + 1 : at + 2] + lower[max(0, at - 1) : at])
        elif word in data["telling"]:
            before = lower[max(0, at - _NEAR) : at]
            mine = not (data["self"].isdisjoint(before) or data["can"].isdisjoint(before))
        else:
            continue
        if mine and "dat" in lower[at + 1 : at + 5]:
            told = lower[lower.index("dat", at) :]
            if not data["told"].isdisjoint(told):
                return False  # "merk ik op dat u nog een agenda ontvangt": the promise is there
            fronted = lower[0] in data["fronted"] and _timed(lower[1:at])
            return not fronted and data["once"].isdisjoint(lower[:at])
    return False


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
            if mine and _elsewhere(lower, i + 2):
                return False
            if yours and lower[i + 2 : i + 3] and lower[i + 2] in data["ahead"]:
                return False  # "ontvangt u vóór de Raad van …", not "de agenda voor de Raad"
            if not data["gone"].isdisjoint(lower[i + 2 :]) and "verslag" in lower[i + 2 :]:
                return True  # "doe ik u verslag van de Raad, die op 2 mei werd gehouden"
            if word in data["lies"] or (
                lower[i + 2 : i + 4] in (["u", "het"], ["u", "dit"]) and word in data["hands"]
            ):
                later = later.difference(data["lies_there"])
            return later.isdisjoint(lower) and not (
                (lower[0] in data["fronted"] and _timed(lower[1:i]))
                or any(
                    one in data["before"] and _timed(lower[at + 1 :])
                    for at, one in enumerate(lower)
                    if at > i
                )
            )
    return False


def _elsewhere(lower: list[str], at: int) -> bool:
    """Whether another paper is named to tell it in: ``in de jaarlijkse Staat van de Unie``."""
    data = _delivery()
    ends = tuple(data["paper_ends"])
    for i in (at, at + 1):
        if not (_BY_WHICH.issuperset(lower[i : i + 1]) and lower[i + 1 : i + 2]):
            continue
        if lower[i + 1] not in data["another"]:
            continue
        for word in lower[i + 2 : i + 5]:
            if word in data["papers"] or word.endswith(ends):
                return True
            if not word.isalpha() or word == "van":
                break
    return False


def _timed(words: list[str]) -> bool:
    """Whether words begin with a time: "het derde kwartaal", "de Raad van oktober"."""
    times = _delivery()["times"]
    near = words[:_NEAR]
    end = next((at for at, one in enumerate(near) if not one[:1].isalnum()), len(near))
    return any(one in times for one in near[:end]) or is_dated(near[:end])


_NEAR = 6
"""Words in which a time is named behind the preposition that leads it."""


@cache
def _delivery() -> dict[str, frozenset[str]]:
    return {
        key: frozenset(ones.split()) for key, ones in load_toml("clauses.toml")["delivery"].items()
    }


_AS_ANNEX = frozenset(("in", "als"))
_THIS = frozenset(("deze", "dit", "onderhavige"))
_MATTERS = frozenset(("zaken", "onderwerpen", "punten", "aspecten", "ontwikkelingen"))
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
