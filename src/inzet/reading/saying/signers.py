"""Who signs a paper: the surnames by which it calls its own ministers later on.

Reads the letterhead and the signatures; writes surnames. "Minister De Boer" is the government's
own where De Boer signed; a minister of another country is never among the signers.
"""

from __future__ import annotations

import re

from inzet.reading.text import Structured

_SIGNED = re.compile(
    r"(?:^|,\s)(?:(?:[Dd]rs?|[Mm]r|[Ii]r|[Pp]rof)\.?\s)*(?:[A-Z][a-z]?\.\s?){1,6}"
    r"(?:(?:van|de|der|den|ten|ter|von|’t|'t|in)\s)*(?:[A-ZÀ-Þ][\w’'-]+\s)*?([A-ZÀ-Þ][\w’'-]+)\s*$"
)
_LONGEST = 120


def signers(structured: Structured) -> frozenset[str]:
    """Surnames of those who sign a paper, in lower case; of a compound name its last word."""
    found: set[str] = set()
    for block in structured.blocks:
        if block.kind in ("letterhead", "paragraph") and len(block.text) < _LONGEST:
            match = _SIGNED.search(block.text)
            if match is not None:
                found.add(match[1].lower())
    return frozenset(found)
