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
    units = {
        unit: size
        for key, size in (("days", 1), ("weeks", 7), ("months", 30))
        for unit in words[key]
    }
    numbers = {word: i for i, word in enumerate(table(language, "calendar").get("numbers", ()))}
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
        papers=re.compile(rf"\s+\w+\s+\w*(?:{_any(words['papers'])})\s+van\s+\Z", re.I),
        bare=re.compile(rf"(?<!\w)(?:{'|'.join(words['bare'])})(?!\w)", re.I),
        times=re.compile(rf"\s+(?:de\s+|het\s+)?(?:{_any(data['times']['words'])})(?!\w)", re.I),
        span=re.compile(
            rf"\s+(?P<number>\d{{1,3}}|{_any(list(numbers)[1:])})\s+(?P<unit>{_any(units)})(?!\w)",
            re.I,
        ),
        units=units,
        numbers=numbers,
        year=re.compile(rf"\s+(?:{_any(words['year'])})(?!\w)", re.I),
        next_year=re.compile(rf"\s+(?:{_any(words['next_year'])})(?!\w)", re.I),
        other=re.compile(rf"(?<!\w)(?:{_any(words['other'])})(?!\w)", re.I),
        other_first=words["other"][0],
        ahead=re.compile(rf"\s+(?:{_any(words['ahead'])})(?!\w)", re.I),
    )
