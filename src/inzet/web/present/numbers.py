"""Identifiers of papers, as people write them."""

from __future__ import annotations

import re

_PARLIAMENTARY = re.compile(r"kst-(\d{2})(\d{3})((?:-[0-9IVXLCR]+)*)-([A-Z]?\d*[A-Z]?)\Z")


def number_words(identifier: str) -> str:
    """``kst-28676-210`` as “28 676, nr. 210”; any other identifier as it is."""
    match = _PARLIAMENTARY.match(identifier)
    if not match:
        return identifier
    first, second, chapter, last = match.groups()
    return f"{first} {second}{chapter}, nr. {last}"
