"""One meeting, put together from what every paper in view says about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from inzet.meetings.notices import CitedNotice
from inzet.record import PaperLite, StatementRow
from inzet.vocabulary.meetings import Certainty, MeetingNotice, Participant, Session
from inzet.vocabulary.times import first_day, last_day


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as of a view: facts of the latest paper that states each, and its sources."""

    notice: MeetingNotice
    sources: tuple[StatementRow, ...]
    """The notices it rests on, oldest said first."""
    papers: tuple[PaperLite, ...]
    """The papers that announce or report it, oldest said first."""
    mentioned_only: bool = False
    """No paper about it is in view; others only name it as previous or prepared."""
    previous: str | None = None
    next: str | None = None
    prepares: str | None = None
    prepared_by: tuple[str, ...] = ()
    past_in: StatementRow | None = None
    """The notice of a later meeting, said after this one's last day, that calls it the last."""

    def certainty(self, on: dt.date) -> Certainty:
        """What is known on a day of whether it takes place; see `certainty`."""
        said = Certainty.EXPECTED if self.mentioned_only else Certainty(self.notice.certainty)
        if self.past_in is not None and said is not Certainty.CANCELLED:
            return Certainty.HELD
        return certainty(said, self.last, on)

    def certainty_of(self, session: Session, on: dt.date) -> Certainty:
        """What is known on a day of whether a session takes place."""
        whole = self.certainty(on)
        if whole is Certainty.CANCELLED:
            return whole
        last = last_day(session.on) if session.on else self.last
        return certainty(Certainty(session.certainty), last, on)

    @property
    def id(self) -> str:
        """``body-format-first-day``."""
        return self.notice.id

    @property
    def first(self) -> dt.date | None:
        """Its first day (of the month or year, where no more is said)."""
        return first_day(self.notice.from_) if self.notice.from_ else None

    @property
    def last(self) -> dt.date | None:
        """Its last day."""
        last = self.notice.to or self.notice.from_
        return last_day(last) if last else None


def certainty(said: Certainty, last: dt.date | None, on: dt.date) -> Certainty:
    """What is known on a day of what papers said was to come.

    A report makes a meeting held. That its last day has passed does not: without a paper that
    tells, whether it took place as planned is unknown.

    Args:
        said: what the latest paper in view says.
        last: its last day; None where no paper tells one.
    """
    settled = said in (Certainty.HELD, Certainty.CANCELLED)
    return Certainty.UNKNOWN if not settled and last is not None and last < on else said


def merge(cited: Sequence[CitedNotice]) -> MeetingNotice:
    """One notice out of several of the same meeting, later papers filling and replacing earlier.

    A later paper that leaves something out does not unsay it. Sessions are joined by number.
    """
    merged = cited[0].notice
    for later in (each.notice for each in cited[1:]):
        known = {
            name: value
            for name in later.__struct_fields__
            if (value := getattr(later, name)) not in (None, ())
        }
        known["sessions"] = _join_sessions(merged.sessions, later.sessions)
        known["participants"] = _join(merged.participants, later.participants)
        known["certainty"] = _surer(merged.certainty, later.certainty)
        merged = msgspec.structs.replace(merged, **known)
    return merged


def _join_sessions(earlier: tuple[Session, ...], later: tuple[Session, ...]) -> tuple[Session, ...]:
    by_number = {session.number: session for session in earlier}
    for session in later:
        old = by_number.get(session.number)
        if old is not None:
            session = msgspec.structs.replace(
                session,
                on=session.on or old.on,
                certainty=_surer(old.certainty, session.certainty),
                title=session.title or old.title,
                format=session.format or old.format,
                participants=_join(old.participants, session.participants),
                items=session.items or old.items,
                topics=session.topics or old.topics,
            )
        by_number[session.number] = session
    return tuple(by_number[number] for number in sorted(by_number))


def _surer(earlier: str, later: str) -> str:
    """What was held stays so: a later paper that only announces does not unsay a report."""
    return earlier if earlier == Certainty.HELD and later != Certainty.CANCELLED else later


def _join(
    earlier: tuple[Participant, ...], later: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    kept = {(each.party, each.capacity): each for each in earlier}
    kept.update({(each.party, each.capacity): each for each in later})
    return tuple(kept.values())
