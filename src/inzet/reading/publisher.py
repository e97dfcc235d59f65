"""Whose paper it is, by who signs or issues it: "Ministry of Foreign Affairs of Estonia".

Reads the top of a paper and its closing lines; writes a party's code where the wordings of
``government.toml`` meet a country's name or adjective there. One country must stand out.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from inzet.reading.languages import table, usable
from inzet.reading.text import Structured
from inzet.vocabulary.parties import parties

_TOP = 1_500
"""Characters from the top in which a paper says who issues it."""
_END = 600


def published_by(structured: Structured) -> str | None:
    """The country whose office issues a paper; None where no single one does."""
    language = usable(structured.language)
    text = structured.extracted.text
    counts: Counter[str] = Counter()
    for part in (f"{structured.title}\n{text[:_TOP]}", text[max(_TOP, len(text) - _END) :]):
        for pattern in _patterns(language):
            for match in pattern.finditer(part):
                code = _codes(language).get(" ".join(match["who"].lower().split()))
                if code:
                    counts[code] += 1
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return ranked[0][0]


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    issued = table(language, "government").get("issued", ())
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s+")
        for name in sorted(_codes(language), key=len, reverse=True)
    )
    return tuple(re.compile(one.replace("{who}", f"(?P<who>{names})"), re.I) for one in issued)


@lru_cache(maxsize=8)
def _codes(language: str) -> dict[str, str]:
    """Names and adjectives of the countries of a language, in lower case, with their codes."""
    found: dict[str, str] = {}
    for party in parties():
        if party.kind != "country":
            continue
        for name in (*party.names_in(language), *party.adjectives_in(language)):
            found.setdefault(name.lower(), party.code)
    return found
