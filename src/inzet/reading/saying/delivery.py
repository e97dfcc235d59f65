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
            elif word in data["lies"] or (
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
