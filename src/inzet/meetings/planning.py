"""A meeting that no paper has announced yet, typed in with a source: what an agenda is drafted for.

It is a notice like those of papers, in the same chain; a paper that announces the meeting later is
merged with it, and what the paper says goes before, as it is said later.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import msgspec

from inzet.meetings.chain import chain
from inzet.meetings.chain import meeting as named
from inzet.meetings.cycle.desk import Words, Written, announced, own_view, worded, write
from inzet.meetings.saying import checked
from inzet.meetings.sources import Hand
from inzet.record import Reader, Record
from inzet.vocabulary.acts import Act, procedure_of
from inzet.vocabulary.errors import RecordError, UnknownValue
from inzet.vocabulary.meetings import (
    PLANNED,
    Certainty,
    Item,
    MeetingLink,
    MeetingNotice,
    Participant,
    Session,
)
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
    participants: Iterable[Participant] = (),
    sessions: Iterable[Session] = (),
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
    begins, ends = _days(first, last)
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
        participants=tuple(participants),
        sessions=tuple(sessions),
    )
    return _tell(record, reader, hand, notice, of=model.id)


def announce(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    name: str,
    body: str,
    format: str,
    first: str,
    last: str | None = None,
    abbreviation: str | None = None,
    place: str | None = None,
    certainty: str = Certainty.EXPECTED,
    participants: Iterable[Participant] = (),
    sessions: Iterable[Session] = (),
) -> Written:
    """Adds a meeting that is like no other here: the first of its chain.

    Args:
        name: in English, such as "NATO Foreign Ministers Meeting".
        body: whose meeting it is: NATO, EU.
        format: who meets, such as "foreign ministers".

    Raises:
        RecordError: there is a meeting of that name and day.
        UnknownValue, InputError: as `plan`.
    """
    view = own_view(record, reader)
    begins, ends = _days(first, last)
    if certainty not in _SURE:
        raise UnknownValue(f"“{certainty}” is no certainty", fix=f"Use {', '.join(_SURE)}.")
    id_ = f"{_slug(abbreviation or f'{body} {format}')}-{begins.isoformat()}"
    if any(each.id == id_ for each in chain(view)):
        raise RecordError("there is such a meeting", where=id_, fix="Change what is told of it.")
    notice = MeetingNotice(
        id=id_,
        name=name,
        abbreviation=abbreviation,
        body=body,
        format=format,
        from_=begins.isoformat(),
        to=None if ends == begins else ends.isoformat(),
        place=place,
        certainty=str(certainty),
        participants=tuple(participants),
        sessions=tuple(sessions),
    )
    return _tell(record, reader, hand, notice)


def amend(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    meeting: str,
    first: str | None = None,
    last: str | None = None,
    place: str | None = None,
    certainty: str | None = None,
    participants: Iterable[Participant] = (),
    sessions: Iterable[Session] = (),
) -> Written:
    """Tells something else, or more, of a meeting that is here; what is left out stands as it is.

    What was said later goes before what was said earlier, whoever says it; a session that is
    named again has the items that are given, or those it had.

    Raises:
        NotFound: no such meeting.
        UnknownValue, InputError: as `plan`; nothing that changes.
    """
    view = own_view(record, reader)
    known = named(view, meeting)
    begins, ends = _days(first, last) if first else (None, None)
    if last and not first:
        begins, ends = _days(known.notice.from_ or last, last)
    if certainty and certainty not in _SURE:
        raise UnknownValue(f"“{certainty}” is no certainty", fix=f"Use {', '.join(_SURE)}.")
    sat, held = tuple(participants), tuple(sessions)
    if not (begins or place or certainty or sat or held):
        raise UnknownValue(
            "nothing changes by this", where=known.id, fix="Give at least one thing that does."
        )
    notice = MeetingNotice(
        id=known.id,
        name=known.notice.name,
        from_=begins.isoformat() if begins else None,
        to=ends.isoformat() if ends and ends != begins else None,
        place=place,
        certainty=str(certainty or known.notice.certainty),
        participants=sat,
        sessions=held,
    )
    return _tell(record, reader, hand, notice, of=known.id)


def add_item(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    meeting: str,
    title: str,
    session: int = 1,
    dossiers: Iterable[str] = (),
) -> Written:
    """Adds an agenda item to a session, which is made where there is none of that number.

    Raises:
        NotFound: no such meeting.
        RecordError: the session has that item.
        UnknownValue: a number or dossier that can be none.
        InputError: as `desk.write`.
    """
    known = named(own_view(record, reader), meeting)
    words = worded(title, what="an agenda item")
    if session < 1:
        raise UnknownValue(f"“{session}” is not the number of a session", fix="Use 1, 2, 3 …")
    held = next((each for each in known.notice.sessions if each.number == session), None)
    before = held.items if held is not None else ()
    if any(each.title == words for each in before):
        raise RecordError("the session has that item", where=words, fix="Name another.")
    about = checked(dossiers)
    item = Item(title=words, procedure=procedure_of(about[0]) if about else None, dossiers=about)
    certainty = held.certainty if held is not None else known.notice.certainty
    told = Session(number=session, items=(*before, item), certainty=certainty)
    notice = MeetingNotice(
        id=known.id,
        name=known.notice.name,
        certainty=known.notice.certainty,
        sessions=(told,),
    )
    quote = f"{known.notice.name}, session {session}: {words}."
    return _tell(record, reader, hand, notice, of=known.id, quote=quote)


def _tell(
    record: Record,
    reader: Reader,
    hand: Hand,
    notice: MeetingNotice,
    *,
    of: str | None = None,
    quote: str = "",
) -> Written:
    days = " to ".join(each for each in (notice.from_, notice.to) if each)
    told = [notice.name, *([days] if days else [])]
    where = f" in {notice.place}" if notice.place else ""
    words = Words(
        act=Act.CONTEXT,
        content={"meeting": msgspec.to_builtins(notice)},
        quote=quote or f"{', '.join(told)}{where}: {notice.certainty}.",
        kind=PLANNED,
        of=notice.id,
        meeting=notice.id,
    )
    view = own_view(record, reader)
    return write(record, reader, hand, words, rests_on=announced(view, of) if of else [])


def _days(first: str, last: str | None) -> tuple[dt.date, dt.date]:
    begins = parse_day(first, where="the first day")
    ends = parse_day(last, where="the last day") if last else begins
    if ends < begins:
        raise UnknownValue(
            f"it cannot end on {ends}, before it begins", where=first, fix="Turn the days round."
        )
    return begins, ends


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower())) or "meeting"


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
