"""Calendars to subscribe to: of everything in view, or of one dossier, meeting or party.

They hold what the calendar of a meeting holds, for each meeting that they are about, and the
promises that they are about. What stood in one and was withdrawn stands in it as cancelled, under
the name it had, so that who subscribed learns of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from inzet.meetings import Meeting, chain, is_notice
from inzet.meetings.commitments import Commitment, Keeping, commitments
from inzet.meetings.cycle import cycles
from inzet.record import EndedRow, Filter, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import MeetingNotice
from inzet.vocabulary.parliament import Consultation, Debate, DebateForm, Stage, parliamentary
from inzet.writing.render.calendar.entries import Entry, Kind, moment
from inzet.writing.render.calendar.gathering import Told

_ENDED = 500
"""What was withdrawn longest ago is left out of a calendar that has had more than so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a calendar is about; of several all must be so, of none it is about everything."""

    dossier: str | None = None
    meeting: str | None = None
    """Its whole id."""
    party: str | None = None
    promises: bool = False
    """Promises alone, without meetings and debates."""

    def filter(self) -> Filter:
        """The statements that it is about."""
        return Filter(dossier=self.dossier, meeting=self.meeting, party=self.party)


def agenda(view: View, about: About, *, on: dt.date, language: str) -> tuple[Entry, ...]:
    """What a calendar holds, for the reader of a view; nothing that no paper dates.

    Args:
        on: the day on which promises and certainty stand as shown.
    """
    told = Told(language, on)
    meetings = {each.id: each for each in chain(view)}
    wanted = _meetings(view, about, meetings)
    around = [each for each in cycles(view, on=on) if each.meeting in wanted]
    promises = commitments(view, on=on, wanted=about.filter())
    if about.meeting is not None:
        # Those made in its papers and debates, too.
        promises += [one for each in around for one in each.promises]
    notices = {name: each.sources for name, each in meetings.items()}
    made = [
        *(entry for name in wanted if name in meetings for entry in told.meeting(meetings[name])),
        *(
            entry
            for each in around
            for talk in each.discussions
            for entry in told.discussed(talk, meetings[each.meeting])
        ),
        # A deadline moves with its event, so what tells of the event is a source of it.
        *(told.promise(each, notices.get(each.due_event or "", ())) for each in promises),
    ]
    found = {each.uid: each for each in made}
    for entry in _cancelled(view, about, told, wanted):
        found.setdefault(entry.uid, entry)
    return tuple(sorted(found.values(), key=lambda each: each.uid))


def _meetings(view: View, about: About, known: dict[str, Meeting]) -> set[str]:
    """Those that it is about: at which something is said on the dossier, or by the party."""
    if about.promises:
        return set()
    if about.meeting is not None:
        return {about.meeting}
    if about == About():
        return {*known, *(each.row.meeting or "" for each in view.ended(limit=_ENDED))}
    now = view.counts("meeting", about.filter())
    once = {each.row.meeting or "" for each in view.ended(about.filter(), limit=_ENDED)}
    return {*now, *once} - {""}


def _cancelled(view: View, about: About, told: Told, wanted: set[str]) -> Iterator[Entry]:
    promised = msgspec.structs.replace(about.filter(), act=Act.COMMITMENT)
    for each in view.ended(promised, limit=_ENDED):
        yield _ended(told.promise(_promise(each.row), ()), each, told)
    for each in view.ended(Filter(act=Act.CONTEXT), limit=_ENDED):
        for entry in _event(each.row, told, wanted):
            yield _ended(entry, each, told)


def _ended(entry: Entry, ended: EndedRow, told: Told) -> Entry:
    return replace(
        entry,
        status="CANCELLED",
        changed=ended.ended,
        description=f"{told.withdrawn}\n{entry.description}".strip(),
    )


def _promise(row: StatementRow) -> Commitment:
    """A promise of which nothing is known but its words."""
    return Commitment(
        row=row,
        due=None,
        due_earliest=None,
        before=None,
        due_words=None,
        due_event=None,
        keeping=Keeping.LAPSED,
        judgement=None,
    )


def _event(row: StatementRow, told: Told, wanted: set[str]) -> Iterator[Entry]:
    """The meeting, debate or deadline that a statement told of."""
    content = parliamentary(row.content)
    if is_notice(row):
        try:
            notice = msgspec.convert(row.content["meeting"], MeetingNotice)
        except msgspec.ValidationError:
            return
        meeting = Meeting(
            notice=msgspec.structs.replace(notice, id=row.meeting or notice.id),
            sources=(row,),
            papers=(),
        )
        if meeting.id in wanted:
            yield from told.meeting(meeting)
    elif isinstance(content, Debate | Consultation) and row.meeting in wanted:
        day = moment(content.on if isinstance(content, Debate) else content.deadline)
        if day is not None and row.meeting is not None:
            is_debate = isinstance(content, Debate)
            yield Entry(
                kind=Kind.EVENT if is_debate else Kind.TASK,
                uid=told.talk_uid(_stage(content), row.meeting, content.number or row.identity),
                summary=told.talk(content),
                category=told.talk(content),
                changed=row.arrived,
                starts=day if is_debate else None,
                due=None if is_debate else day,
            )


def _stage(content: Debate | Consultation) -> Stage:
    if isinstance(content, Consultation):
        return Stage.CONSULTATION
    return Stage.TWO_MINUTE if content.form is DebateForm.TWO_MINUTE else Stage.DEBATE
