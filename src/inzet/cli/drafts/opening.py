"""The record and the drawer that a command works at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inzet.cli.command import invocation

if TYPE_CHECKING:
    from inzet.record import Record
    from inzet.writing.drawer import Desk, Person


def opened(person: Person) -> tuple[Record, Desk]:
    """The record, and the drawer as this person sees it when reading as the chosen reader."""
    from inzet.writing.drawer import desk

    chosen = invocation()
    record = chosen.open()
    return record, desk(record, person, chosen.reader(record))


def own(person: Person, doing: str) -> tuple[Record, Desk]:
    """The same, for what only the record's own organisation does.

    Raises:
        InputError: another reader was chosen.
    """
    from inzet.writing.drawer import desk

    record = invocation().open_as_own(doing)
    return record, desk(record, person, record.reader())
