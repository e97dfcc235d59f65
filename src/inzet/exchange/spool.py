"""Originals and texts that came before the parcel that stands on them: on disk, within bounds."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Container, Iterator
from typing import IO

from inzet.exchange.frames import PIECE, Piece
from inzet.record.blobs import LARGEST
from inzet.record.names import not_found
from inzet.vocabulary.errors import RecordError

MOST = 4 * LARGEST
"""Bytes of those of one parcel."""
_IN_MEMORY = 4 * 2**20


class Spool:
    """Holds the bytes that come for one parcel, until it comes."""

    def __init__(self) -> None:
        self._files: dict[str, IO[bytes]] = {}
        self._size = 0

    def add(self, piece: Piece) -> None:
        """A part of what was named; parts come in their order.

        Raises:
            RecordError: out of order, or more than is held at once.
        """
        file = self._files.get(piece.sha256)
        if file is not None and piece.at == 0:
            # Another parcel stands on the same bytes.
            self._size -= file.seek(0, os.SEEK_END)
            file.seek(0)
            file.truncate()
        self._size += len(piece.data)
        if self._size > MOST or len(piece.data) > PIECE or len(piece.sha256) > len("0" * 64):
            raise RecordError(
                f"a parcel stands on more than {MOST // 2**20} MB of originals",
                fix="Nothing of it was taken.",
            )
        if file is None:
            file = self._files[piece.sha256] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        if file.tell() != piece.at:
            raise RecordError("a part of an original came out of its order")
        file.write(piece.data)

    @property
    def size(self) -> int:
        """How many bytes are held."""
        return self._size

    def bytes_of(self, sha256: str) -> Iterator[bytes]:
        """What came under a name; whoever takes it proves it.

        Raises:
            NotFound: nothing did.
        """
        file = self._files.get(sha256)
        if file is None:
            raise not_found("bytes", sha256)
        return self._chunks(file)

    @staticmethod
    def _chunks(file: IO[bytes]) -> Iterator[bytes]:
        file.seek(0)
        while data := file.read(PIECE):
            yield data

    def clear(self, keep: Container[str] = ()) -> None:
        """Lets go of everything but what a parcel stands on that is yet to be taken."""
        kept: dict[str, IO[bytes]] = {}
        for sha256, file in self._files.items():
            if sha256 in keep:
                kept[sha256] = file
            else:
                file.close()
        self._files = kept
        self._size = sum(file.seek(0, os.SEEK_END) for file in kept.values())
