"""What is asked of a composer: a kind of paper, on a meeting, for a reader, of a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from inzet.dossiers import Wording
from inzet.dossiers.wording import LANGUAGES as WORDED
from inzet.meetings import Meeting
from inzet.meetings import meeting as named
from inzet.record import Reader, Record, View
from inzet.writing.draft import Kind

LANGUAGES = WORDED
"""In which drafts are written."""


@dataclass(frozen=True, slots=True)
class Task:
    """One draft to compose."""

    record: Record
    reader: Reader
    view: View
    """What had been said by ``on``, as the reader may see it."""
    kind: Kind
    meeting: Meeting
    language: str
    on: dt.date
    on_behalf_of: str | None
    """Whose paper it is, where that is told; None: whose the last paper of its kind was."""

    @property
    def words(self) -> Wording:
        """Sentences of ``words.toml`` beside this module, in the draft's language."""
        return Wording(__package__, self.language)


def task(
    record: Record,
    reader: Reader,
    kind: Kind,
    meeting: str,
    language: str,
    on: dt.date,
    on_behalf_of: str | None = None,
) -> Task:
    """The task, with the meeting as it is known on the day.

    Raises:
        NotFound: no such meeting for this reader.
    """
    view = record.view(reader, known_on=on)
    return Task(record, reader, view, kind, named(view, meeting), language, on, on_behalf_of)


__all__ = ["LANGUAGES", "Task", "task"]
