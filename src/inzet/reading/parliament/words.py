"""The words by which papers tell of motions, votes, debates … (``languages/*/parliament.toml``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from inzet.reading.gated import Gated
from inzet.reading.languages import table, usable
from inzet.reading.layout.openers import PERSON
from inzet.reading.turns.groups import group_names

_NUMBERS = r"\d{1,4}(?:(?:\s*(?:,|/|en|t/m|tot en met|and|to|[-–])\s*)\d{1,4})*(?!\d)"
_NAMES = rf"{PERSON}(?:(?:, | en | and |/){PERSON}){{0,19}}"
_GAP = r"(?:\b(?:nrs?|no|c\.s)\.|[^.;]){0,80}?"


class Words:
    """One table of a language: patterns by their key, and the rest as it is.

    A sentence is asked for key after key, and holds next to none: it is made small once.
    """

    __slots__ = ("_asked", "_lower", "_rows", "data")

    def __init__(self, patterns: dict[str, tuple[Gated, ...]], data: dict[str, Any]) -> None:
        self.data = data
        self._rows = {
            key: tuple((one.pattern, one.needs) for one in gates) for key, gates in patterns.items()
        }
        self._asked = self._lower = ""

    def find(self, key: str, text: str) -> re.Match[str] | None:
        """The first match of any pattern of a key."""
        for pattern in self._worth(key, text):
            match = pattern.search(text)
            if match:
                return match
        return None

    def every(self, key: str, text: str) -> list[re.Match[str]]:
        """All matches of all patterns of a key, in text order."""
        found = [match for one in self._worth(key, text) for match in one.finditer(text)]
        return sorted(found, key=lambda match: (match.start(), -match.end())) if found else found

    def _worth(self, key: str, text: str) -> list[re.Pattern[str]]:
        """The patterns of a key that are worth a try in a text."""
        if text is not self._asked:
            self._asked, self._lower = text, text.lower()
        lower = self._lower
        worth: list[re.Pattern[str]] = []
        # Nested loops: this is asked a hundred times a sentence, and calls cost more than look-ups.
        for pattern, needs in self._rows.get(key, ()):
            for need in needs:
                if need in lower:
                    worth.append(pattern)
                    break
            else:
                if not needs:
                    worth.append(pattern)
        return worth

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
