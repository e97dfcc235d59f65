"""What a person makes of a reading: confirm, correct, reject, add, undo."""

from __future__ import annotations

from typing import Any, Protocol

import msgspec

from inzet.reading import review
from inzet.reading.meanwhile import last_of
from inzet.record import Reader, Record
from inzet.vocabulary.errors import InputError
from inzet.web.api.operation import Asked, Call, Made, operation
from inzet.web.api.problems import Refused
from inzet.web.api.shapes.common import BASE
from inzet.web.api.shapes.statements import (
    Addition,
    Correction,
    Done,
    Undoing,
    Verdict,
    done_shape,
    statement_shape,
)
from inzet.web.api.tags import asked_tags, content_tag
from inzet.web.who import Right


class Verb(Protocol):
    """Confirming or rejecting."""

    def __call__(
        self, record: Record, reader: Reader, identity: str, *, by: str, note: str, seen: str
    ) -> review.Done: ...


_REFUSES = (409, 412, 413, 415, 422, 428)


@operation(
    "POST /statements/{statement}/confirm",
    tag="review",
    asks=Asked,
    takes=Verdict,
    answers=Done,
    right=Right.REVIEW,
    statuses=(200, *_REFUSES),
    matched=True,
)
def confirm_statement(call: Call[Asked, Verdict]) -> Done:
    """Say that a statement was read right"""
    return _judged(call, review.confirm)


@operation(
    "POST /statements/{statement}/reject",
    tag="review",
    asks=Asked,
    takes=Verdict,
    answers=Done,
    right=Right.REVIEW,
    statuses=(200, *_REFUSES),
    matched=True,
)
def reject_statement(call: Call[Asked, Verdict]) -> Done:
    """Say that the paper does not say it; lists no longer show it, its history does"""
    return _judged(call, review.reject)


@operation(
    "POST /statements/{statement}/correct",
    tag="review",
    asks=Asked,
    takes=Correction,
    answers=Done,
    right=Right.REVIEW,
    statuses=(200, *_REFUSES),
    matched=True,
)
def correct_statement(call: Call[Asked, Correction]) -> Done:
    """Put a statement right; it keeps its identity, quote and place

    Fields that are left out stay as they are.
    """
    identity, seen = _matched(call)
    visit = call.visit
    done = review.correct(
        visit.record,
        visit.view.reader,
        identity,
        by=visit.person,
        changes=call.body.changes(),
        note=call.body.note,
        seen=seen,
    )
    return _done(done)


@operation(
    "POST /papers/{paper}/statements",
    tag="review",
    asks=Asked,
    takes=Addition,
    answers=Done,
    right=Right.REVIEW,
    statuses=(201, 409, 413, 415, 422),
)
def add_statement(call: Call[Asked, Addition]) -> Made:
    """Add a statement that was not read in a paper, by its words or their place"""
    visit, body = call.visit, call.body
    paper = visit.view.paper(call.path("paper"))
    span = None
    if body.start is not None and body.end is not None:
        span = (body.start, body.end)
    elif not body.quote:
        raise InputError(
            "nothing of the paper was chosen",
            where="quote",
            fix="Give its words in “quote”, or their place in “start” and “end”.",
        )
    done = review.add(
        visit.record,
        visit.view.reader,
        paper.id,
        by=visit.person,
        act=str(body.act),
        quote=body.quote,
        span=span,
        party=body.party,
        holder=body.holder,
        fields=body.fields(),
        note=body.note,
    )
    location = ("Location", f"{BASE}/statements/{done.identity}")
    return Made(_done(done), 201, (location,))


@operation(
    "POST /statements/{statement}/undo",
    tag="review",
    asks=Asked,
    takes=Undoing,
    answers=Done,
    right=Right.REVIEW,
    statuses=(200, 409, 413, 415, 422),
)
def undo_review(call: Call[Asked, Undoing]) -> Done:
    """Take back the last thing a person did to a statement, or one thing by its entry

    A statement that a person added goes. What is undone is not undone again: decide anew.
    """
    visit, body = call.visit, call.body
    done = review.undo(
        visit.record,
        visit.view.reader,
        call.path("statement"),
        by=visit.person,
        entry=body.entry,
        ground=body.ground,
    )
    return _done(done)


def _judged(call: Call[Asked, Verdict], verb: Verb) -> Done:
    identity, seen = _matched(call)
    visit, note = call.visit, call.body.note
    reader = visit.view.reader
    return _done(verb(visit.record, reader, identity, by=visit.person, note=note, seen=seen))


def _matched(call: Call[Any, Any]) -> tuple[str, str]:
    """The identity of the statement, if it is still as whoever judges it read it, and the last
    thing that is known of it, by which the record holds that as it writes.

    Raises:
        Refused: 412.
    """
    view, name = call.visit.view, call.path("statement")
    tags = {tag for tag, _ in asked_tags(call.as_it_is or "")}
    if "*" in tags:
        return view.statement(name).identity, ""
    # First what happened, then how it stands: what comes in between is in the tag or is met later.
    seen = last_of(view, view.statement(name).identity)
    row = view.statement(name)
    if content_tag(msgspec.json.encode(statement_shape(row))) not in tags:
        raise Refused(
            412,
            "the statement was changed since it was read",
            where="If-Match",
            fix="Read it again and decide on what it says now; nothing was written.",
        )
    return row.identity, seen


def _done(done: review.Done) -> Done:
    return done_shape(done.entry, done.identity, done.marking)


OPERATIONS = (confirm_statement, reject_statement, correct_statement, add_statement, undo_review)
