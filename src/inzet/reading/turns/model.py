"""What a stage downstream learns of who speaks in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from inzet.vocabulary.speakers import Speaker


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks in a sentence, and what follows from that."""

    speaker: Speaker | None = None
    """None where the paper itself speaks."""
    voice: str = "paper"
    """Whose "I" and unmarked wishes are: ``paper`` (the government it is written for), ``speaker``
    (whoever has the turn), ``quoted`` (who is quoted at length), ``ground`` (what a motion
    considers: only its judgements are theirs), ``table`` (how a debate is opened: only what it is
    about) or ``nobody`` (a chair, procedure)."""
    spoken: bool = False
    """Said in a debate, not written."""
    tells: bool = False
    """Whether what it says of the government is told of the government: a committee's report."""
    told: bool = False
    """Whether who speaks is told of in the third person: "he" and "she" are the speaker."""
    implies: str | None = None
    """What the sentence is where no cue says more: question, request, promise, dictum,
    declaration, opinion or agenda."""


PAPER = Turn()
"""The paper speaks for itself."""
NOBODY = Turn(voice="nobody")
TABLE = Turn(voice="table", implies="agenda")


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of a paper."""

    by_sentence: Mapping[int, Turn] = field(default_factory=lambda: MappingProxyType({}))
    """Sentence id → its turn; a sentence that is not in it is the paper's own."""

    def of(self, sentence: int) -> Turn:
        """Who speaks in a sentence.

        Args:
            sentence: its id.
        """
        return self.by_sentence.get(sentence, PAPER)
