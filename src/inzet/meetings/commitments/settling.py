"""A promise is settled by a paper: by the sentence a person gives, else by the one proposed."""

from __future__ import annotations

import datetime as dt

from inzet.meetings.commitments import judging
from inzet.meetings.commitments.judging import Judged, own_view
from inzet.meetings.commitments.proposals import proposals
from inzet.meetings.commitments.state import commitment
from inzet.record import Reader, Record


def keep(
    record: Record,
    reader: Reader,
    name: str,
    *,
    by: str,
    paper: str,
    quote: str = "",
    partly: bool = False,
    note: str = "",
) -> Judged:
    """Judge that a paper keeps a promise, or a part of it.

    Args:
        name: identity of the promise, or as much of its beginning as is unique.
        paper: id, unique beginning of an id, or number of the paper that keeps it.
        quote: the sentence of that paper which does; where none is given the one by which the
            paper would be proposed, if it would.

    Raises:
        As :func:`judging.keep`.
    """
    view = own_view(record, reader)
    span: tuple[int, int] | None = None
    if not quote:
        # As it stood before anybody judged it, as what was judged gets no proposals.
        promised = commitment(view, name, on=dt.date.min)
        keeper = view.paper(paper).id
        spans = [
            (each.claim.start, each.claim.end)
            for each in proposals(view, [promised])
            if each.paper.id == keeper and each.claim.quote
        ]
        span = spans[0] if spans else None
    return judging.keep(
        record,
        reader,
        name,
        by=by,
        paper=paper,
        quote=quote,
        span=span,
        partly=partly,
        note=note,
    )
