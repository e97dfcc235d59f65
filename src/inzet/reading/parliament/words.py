"""The words by which papers tell of motions, votes, debates … (``languages/*/parliament.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inzet.reading.gated import Gated
from inzet.reading.languages import table, usable
from inzet.reading.layout.openers import PERSON
from inzet.reading.turns.groups import group_names

_NUMBERS = r"\d{1,4}(?:(?:\s*(?:,|/|en|t/m|tot en met|and|to|[-–])\s*)\d{1,4})*(?!\d)"
_NAMES = rf"{PERSON}(?:(?:, | en | and |/){PERSON}){{0,19}}"
_GAP = r"(?:\b(?:nrs?|no|c\.s)\.|[^.;]){0,80}?"


@dataclass(frozen=True, slots=True)
class Words:
    """One table of a language: patterns by their key, and the rest as it is."""

    patterns: dict[str, tuple[Gated, ...]]
    data: dict[str, Any]

    def find(self, key: str, text: str) -> re.Match[str] | None:
        """The first match of any pattern of a key."""
        for pattern in self.patterns.get(key, ()):
            match = pattern.search(text)
            if match:
                return match
        return None

    def every(self, key: str, text: str) -> list[re.Match[str]]:
        """All matches of all patterns of a key, in text order."""
        found = [m for pattern in self.patterns.get(key, ()) for m in pattern.finditer(text)]
        return sorted(found, key=lambda match: (match.start(), -match.end()))

    def listed(self, key: str) -> tuple[str, ...]:
        """Plain words of a key."""
        return tuple(self.data.get(key, ()))


@lru_cache(maxsize=64)
def words(language: str | None, name: str) -> Words:
    """The table ``name`` of a language; empty where it has none.

    Args:
        name: motions, appreciations, votes, execution, debates, consultations, fields, promises
            or notes.
    """
    language = usable(language)
    data: dict[str, Any] = table(language, "parliament").get(name, {})
    group = group_names(language).pattern
    groups = rf"{group}(?:(?:, | en (?:de )?| and (?:the )?){group}){{0,29}}"
    patterns: dict[str, tuple[Gated, ...]] = {}
    for key, value in data.items():
        forms = [value] if isinstance(value, str) else value
        if key in data.get("plain", ()) or not all(isinstance(form, str) for form in forms):
            continue
        patterns[key] = tuple(
            Gated(
                form.replace("NAMES", f"(?P<names>{_NAMES})")
                .replace("NUMBERS", f"(?P<numbers>{_NUMBERS})")
                .replace("GROUPS", f"(?P<groups>{groups})")
                .replace("GAP", _GAP),
                re.I,
            )
            for form in forms
        )
    return Words(patterns, data)
