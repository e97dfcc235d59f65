"""Which motion an identifier is of: one motion, however its number is written.

A motion is named by the parliamentary paper it is (``kst-28676-431``). A paper in view that bears
another of its numbers, such as that of the open data, tells which one that is.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from inzet.meetings.cycle.told import day
from inzet.reading.mentions.references.identifier import normalise
from inzet.record import PaperRow, StatementRow, View
from inzet.vocabulary.parliament import Motion, Parliamentary, parliamentary

_BY_MOVERS = "motie-"
_PAPER = re.compile(r"kst-(?P<file>.+)-(?P<number>[^-]+)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Moved:
    """A motion with its number, and who moved it."""

    motion: str
    on: dt.date | None
    movers: tuple[str, ...]

    def is_called(self, name: str) -> bool:
        """Whether it is called so after its movers."""
        return name.removeprefix(_BY_MOVERS) in self.slugs()

    def slugs(self) -> set[str]:
        """Its movers as identifiers have them: the first, or the first few; whole or by surname."""
        names = [[part.casefold().strip(".,'’") for part in each.split()] for each in self.movers]
        surnames = [each[-1:] for each in names]
        return {
            "-".join(part for each in some[: place + 1] for part in each)
            for some in (names, surnames)
            for place in range(len(some))
        }


class Names:
    """The identifiers of motions as a view knows them."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[str, tuple[str, PaperRow | None]] = {}
        self._by_movers: list[_Moved] | None = None

    def of(self, written: str) -> str:
        """The identifier of the motion that is written so."""
        return self._found(written)[0]

    def told(self, content: Parliamentary, row: StatementRow) -> str:
        """The identifier of the motion that a statement is about.

        A motion named by its movers ("motie-jansen") is the one that they moved in a file of the
        paper which names it, by its day; where there are several nothing is guessed.
        """
        return self.in_paper(self.of(str(getattr(content, "motion", ""))), row)

    def in_paper(self, name: str, row: StatementRow) -> str:
        """The motion that a paper means by an identifier, which may be the names of movers."""
        if not name.startswith(_BY_MOVERS) or row.paper is None:
            return name
        files = {file_of(number) for number in row.paper.numbers} - {None}
        found = {
            each.motion
            for each in self._moved()
            if file_of(each.motion) in files
            and each.is_called(name)
            and (each.on is None or row.said is None or each.on <= row.said)
        }
        return found.pop() if len(found) == 1 else name

    def called(self, motion: str) -> set[str]:
        """What papers may call a motion that give only its movers: ``motie-jansen``."""
        return {
            f"{_BY_MOVERS}{slug}"
            for each in self._moved()
            if each.motion == motion
            for slug in each.slugs()
        }

    def _moved(self) -> list[_Moved]:
        if self._by_movers is None:
            contents = [
                content
                for row in self._view.parliamentary("motion")
                if isinstance(content := parliamentary(row.content), Motion)
            ]
            self._by_movers = [
                _Moved(self.of(each.motion), day(each.on), tuple(m.name for m in each.movers))
                for each in contents
                if not each.motion.startswith(_BY_MOVERS)
            ]
        return self._by_movers

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
