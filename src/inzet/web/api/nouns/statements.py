"""Statements: filtered lists, positions over time, one, and its history."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from inzet.record import Filter, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import NotFound
from inzet.web.api.operation import AList, AtMoment, Call, Given, operation
from inzet.web.api.paging import following, page_of
from inzet.web.api.shapes.statements import (
    History,
    HistoryStep,
    Statement,
    StatementList,
    history_step,
    statement_shape,
    statement_shapes,
)

_LOOKS = 20
"""Pages of the record that are looked through at most for one page of a holder's statements."""


class SaidAsked(AList, frozen=True, kw_only=True):
    """Whose, on what, when."""

    party: Given | None = None
    """Whose: a code such as `NLD`."""
    dossier: Given | None = None
    """`accession/FIN`, or a procedure: `accession`."""
    meeting: Given | None = None
    """Id of a meeting."""
    said_from: dt.date | None = None
    """Said on this day or later."""
    said_to: dt.date | None = None
    """Said on this day or earlier."""


class StatementsAsked(SaidAsked, frozen=True, kw_only=True):
    """Which statements; what is not asked does not narrow."""

    act: Act | None = None
    holder: Given | None = None
    """The holder as the paper words it, in full; capitals do not matter. A page may then be short
    while `next` goes on."""
    paper: Given | None = None
    """In which paper: its id or number."""
    rule: Given | None = None
    """Read by which rule."""
    review: Literal["confirmed", "person", "open"] | None = None
    """`confirmed` by a person; `person`: written or corrected by one; `open`: read by a rule and
    not confirmed."""
    marking: Given | None = None
    data: bool | None = None
    """Rows of data sets: those alone (`true`), or all but those (`false`)."""
    words: Given | None = None
    """All of these words, in any form."""


@operation("GET /statements", tag="statements", asks=StatementsAsked, answers=StatementList)
def statements(call: Call[StatementsAsked, None]) -> StatementList:
    """Statements, newest said first"""
    asked, view = call.asked, call.visit.view
    wanted = Filter(
        **said(asked),
        act=asked.act,
        paper=view.paper(asked.paper).id if asked.paper else None,
        rule=asked.rule,
        marking=asked.marking,
        data=asked.data,
        words=asked.words,
        method={"person": "person", "open": "rule"}.get(asked.review or ""),
        reviewed={"confirmed": True, "open": False}.get(asked.review or ""),
    )
    rows, cursor = _found(call, wanted, asked.holder)
    return StatementList(items=statement_shapes(rows), next=following(call, cursor))


@operation("GET /positions", tag="statements", asks=SaidAsked, answers=StatementList)
def positions(call: Call[SaidAsked, None]) -> StatementList:
    """What parties said they want, over time, newest first"""
    rows, cursor = _found(call, Filter(**said(call.asked), act=Act.POSITION), None)
    return StatementList(items=statement_shapes(rows), next=following(call, cursor))


@operation("GET /statements/{statement}", tag="statements", answers=Statement, kept_by_mark=False)
def statement(call: Call[AtMoment, None]) -> Statement:
    """A statement, by its identity, the id of an entry of it, or a unique beginning of either

    Its ETag is what `If-Match` wants where it is judged.
    """
    return statement_shape(call.visit.view.statement(call.path("statement")))


@operation("GET /statements/{statement}/history", tag="statements", asks=AList, answers=History)
def statement_history(call: Call[AList, None]) -> History:
    """What happened to a statement: readings, reviews, corrections, withdrawals

    Of one that was rejected or withdrawn too, which no list shows any more.
    """
    view, name = call.visit.view, call.path("statement")
    try:
        identity = view.statement(name).identity
    except NotFound:
        identity = name
    steps = [history_step(row) for row in view.history(identity)]
    shown, rest = page_of(call, steps, _entry)
    return History(statement=identity, items=tuple(shown), next=rest)


def said(asked: SaidAsked) -> dict[str, Any]:
    """Whose, on what, when, as a filter has it."""
    dossier = asked.dossier
    whole = dossier is not None and "/" not in dossier
    return {
        "party": asked.party,
        "dossier": None if whole else dossier,
        "procedure": dossier if whole else None,
        "meeting": asked.meeting,
        "said_from": asked.said_from,
        "said_to": asked.said_to,
    }


def _found(
    call: Call[SaidAsked, None], wanted: Filter, holder: str | None
) -> tuple[list[StatementRow], str | None]:
    """A page of statements; of a holder's, which no index has, as many as a few pages give."""
    asked, view = call.asked, call.visit.view
    rows: list[StatementRow] = []
    after = asked.after
    for _ in range(_LOOKS):
        page = view.statements(wanted, limit=asked.limit - len(rows), after=after)
        rows += [row for row in page.items if holder is None or _is(row, holder)]
        after = page.next
        if holder is None or after is None or len(rows) >= asked.limit:
            break
    return rows, after


def _is(row: StatementRow, holder: str) -> bool:
    return (row.holder or "").casefold() == holder.casefold()


def _entry(step: HistoryStep) -> str:
    return step.entry


OPERATIONS = (statements, positions, statement, statement_history)
