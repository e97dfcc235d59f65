"""Under which markings stands what a draft rests on: whoever may not read them all sees none of it.

Every version counts, not only the last: what rested on a sentence may still be told where the
sentence is named no more, and older versions can be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from inzet.record import Reader
from inzet.vocabulary.markings import PUBLIC
from inzet.writing.drawer import schema


class _Source(msgspec.Struct):
    marking: str


class _Rests(msgspec.Struct):
    """Of the JSON of a draft no more than is asked."""

    sources: tuple[_Source, ...] = ()


_decoder = msgspec.json.Decoder(_Rests)


def markings_of(connection: Connection, draft: str) -> tuple[str, ...]:
    """The markings of every source that any version of a draft has; PUBLIC is left out."""
    table = schema.version.c
    bodies = connection.execute(sa.select(table.body).where(table.draft == draft)).scalars()
    found = {each.marking for body in bodies for each in _decoder.decode(body).sources}
    return tuple(sorted(found - {PUBLIC}))


def readable(connection: Connection, reader: Reader, rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    """The rows of drafts that rest on nothing which this reader does not need to know."""
    if reader.markings is None:
        return list(rows)
    return [row for row in rows if all(map(reader.reads, markings_of(connection, row.id)))]
