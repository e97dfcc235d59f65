"""A later text of a paper: what takes the place of what the earlier one said, and what stays.

Both papers stay in the record with their texts. What the earlier one said is closed from the day of
the later one, so that a view as known before shows it still. What people did with a statement of
the earlier one is not undone by a machine: such a statement stays, and is not said a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import msgspec

from inzet.record import PaperRow, StatementRow, View
from inzet.vocabulary.entries import Statement, Withdrawal
from inzet.vocabulary.judgements import PERSON

_Saying = tuple[str, str | None, str | None, str]


@dataclass(frozen=True, slots=True)
class Replacing:
    """The paper of which another is a later text.

    Attributes:
        paper: the earlier one.
        on: ISO day of the change.
        used: identities of statements that people built on: judged to be kept, cited …
        note: makes the statement that says so, for the entry id of the later one.
    """

    paper: PaperRow
    on: str
    used: frozenset[str]
    note: Callable[[str], Statement]

    def instead(
        self, view: View, later: str, bodies: Iterable[Statement]
    ) -> tuple[Iterator[Statement], list[Withdrawal | Statement]]:
        """What the later one says that does not stand yet, and what closes the earlier."""
        standing = view.paper_statements(self.paper.id)
        stay = {_saying(row) for row in standing if self._stays(row)}
        ground = f"replaced by the text of {self.on} ({later[:12]})"
        closing: list[Withdrawal | Statement] = [
            Withdrawal(target=row.entry, said=self.on, ground=ground)
            for row in standing
            if not self._stays(row)
        ]
        new = (self._since(each) for each in bodies if _saying(each) not in stay)
        return new, [*closing, self.note(later)]

    def said(self, printed: str | None) -> str | None:
        """The day on which the later text was said: it bears the earlier one's, and came after."""
        return printed if printed is not None and printed >= self.on else self.on

    def _stays(self, row: StatementRow) -> bool:
        touched = row.rule == PERSON or row.review is not None or row.corrected
        return touched or row.identity in self.used

    def _since(self, body: Statement) -> Statement:
        """Said on the day of the change; it holds from the day that the paper bears."""
        valid_from = body.valid_from or body.said
        return msgspec.structs.replace(body, said=self.said(body.said), valid_from=valid_from)


def letters(text: str) -> str:
    """The letters and digits of a text, in which two printings of one text do not differ."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _saying(said: StatementRow | Statement) -> _Saying:
    return str(said.act), said.party, said.holder, letters(said.quote)
