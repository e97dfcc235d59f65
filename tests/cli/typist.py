"""A person at a terminal, for tests."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from pathlib import Path

from tests.cli.conftest import PROGRAM, clean_environment


class Terminal:
    """A program on a terminal of its own, typed at as a person would."""

    def __init__(self, folder: Path, *line: str, columns: int = 80, **environment: str) -> None:
        self._us, them = pty.openpty()
        fcntl.ioctl(them, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self._process = subprocess.Popen(
            [*PROGRAM, *line],
            stdin=them,
            stdout=them,
            stderr=them,
            cwd=folder,
            env=clean_environment(**{"TERM": "xterm", "NO_COLOR": "1", **environment}),
            start_new_session=True,
        )
        os.close(them)
        self.seen = ""

    def until(self, words: str, seconds: float = 20) -> str:
        """Read until these words appear; what came before them is done with."""
        deadline = time.monotonic() + seconds
        while words not in self.seen:
            ready, _, _ = select.select([self._us], [], [], max(0, deadline - time.monotonic()))
            assert ready, f"“{words}” did not appear in: {self.seen}"
            try:
                read = os.read(self._us, 65536)
            except OSError:
                read = b""
            assert read, f"the program ended before “{words}”: {self.seen}"
            self.seen += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", read.decode())
        before, _, self.seen = self.seen.partition(words)
        return before

    def press(self, key: str) -> None:
        """Press one key, once the program waits for one; earlier ones would be thrown away."""
        deadline = time.monotonic() + 20
        while termios.tcgetattr(self._us)[3] & termios.ICANON:
            assert time.monotonic() < deadline, f"no key is waited for: {self.seen}"
            time.sleep(0.01)
        os.write(self._us, key.encode())

    def type(self, words: str) -> None:
        """Answer a question."""
        os.write(self._us, f"{words}\r".encode())

    def rest(self) -> str:
        """Everything until the program ends, escape sequences included."""
        read = b""
        while True:
            try:
                more = os.read(self._us, 65536)
            except OSError:
                more = b""
            if not more:
                return read.decode().replace("\r\n", "\n")
            read += more

    def code(self) -> int:
        """Wait for the end."""
        code = self._process.wait(20)
        os.close(self._us)
        return code
