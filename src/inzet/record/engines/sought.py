"""What is sought in the full text, in a form that every engine can put in its own words."""

from __future__ import annotations

from typing import NamedTuple


class Term(NamedTuple):
    """One of these has to be there."""

    alternatives: tuple[tuple[str, ...], ...]
    """Each is words that stand together, as they stand in the index."""
    begins: bool = False
    """The last word may go on."""


class Sought(NamedTuple):
    """Every one of these terms has to be there."""

    terms: tuple[Term, ...]
