"""The kind of saying (``modality``) that a family of cues stands for, in words that readers know.

Families group cues for precision and for choosing among them; what a record keeps and pages show
is one of ``MODALITIES``, whatever language or file a cue is of.
"""

from __future__ import annotations

MODALITIES = frozenset(
    [
        *("adverbial", "concern", "feeling", "impersonal", "need", "nominal", "open", "opinion"),
        *("oppose", "plead", "possessive", "say", "support", "want"),
    ]
)
"""What the modality of a stance can be; every word list of pages and views knows all of them."""

_STANDS_FOR = {
    "among": "opinion",
    "antwoord": "opinion",
    "author": "impersonal",
    "mind": "opinion",
    "object": "oppose",
    "oordeel": "impersonal",
    "opinion-of": "support",
    "others": "say",
    "psych": "feeling",
    "stem": "support",
    "voor": "opinion",
    "wens": "want",
}


def modality(family: str) -> str:
    """Of a family of cues; one that is a kind of saying by itself, or of another act, stays."""
    return _STANDS_FOR.get(family, family)
