"""Sheets of cells and lists of objects, as they travel between processes.

Rows are kept encoded, some hundreds together, and taken out again as they are gone through: a
large table is then no larger in memory than in its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

_TOGETHER = 500
CellRow = tuple[int, tuple[str, ...]]
"""Number of the row (from 1, as a spreadsheet or editor counts) and its cells from the first
column on; blank ones are empty, those at the end left out."""


class JsonObject(msgspec.Struct, frozen=True, array_like=True):
    """One object of a JSON file."""

    number: int
    """From 1."""
    value: dict[str, Any] | None
    """Numbers with a fraction as the text that stands there; None where ``fault`` tells why."""
    fault: str = ""


_rows_out = msgspec.msgpack.Decoder(tuple[CellRow, ...])
_objects_out = msgspec.msgpack.Decoder(tuple[JsonObject, ...])
_encoder = msgspec.msgpack.Encoder()


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet of a workbook, or all of a delimited file."""

    name: str = ""
    """As its tab says; empty for delimited text."""
    pieces: tuple[bytes, ...]
    count: int
    """Rows that hold anything."""

    @classmethod
    def of(cls, rows: Iterable[CellRow], name: str = "") -> Sheet:
        """A sheet of some rows."""
        pieces, count = _packed(rows)
        return cls(name=name, pieces=pieces, count=count)

    def rows(self) -> Iterator[CellRow]:
        """Its rows in order."""
        for piece in self.pieces:
            yield from _rows_out.decode(piece)


class Objects(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a JSON file: the fields around its objects, and the objects."""

    fields: dict[str, str]
    """Of the outermost object, those that are text."""
    pieces: tuple[bytes, ...]
    count: int

    @classmethod
    def of(cls, fields: dict[str, str], objects: Iterable[JsonObject]) -> Objects:
        """A file with these objects."""
        pieces, count = _packed(objects)
        return cls(fields=fields, pieces=pieces, count=count)

    def all(self) -> Iterator[JsonObject]:
        """The objects in order."""
        for piece in self.pieces:
            yield from _objects_out.decode(piece)


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a file."""

    kind: str
    """workbook, text or json."""
    sheets: tuple[Sheet, ...] = ()
    objects: Objects | None = None
    """Of a JSON file."""
    created: str = ""
    """ISO day on which a workbook says it was made."""
    separator: str = ""
    """Of delimited text."""
    notes: tuple[str, ...] = ()
    """What was not looked at, in plain words."""


def _packed(items: Iterable[Any]) -> tuple[tuple[bytes, ...], int]:
    pieces, waiting, count = [], [], 0
    for item in items:
        waiting.append(item)
        count += 1
        if len(waiting) == _TOGETHER:
            pieces.append(_encoder.encode(waiting))
            waiting = []
    if waiting:
        pieces.append(_encoder.encode(waiting))
    return tuple(pieces), count
