"""A record in which everything is tried and nothing kept: to show what would be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from inzet.record.batch import Batch
from inzet.record.keys import Organisation
from inzet.record.record import Record
from inzet.record.writer import Writer
from inzet.vocabulary.entries import AnyBody


@dataclass(frozen=True, slots=True)
class Tried:
    """An entry as it would be kept, and under which marking."""

    body: AnyBody
    marking: str


class Rehearsal(Record):
    """Takes batches like the record it is made of: every rule is held, and all is undone.

    ``tried`` holds what would have been added, in order.
    """

    def __init__(self, record: Record) -> None:
        super().__init__(
            record._store, record._held, record.organisation, record._now, only=record._only
        )
        self.tried: list[Tried] = []

    @contextmanager
    def _batch(self, marking: str) -> Iterator[Batch]:
        try:
            with self._writing() as writer:
                batch = _Watched(writer, self.organisation, marking)
                yield batch
                writer.flush()
                raise _NotKept
        except _NotKept:
            self.tried += [Tried(each, marking) for each in batch.bodies]


class _Watched(Batch):
    def __init__(self, writer: Writer, organisation: Organisation, marking: str) -> None:
        super().__init__(writer, organisation, marking)
        self.bodies: list[AnyBody] = []

    def add(self, body: AnyBody) -> str:
        entry = super().add(body)
        self.bodies.append(body)
        return entry


class _NotKept(Exception):
    """Ends a transaction without keeping it."""
