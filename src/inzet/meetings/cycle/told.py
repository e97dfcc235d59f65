"""What is told of debates, consultations and motions, out of a view: contents with their rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from inzet.record import PaperRow, StatementRow, View
from inzet.vocabulary.citations import JUDGEMENT, OutsideCitation
from inzet.vocabulary.entries import DATA_RULES
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.parliament import Parliamentary, parliamentary
from inzet.vocabulary.times import first_day

C = TypeVar("C", bound=Parliamentary)

_DAY = len("2023-03-22")
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Told(Generic[C]):
    """A content with the statement that says it."""

    content: C
    row: StatementRow

    @property
    def by_person(self) -> bool:
        """A person typed it in."""
        return self.row.rule == PERSON

    @property
    def by_heart(self) -> bool:
        """A person typed it in without a source, on a ground of their own."""
        citation = self.row.citation
        if not isinstance(citation, OutsideCitation):
            return False
        return self.by_person and citation.identifier == JUDGEMENT

    @property
    def own_meeting(self) -> str | None:
        """The meeting that it names itself: what is read in a paper has the meeting of its paper,
        whatever it is about."""
        return self.row.meeting if self.by_person or self.row.paper is None else None

    @property
    def from_data(self) -> bool:
        """It came with open data."""
        return self.row.rule.startswith(DATA_RULES)


def told(view: View, kind: type[C], on: dt.date, *, ahead: bool = False) -> list[Told[C]]:
    """Everything of a kind that this reader may see and that was so by a day.

    In an order that does not depend on when it arrived: oldest said first.

    Args:
        ahead: what is told of a later day counts from the day on which it was said.
    """
    name = str(kind.__struct_config__.tag)
    found = []
    for row in view.parliamentary(name):
        content = parliamentary(row.content)
        if isinstance(content, kind) and (_by(row, on) or (ahead and _said_by(row, on))):
            found.append(Told(cast(C, content), row))
    return sorted(found, key=in_order)


def in_order(each: Told[C]) -> tuple[dt.date, str, str, str]:
    """Oldest said first, then by identity: the same whatever came first."""
    row = each.row
    return row.said or dt.date.min, row.identity, row.organisation, row.marking


def _by(row: StatementRow, on: dt.date) -> bool:
    """Whether what a statement tells had begun by a day, whenever it was told."""
    begins = day(row.valid_from) or row.said
    return begins is None or begins <= on


def _said_by(row: StatementRow, on: dt.date) -> bool:
    return row.said is not None and row.said <= on


def day(written: str | None) -> dt.date | None:
    """The day of an ISO day or minute; None where there is none, or it is no date."""
    try:
        return first_day(written[:_DAY]) if written else None
    except UnknownValue:
        return None


def papers(view: View, on: dt.date) -> dict[str, PaperRow]:
    """Every paper in view of a day or before by its id, oldest first, undated ones last."""
    found: list[PaperRow] = []
    after: str | None = None
    while True:
        page = view.papers(limit=_PAGE, after=after)
        found += [each for each in page.items if each.said is None or each.said <= on]
        after = page.next
        if after is None:
            break
    found.sort(key=lambda each: (each.said or dt.date.max, each.id))
    return {each.id: each for each in found}


def only(values: Iterable[str | None]) -> str | None:
    """The one value there is; None of none, or of several."""
    found = {value for value in values if value}
    return found.pop() if len(found) == 1 else None


def first_of(values: Sequence[str | None]) -> str | None:
    """The first that is known."""
    return next((value for value in values if value), None)
