"""Whether people are given the floor in a paper: a debate, a part of one, a single speech.

Its title may be anything, or be missing, where a site keeps one member's words. A member with a
group of the language's parliament in front of the colon, or a chair or minister on a line alone
before words to the chair, is told by nothing but a debate.
"""

from __future__ import annotations

import re
from functools import lru_cache

from inzet.reading.languages import table, usable
from inzet.reading.layout.openers import opener
from inzet.reading.text import Block, Structured

_SPOKEN = frozenset(("turn", "paragraph", "heading"))
_REACH = 60
"""In how many blocks from the top somebody gets the floor."""


def has_floor(structured: Structured) -> bool:
    """Whether somebody gets the floor, or speaks to the chair from the first word on."""
    language = usable(structured.language)
    if not table(language, "party_groups").get("parliament"):
        return False
    salutes = _salutes(language)
    texts = [one for one in structured.blocks if one.kind in _SPOKEN][:_REACH]
    first = next((one for one in texts if one.kind == "paragraph"), None)
    if first is not None and salutes.match(first.text):
        return True
    for at, block in enumerate(texts):
        after = texts[at + 1] if at + 1 < len(texts) else None
        if _of_house(block, language):
            return True
        found = opener(block.text, language) if block.kind == "turn" else None
        if found is None or found.labels or after is None:
            continue
        if found.role == "chair" or salutes.match(after.text):
            return True
    return False


def house(structured: Structured) -> str | None:
    """The country in whose parliament the members sit who get the floor; None for none known."""
    language = usable(structured.language)
    country = table(language, "party_groups").get("parliament")
    if country and any(_of_house(one, language) for one in structured.blocks):
        return str(country)
    return None


def _of_house(block: Block, language: str) -> bool:
    """Whether a block gives the floor to a member with a group of the language's parliament."""
    if block.kind not in _SPOKEN or "(" not in block.text[:120]:
        return False
    found = opener(block.text, language)
    return found is not None and (found.group or "").lower() in _known(language)


@lru_cache(maxsize=8)
def _known(language: str) -> frozenset[str]:
    groups = table(language, "party_groups").get("group", ())
    return frozenset(
        name.lower() for one in groups for name in (one["name"], *one.get("names", ()))
    )


@lru_cache(maxsize=8)
def _salutes(language: str) -> re.Pattern[str]:
    forms = table(language, "turns").get("words", {}).get("salutes", ())
    return re.compile("|".join(f"(?:{one})" for one in forms) or r"(?!)", re.I)
