"""What a parliament's own register says of promises: its word, told beside ours.

Nothing is kept by it. Where it names the letter that keeps a promise, and that letter is in view,
``proposals`` proposes it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from inzet.record import PaperRow, StatementRow, View
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.parliament import Registered, parliamentary
from inzet.vocabulary.times import first_day

KIND = str(Registered.__struct_config__.tag)


@dataclass(frozen=True, slots=True)
class InRegister:
    """How the register has one promise."""

    content: Registered
    row: StatementRow
    """The statement that tells so."""
    letters: tuple[PaperRow, ...] = ()
    """The papers that it names as keeping it, as far as they are in view."""
    unseen: tuple[str, ...] = ()
    """Identifiers of those that are not."""

    @property
    def words(self) -> str:
        """The state of the promise in the words of the register."""
        return self.content.words

    @property
    def on(self) -> dt.date | None:
        """The day on which it was kept, as the register has it; else the day it was told."""
        return first_day(self.content.on) if self.content.on else self.row.said


class Register:
    """What registers say of the promises in a view, as of a day."""

    def __init__(self, view: View, on: dt.date) -> None:
        self._view = view
        self._told: dict[str, list[tuple[Registered, StatementRow]]] = defaultdict(list)
        for row in view.parliamentary(KIND):
            content = parliamentary(row.content)
            if isinstance(content, Registered) and _by(row, on):
                for name in {content.of, content.promise.casefold()}:
                    self._told[name].append((content, row))

    def of(self, promise: StatementRow) -> InRegister | None:
        """What was said last of a promise, known by its identity or its number."""
        number = str(promise.content.get("number") or "").casefold()
        told = [*self._told.get(promise.identity, ()), *self._told.get(number, ())]
        if not told:
            return None
        content, row = max(told, key=lambda each: (each[1].said or dt.date.min, each[1].arrived))
        found = {number: self._paper(number) for number in dict.fromkeys(content.papers)}
        return InRegister(
            content,
            row,
            letters=tuple(each for each in found.values() if each is not None),
            unseen=tuple(number for number, each in found.items() if each is None),
        )

    def _paper(self, number: str) -> PaperRow | None:
        try:
            return self._view.paper(number)
        except NotFound:
            return None


def _by(row: StatementRow, on: dt.date) -> bool:
    begins = first_day(row.valid_from) if row.valid_from else row.said
    return begins is None or begins <= on
