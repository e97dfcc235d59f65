"""What cues found in one sentence: matches, and what was refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.clauses import Clauses
from inzet.reading.saying.words import Words


class Signal(Protocol):
    """What every language's cue tells of itself."""

    @property
    def id(self) -> str:
        """``act.family.name``."""

    @property
    def act(self) -> str:
        """The act it signals."""

    @property
    def family(self) -> str:
        """The kind of saying; what precision is measured for."""

    @property
    def holder(self) -> str:
        """Who may hold what it signals: ``actor``, ``government``, ``none`` …"""

    @property
    def negation(self) -> str:
        """``flip`` where a stance against is a stance, else ``block`` or ``ignore``."""

    @property
    def polarity(self) -> str:
        """positive or negative."""

    @property
    def strength(self) -> int:
        """3 for what nearly always signals the act, 0 for a last resort."""


@dataclass(slots=True)
class Match:
    """One cue found in a sentence."""

    cue: Signal
    at: int
    """Token position of the trigger."""
    clause: int
    main: bool
    holder: Actor | None
    own: bool
    """Whether the government that speaks is (among) the holders, or the unmarked author."""
    tense: str
    negated: bool
    matched: tuple[str, ...]
    joint: tuple[Actor, ...] = ()


@dataclass(slots=True)
class Found:
    """All that was found in one sentence."""

    words: Words
    actors: list[Actor]
    clauses: Clauses | None
    matches: list[Match] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """(cue id, reason)."""
    near: set[str] = field(default_factory=set)
    """``act family`` of cues whose words are all there, however they stand."""
