"""A record of another version: one line on the terminal tells what is being done about it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from inzet.cli.terminal import width

if TYPE_CHECKING:
    from inzet.record import Progress


class Line:
    """Tells on stderr, where that is a terminal, how far it is; gone when all is done."""

    def __init__(self) -> None:
        self._open = False

    def __call__(self, progress: Progress) -> None:
        """What is being done now."""
        if not sys.stderr.isatty():
            return
        if progress.step:
            self.end()
            print(f"The record was brought to step {progress.step} of its log.", file=sys.stderr)
            return
        self._write(worded(progress))

    def end(self) -> None:
        """Takes the line away."""
        if self._open:
            self._write("")
            print(end="\r", file=sys.stderr, flush=True)
            self._open = False

    def _write(self, line: str) -> None:
        room = width() - 1
        print(f"\r{line[:room]:{room}}", end="", file=sys.stderr, flush=True)
        self._open = True


def worded(progress: Progress) -> str:
    """How far it is, as a sentence."""
    made = f"are made anew: {progress.percent} %"
    if progress.elsewhere:
        return f"The tables that speed up answers {made}, by another program; this one waits."
    return f"The tables that speed up answers {made} of {progress.total:,} entries."
