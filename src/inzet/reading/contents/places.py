"""Places named in running text, in English, wherever in the sentence they stand."""

from __future__ import annotations

import re

from inzet.reading.languages import usable
from inzet.reading.mentions.councils import council_words

_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?")


def places_named(text: str, language: str) -> dict[str, int]:
    """The known places a text names with a capital, in English, with where they stand."""
    known = council_words(usable(language)).places
    found: dict[str, int] = {}
    for match in _CAPITALISED.finditer(text):
        words = match.group()
        for candidate, at in ((words, match.start()), *_singles(words, match.start())):
            english = known.get(candidate.casefold())
            if english:
                found.setdefault(english, at)
                break
    return found


def _singles(words: str, start: int) -> list[tuple[str, int]]:
    at = 0
    found = []
    for one in words.split():
        found.append((one, start + words.index(one, at)))
        at = words.index(one, at) + len(one)
    return found
