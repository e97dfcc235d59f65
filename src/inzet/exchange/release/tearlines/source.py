"""What a tear-line is made from: a paper or statement of one's own."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.exchange.release.outward import Outward
from inzet.exchange.release.widening import own_only
from inzet.reading.review import own_view
from inzet.record import PaperRow, Reader, Record, StatementRow, View
from inzet.vocabulary.errors import InputError, NotFound


@dataclass(frozen=True, slots=True)
class Source:
    """What it is made from.

    Attributes:
        name: id of the paper, or identity of the statement.
        title: of the paper, or what the statement quotes.
        text: what must not be repeated without thought.
        on_behalf_of: for whom it speaks, where it tells.
    """

    name: str
    is_paper: bool
    title: str
    marking: str
    text: str
    on_behalf_of: str | None
    language: str | None


def source_of(record: Record, reader: Reader, name: str, marking: str) -> Source:
    """The paper or statement that a tear-line for the readers of a marking is made from.

    Raises:
        NotFound: nothing by that name for this reader.
        NotOwner: another organisation wrote it.
        InputError: all who would read it can read the source itself; or the reader is another
            than the record's own organisation.
        UnknownValue: there is no such marking.
    """
    view = own_view(record, reader)
    try:
        row: PaperRow | StatementRow = view.paper(name)
    except NotFound:
        row = view.statement(name)
    own_only(record, view, row)
    if Outward(record, view, marking).not_for(row) is None:
        raise InputError(
            f"everybody who reads {marking} can read this itself, as {row.marking}",
            where="marking",
            fix="There is no need for a tear-line: point them to it.",
        )
    return _made(view, row)


def _made(view: View, row: PaperRow | StatementRow) -> Source:
    if isinstance(row, PaperRow):
        text = view.text(row.id).text
        return Source(row.id, True, row.title, row.marking, text, row.on_behalf_of, row.language)
    return Source(row.identity, False, row.quote, row.marking, row.quote, None, row.language)
