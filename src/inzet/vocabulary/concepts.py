"""What statements name in English, in the language of whoever looks: concepts, groups, criteria.

The table is ``data/concepts.toml``. What it does not hold keeps its English name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


def concept_name(english: str, language: str) -> str:
    """The name of a concept in a language; as it stands where the table has none.

    Of a meeting with its place or year (“NATO Summit Vilnius”) what the meeting is.
    """
    names, whole = _names().get(language, {}), _key(english)
    if whole in names or not names:
        return names.get(whole, english)
    words = english.split()
    for size in range(len(words) - 1, 1, -1):
        rest, name = words[size:], names.get(_key(" ".join(words[:size])))
        if name is not None and all(word[:1].isupper() or word.isdigit() for word in rest):
            return " ".join((name, *rest))
    return english


def _key(english: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    source = resources.files("inzet.vocabulary") / "data" / "concepts.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def concepts() -> Mapping[str, Mapping[str, str]]:
    """Every concept of the table by key, with its name in each language."""
    found: dict[str, dict[str, str]] = {}
    for language, names in _names().items():
        for key, name in names.items():
            found.setdefault(key, {})[language] = name
    return dict(sorted(found.items()))
