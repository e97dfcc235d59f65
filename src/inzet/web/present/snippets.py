"""The words that were sought, marked where they stand."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_SHORTEST_STEM = 4


def pieces(text: str, words: str) -> list[tuple[str, bool]]:
    """A text cut into (piece, whether it was sought); inflections of a word count."""
    stems = tuple({_stem(word) for word in _WORD.findall(words.casefold()) if word})
    found: list[tuple[str, bool]] = []
    at = 0
    for match in _WORD.finditer(text):
        if stems and _stem(match.group().casefold()) in stems:
            if match.start() > at:
                found.append((text[at : match.start()], False))
            found.append((match.group(), True))
            at = match.end()
    if at < len(text):
        found.append((text[at:], False))
    return found


def _stem(word: str) -> str:
    # Only to show where; what is found is decided by the record's own stems.
    return word[: max(_SHORTEST_STEM, len(word) - 2)]
