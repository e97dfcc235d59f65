"""Which motion an identifier is of: one motion, however its number is written.

A motion is named by the parliamentary paper it is (``kst-28676-431``). A paper in view that bears
another of its numbers, such as that of the open data, tells which one that is.
"""

from __future__ import annotations

import re

from inzet.reading.mentions.references.identifier import normalise
from inzet.record import PaperRow, View

_PAPER = re.compile(r"kst-(?P<file>.+)-(?P<number>[^-]+)\Z", re.IGNORECASE)


class Names:
    """The identifiers of motions as a view knows them."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[str, tuple[str, PaperRow | None]] = {}

    def of(self, written: str) -> str:
        """The identifier of the motion that is written so."""
        return self._found(written)[0]

    def paper(self, motion: str) -> PaperRow | None:
        """The paper that the motion is; None where it is not in view."""
        return self._found(motion)[1]

    def _found(self, written: str) -> tuple[str, PaperRow | None]:
        if written not in self._known:
            name = normalise(written) or written.strip()
            paper = self._view.find_paper(number=name)
            numbers = paper.numbers if paper is not None else ()
            own = next((each for each in numbers if _PAPER.match(each)), None)
            self._known[written] = (own or name, paper)
        return self._known[written]


def file_of(identifier: str) -> str | None:
    """The file that a parliamentary paper is in: ``28676`` of ``kst-28676-431``."""
    match = _PAPER.match(identifier)
    return match["file"].upper() if match else None


def number_of(identifier: str) -> str:
    """What people call a paper by within its file: ``431``; of others the whole identifier."""
    match = _PAPER.match(identifier)
    return match["number"] if match else identifier
