"""The words in which a language sets deadlines, from ``languages/*/deadlines.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import table


@dataclass(frozen=True, slots=True)
class DeadlineWords:
    """Compiled patterns of one language."""

    sure: re.Pattern[str]
    loose: re.Pattern[str]
    kinds: dict[str, str]
    after: frozenset[str]
    stop: re.Pattern[str]
    events: tuple[tuple[re.Pattern[str], str], ...]
    determiners: frozenset[str]
    cut: re.Pattern[str]
    papers: re.Pattern[str]
    bare: re.Pattern[str]
    times: re.Pattern[str]
    span: re.Pattern[str]
    units: dict[str, int]
    numbers: dict[str, int]
    year: re.Pattern[str]
    next_year: re.Pattern[str]
    other: re.Pattern[str]
    other_first: str
    """Always another meeting than the paper's own; the rest only once that was held."""
    ahead: re.Pattern[str]
    """Before the event that so many days or weeks are counted back from."""
    counted: re.Pattern[str]
    """So many days or weeks and what they are counted back from."""
    ends: tuple[tuple[re.Pattern[str], str], ...]
    """What the end of a week, month or quarter is called, and which it is."""
    since: re.Pattern[str]
    """Before the event that so many days or weeks are counted from."""
    gap: re.Pattern[str]
    """What may stand between a preposition and its date."""
    of: frozenset[str]
    """Between a part of a year and its month."""
    dated: frozenset[str]
    """Prepositions that set a time with a date alone, never with an event."""
    headed: re.Pattern[str]
    """What a month is only the first word of: "the October Council"."""
    chambers: re.Pattern[str]
    """Before whom something is laid, where no verb says when they sit."""
    sits: re.Pattern[str]
    """What a body does on a day: "before the House rises on 20 December"."""
    vague: re.Pattern[str]
    """A number of days or weeks that is not told: "enkele weken"."""


_SIZES = {
    "hours": -1,
    "working_days": 0,
    "days": 1,
    "weeks": 7,
    "months": 30,
    "quarters": 90,
    "half_years": 180,
    "years": 365,
}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


@lru_cache(maxsize=8)
def deadline_words(language: str) -> DeadlineWords | None:
    """The words of a language, compiled once; None for one that has none yet."""
    data = table(language, "deadlines")
    if not data:
        return None
    kinds: dict[str, str] = {}
    for side in ("loose", "sure"):
        for kind, words in data[side].items():
            kinds.update({word.lower(): kind for word in words})
    sure = [word for words in data["sure"].values() for word in words]
    loose = [word for words in data["loose"].values() for word in words]
    words = data["words"]
    units = {unit: size for key, size in _SIZES.items() for unit in words.get(key, ())}
    of = table(language, "calendar")["of"]
    articles = _any(words["articles"])
    numbers = {
        word: i for i, word in enumerate(table(language, "calendar").get("numbers", ()))
    } | dict.fromkeys(words.get("one", ()), 1)
    number = rf"\d{{1,3}}|{_any(one for one, value in numbers.items() if value)}"
    return DeadlineWords(
        sure=re.compile(rf"(?<!\w)(?:{_any(sure)})(?!\w)", re.I),
        loose=re.compile(rf"(?<!\w)(?:{_any(loose)})(?!\w)", re.I),
        kinds=kinds,
        after=frozenset(words["after"]),
        stop=re.compile(rf"[,;:()]|\.(?!\w)|\s(?:{_any(words['stop'])})(?!\w)", re.I),
        events=tuple(
            (re.compile(rf"(?<![\w-]){re.escape(word)}(?!\w)", re.I), name)
            for word, name in sorted(data["events"].items(), key=lambda one: -len(one[0]))
        ),
        determiners=frozenset(words["determiners"]),
        cut=re.compile(rf"\s(?:{_any(words['cut'])})\s", re.I),
        papers=re.compile(
            rf"\s+\w+\s+(?:\w+\s+)?\w*(?:{_any(words['papers'])})\s+(?:{_any(of)})\s+\Z", re.I
        ),
        bare=re.compile(rf"(?<!\w)(?:{'|'.join(words['bare'])})(?!\w)", re.I),
        times=re.compile(
            rf"\s+(?:(?:{articles})\s+)?(?:{_any(data['times']['words'])})(?!\w)", re.I
        ),
        span=re.compile(
            rf"\s*(?P<number>{number})(?:\s*\([\w ]{{1,12}}\))?\s+(?P<unit>{_any(units)})(?!\w)",
            re.I,
        ),
        units=units,
        numbers=numbers,
        year=re.compile(rf"\s+(?:{_any(words['year'])})(?!\w)", re.I),
        next_year=re.compile(rf"\s+(?:{_any(words['next_year'])})(?!\w)", re.I),
        other=re.compile(rf"(?<!\w)(?:{_any(words['other'])})(?!\w)", re.I),
        other_first=words["other"][0],
        ahead=re.compile(rf"\s+(?:{_any(words['ahead'])})(?!\w)", re.I),
        counted=re.compile(
            rf"(?<!\w)(?:{number})\s+(?:{_any(units)})\s+(?:{_any(words['ahead'])})(?!\w)", re.I
        ),
        ends=tuple(
            (re.compile(rf"\s+(?:{_any(names)})(?!\w)", re.I), unit)
            for unit, names in data.get("ends", {}).items()
        ),
        since=re.compile(rf"\s+(?:{_any(words['since'])})(?!\w)\s+", re.I),
        gap=re.compile(rf"\s*(?:(?:{_any(words['gap'])})\s+)?\Z", re.I),
        of=frozenset(of),
        dated=frozenset(words["dated"]),
        headed=re.compile(rf"\s+(?:{_any(words.get('headed', ()))})(?!\w)", re.I),
        chambers=re.compile(
            rf"\s+(?:\w+\s+){{1,4}}(?:{_any(words.get('chambers', ()))})(?!\w)"
            rf"(?!\s+(?:{_any(words.get('sits', ()))})(?!\w))",
            re.I,
        ),
        sits=re.compile(rf"(?<!\w)(?:{_any(words.get('sits', ()))})(?!\w)", re.I),
        vague=re.compile(rf"\s+(?:{_any(words['vague'])})\s+(?:{_any(units)})(?!\w)", re.I),
    )
