"""The language of a text, by the small words that only it has."""

from __future__ import annotations

import re
from functools import lru_cache

from inzet.reading.languages import languages, table

_MANY = 30
_SHARE = 0.18
"""In a text of many words, the part of them that is small words of its language."""
_WORDS = re.compile(r"[^\W\d_]+")


def detect_language(text: str, *, least: int = 3) -> str | None:
    """ISO 639-1 code of the language most of the small words are of.

    Args:
        text: any text; its first 2,000 words count.
        least: how many small words there must be; fewer tell nothing (None).
    """
    counts = dict.fromkeys(languages(), 0)
    lists = _lists()
    words = _WORDS.findall(text[:12_000].lower())
    for codes in [lists[word] for word in words if word in lists]:
        for code in codes:
            counts[code] += 1
    best = max(counts, key=lambda code: counts[code], default=None)
    if best is None or counts[best] < least:
        return None
    if len(words) >= _MANY and counts[best] < _SHARE * len(words):
        return None
    second = max((n for code, n in counts.items() if code != best), default=0)
    return best if counts[best] > second else None


@lru_cache(maxsize=1)
def _lists() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in languages():
        for word in table(code, "stopwords").get("words", ()):
            found[word] = (*found.get(word, ()), code)
    return found
