"""A candidate: one meeting named where a paper may announce or report it."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.reading.mentions.councils import Council
from inzet.reading.text import Sentence

AGENDA, REPORT = "agenda", "report"
TITLE, SUBJECT, HEADING, SENTENCE, MARGIN = range(5)
"""Where it is named, most telling first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A meeting named in a place that announces."""

    council: Council
    rank: int
    """0 title, 1 subject, 2 heading, 3 sentence, 4 a sentence on what happens in the margin."""
    from_: str | None
    to: str | None
    place: str | None
    sentence: Sentence | None
    manner: str | None = None
    """agenda or report, where the paper says which of the two it gives of this meeting."""
    passing: bool = False
    """Only a time at which something else happens ("tijdens de Raad van 2 mei")."""
