"""Oral promises as people type them in."""

from __future__ import annotations

import datetime as dt

from inzet.meetings.chain import meeting as meeting_named
from inzet.meetings.cycle.binding import bind
from inzet.meetings.cycle.desk import (
    PROMISE,
    Words,
    Written,
    own_view,
    worded,
)
from inzet.meetings.cycle.writing.wording import (
    iso,
    of_meeting,
)
from inzet.meetings.sources import Hand
from inzet.record import PaperRow, Reader, Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import InputError


def add_promise(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    meeting: str,
    what: str,
    party: str | None = None,
    number: str | None = None,
    to_member: str | None = None,
    due: dt.date | None = None,
    before: str | None = None,
) -> Written:
    """A promise made orally in the cycle of a meeting, on the day of the hand.

    Args:
        party: whose government promises; the one whose agenda it is where it is None.
        number: its number in the official register.
        to_member: the member it was made to.
        due: the last day on which it is kept in time.
        before: or the meeting before which it is due.

    Raises:
        NotFound: no such meeting.
        InputError: nobody tells whose government it is; no day on which it was made; two
            deadlines; and as `desk.write`.
    """
    view = own_view(record, reader)
    found = meeting_named(view, meeting)
    party = party or _whose(record, reader, found.id)
    if hand.on is None and not (hand.source.paper or hand.source.date):
        raise InputError(
            "a promise is made on a day", where=found.id, fix="Say which: --on 2023-03-22."
        )
    if due is not None and before is not None:
        raise InputError("a promise has one deadline", where=found.id, fix="Give one of the two.")
    content: dict[str, object] = {
        "by": party,
        "by_role": "government",
        "to": party,
        "to_role": "parliament",
        "given": "oral",
        "what": worded(what, what="a promise"),
        **({"number": number.strip()} if number else {}),
        **({"to_member": to_member.strip()} if to_member else {}),
    }
    if due is not None:
        content |= {"due": {"by": due.isoformat(), "words": f"by {due}"}, "due_by": due.isoformat()}
    elif before is not None:
        event = meeting_named(view, before)
        content["due"] = {
            "before": event.notice.name,
            "meeting": event.id,
            "words": f"before {event.notice.name}",
        }
    words = Words(
        act=Act.COMMITMENT,
        content=content,
        quote=str(content["what"]),
        kind=PROMISE,
        of=found.id,
        meeting=found.id,
        party=party,
        on=iso(hand.on),
    )
    return of_meeting(record, reader, hand, words)


def _whose(record: Record, reader: Reader, meeting: str) -> str:
    """Whose government it is: the one on whose behalf the papers of the cycle are."""
    bound = bind(own_view(record, reader), dt.date.max)
    papers: list[PaperRow] = [each.paper for each in bound.papers.get(meeting, ())]
    found = {each.on_behalf_of for each in papers if each.on_behalf_of and each.addressee}
    if len(found) == 1:
        return found.pop()
    raise InputError(
        "nothing tells whose government promised it",
        where=meeting,
        fix="Say so: --party NLD.",
    )
