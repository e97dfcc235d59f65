"""Motions as people type them in: moved, judged by the government, voted on, carried out."""

from __future__ import annotations

from collections.abc import Iterable

from inzet.meetings.chain import meeting as meeting_named
from inzet.meetings.cycle.desk import (
    Written,
    announced,
    identifier,
    known_motion,
    own_view,
    write,
)
from inzet.meetings.cycle.writing.wording import (
    dated,
    iso,
    of_content,
    one_of,
)
from inzet.meetings.sources import Hand
from inzet.record import Reader, Record
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.parliament import (
    Appreciation,
    Execution,
    Motion,
    MotionAppreciated,
    MotionCarriedOut,
    MotionVoted,
    Mover,
    Result,
)


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
    words = of_content(
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
    dated(hand, name)
    content = MotionAppreciated(
        motion=name,
        appreciation=one_of(Appreciation, appreciation, "an appreciation"),
        provided=provided,
    )
    words = of_content(content, name, f"{name}: {content.appreciation}", on=iso(hand.on))
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
    dated(hand, name)
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
        result=one_of(Result, result, "a result"),
        on=iso(hand.on),
        in_favour=groups[0],
        against=groups[1],
        seats_in_favour=seats_in_favour,
        seats_against=seats_against,
    )
    words = of_content(content, name, f"{name}: {content.result}", on=content.on)
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
    content = MotionCarriedOut(motion=name, state=one_of(Execution, state, "a state"), how=how)
    words = of_content(content, name, how or f"{name}: {content.state}", on=iso(hand.on))
    return write(record, reader, hand, words, rests_on=basis)
