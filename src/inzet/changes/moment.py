"""The moments that are compared: a day, a meeting, or now."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from inzet.meetings import Meeting, chain
from inzet.meetings import meeting as named
from inzet.record import Memory, Reader, Record, View
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.times import parse_day

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Moment:
    """What had been said by a day; of the chain of a meeting, nothing about later meetings."""

    day: dt.date | None = None
    """None: everything that is known now."""
    meeting: str | None = None
    """Id of the meeting that was named instead of a day."""

    def view(self, record: Record, reader: Reader, memory: Memory | None = None) -> View:
        """The record as the reader sees it of this moment; with what was made of it before."""
        return record.view(reader, known_on=self.day, memory=memory)


NOW = Moment()


def moment(view: View, name: str, *, where: str = "") -> Moment:
    """The moment that a person names: a day (``2023-03-17``) or a meeting by its id.

    A meeting stands for its last day: its agenda had been said by then, its report had not.

    Args:
        view: in which the meeting is looked for; of no moment itself.
        where: the option that names it, for errors.

    Raises:
        UnknownValue: no such day; or a meeting whose day no paper in view gives.
        NotFound: no such meeting for this reader; names those there are.
    """
    if _DAY.match(name.strip()):
        return Moment(parse_day(name, where=where))
    found: Meeting = named(view, name)
    if found.last is None:
        raise UnknownValue(
            f"no paper tells on which day “{found.id}” is",
            where=where,
            fix="Name a day instead, such as 2023-03-17.",
        )
    return Moment(found.last, found.id)


class Series:
    """Which meetings are of one chain: those of one body and format, and those that papers link.

    Made of the widest view that is compared, so that both moments mean the same by it.
    """

    def __init__(self, view: View) -> None:
        meetings = chain(view)
        self._parent = {each.id: each.id for each in meetings}
        self.names: dict[str, str] = {}
        first_of_kind: dict[tuple[str, str], str] = {}
        for each in meetings:
            body, form = each.notice.body, each.notice.format
            if body and form:
                self._join(first_of_kind.setdefault((body, form), each.id), each.id)
            if each.previous in self._parent:
                self._join(each.previous, each.id)
        for each in meetings:
            self.names.setdefault(self._root(each.id), each.notice.name)

    def of(self, meeting: str) -> str | None:
        """The chain of a meeting, by an id that stands for the whole of it; None: not known."""
        return self._root(meeting) if meeting in self._parent else None

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first

    def _root(self, meeting: str) -> str:
        while self._parent[meeting] != meeting:
            self._parent[meeting] = self._parent[self._parent[meeting]]
            meeting = self._parent[meeting]
        return meeting
