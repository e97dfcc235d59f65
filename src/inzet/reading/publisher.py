"""Whose paper it is, by who signs or issues it: "Ministry of Foreign Affairs of Estonia".

Reads the top of a paper and its closing lines; writes a party's code where the wordings of
``government.toml`` meet a country's name or adjective there. One country must stand out.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from inzet.reading.gated import Gated
from inzet.reading.languages import table, usable
from inzet.reading.text import Structured
from inzet.vocabulary.parties import parties

_TOP = 1_500
"""Characters from the top in which a paper says who issues it."""
_LINE = 200
_LAST = 4


def published_by(structured: Structured, *, anywhere: bool = False, least: int = 1) -> str | None:
    """The country whose office issues a paper; None where no single one does.

    Args:
        anywhere: whether what it names at its top and end counts too, not only who signs there.
        least: how often an office of the country must be named.
    """
    language = usable(structured.language)
    counts: Counter[str] = Counter()
    text = structured.extracted.text
    broad = [text[:_TOP], text[max(_TOP, len(text) - _TOP) :]]
    for part in broad if anywhere else _places(structured):
        counts.update(_named_in(part, language))
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    if ranked[0][1] < least:
        return None
    return ranked[0][0]


@lru_cache(maxsize=256)
def _named_in(part: str, language: str) -> tuple[str, ...]:
    """Codes of the countries whose offices a part names; a paper is asked for each meeting."""
    codes = _codes(language)
    found = [
        codes.get(" ".join(match["who"].lower().split()))
        for pattern in _patterns(language)
        for match in pattern.finditer(part)
    ]
    return tuple(code for code in found if code)


def _places(structured: Structured) -> list[str]:
    """Title, letterhead and headings of the top, the first sentence, and the last lines."""
    top = [one for one in structured.blocks if one.start < _TOP]
    heads = [one.text for one in top if one.kind in ("title", "letterhead", "heading")]
    first = [one.text[:_LINE] for one in top if one.kind not in ("title", "letterhead", "heading")]
    last = [one.text for one in structured.blocks[-_LAST:] if len(one.text) < _LINE]
    return [structured.title, *heads, *first[:1], *last]


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[Gated, ...]:
    issued = table(language, "government").get("issued", ())
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s+")
        for name in sorted(_codes(language), key=len, reverse=True)
    )
    return tuple(Gated(one.replace("{who}", f"(?P<who>{names})"), re.I) for one in issued)


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
