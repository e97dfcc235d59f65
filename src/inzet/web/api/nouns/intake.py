"""Handing in a paper."""

from __future__ import annotations

import datetime as dt

import msgspec

from inzet.reading.intake import Outcome, take
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.markings import INTERNAL
from inzet.web import choices
from inzet.web.api.asking import query_of
from inzet.web.api.operation import Asked, Call, Given, Made, Upload, operation
from inzet.web.api.shapes.common import BASE
from inzet.web.api.shapes.papers import Handed, paper_shape
from inzet.web.who import Right


class PaperAsked(Asked, frozen=True, kw_only=True):
    """What is said of a paper that is handed in; in a form these may be its fields instead."""

    name: Given | None = None
    """Its file name; a form has it with the file."""
    said_on: dt.date | None = None
    """The day on which it was said, where the paper does not say."""
    on_behalf_of: Given | None = None
    """For whom it speaks, where the paper does not say: `NLD`."""
    marking: Given = INTERNAL
    """Under which it is released."""
    same_as: Given | None = None
    """The paper in the record that this is another copy of: its id or number."""
    not_same: bool = False
    """Keep it as a paper of its own, however alike."""


@operation(
    "POST /papers",
    tag="papers",
    asks=PaperAsked,
    takes=Upload,
    answers=Handed,
    right=Right.EDIT,
    statuses=(201, 200, 409, 413, 415, 422),
)
def hand_in_paper(call: Call[PaperAsked, Upload]) -> Made:
    """Hand in a paper to be read

    As its bytes, whatever their kind, or as a form with the paper in `file`. 201: it is new; 200:
    it was known, and what became of it; 409: it looks like a paper that is here (`candidate`), to
    be answered by sending it again with `same_as` or `not_same`. Where an error is answered,
    nothing of it was kept.
    """
    visit, sent = call.visit, call.body
    said = _said(call.asked, sent.fields)
    known = choices.markings(visit.record)
    if said.marking not in known:
        raise UnknownValue(
            f"there is no marking “{said.marking}”",
            where="marking",
            fix=f"Known markings: {', '.join(known)}.",
        )
    taken = take(
        visit.record,
        sent.data,
        name=sent.name or said.name or "",
        marking=said.marking,
        said_on=said.said_on.isoformat() if said.said_on else None,
        on_behalf_of=said.on_behalf_of,
        same_as=said.same_as,
        not_same=said.not_same,
        by=visit.person,
    )
    row = visit.record.view(visit.view.reader).paper(str(taken.paper_id))
    href = f"{BASE}/papers/{row.id}"
    answer = Handed(
        outcome=taken.outcome,
        paper=paper_shape(row),
        written=taken.written,
        withdrawn=taken.withdrawn,
        href=href,
    )
    status = 201 if taken.outcome is Outcome.NEW else 200
    return Made(answer, status, (("Location", href),))


def _said(asked: PaperAsked, fields: dict[str, str]) -> PaperAsked:
    """What the query says, and where it does not, what the fields of the form say."""
    if not fields:
        return asked
    said: PaperAsked = query_of(PaperAsked, fields.items())
    default = PaperAsked()
    given = {
        name: value
        for name in asked.__struct_fields__
        if (value := getattr(asked, name)) != getattr(default, name)
    }
    return msgspec.structs.replace(said, **given)


OPERATIONS = (hand_in_paper,)
