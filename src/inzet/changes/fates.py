"""What can become of a position, and where the lines between that are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What a later position is to an earlier one."""

    SAME = "same"
    """The same words."""
    REWORDED = "reworded"
    """Other words for the same."""
    CHANGED = "changed"
    """What became of it, with another substance."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the lines are drawn; chosen on both halves of the first set of labelled pairs."""

    literal: float = 0.62
    """Share of the words of the shorter, in order, that makes two nearly the same words."""
    of_longer: float = 0.45
    """Share of the words of the longer that must have stayed besides,"""
    whole: float = 0.85
    """unless this share of the shorter stands in it."""
    reworded: float = 0.26
    """Share of content in common that makes other words for the same."""
    near: float = 0.2
    """The same, where both stand under one dossier and one heading."""
    echo: float = 0.65
    """Share of the words of the shorter that stand in the longer, in any order, from which on"""
    echoed: float = 0.5
    """this share of content must be in common: who rewords a position seldom keeps its words."""
    faint: float = 0.1
    """The same, where besides nothing else is left that it could be."""
    part: float = 0.6
    """Share of a position left over that must stand in another for it to be a part of that."""
    part_of_rest: float = 0.25
    """The same, where it says what the counterpart of that other leaves unsaid:"""
    unsaid: float = 0.25
    """share of the other that its counterpart leaves unsaid,"""
    rest_said: float = 0.4
    """and share of what is left unsaid that stands in the part."""
    carried: int = 4
    """Content words that stay, from which on another phrase is a change of the position; with
    fewer it is another position."""
    carried_by_word: int = 7
    """The same where a word or two took the place of others: another thing is wished for."""


LIMITS = Limits()
