"""Quoting: whether a quote is found at its offsets in a text."""

from __future__ import annotations

import unicodedata


def quote_is_at(quote: str, text: str, start: int, end: int) -> bool:
    """Whether the letters and digits of ``quote`` stand in order in ``text[start:end]``.

    A quote is printed with line breaks undone, hyphens joined and furniture left out, so only
    letters and digits are compared, and the span may hold more than the quote.
    """
    if not 0 <= start < end <= len(text):
        return False
    if text.startswith(quote, start, end):
        return True
    span = text[start:end]
    if quote in span:
        return True
    rest = iter(_letters(span))
    return all(letter in rest for letter in _letters(quote))


def _letters(text: str) -> list[str]:
    return [char for char in unicodedata.normalize("NFKC", text) if char.isalnum()]
