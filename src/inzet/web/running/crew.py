"""Workers of one workspace ask each other what only one of them knows.

Each listens at a socket in a folder that nobody else may enter. What is kept in memory stays in
the memory of one process and is never written to a disk.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Answerer = Callable[[str], bytes]
_SECONDS = 5.0
_LINE = 4096


@dataclass
class Crew:
    """This process among its siblings; alone where there is no folder."""

    number: int = 0
    folder: Path | None = None
    size: int = 1
    """How many they are."""
    _answers: dict[str, Answerer] = field(default_factory=dict, init=False)

    def answer(self, subject: str, answerer: Answerer) -> None:
        """Has this process answer questions on a subject, from any thread."""
        self._answers[subject] = answerer

    def listen(self) -> None:
        """Begins to answer the others."""
        if self.folder is None:
            return
        place = self.folder / f"{self.number}.sock"
        # One that took the place of a worker that died finds its socket.
        place.unlink(missing_ok=True)
        bound = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        bound.bind(str(place))
        bound.listen(16)
        threading.Thread(target=self._serve, args=(bound,), daemon=True).start()

    def _serve(self, bound: socket.socket) -> None:
        while True:
            connection, _ = bound.accept()
            with connection, contextlib.suppress(OSError):
                connection.settimeout(_SECONDS)
                subject, _, rest = (
                    _whole(connection, _LINE).decode("utf-8", "replace").partition(" ")
                )
                found = self._answers.get(subject)
                connection.sendall(found(rest) if found else b"")

    def ask(self, number: int, subject: str, rest: str = "") -> bytes:
        """What one of the crew answers; nothing where it is not there (any more)."""
        if number == self.number:
            return self._answers[subject](rest)
        if self.folder is None:
            return b""
        return _asked(self.folder / f"{number}.sock", f"{subject} {rest}")

    def ask_all(self, subject: str) -> list[bytes]:
        """What everybody answers who is there, oneself first."""
        answers = [self._answers[subject]("")]
        if self.folder is not None:
            others = sorted(self.folder.glob("*.sock"))
            answers += [
                _asked(place, f"{subject} ") for place in others if place.stem != str(self.number)
            ]
        return [each for each in answers if each]


def _asked(place: Path, question: str) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(_SECONDS)
        try:
            connection.connect(str(place))
            connection.sendall(question.encode())
            connection.shutdown(socket.SHUT_WR)
            return _whole(connection)
        except OSError:
            return b""


def _whole(connection: socket.socket, most: int | None = None) -> bytes:
    parts, size = [], 0
    while part := connection.recv(1 << 16):
        parts.append(part)
        size += len(part)
        if most is not None and size > most:
            return b""
    return b"".join(parts)
