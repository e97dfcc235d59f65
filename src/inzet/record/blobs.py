"""The bytes that entries stand on: originals of papers and extracted texts, under their SHA-256.

They lie beside the feeds and travel one by one, each by its name; who may read a feed may have
the bytes that its entries stand on, and no others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.audiences import Feed
from inzet.record.names import not_found
from inzet.record.store import Store, insert, value
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.entries import Body
from inzet.vocabulary.errors import BrokenRecord

LARGEST = 256 * 2**20
"""Bytes of one original or text that travels; a larger one is not taken in."""
_CHUNK = 2**20

Bytes = Callable[[str], Iterable[bytes]]
"""Gives the bytes of a SHA-256 in pieces of any size; raises ``NotFound`` where it has none."""


class Named(msgspec.Struct, frozen=True):
    """Bytes that travel beside a parcel."""

    sha256: str
    size: int


class Blob:
    """Bytes that a reader may have, read a piece at a time; made by ``View.blob``."""

    def __init__(self, store: Store, sha256: str, size: int) -> None:
        self.sha256 = sha256
        self.size = size
        self._store = store

    def chunks(self, start: int = 0, length: int = _CHUNK) -> Iterator[bytes]:
        """The bytes from ``start`` on, in pieces of ``length``: one that was cut off goes on.

        Nothing is held between two pieces, however slowly they are taken.

        Raises:
            NotFound: they were erased meanwhile.
        """
        table = schema.blob.c
        while start < self.size:
            with self._store.read() as connection:
                piece = connection.execute(
                    sa.select(sa.func.substr(table.data, start + 1, length)).where(
                        table.sha256 == self.sha256
                    )
                ).scalar()
            if not piece:
                raise not_found("bytes", self.sha256)
            yield bytes(piece)
            start += len(piece)


def stands_on(body: Body | None) -> str | None:
    """The SHA-256 of the bytes that an entry stands on; None of most."""
    if isinstance(body, kinds.Paper):
        return body.sha256
    return body.text_sha256 if isinstance(body, kinds.Extraction) else None


def size_of(connection: Connection, sha256: str) -> int | None:
    """How many bytes lie here under a SHA-256."""
    sql = "SELECT length(data) FROM blob WHERE sha256 = ?"
    size: int | None = value(connection, sql, (sha256,))
    return size


def in_feed(connection: Connection, feed: Feed, sha256: str) -> bool:
    """Whether an entry of a feed stands on these bytes."""
    # Written out here and below: asked for each paper that comes in.
    sql = (
        "SELECT EXISTS (SELECT 1 FROM paper WHERE sha256 = ? AND feed = ?) "
        "OR EXISTS (SELECT 1 FROM extraction WHERE text_sha256 = ? AND feed = ?)"
    )
    values = (sha256, feed.key, sha256, feed.key)
    return bool(value(connection, sql, values))


def keep(connection: Connection, data: bytes) -> str:
    """Stores bytes under their SHA-256; the same bytes are stored once."""
    sha256 = hashlib.sha256(data).hexdigest()
    here = "SELECT 1 FROM blob WHERE sha256 = ?"
    if value(connection, here, (sha256,)) is None:
        key = value(connection, "SELECT coalesce(max(key), 0) + 1 FROM blob")
        insert(connection, schema.blob, [(key, sha256, data)])
    return sha256


def take(connection: Connection, named: Named, pieces: Iterable[bytes]) -> None:
    """Stores bytes that came; of those that are too many no more is read than tells so.

    Raises:
        BrokenRecord: they are others than were named.
    """
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > named.size:
            break
    if len(data) != named.size or hashlib.sha256(data).hexdigest() != named.sha256:
        raise BrokenRecord(
            f"the bytes that came are not those named {named.sha256[:12]} of {named.size} bytes",
            fix="Ask for them again; nothing of the parcel was taken.",
        )
    keep(connection, bytes(data))
