"""What goes between the guard and its worker: frames of msgpack over a pair of sockets.

A frame is eight bytes of length (big endian) and as many bytes. A job is two frames, the job
and the paper's bytes; its answer is one.
"""

from __future__ import annotations

import socket
import struct
import time

import msgspec

from inzet.reading.guard.limits import Limits
from inzet.reading.load.docx.edited import Edited
from inzet.reading.result import Reading
from inzet.reading.tables import Tables
from inzet.reading.text import Extracted
from inzet.vocabulary.citations import Box
from inzet.vocabulary.errors import InzetError
from inzet.vocabulary.markings import Classification

_HEAD = struct.Struct(">Q")
_PIECE = 1 << 20
TOO_MUCH = 71
"""What a worker ends with when there is no room for what it is sent."""


class Job(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is to be done with the bytes that follow."""

    limits: Limits
    name: str = ""
    media_type: str | None = None
    said_on: str | None = None
    on_behalf_of: str | None = None
    ocr: tuple[str, ...] | None = None
    text_only: bool = False
    """Only the text is to be extracted."""
    judged: bool = False
    """With ``text_only``: and what classification it bears."""
    extracted_from: str | None = None
    """What follows is no file but an extracted text in msgpack; this is the SHA-256 of its file."""
    tables: bool = False
    """It is no paper but a data set, of which the cells are asked."""
    edited: bool = False
    """It is a Word file that people edited, of which all they did is asked."""
    page: int | None = None
    """Only this page is to be shown, as an image."""
    outlined: tuple[Box, ...] = ()


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """An error as it is to be raised on the other side."""

    kind: str
    """Name of its class; empty for a fault that is no :class:`InzetError`."""
    what: str
    where: str = ""
    fix: str = ""


def refusal_of(error: InzetError) -> Refusal:
    """An error as it goes to the other side."""
    return Refusal(kind=type(error).__name__, what=error.what, where=error.where, fix=error.fix)


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a job."""

    extracted: Extracted | None = None
    reading: Reading | None = None
    classification: Classification = Classification.UNCLASSIFIED
    stamp: str = ""
    image: bytes = b""
    tables: Tables | None = None
    edited: Edited | None = None
    refusal: Refusal | None = None
    grown: bool = False
    """The worker has grown so much that it should be replaced."""


class Gone(Exception):
    """The other side has closed, or has died."""


def send(connection: socket.socket, payload: bytes, deadline: float | None = None) -> None:
    """Send one frame.

    Args:
        deadline: on the monotonic clock; None waits for ever.

    Raises:
        TimeoutError: the deadline passed.
        Gone: nobody takes it.
    """
    try:
        for piece in (_HEAD.pack(len(payload)), payload):
            at = memoryview(piece)
            while at:
                _wait(connection, deadline)
                at = at[connection.send(at[:_PIECE]) :]
    except (BrokenPipeError, ConnectionError):
        raise Gone from None


def receive(connection: socket.socket, limit: int, deadline: float | None = None) -> bytes:
    """Receive one frame.

    Args:
        limit: largest size taken, in bytes.
        deadline: on the monotonic clock; None waits for ever.

    Raises:
        TimeoutError: the deadline passed.
        Gone: the other side closed before a whole frame came.
        OverflowError: the frame is larger than ``limit``.
    """
    (size,) = _HEAD.unpack(_exactly(connection, _HEAD.size, deadline))
    if size > limit:
        raise OverflowError(size)
    return _exactly(connection, size, deadline)


def _exactly(connection: socket.socket, size: int, deadline: float | None) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        _wait(connection, deadline)
        try:
            piece = connection.recv(min(_PIECE, size - len(parts)))
        except ConnectionError:
            raise Gone from None
        if not piece:
            raise Gone
        parts += piece
    return bytes(parts)


def _wait(connection: socket.socket, deadline: float | None) -> None:
    if deadline is None:
        connection.settimeout(None)
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)
