"""A tear-line released: its text a paper in the wider feed, what it was made from told inside."""

from __future__ import annotations

import datetime as dt
import hashlib

from inzet.exchange.release.tearlines.checking import Check, second_person
from inzet.exchange.release.tearlines.desk import Desk
from inzet.exchange.release.tearlines.linked import Link, write_link
from inzet.exchange.release.tearlines.model import State, TearLine
from inzet.reading.intake import take
from inzet.record import Record
from inzet.vocabulary.errors import InputError


def release(record: Record, desk: Desk, made: Check, *, second: str) -> TearLine:
    """Puts what a second person looked at in the wider feed.

    Args:
        made: what was shown to them.

    Raises:
        InputError: the second person is the writer, or may not release; it does not wait; or its
            text is a paper in the record already.
        Outdated: it was changed meanwhile.
        ClassifiedPaper: it bears a classification above the record's ceiling.
    """
    line = made.line
    name = second_person(record, desk, line, second)
    desk.same(line)
    data = line.text.encode()
    known = record.view(record.reader()).find_paper(sha256=hashlib.sha256(data).hexdigest())
    if known is not None:
        raise InputError(
            f"this text is a paper already, as {known.marking}",
            where=known.id[:12],
            fix=f"Share that one: inzet share {known.id[:12]} --marking {line.marking}.",
        )
    today = dt.datetime.now(dt.UTC).date().isoformat()
    taken = take(
        record,
        data,
        media_type="text/plain",
        marking=line.marking,
        said_on=today,
        on_behalf_of=made.source.on_behalf_of,
        not_same=True,
        by=name,
    )
    assert taken.paper_id is not None
    link = Link(line.source, taken.paper_id, line.title, line.writer, name)
    write_link(record, link, line.narrow, said=today)
    return desk.judged(line, State.RELEASED, second=name, paper=taken.paper_id)
