"""What an entry leads to, as those who read another feed may find it there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inzet.record import PaperRow, Reader, Record, StatementRow, View
from inzet.record.readership import left_out
from inzet.vocabulary.errors import NotFound, UnknownValue

_ID = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Narrower:
    """Something that not all who would read an entry may read.

    Attributes:
        title: of it.
        entry: id of the paper, or identity of the statement.
        marking: under which it stands.
        not_for: who may not read it; empty: everybody but those who may.
    """

    title: str
    entry: str
    marking: str
    not_for: tuple[str, ...]


class Inward(Exception):
    """An entry would lead to something narrower."""

    def __init__(self, narrower: Narrower) -> None:
        self.narrower = narrower
        super().__init__(narrower.entry)


class Outward:
    """Leads from what stands in narrower feeds to what all readers of a marking may read.

    Args:
        view: of the own organisation, under the names things were written with.
        marking: whose readers.
        going: papers that are released together with what leads to them: id, and the id they get.
    """

    def __init__(
        self, record: Record, view: View, marking: str, going: Mapping[str, str] | None = None
    ) -> None:
        self.marking = marking
        self.readers = record.who_reads(marking)
        self._record = record
        self._view = view
        self._going = going or {}
        self._out: dict[tuple[str, str], tuple[str, ...] | None] = {}

    def allowed(self, row: PaperRow | StatementRow) -> tuple[Reader, ...] | None:
        """Who may read a paper or statement; None is everybody."""
        try:
            return self._record.who_reads(row.marking, row.organisation)
        except UnknownValue:
            # An audience that is gone, or another organisation's: nobody is known to have it.
            return (self._record.reader(),)

    def not_for(self, row: PaperRow | StatementRow) -> tuple[str, ...] | None:
        """Who of the readers may not read it; None where all may."""
        key = row.organisation, row.marking
        if key not in self._out:
            self._out[key] = left_out(self.allowed(row), self.readers)
        return self._out[key]

    def paper(self, paper_id: str) -> str:
        """Id of the copy of a paper that all of them may read.

        Raises:
            Inward: there is none.
        """
        if paper_id in self._going:
            return self._going[paper_id]
        copies = self._view.copies(paper_id)
        for each in sorted(copies, key=lambda row: row.marking != self.marking):
            if self.not_for(each) is None:
                return each.id
        first = copies[0]
        raise Inward(Narrower(first.title, first.id, first.marking, self.not_for(first) or ()))

    def content(self, value: Any) -> Any:
        """The content of a statement with every id in it led outward.

        Raises:
            Inward: it names what not all of them may read.
        """
        if isinstance(value, dict):
            return {key: self.content(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.content(each) for each in value]
        return self._named(value) if isinstance(value, str) and _ID.match(value) else value

    def _named(self, name: str) -> str:
        if name in self._going:
            return self._going[name]
        try:
            row = self._view.paper(name)
        except NotFound:
            pass
        else:
            outward = self.paper(row.id)
            return outward if name == row.id else name
        try:
            said = self._view.statement(name)
        except NotFound:
            # It names nothing that is here, and so nothing that is narrower.
            return name
        not_for = self.not_for(said)
        if not_for is not None or name == said.entry:
            raise Inward(Narrower(said.quote, said.identity, said.marking, not_for or ()))
        return name
