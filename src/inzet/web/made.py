"""What a process made of views of the record and keeps, until another record stands there.

All of it goes at once: where another file was put in the place of the record (what was made of
the one is never shown of the other), and where anything was erased.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from inzet.dossiers import Films
from inzet.dossiers.summaries import Summaries
from inzet.record import Memory
from inzet.web.answers import Answers
from inzet.web.stops import Stops
from inzet.web.subscribing import Shelf


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of one record as long as it was open and nothing was erased."""

    memory: Memory = field(default_factory=Memory)
    summaries: Summaries = field(default_factory=Summaries)
    films: Films = field(default_factory=Films)
    stops: Stops = field(default_factory=Stops)
    shelf: Shelf = field(default_factory=Shelf)
    """Bodies of feeds and calendars."""
    answers: Answers = field(default_factory=Answers)
