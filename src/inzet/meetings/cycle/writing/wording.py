"""What the writing of a cycle shares: contents put in words, values as people type them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from inzet.meetings.cycle.desk import (
    Words,
    Written,
    announced,
    own_view,
    worded,
    write,
)
from inzet.meetings.sources import Hand
from inzet.reading.mentions.references.identifier import normalise
from inzet.record import Reader, Record
from inzet.vocabulary.errors import InputError, UnknownValue
from inzet.vocabulary.parliament import (
    Parliamentary,
)

E = TypeVar("E", bound=StrEnum)


def of_content(
    content: Parliamentary,
    of: str,
    quote: str,
    *,
    meeting: str | None = None,
    on: str | None = None,
    at_latest: bool = False,
) -> Words:
    """A content, and what a statement with it is about, before it has a source."""
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


def of_meeting(record: Record, reader: Reader, hand: Hand, words: Words) -> Written:
    """Writes what is told of a meeting, for those who may see that it is held."""
    assert words.meeting is not None
    basis = announced(own_view(record, reader), words.meeting)
    return write(record, reader, hand, words, rests_on=basis)


def one_of(kind: type[E], written: str, what: str) -> E:
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


def dated(hand: Hand, motion: str) -> None:
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


def identifiers(papers: Iterable[str]) -> tuple[str, ...]:
    """Identifiers of papers, however they are written."""
    return tuple(normalise(each) or each.strip() for each in papers if each.strip())


def iso(on: dt.date | None) -> str | None:
    """A day as it stands in a statement; None of none."""
    return on.isoformat() if on else None
