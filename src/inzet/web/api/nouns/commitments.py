"""Promises: the board, one with what happened to it, and what a person judges of it."""

from __future__ import annotations

from inzet.meetings import Commitment, Keeping, commitment, commitments
from inzet.meetings.commitments import Judged, history, keep, lapse, undo
from inzet.record import Filter
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import NotFound
from inzet.web.api.nouns.statements import SaidAsked, said
from inzet.web.api.operation import Asked, AtMoment, Call, operation
from inzet.web.api.paging import page_of
from inzet.web.api.shapes.cycle import (
    CommitmentList,
    CommitmentOne,
    Kept,
    Lapsed,
    Undone,
    commitment_one,
    commitment_shape,
)
from inzet.web.api.shapes.statements import Done, done_shape
from inzet.web.who import Right

_REFUSES = (409, 413, 415, 422)


class PromisesAsked(SaidAsked, frozen=True, kw_only=True):
    """Which promises."""

    status: Keeping | None = None
    """How it stands."""


@operation("GET /commitments", tag="commitments", asks=PromisesAsked, answers=CommitmentList)
def commitments_board(call: Call[PromisesAsked, None]) -> CommitmentList:
    """Promises as they stand on the day, soonest due first"""
    day, status = call.visit.moment.day, call.asked.status
    found = commitments(call.visit.view, on=day, wanted=Filter(**said(call.asked)))
    wanted = [each for each in found if status in (None, each.keeping)]
    shown, rest = page_of(call, wanted, _identity)
    return CommitmentList(on=day, items=tuple(commitment_shape(each) for each in shown), next=rest)


@operation("GET /commitments/{commitment}", tag="commitments", answers=CommitmentOne)
def commitment_by_id(call: Call[AtMoment, None]) -> CommitmentOne:
    """A promise, with what happened to it"""
    view, day = call.visit.view, call.visit.moment.day
    identity = _promise(call)
    found = commitment(view, identity, on=day)
    return commitment_one(found, history(view, found))


@operation(
    "POST /commitments/{commitment}/keep",
    tag="commitments",
    asks=Asked,
    takes=Kept,
    answers=Done,
    right=Right.REVIEW,
    statuses=(200, *_REFUSES),
)
def keep_commitment(call: Call[Asked, Kept]) -> Done:
    """Judge that a paper keeps a promise, or a part of it

    Only who may read both the promise and the paper will see the judgement.
    """
    visit, body = call.visit, call.body
    return _done(
        keep(
            visit.record,
            visit.view.reader,
            _promise(call),
            by=visit.person,
            paper=body.paper,
            quote=body.quote,
            partly=body.partly,
            note=body.note,
        )
    )


@operation(
    "POST /commitments/{commitment}/lapse",
    tag="commitments",
    asks=Asked,
    takes=Lapsed,
    answers=Done,
    right=Right.REVIEW,
    statuses=(200, *_REFUSES),
)
def lapse_commitment(call: Call[Asked, Lapsed]) -> Done:
    """Judge that a promise no longer has to be kept, on a ground"""
    visit, body = call.visit, call.body
    reader = visit.view.reader
    return _done(
        lapse(visit.record, reader, _promise(call), by=visit.person, ground=body.ground, on=body.on)
    )


@operation(
    "POST /commitments/{commitment}/undo",
    tag="commitments",
    asks=Asked,
    takes=Undone,
    answers=Done,
    right=Right.REVIEW,
    statuses=(200, *_REFUSES),
)
def undo_judgement(call: Call[Asked, Undone]) -> Done:
    """Take back the last judgement of a promise; the one before it counts again"""
    visit = call.visit
    reader = visit.view.reader
    return _done(
        undo(visit.record, reader, _promise(call), by=visit.person, ground=call.body.ground)
    )


def _promise(call: Call[Asked, object]) -> str:
    row = call.visit.view.statement(call.path("commitment"))
    if row.act != Act.COMMITMENT:
        # What is refused tells all the same that it is there, and what it is.
        call.visit.note(row)
        raise NotFound(
            f"there is no commitment “{row.identity[:12]}”",
            fix=f"It is a {row.act}: see /api/v1/statements/{row.identity}.",
        )
    return row.identity


def _done(judged: Judged) -> Done:
    return done_shape(judged.entry, judged.identity, judged.marking, judged.quote)


def _identity(each: Commitment) -> str:
    return each.row.identity


OPERATIONS = (
    commitments_board,
    commitment_by_id,
    keep_commitment,
    lapse_commitment,
    undo_judgement,
)
