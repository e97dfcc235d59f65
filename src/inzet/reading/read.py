"""What reading a paper gives, whichever process read it."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.reading.result import Reading
from inzet.reading.text import Extracted
from inzet.vocabulary.markings import Classification


@dataclass(frozen=True, slots=True)
class PaperRead:
    """A paper as read, with what must be known to keep it."""

    extracted: Extracted
    reading: Reading
    classification: Classification
    stamp: str
    """A notice that every page bears."""


def sayable(name: str) -> str:
    """A file's name as text: bytes of it that are no UTF-8 as escapes, so that it can be kept."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
