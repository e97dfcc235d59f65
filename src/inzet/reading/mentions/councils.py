"""Names of meetings in running text: which council, with what date and place beside it.

Reads one text; writes :class:`Named` meetings in order. What they are called is data
(``languages/*/councils.toml``), as are the places (``places.csv``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.gated import NEVER, Gated
from inzet.reading.languages import languages, rows, table_or, usable


@dataclass(frozen=True, slots=True)
class Council:
    """A kind of meeting, as vocabulary knows it."""

    key: str
    body: str
    name: str
    abbreviation: str | None
    format: str
    generic: bool = False
    """Only its body is sure ("NAVO ministeriële bijeenkomst")."""
    aside: bool = False
    """Held as a part of another meeting of its body (a commission with a partner)."""
    monthly: bool = False
    """Reported on by the month (the Security Council)."""
    kin: str = ""
    """The key of the formation that it is a form of; its own for most."""


@dataclass(frozen=True, slots=True)
class Named:
    """A council named in a text."""

    council: Council
    start: int
    end: int
    short: bool
    """Named by its abbreviation."""


@dataclass(frozen=True, slots=True)
class CouncilWords:
    """Compiled words of one language."""

    triggers: tuple[str, ...]
    """Parts of words, in lower case, one of which every name holds."""
    names: tuple[tuple[Council, bool, re.Pattern[str]], ...]
    """Each council with its names, or with its abbreviations (True); of two that begin at one
    place the first counts."""
    needed: tuple[tuple[str, tuple[tuple[str, tuple[int, ...]], ...]], ...]
    """For each piece of text, in small letters, the names that are worth a try where it is; under
    a trigger that is part of such pieces, without which none of them is there."""
    loose: tuple[int, ...]
    """The names that are worth a try anywhere."""
    meets: Gated
    held: Gated
    expected: Gated
    cancelled: Gated
    previous: Gated
    prepares: Gated
    attends: Gated
    absent: Gated
    reports: Gated
    agendas: Gated
    hands_over: Gated
    preparation: Gated
    announcing: Gated
    tabled: Gated
    """What leads a list of what is on the table."""
    margin: Gated
    margin_of: Gated
    during: Gated
    refers: Gated
    runs_on: Gated
    no_place: Gated
    """What stands behind "in" with a capital and is no place ("in Ministerial Session")."""
    offers: Gated
    virtual: Gated
    meetings: Gated
    gather: Gated
    it: Gated
    """A sentence begins with a word for the meeting that was named before it."""
    generic: Gated
    top: re.Pattern[str]
    own_minister: Gated
    """The minister whose paper it is, where the language's table tells."""
    place: re.Pattern[str]
    beside: re.Pattern[str]
    """A place that stands alone behind a name or a day ("… Vilnius, 4 mei", "…, Luxemburg")."""
    places: dict[str, str]


@lru_cache(maxsize=4096)
def named(text: str, language: str) -> tuple[Named, ...]:
    """All councils a text names, in order, as :func:`names_in` finds them."""
    words = council_words(usable(language))
    lower = text.lower()
    for trigger in words.triggers:
        if trigger in lower:
            return tuple(names_in(text, words))
    return ()


def names_in(text: str, words: CouncilWords) -> list[Named]:
    """The councils a text names, in order, none inside another; at one place the table's first.

    Each council has a pattern of its own, as most texts hold the words of one or two: tried as one
    pattern, all names would be tried at every word.
    """
    lower = text.lower()
    found: list[Named] = []
    ahead: list[tuple[int, int, re.Match[str]]] = []
    worth = set(words.loose)
    for part, needed in words.needed:
        if part in lower:
            for need, places in needed:
                if need in lower:
                    worth.update(places)
    for place in worth:
        match = words.names[place][2].search(text)
        if match:
            ahead.append((match.start(), place, match))
    while ahead:
        _, place, match = min(ahead, key=lambda one: one[:2])
        council, short, _ = words.names[place]
        found.append(Named(council, match.start(), match.end(), short))
        at = max(match.end(), match.start() + 1)
        ahead = [again for one in ahead if (again := _from(at, one, text))]
    return found


def _from(
    at: int, ahead: tuple[int, int, re.Match[str]], text: str
) -> tuple[int, int, re.Match[str]] | None:
    """A name that begins at ``at`` or further on: the one seen before, or the next of its kind."""
    start, place, match = ahead
    if start >= at:
        return ahead
    again = match.re.search(text, at)
    return (again.start(), place, again) if again else None


