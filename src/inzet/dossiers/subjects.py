"""What a dossier is about, in words: the parties in its name, a known group, else the name."""

from __future__ import annotations

import unicodedata
from functools import cache

from inzet.dossiers.wording import Wording
from inzet.vocabulary.parties import parties

_SHORT = 4
"""A name of one word up to this long is an abbreviation."""


def subject(dossier: str, words: Wording) -> str:
    """``china-russia`` of ``watch/china-russia`` as “China and Russia”; ``ip4`` as “IP4”."""
    name = dossier.partition("/")[2]
    codes = _codes(name)
    if codes:
        return words.listed(words.party(code) for code in codes)
    if len(name) <= _SHORT:
        return name.upper()
    told = name.replace("-", " ")
    return told[:1].upper() + told[1:]


def _codes(name: str) -> list[str]:
    """The parties that a name is made of, longest names first; none where some part is another."""
    found, parts = [], name.split("-")
    while parts:
        for length in range(len(parts), 0, -1):
            code = _by_slug().get("-".join(parts[:length]))
            if code is not None:
                found.append(code)
                parts = parts[length:]
                break
        else:
            return []
    return found


@cache
def _by_slug() -> dict[str, str]:
    return {_slug(one.names["en"]): one.code for one in parties() if one.names.get("en")}


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    kept = "".join(sign if sign.isalnum() else "-" for sign in letters)
    return "-".join(part for part in kept.split("-") if part)
