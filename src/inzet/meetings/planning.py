"""A meeting that no paper has announced yet, typed in with a source: what an agenda is drafted for.

It is a notice like those of papers, in the same chain; a paper that announces the meeting later is
merged with it, and what the paper says goes before, as it is said later.
"""

from __future__ import annotations

import msgspec

from inzet.meetings.chain import meeting as named
from inzet.meetings.cycle.desk import Words, Written, announced, own_view, write
from inzet.meetings.sources import Hand
from inzet.record import Reader, Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.meetings import PLANNED, Certainty, MeetingLink, MeetingNotice
from inzet.vocabulary.times import parse_day

_SURE = (Certainty.EXPECTED, Certainty.CONFIRMED, Certainty.CANCELLED, Certainty.HELD)


def plan(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    like: str,
    first: str,
    last: str | None = None,
    place: str | None = None,
    name: str | None = None,
    certainty: str = Certainty.EXPECTED,
    prepares: str | None = None,
) -> Written:
    """Adds a meeting to the chain of another.

    Args:
        like: the meeting whose chain it is in: same body, same format. The last one before it is
            the one that it follows.
        first, last: ISO days.
        place: in English or as it is called there.
        name: where it is not called as the other is.
        prepares: the meeting that it prepares.

    Raises:
        NotFound: this reader sees no such meeting.
        UnknownValue: no days, days in the wrong order, a certainty that is none.
        InputError: no source or several; another reader than the own organisation.
    """
    view = own_view(record, reader)
    model = named(view, like)
    begins = parse_day(first, where="the first day")
    ends = parse_day(last, where="the last day") if last else begins
    if ends < begins:
        raise UnknownValue(
            f"it cannot end on {ends}, before it begins", where=first, fix="Turn the days round."
        )
    if certainty not in _SURE:
        raise UnknownValue(f"“{certainty}” is no certainty", fix=f"Use {', '.join(_SURE)}.")
    notice = MeetingNotice(
        id=f"{_stem(model.notice)}-{begins.isoformat()}",
        name=name or model.notice.name,
        abbreviation=None if name else model.notice.abbreviation,
        body=model.notice.body,
        format=model.notice.format,
        from_=begins.isoformat(),
        to=None if ends == begins else ends.isoformat(),
        place=place,
        certainty=str(certainty),
        previous=_link(model.notice) if (model.last or begins) < begins else None,
        prepares=_link(named(view, prepares).notice) if prepares else None,
    )
    days = " to ".join(dict.fromkeys(each.isoformat() for each in (begins, ends)))
    where = f" in {place}" if place else ""
    words = Words(
        act=Act.CONTEXT,
        content={"meeting": msgspec.to_builtins(notice)},
        quote=f"{notice.name}, {days}{where}: {certainty}.",
        kind=PLANNED,
        of=notice.id,
        meeting=notice.id,
    )
    return write(record, reader, hand, words, rests_on=announced(view, model.id))


def _stem(notice: MeetingNotice) -> str:
    """What the ids of one chain begin with: the id without its day."""
    return notice.id.removesuffix(notice.from_ or "").rstrip("-")


def _link(notice: MeetingNotice) -> MeetingLink:
    return MeetingLink(
        name=notice.name,
        id=notice.id,
        from_=notice.from_,
        to=notice.to,
        place=notice.place,
        format=notice.format,
    )
