"""What a sentence is about, as stems of its words, each with how much it tells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from inzet.reading.languages import table, usable
from inzet.reading.mentions.dates import find_dates
from inzet.record.words import stems

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LITTLE = 0.4
"""What a word counts that stands in many promises, beside a full one."""
_SHORTEST = 3


def subject(text: str, language: str | None) -> dict[str, float]:
    """The words that tell what a sentence is about, as stems with their weight; no dates."""
    return {stem: weight for _, stem, weight in _told(text, language)}


def telling(text: str, language: str | None) -> frozenset[str]:
    """The words themselves that tell most, to look for in papers."""
    return frozenset(word for word, _, weight in _told(text, language) if weight == 1.0)


def _told(text: str, language: str | None) -> Iterator[tuple[str, str, float]]:
    """(word, stem, weight)."""
    code = usable(language)
    none, little = _generic(code)
    for date in reversed(find_dates(text, code, None)):
        text = f"{text[: date.start]} {text[date.end :]}"
    for word in _WORD.findall(text):
        for part in (word, *word.split("-")[1:]):
            stem = stems(part, code)
            if len(part) >= _SHORTEST and stem not in none:
                yield part, stem, _LITTLE if stem in little else 1.0


def shared(wanted: dict[str, float], given: dict[str, float]) -> float:
    """How much of a promise's subject another sentence has: 0 to 1."""
    total = sum(wanted.values())
    return sum(weight for stem, weight in wanted.items() if stem in given) / total if total else 0.0


def days_named(text: str, language: str | None, said: dt.date | None) -> frozenset[dt.date]:
    """The full dates a sentence names in figures; a year left out is the one nearest to ``said``.

    "Yesterday" is none: it tells when something was done, not when it was promised.
    """
    return frozenset(
        dt.date.fromisoformat(each.from_)
        for each in find_dates(text, usable(language), said)
        if each.day and each.from_ and any(map(str.isdigit, text[each.start : each.end]))
    )


@lru_cache(maxsize=8)
def _generic(language: str) -> tuple[frozenset[str], frozenset[str]]:
    data = table(language, "keeping").get("subject", {})
    common = table(language, "stopwords").get("words", ())

    def stemmed(words: object) -> frozenset[str]:
        assert isinstance(words, list | tuple)
        return frozenset(stems(str(word), language) for word in words)

    return stemmed((*data.get("none", ()), *common)), stemmed(data.get("little", ()))
