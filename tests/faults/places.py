"""Where the records of these tests are, for each engine."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.record import Record
from tests.record.world import Clock, audiences

SAFE = "synchronous_commit=on"
"""What the servers of other tests do without, to be quick."""


@dataclass(frozen=True)
class Place:
    """Where a record is made: a file, or a database of PostgreSQL by its URL."""

    address: str

    def made(self, clock: Clock | None = None) -> str:
        """The address of a record of Home with its audiences, made now."""
        with Record.create(self.address, "Home", now=clock or Clock()) as record:
            audiences(record)
        return self.address
