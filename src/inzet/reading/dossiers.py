"""Links: which dossiers a sentence or an agenda item belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from inzet.reading.contents.context import PaperContext
from inzet.reading.text import Sentence
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import MeetingNotice


class Linker:
    """Finds the dossiers of one paper's sentences."""

    def __init__(self, paper: PaperContext) -> None:
        self._paper = paper

    def of(self, sentence: Sentence, act: Act) -> tuple[str, ...]:
        """The dossiers of a sentence, best first."""
        return ()

    def item(
        self, title: str | None, sentences: Sequence[Sentence]
    ) -> tuple[str | None, tuple[str, ...]]:
        """Procedure and dossiers of an agenda item or topic."""
        return None, ()

    def notice(self, notice: MeetingNotice) -> MeetingNotice:
        """A meeting with the procedures and dossiers of its items and topics filled in."""
        return notice
