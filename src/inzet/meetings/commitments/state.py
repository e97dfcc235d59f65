"""Every promise in view as it stands on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from inzet.meetings.chain import chain
from inzet.meetings.commitments.due import Due, bound_to, due_of, event_of
from inzet.meetings.commitments.judging import Judgement, judgements, promise_of, standing
from inzet.meetings.commitments.keeping import Keeping
from inzet.meetings.commitments.register import InRegister, Register
from inzet.meetings.meeting import Meeting
from inzet.meetings.notices import every
from inzet.record import Filter, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import MeetingNotice
from inzet.vocabulary.times import first_day


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise as it stands on a day."""

    row: StatementRow
    due: dt.date | None
    """The last day on which it is kept in time; None where no deadline is known."""
    due_earliest: dt.date | None
    """The first day that its deadline may be; the same day where the day is known."""
    before: dt.date | None
    """Where it is due before a day or an event whose day is known: that day."""
    due_words: str | None
    """The deadline as the paper words it."""
    due_event: str | None
    """Id of the meeting it is bound to."""
    keeping: Keeping
    judgement: Judgement | None
    """What a person judged of it, where that counts on the day."""
    registered: InRegister | None = None
    """How the register of a parliament has it: its word, by which nothing is kept here."""

    @property
    def made(self) -> dt.date | None:
        """The day on which it was made: one of a debate may be told by a source of later."""
        held = first_day(self.row.valid_from) if self.row.valid_from else None
        return held if self.form == "oral" and held is not None else self.row.said

    @property
    def due_is_day(self) -> bool:
        """Whether the deadline is one day, not a range."""
        return self.due is not None and self.due == self.due_earliest

    @property
    def form(self) -> str:
        """How it was given: oral in a debate, else written."""
        return "oral" if self.row.content.get("given") == "oral" else "written"

    @property
    def to(self) -> str | None:
        """Whose parliament it was given to: a code; None where nobody is named."""
        to = self.row.content.get("to")
        return str(to) if to else None

    @property
    def member(self) -> str | None:
        """The member or group it was given to, where the sentence names one."""
        member = self.row.content.get("to_member")
        return str(member) if member else None

    @property
    def number(self) -> str | None:
        """Its number in the official register of oral promises; None where none is told."""
        number = self.row.content.get("number")
        return str(number) if number else None

    @property
    def what(self) -> str:
        """What was promised, in the paper's words: its subject, else the whole sentence."""
        return str(self.row.content.get("what") or self.row.quote)

    @property
    def waits(self) -> bool:
        """Whether there is still something of it to keep."""
        return self.keeping not in (Keeping.KEPT, Keeping.LAPSED)

    @property
    def late(self) -> bool:
        """Whether it was kept after its deadline."""
        since = self.judgement.since if self.judgement else None
        kept = self.keeping in (Keeping.KEPT, Keeping.PARTLY)
        return kept and since is not None and self.due is not None and since > self.due


def commitments(view: View, *, on: dt.date, wanted: Filter | None = None) -> list[Commitment]:
    """Every promise in view as it stands on a day; soonest due first, undated last."""
    return list(view.remembered(("commitments", on, wanted), lambda: _standing(view, on, wanted)))


def _standing(view: View, on: dt.date, wanted: Filter | None) -> tuple[Commitment, ...]:
    asked = msgspec.structs.replace(wanted or Filter(), act=Act.COMMITMENT)
    rows = list(every(view, asked))
    known = _Known.of(view, on)
    found = [known.commitment(row, on) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.due or dt.date.max, each.row.identity)))


def commitment(view: View, name: str, *, on: dt.date) -> Commitment:
    """One promise, by its identity or as much of its beginning as is unique.

    Raises:
        NotFound: this reader sees no such statement, or several.
        UnknownValue: the statement is no promise.
    """
    return _Known.of(view, on).commitment(promise_of(view, name), on)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a view knows beside the promises themselves."""

    view: View
    meetings: Mapping[str, Meeting]
    notices: Mapping[str, MeetingNotice]
    judged: Mapping[str, list[Judgement]]
    register: Register

    @classmethod
    def of(cls, view: View, on: dt.date) -> _Known:
        meetings = {each.id: each for each in chain(view)}
        notices = {id_: each.notice for id_, each in meetings.items()}
        return cls(view, meetings, notices, judgements(view), Register(view, on))

    def commitment(self, row: StatementRow, on: dt.date) -> Commitment:
        """One promise as it stands on a day."""
        bound = bound_to(row, self.meetings, self.view.meeting_name)
        deadline = due_of(row.content, event_of(bound, self.notices))
        judgement = standing(row, self.judged, on, self.view.reader.name)
        return Commitment(
            row=row,
            due=deadline.latest,
            due_earliest=deadline.earliest,
            before=deadline.before,
            due_words=deadline.words,
            due_event=deadline.event,
            keeping=_keeping(deadline, judgement, on),
            judgement=judgement,
            registered=self.register.of(row),
        )


def _keeping(deadline: Due, judgement: Judgement | None, on: dt.date) -> Keeping:
    if judgement is not None:
        return judgement.keeping
    passed = deadline.latest is not None and deadline.latest < on
    return Keeping.OVERDUE if passed else Keeping.OPEN
