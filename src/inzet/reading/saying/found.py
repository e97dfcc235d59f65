"""What cues found in one sentence: matches, and what was refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.clauses import Clauses
from inzet.reading.saying.cues import Cue
from inzet.reading.saying.words import Words


@dataclass(slots=True)
class Match:
    """One cue found in a sentence."""

    cue: Cue
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
