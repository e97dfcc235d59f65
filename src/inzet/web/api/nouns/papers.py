"""Papers: the list, one, its text, its statements, its bytes."""

from __future__ import annotations

from collections import Counter

from inzet.record import PaperRow, StatementRow
from inzet.web.api.operation import AList, AtMoment, Call, File, Given, operation
from inzet.web.api.paging import following, page_of
from inzet.web.api.shapes.common import PaperRef, paper_ref
from inzet.web.api.shapes.papers import (
    PaperList,
    PaperOne,
    PaperText,
    paper_one,
    paper_shape,
    paper_text,
)
from inzet.web.api.shapes.statements import StatementList, statement_shapes
from inzet.web.routes.papers import structured_text


class PapersAsked(AList, frozen=True, kw_only=True):
    """Which papers."""

    words: Given | None = None
    """Looked for in their title and text."""
    genre: Given | None = None
    """Such as `annotated agenda`."""


@operation("GET /papers", tag="papers", asks=PapersAsked, answers=PaperList)
def papers(call: Call[PapersAsked, None]) -> PaperList:
    """Papers, newest said first"""
    asked = call.asked
    found = call.visit.view.papers(
        words=asked.words, genre=asked.genre, limit=asked.limit, after=asked.after
    )
    items = tuple(paper_shape(row) for row in found.items)
    return PaperList(items=items, next=following(call, found.next))


@operation("GET /papers/{paper}", tag="papers", answers=PaperOne)
def paper(call: Call[AtMoment, None]) -> PaperOne:
    """A paper, by its id, a unique beginning of it, or a number it bears"""
    view, row = call.visit.view, _row(call)
    reading = view.reading(row.id)
    counts = Counter(str(each.act) for each in view.paper_statements(row.id))
    return paper_one(
        row,
        statements=dict(sorted(counts.items())),
        unrecognised=tuple(reading.unrecognised) if reading else (),
        reader=reading.reader if reading else None,
        cited_by=_citing(view.cited_by(row.id)),
    )


@operation("GET /papers/{paper}/text", tag="papers", answers=PaperText)
def paper_text_of(call: Call[AtMoment, None]) -> PaperText:
    """The extracted text of a paper, its pages, blocks and sentences"""
    row = _row(call)
    text = call.visit.view.text(row.id)
    return paper_text(paper_ref(row), text, structured_text(call.visit, row))


@operation("GET /papers/{paper}/statements", tag="papers", asks=AList, answers=StatementList)
def paper_statements(call: Call[AList, None]) -> StatementList:
    """What was read in a paper, in the order of its text"""
    rows = call.visit.view.paper_statements(_row(call).id)
    shown, rest = page_of(call, rows, _identity)
    return StatementList(items=statement_shapes(shown), next=rest)


@operation("GET /papers/{paper}/original", tag="papers", answers=File)
def paper_original(call: Call[AtMoment, None]) -> File:
    """The bytes of a paper as they came

    Always as a download of unknown kind: what a paper holds is its sender's.
    """
    row = _row(call)
    data = call.visit.view.original(row.id)
    return File(data, "application/octet-stream", f"{row.id[:12]}.bin")


def _row(call: Call[AtMoment, None]) -> PaperRow:
    row = call.visit.view.paper(call.path("paper"))
    call.visit.note(row)
    return row


def _identity(row: StatementRow) -> str:
    return row.identity


def _citing(rows: list[StatementRow]) -> tuple[PaperRef, ...]:
    found = {row.paper.id: paper_ref(row.paper) for row in rows if row.paper is not None}
    return tuple(found.values())


OPERATIONS = (papers, paper, paper_text_of, paper_statements, paper_original)
