"""Whose paper it is, by who signs or issues it: "Ministry of Foreign Affairs of Estonia".

Reads the top of a paper and its closing lines; writes a party's code where the wordings of
``government.toml`` meet a country's name or adjective there, or where an office is named with a
name that only one party's leaders have. One must stand out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.gated import Gated
from inzet.reading.languages import table, usable
from inzet.reading.text import Structured
from inzet.vocabulary.parties import parties

_TOP = 1_500
"""Characters from the top in which a paper says who issues it."""
_LINE = 200
_LAST = 4
_HEADS = 3
"""Lines at the top that may name who speaks."""
_BODY = 20_000
"""Characters in which stances are counted."""
_STANCES = 2
_COUNCILS = ("European Council", "Council")
_SPEAK = frozenset((*_COUNCILS, "EU", "Commission", "NATO", "OSCE", "G7", "G20"))
_SUBJECT = 30
"""Characters before the subject of a first sentence: its day, at most."""
_NAME = re.compile(r"[^\W\d_][\w’'-]*")


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


def led_by(structured: Structured) -> str | None:
    """The party of the first minister or leader whom the title names, or else the first words."""
    language = usable(structured.language)
    words = _led(language)
    first = next((s.text for s in structured.sentences if len(s.text) > _LINE // 4), "")
    heads = [structured.title, *(block.text for block in structured.blocks[:_HEADS]), first]
    for part in heads:
        for found in words.titled.finditer(part[: _LINE * 2]):
            if part is first and found.start() > _SUBJECT:
                break  # "Thank you for that, Minister Smith": spoken to, not speaking
            for name in _NAME.findall(found["name"]):
                party = words.parties.get(name.rstrip("’'-").lower())
                if party is not None:
                    return party
    return None


def leads(name: str | None, party: str | None, language: str) -> bool:
    """Whether a name is that of a leader or minister of a party.

    Args:
        name: as printed, without office.
        party: code of the party.
    """
    if not name or party is None:
        return False
    return _led(language).parties.get(name.split()[-1].lower()) == party


def spoken_for(structured: Structured) -> str | None:
    """The country or body that takes most stances in a paper: "The United Kingdom supports …".

    What "The Council welcomes …" says in the present is the Council's own text, however often it
    goes on with "The EU …".
    """
    language = usable(structured.language)
    text = structured.extracted.text[:_BODY]
    codes = _codes(language) | _bodies(language)
    counts = Counter(
        codes.get(" ".join(found["who"].lower().split()))
        for pattern in _patterns(language, "stands")
        for found in pattern.finditer(text)
    )
    counts.pop(None, None)
    for council in _COUNCILS:
        if counts[council] >= _STANCES and counts[council] * 2 >= counts["EU"]:
            return council
    ranked = counts.most_common(2)
    if not ranked or (ranked[0][0] in _bodies(language).values() and ranked[0][1] < _STANCES):
        return None
    return ranked[0][0] if len(ranked) < 2 or ranked[0][1] > 2 * ranked[1][1] else None


@dataclass(frozen=True, slots=True)
class _Led:
    titled: Gated
    """An office with a name behind it."""
    parties: dict[str, str]
    """Surname → party."""


@lru_cache(maxsize=8)
def _led(language: str) -> _Led:
    offices = table(language, "government").get("offices", ())
    listed = table(language, "holders").get("leaders", {})
    name = (
        r"(?P<name>(?-i:[A-ZÀ-Þ])[\w’'.-]*(?: (?:(?-i:[A-ZÀ-Þ])[\w’'.-]*|van|der|de|den|von)){0,3})"
    )
    return _Led(
        Gated(rf"\b(?:{'|'.join(offices) or '(?!)'}),? {name}", re.I),
        {name: code for code, names in listed.items() for name in names.split()},
    )


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
def _patterns(language: str, key: str = "issued") -> tuple[Gated, ...]:
    issued = table(language, "government").get(key, ())
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s+")
        for name in sorted(
            _codes(language) | (_bodies(language) if key != "issued" else {}), key=len, reverse=True
        )
    )
    return tuple(Gated(one.replace("{who}", f"(?P<who>{names})"), re.I) for one in issued)


@lru_cache(maxsize=8)
def _bodies(language: str) -> dict[str, str]:
    """Names of the bodies that speak, in lower case, with their codes."""
    named = table(language, "holders").get("bodies", {})
    return {name: code for name, code in named.items() if code in _SPEAK}


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
