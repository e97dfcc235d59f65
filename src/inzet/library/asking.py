"""Asking other organisations for information, answering them, and closing what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from inzet.library import desk
from inzet.library.contents import CLOSED, GIVES, Addressee, Answer, Closing, Request
from inzet.library.desk import worded
from inzet.library.requests import organisation_id
from inzet.meetings.cycle.desk import Written, own_view
from inzet.meetings.release import may_read
from inzet.meetings.saying import checked
from inzet.meetings.sources import Hand, today
from inzet.record import Reader, Record, StatementRow
from inzet.vocabulary.errors import InputError, NotOwner, UnknownValue
from inzet.vocabulary.markings import PUBLIC
from inzet.vocabulary.times import parse_day

_MOST = 40
"""Organisations that are asked at once, and things that are given, at most."""


def ask(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    question: str,
    to: Iterable[str],
    due: str | None = None,
    about: str | None = None,
    dossiers: Iterable[str] = (),
) -> Written:
    """Asks other organisations for information.

    Without a marking it goes to the smallest audience that all of them read.

    Args:
        to: organisations by name or fingerprint.
        due: the last day on which an answer is in time, ISO.
        about: identity of what it is about, or as much of its beginning as is unique.

    Raises:
        InputError: no question, nobody asked, somebody who could not read it, a day that is past.
        NotFound: nothing of that name that it could be about.
        UnknownValue: an organisation that is not known here.
        ReferenceInward: people would see it who may not see what it is about.
    """
    view = own_view(record, reader)
    asked = tuple(_addressee(record, each) for each in dict.fromkeys(to) if each.strip())
    if not asked or len(asked) > _MOST:
        raise InputError(
            "a request asks somebody", where="to", fix=f"Name one to {_MOST} organisations."
        )
    basis = [view.statement(about)] if about else []
    last = parse_day(due, where="due") if due else None
    if last is not None and last < today():
        raise InputError("this day is past", where=due or "", fix="Give one that is to come.")
    marking = _readable(record, hand, asked, basis)
    made = Request(
        text=worded(question, what="a request"),
        to=asked,
        due=last.isoformat() if last else None,
        about=basis[0].identity if basis else None,
    )
    return desk.write(
        record,
        reader,
        replace(hand, marking=marking),
        made,
        quote=made.text,
        rests_on=basis,
        dossiers=checked(dossiers),
    )


def answer(
    record: Record,
    reader: Reader,
    name: str,
    hand: Hand,
    *,
    gives: str,
    text: str,
    items: Iterable[str] = (),
) -> Written:
    """Answers a request; again where there is more to say: the last answer counts.

    Without a marking it goes to the smallest audience that who asks reads, within those who may
    read the request.

    Args:
        name: identity of the request, or as much of its beginning as is unique.
        gives: whole, part or declined.
        items: identities of what it gives: items of the library, statements.

    Raises:
        InputError: no text, or a marking under which who asks could not read it.
        NotFound: no such request, or nothing of that name to give.
        UnknownValue: it gives something else.
        ReferenceInward: people would see it who may not see the request, or what it gives.
    """
    if gives not in GIVES:
        raise UnknownValue(f"“{gives}” is no answer", where="gives", fix=f"Use {', '.join(GIVES)}.")
    view = own_view(record, reader)
    request = desk.one(view, name, Request)
    given = [view.statement(each) for each in dict.fromkeys(items) if each.strip()][:_MOST]
    basis = [request.row, *given]
    asker = request.row.organisation
    back = (Addressee(name=asker, id=organisation_id(view, asker)),)
    marking = _readable(record, hand, back, basis)
    made = Answer(
        request=request.id,
        gives=gives,
        text=worded(text, what="an answer", most=desk.LONGEST),
        items=tuple(each.identity for each in given),
    )
    return desk.write(
        record,
        reader,
        replace(hand, marking=marking),
        made,
        quote=made.text[: desk.SHORT],
        rests_on=basis,
        dossiers=request.row.dossiers,
    )


def close(
    record: Record, reader: Reader, name: str, hand: Hand, *, outcome: str, text: str
) -> Written:
    """Says that no more is needed: the question is answered, or is taken back.

    Args:
        outcome: answered or withdrawn.

    Raises:
        InputError: no reason.
        NotFound: no such request.
        NotOwner: another organisation asked.
        UnknownValue: another outcome.
    """
    if outcome not in CLOSED:
        raise UnknownValue(
            f"“{outcome}” closes nothing", where="outcome", fix=f"Use {' or '.join(CLOSED)}."
        )
    request = desk.one(own_view(record, reader), name, Request)
    if request.row.organisation != record.organisation.name:
        raise NotOwner(
            f"{request.row.organisation} asks this, and closes it",
            where=request.id[:12],
            fix="Answer it, or say that you decline.",
        )
    made = Closing(request=request.id, outcome=outcome, text=worded(text, what="why it is closed"))
    return desk.write(
        record,
        reader,
        replace(hand, marking=request.row.marking),
        made,
        quote=made.text,
        rests_on=[request.row],
        dossiers=request.row.dossiers,
    )


def organisations(record: Record) -> list[Reader]:
    """Who can be asked: every organisation that is known here, but the own one."""
    own = record.organisation.id
    return [each for each in record.readers() if each.id not in (PUBLIC, own)]


def _addressee(record: Record, name: str) -> Addressee:
    typed = name.strip()
    known = [*organisations(record), record.reader()]
    found = [each for each in known if typed in (each.id, each.name)]
    if len(found) != 1:
        listed = ", ".join(each.name for each in known[:20])
        raise UnknownValue(
            f"there is no organisation “{typed[:80]}” here, or more than one",
            where="to",
            fix=f"Name one by its name, or by its fingerprint where names are alike: {listed}.",
        )
    who = found[0]
    return Addressee(name=who.name, id="" if who.id == who.name else who.id)


def _readable(
    record: Record, hand: Hand, wanted: tuple[Addressee, ...], basis: list[StatementRow]
) -> str:
    """The marking that was given, where all of these read it; else the smallest that they do."""
    if hand.marking is not None:
        missing = _blind(record, hand.marking, wanted)
        if missing:
            raise InputError(
                f"{', '.join(missing)} may not read what is under {hand.marking}",
                where="marking",
                fix="Choose a marking that they read, or define an audience with them in it.",
            )
        return hand.marking
    fitting = [
        each
        for each in record.markings()
        if each != PUBLIC
        and not _blind(record, each, wanted)
        and all(may_read(record, row.marking, row.organisation, each) for row in basis)
    ]
    if not fitting:
        names = ", ".join(each.name for each in wanted)
        raise InputError(
            f"no audience of yours lets {names} read this, and nobody who may not",
            where="marking",
            fix="Define an audience with them in it, or choose the marking yourself.",
        )
    return min(fitting, key=lambda each: len(record.who_reads(each) or ()))


def _blind(record: Record, marking: str, wanted: tuple[Addressee, ...]) -> list[str]:
    """Those of them who may not read a marking of one's own."""
    readers = record.who_reads(marking)
    if readers is None:
        return []
    ids = {each.id for each in readers} | {each.name for each in readers if each.id == each.name}
    return [each.name for each in wanted if (each.id or each.name) not in ids]
