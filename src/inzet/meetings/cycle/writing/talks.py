"""Debates and written consultations as people type them in."""

from __future__ import annotations

from collections.abc import Iterable

from inzet.meetings.chain import meeting as meeting_named
from inzet.meetings.cycle.desk import (
    Written,
    moment,
    own_view,
)
from inzet.meetings.cycle.writing.wording import (
    identifiers,
    of_content,
    of_meeting,
    one_of,
)
from inzet.meetings.sources import Hand
from inzet.record import Reader, Record
from inzet.vocabulary.parliament import (
    Consultation,
    Debate,
    DebateForm,
)


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
        form=one_of(DebateForm, form, "a form of debate"),
        committee=committee,
        subject=subject,
        number=number,
        papers=identifiers(papers),
    )
    quote = f"{content.form}, {content.on}" + (f", {subject}" if subject else "")
    words = of_content(content, found.id, quote, meeting=found.id, on=content.on, at_latest=True)
    return of_meeting(record, reader, hand, words)


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
        papers=identifiers(papers),
    )
    until = f", questions until {content.deadline}" if content.deadline else ""
    quote = f"written consultation{until}"
    words = of_content(
        content, found.id, quote, meeting=found.id, on=content.deadline, at_latest=True
    )
    return of_meeting(record, reader, hand, words)
