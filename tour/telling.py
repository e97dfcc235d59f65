"""Telling what happens, and nothing else: a sentence is printed once it was looked at and is so."""

from __future__ import annotations

import sys
import textwrap
import time
from collections.abc import Callable
from dataclasses import dataclass, field


class NotSoError(Exception):
    """What was to be told is not so."""


@dataclass
class Telling:
    """Tells a tour, chapter by chapter."""

    began: float = field(default_factory=time.monotonic)
    told: int = 0

    def chapter(self, title: str) -> None:
        """What comes next."""
        self._print(f"\n{title}")

    def so(self, sentence: str, truth: object) -> None:
        """A sentence, where it is so.

        Raises:
            NotSoError: it is not.
        """
        if not truth:
            raise NotSoError(sentence)
        self.told += 1
        self._print(f"  ✓ {sentence}")

    def refused(self, sentence: str, kind: type[Exception], doing: Callable[[], object]) -> str:
        """A sentence that tells of a refusal, where it is refused; what was said of it."""
        try:
            doing()
        except kind as error:
            self.so(sentence, True)
            return str(error)
        raise NotSoError(sentence)

    def quote(self, words: str) -> None:
        """What a node itself said."""
        for line in textwrap.wrap(words, 92):
            self._print(f"      {line}")

    @property
    def seconds(self) -> float:
        """How long it has taken."""
        return time.monotonic() - self.began

    def _print(self, line: str) -> None:
        first, *rest = textwrap.wrap(line, 98, subsequent_indent="    ") or [""]
        lead = "\n" if line.startswith("\n") else ""
        sys.stdout.write("\n".join([lead + first, *rest]) + "\n")
        sys.stdout.flush()