def place_in(text: str, language: str, start: int = 0, end: int | None = None) -> str | None:
    """The first known place after "in" or "te" from ``start`` on, in English."""
    words = council_words(usable(language))
    match = words.place.search(text, start, len(text) if end is None else end)
    return words.places[match["place"].casefold()] if match else None


def place_after(text: str, language: str, at: int) -> tuple[str, int] | None:
    """The place right after a name ("Top in Lissabon"), known or not, and where it ends."""
    words = council_words(usable(language))
    known = words.place.match(text, at)
    if known:
        return words.places[known["place"].casefold()], known.end()
    match = _UNKNOWN_PLACE.match(text, at)
    return (match.group(1), match.end()) if match else None


_UNKNOWN_PLACE = re.compile(r"\s+(?:in|te|at)\s+([A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)")


_PATTERNS = (
    "meets",
    "held",
    "expected",
    "cancelled",
    "previous",
    "prepares",
    "reports",
    "agendas",
    "hands_over",
    "preparation",
    "announcing",
    "tabled",
    "margin",
    "margin_of",
    "during",
    "refers",
    "runs_on",
    "no_place",
    "offers",
    "virtual",
    "meetings",
    "gather",
    "it",
)


def _by_part(
    needed: dict[str, list[int]], triggers: Sequence[str]
) -> tuple[tuple[str, tuple[tuple[str, tuple[int, ...]], ...]], ...]:
    found: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for need, places in needed.items():
        part = next((one for one in triggers if one in need), need)
        found.setdefault(part, []).append((need, tuple(places)))
    return tuple((part, tuple(each)) for part, each in found.items())


@lru_cache(maxsize=8)
def council_words(language: str) -> CouncilWords:
    """The words of a language, compiled once."""
    data = table_or(language, "councils")
    councils = tuple(
        Council(
            one["key"],
            one["body"],
            one["name"],
            one.get("abbreviation"),
            one["format"],
            one.get("generic", False),
            one.get("aside", False),
            one.get("monthly", False),
            one.get("kin", one["key"]),
        )
        for one in data["council"]
    )
    candidates: list[tuple[int, str]] = []
    for i, one in enumerate(data["council"]):
        for name in one["names"]:
            candidates.append((2 * i, f"(?i:{name})"))
        for short in one.get("short", ()):
            candidates.append((2 * i + 1, re.escape(short)))
    by_group: dict[int, list[str]] = {}
    for group, pattern in candidates:
        by_group.setdefault(group, []).append(pattern)
    gates = [
        Gated(rf"(?<![\w-])(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?!\w)")
        for patterns in by_group.values()
    ]
    needed: dict[str, list[int]] = {}
    for place, gate in enumerate(gates):
        for need in gate.needs:
            needed.setdefault(need, []).append(place)
    words = data["words"]
    triggers = tuple(words["triggers"]) + tuple(
        short.lower() for one in data["council"] for short in one.get("short", ())
    )
    # Names in capitals and English names appear in papers of any language.
    known_places = [row for code in languages() for row in rows(code, "places")]
    places = {row["english"].casefold(): row["english"] for row in known_places}
    places |= {row["name"].casefold(): row["english"] for row in known_places}
    before = "|".join(words["place_before"])
    known = "|".join(sorted(map(re.escape, places), key=len, reverse=True))
    return CouncilWords(
        triggers=triggers,
        names=tuple(
            (councils[group // 2], group % 2 == 1, gate.pattern)
            for group, gate in zip(by_group, gates, strict=True)
        ),
        needed=_by_part(needed, triggers),
        loose=tuple(place for place, gate in enumerate(gates) if not gate.needs),
        **{key: Gated("|".join(words.get(key, ())) or NEVER, re.I) for key in _PATTERNS},
        attends=Gated("|".join(words["attends"]), re.I),
        absent=Gated("|".join(words["absent"]), re.I),
        own_minister=Gated("|".join(words.get("own_minister", ())) or NEVER, re.I),
        generic=Gated(rf"\b(?:{'|'.join(words['generic'])})\b", re.I),
        top=re.compile(rf"(?<![\w])(?:{'|'.join(words['top'])})(?![\w])"),
        place=re.compile(
            rf"(?:(?:^|[\s(,])(?i:{before})\s+|,\s+|\s+(?:{before})\s+)(?P<place>(?i:{known}))(?!\w)"
        ),
        beside=re.compile(
            rf"(?:\A|[\s,;(–-]|\d{{4}})\s*(?<!van )(?<!over )(?<!of )(?<!on )(?P<place>{known})"
            rf"(?=\s*(?:[,;:)(]|\Z|\d|[-–]|(?:en|and)\s))",
            re.I,
        ),
        places=places,
    )
