"""What people type in of a cycle, whichever door they come by: motions, debates, promises, places.

Each function writes one statement with its source (`desk`), and `withdraw` takes it back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from inzet.meetings.chain import meeting as meeting_named
from inzet.meetings.cycle.binding import bind
from inzet.meetings.cycle.desk import (
    PROMISE,
    Words,
    Written,
    announced,
    identifier,
    known_motion,
    moment,
    own_view,
    withdraw,
    worded,
    write,
)
from inzet.meetings.sources import Hand, Source
from inzet.reading.mentions.references.identifier import normalise
from inzet.record import PaperRow, Reader, Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import InputError, UnknownValue
from inzet.vocabulary.parliament import (
    Appreciation,
    Consultation,
    Debate,
    DebateForm,
    Execution,
    Motion,
    MotionAppreciated,
    MotionCarriedOut,
    MotionVoted,
    Mover,
    Parliamentary,
    PlaceInCycle,
    Result,
    Stage,
)

E = TypeVar("E", bound=StrEnum)


def add_motion(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    motion: str,
    title: str | None = None,
    movers: Iterable[Mover] = (),
    dictum: str | None = None,
    replaces: str | None = None,
    meeting: str | None = None,
) -> Written:
    """A motion that was moved, on the day of the hand.

    Args:
        motion: its identifier, however written.
        dictum: what it asks or declares, as printed.
        replaces: the motion in whose place it comes.
        meeting: the meeting in whose cycle it belongs, where its debate does not tell.

    Raises:
        UnknownValue: no number of a motion.
        InputError: neither a title nor a dictum; and as `desk.write`.
    """
    view = own_view(record, reader)
    if not (title or dictum):
        raise InputError(
            "a motion says what it is about", where=motion, fix="Give its title or its dictum."
        )
    content = Motion(
        motion=identifier(view, motion),
        title=title,
        movers=tuple(movers),
        on=hand.on.isoformat() if hand.on else None,
        dictum=dictum,
        replaces=identifier(view, replaces) if replaces else None,
    )
    found = meeting_named(view, meeting) if meeting else None
    basis = announced(view, found.id) if found else []
    words = _words(
        content,
        content.motion,
        dictum or title or "",
        meeting=found.id if found else None,
        on=content.on,
    )
    return write(record, reader, hand, words, rests_on=basis)


def appreciate(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    motion: str,
    appreciation: str,
    provided: str | None = None,
) -> Written:
    """What the government says of a motion.

    Args:
        provided: where it is so only if the motion is read in a certain way: which.

    Raises:
        NotFound: no such motion.
        UnknownValue: no appreciation.
        InputError: known without a source, and no day; and as `desk.write`.
    """
    view = own_view(record, reader)
    name, basis = known_motion(view, motion)
    _dated(hand, name)
    content = MotionAppreciated(
        motion=name,
        appreciation=_one_of(Appreciation, appreciation, "an appreciation"),
        provided=provided,
    )
    words = _words(content, name, f"{name}: {content.appreciation}", on=_iso(hand.on))
    return write(record, reader, hand, words, rests_on=basis)


def vote(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    motion: str,
    result: str,
    in_favour: Iterable[str] = (),
    against: Iterable[str] = (),
    seats_in_favour: int | None = None,
    seats_against: int | None = None,
) -> Written:
    """What became of a motion, on the day of the hand.

    Raises:
        NotFound: no such motion.
        UnknownValue: no result.
        InputError: a group that voted both ways; and as `desk.write`.
    """
    view = own_view(record, reader)
    name, basis = known_motion(view, motion)
    _dated(hand, name)
    groups = tuple(in_favour), tuple(against)
    both = set(groups[0]) & set(groups[1])
    if both:
        raise InputError(
            f"{', '.join(sorted(both))} voted both in favour and against",
            where=name,
            fix="A group votes as one; members who do not are told in the words of the source.",
        )
    content = MotionVoted(
        motion=name,
        result=_one_of(Result, result, "a result"),
        on=_iso(hand.on),
        in_favour=groups[0],
        against=groups[1],
        seats_in_favour=seats_in_favour,
        seats_against=seats_against,
    )
    words = _words(content, name, f"{name}: {content.result}", on=content.on)
    return write(record, reader, hand, words, rests_on=basis)


def carry_out(
    record: Record, reader: Reader, hand: Hand, *, motion: str, state: str, how: str | None = None
) -> Written:
    """What the government tells of carrying a motion out.

    Raises:
        NotFound: no such motion.
        UnknownValue: no such state.
        InputError: it rests on a judgement alone: nothing is carried out without who says so.
    """
    view = own_view(record, reader)
    name, basis = known_motion(view, motion)
    if hand.source.ground:
        raise InputError(
            "that a motion was carried out is told by the government, not judged",
            where=name,
            fix="Give words of a paper, or the source outside that says so.",
        )
    content = MotionCarriedOut(motion=name, state=_one_of(Execution, state, "a state"), how=how)
    words = _words(content, name, how or f"{name}: {content.state}", on=_iso(hand.on))
    return write(record, reader, hand, words, rests_on=basis)


def add_debate(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    meeting: str,
    on: str,
    form: str = DebateForm.COMMITTEE,
    committee: str | None = None,
    subject: str | None = None,
    number: str | None = None,
    papers: Iterable[str] = (),
) -> Written:
    """A debate about a meeting, planned or held.

    Args:
        on: ISO day or minute.
        form: committee debate, two-minute debate, plenary debate, or debate where nothing tells.
        papers: identifiers of the papers on its agenda.

    Raises:
        NotFound: no such meeting.
        UnknownValue: no day, or no form; and as `desk.write`.
    """
    found = meeting_named(own_view(record, reader), meeting)
    content = Debate(
        on=moment(on, where="--on"),
        form=_one_of(DebateForm, form, "a form of debate"),
        committee=committee,
        subject=subject,
        number=number,
        papers=_identifiers(papers),
    )
    quote = f"{content.form}, {content.on}" + (f", {subject}" if subject else "")
    words = _words(content, found.id, quote, meeting=found.id, on=content.on, at_latest=True)
    return _of_meeting(record, reader, hand, words)


def add_consultation(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    meeting: str,
    deadline: str | None,
    committee: str | None = None,
    subject: str | None = None,
    number: str | None = None,
    papers: Iterable[str] = (),
) -> Written:
    """A written consultation about a meeting, and until when groups may send questions.

    Args:
        deadline: ISO day or minute; None where it is not known.

    Raises:
        NotFound: no such meeting.
        UnknownValue: no day; and as `desk.write`.
    """
    found = meeting_named(own_view(record, reader), meeting)
    content = Consultation(
        deadline=moment(deadline, where="--deadline") if deadline else None,
        committee=committee,
        subject=subject,
        number=number,
        papers=_identifiers(papers),
    )
    until = f", questions until {content.deadline}" if content.deadline else ""
    quote = f"written consultation{until}"
    words = _words(content, found.id, quote, meeting=found.id, on=content.deadline, at_latest=True)
    return _of_meeting(record, reader, hand, words)


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
        on=_iso(hand.on),
    )
    return _of_meeting(record, reader, hand, words)


def place(
    record: Record,
    reader: Reader,
    *,
    paper: str,
    meeting: str,
    stage: str,
    ground: str,
    by: str,
    belongs: bool = True,
    marking: str | None = None,
) -> Written:
    """A person's judgement that a paper is, or is not, a stage of the cycle of a meeting.

    Args:
        paper: id, unique beginning of an id, or number.
        belongs: whether it is put in the cycle; else it is taken out of it.

    Raises:
        NotFound: no such paper or meeting.
        UnknownValue: no such stage, or a paper that is not in the cycle it is taken out of.
        InputError: no ground; and as `desk.write`.
    """
    view = own_view(record, reader)
    found, placed = meeting_named(view, meeting), view.paper(paper)
    ground = worded(ground, what="a judgement of where a paper belongs")
    content = PlaceInCycle(
        paper=placed.id,
        meeting=found.id,
        stage=_one_of(Stage, stage, "a stage"),
        belongs=belongs,
        ground=ground,
        by=by,
    )
    verb = "is" if belongs else "is not"
    words = _words(content, found.id, f"{placed.title} {verb} a {content.stage} of {found.id}")
    hand = Hand(by=by, source=Source(ground=ground), marking=marking)
    return write(record, reader, hand, words, rests_on=[placed, *announced(view, found.id)])


def take_out(
    record: Record,
    reader: Reader,
    *,
    paper: str,
    meeting: str,
    ground: str,
    by: str,
    marking: str | None = None,
) -> Written:
    """A person's judgement that a paper does not belong to the cycle of a meeting.

    Raises:
        NotFound: no such paper or meeting.
        UnknownValue: the paper is not in that cycle, and does not seem to fit it.
        InputError: as `place`.
    """
    view = own_view(record, reader)
    found, placed = meeting_named(view, meeting), view.paper(paper)
    bound = bind(view, dt.date.max)
    stages = [each.stage for each in bound.papers.get(found.id, ()) if each.paper.id == placed.id]
    stages += [
        each.stage
        for each in bound.unplaced
        if each.paper is not None
        and each.paper.id == placed.id
        and found.id in {fit for fit, _ in each.fits}
    ]
    if not stages:
        raise UnknownValue(
            "this paper is not in the cycle of that meeting",
            where=placed.title,
            fix=f"inzet cycle {found.id} lists what is.",
        )
    return place(
        record,
        reader,
        paper=placed.id,
        meeting=found.id,
        stage=stages[0],
        ground=ground,
        by=by,
        belongs=False,
        marking=marking,
    )


def _words(
    content: Parliamentary,
    of: str,
    quote: str,
    *,
    meeting: str | None = None,
    on: str | None = None,
    at_latest: bool = False,
) -> Words:
    return Words(
        act=content.act,
        content=content.to_content(),
        quote=worded(quote, what="a statement"),
        kind=str(type(content).__struct_config__.tag),
        of=of,
        meeting=meeting,
        on=on,
        at_latest=at_latest,
    )


def _of_meeting(record: Record, reader: Reader, hand: Hand, words: Words) -> Written:
    assert words.meeting is not None
    basis = announced(own_view(record, reader), words.meeting)
    return write(record, reader, hand, words, rests_on=basis)


def _one_of(kind: type[E], written: str, what: str) -> E:
    """A value of a vocabulary, as people type it: with spaces or hyphens, in any case, or the words
    that it alone begins with."""
    typed = " ".join(written.casefold().replace("-", " ").split())
    spelled = {each.value.replace("-", " "): each for each in kind}
    begun = [each for words, each in spelled.items() if typed and words.startswith(f"{typed} ")]
    # "two-minute" is enough where nothing else begins so.
    known = spelled.get(typed) or (begun[0] if len(begun) == 1 else None)
    if known is not None:
        return known
    listed = ", ".join(each.value for each in kind)
    raise UnknownValue(f"“{written}” is not {what}", fix=f"Use one of: {listed}.")


def _dated(hand: Hand, motion: str) -> None:
    """What somebody knows without a source has a day, as what happened last is what counts.

    Raises:
        InputError: none is given.
    """
    if hand.source.ground and hand.on is None:
        raise InputError(
            "what is known without a source happened on a day",
            where=motion,
            fix="Say which: --on 2023-03-22.",
        )


def _identifiers(papers: Iterable[str]) -> tuple[str, ...]:
    return tuple(normalise(each) or each.strip() for each in papers if each.strip())


def _iso(on: dt.date | None) -> str | None:
    return on.isoformat() if on else None


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


__all__ = [
    "add_consultation",
    "add_debate",
    "add_motion",
    "add_promise",
    "appreciate",
    "carry_out",
    "place",
    "take_out",
    "vote",
    "withdraw",
]
