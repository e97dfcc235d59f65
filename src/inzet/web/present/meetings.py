"""Meetings in words: titles, days, delegations by capacity, items with what was said on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inzet.meetings import Meeting
from inzet.record import StatementRow
from inzet.vocabulary.meetings import UNNAMED_FORMAT, Item, MeetingNotice, Session
from inzet.web.present.gist import place
from inzet.web.present.papers import PaperLine, paper_line
from inzet.web.present.seats import Delegations, delegations
from inzet.web.present.statements import Line, lines
from inzet.web.words import Words

_BESIDE = 3
"""Meetings shown on either side of the one at hand."""
_NEAR = 200
"""Days within which "in so many days" says more than the date."""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the chain."""

    meeting: Meeting
    path: str
    title: str
    short: str
    days: str
    when: str
    """ahead, last or past, seen from the day of the page."""
    current: bool
    away: str
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """An item of a session, or a topic named in running text, and what was said on it."""

    title: str
    quote: str
    lines: tuple[Line, ...]
    more: int = 0
    """How many statements beyond these were left out."""


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session with its delegations and topics."""

    number: int
    title: str
    format: str
    when: str
    delegations: tuple[Delegations, ...]
    topics: tuple[Topic, ...]


def name_of(notice: MeetingNotice, t: Words) -> str:
    """The name of a meeting; from its body and format, where the interface is not English."""
    pattern = t.maybe(f"meeting.name.{(notice.format or '').replace(' ', '-')}")
    if pattern and notice.body:
        return pattern.format(body=t.party(notice.body))
    return notice.name


def title_of(notice: MeetingNotice, t: Words) -> str:
    """Name, place and days."""
    name, where = name_of(notice, t), place(notice.place, t)
    parts = (name, where if where not in name else "", t.days(notice.from_, notice.to))
    return ", ".join(part for part in parts if part)


def short_of(notice: MeetingNotice, t: Words) -> str:
    """A name for a line of dots: abbreviation or name, and the place."""
    name = notice.abbreviation or name_of(notice, t)
    where = place(notice.place, t)
    return f"{name}, {where}" if where and where not in name else name


def chain_lines(chain: Sequence[Meeting], day: dt.date, t: Words) -> list[MeetingLine]:
    """The chain as seen on a day; the next meeting, else the last one, is the current one."""
    ahead = [each.id for each in chain if each.last and each.last >= day]
    past = [each.id for each in chain if each.last and each.last < day]
    current = ahead[0] if ahead else (past[-1] if past else None)
    return [meeting_line(each, day, t, current=each.id == current) for each in chain]


def current_of(line: Sequence[MeetingLine]) -> MeetingLine | None:
    """The meeting at hand, else the last of the chain."""
    return next((each for each in line if each.current), line[-1] if line else None)


def around(line: Sequence[MeetingLine]) -> list[MeetingLine]:
    """The meetings next to the one at hand; all of them stand on their own page."""
    current = current_of(line)
    place = line.index(current) if current is not None else 0
    first = max(0, min(place - _BESIDE, len(line) - 2 * _BESIDE))
    return list(line[first : max(place + _BESIDE, first + 2 * _BESIDE)])


def meeting_line(meeting: Meeting, day: dt.date, t: Words, *, current: bool = False) -> MeetingLine:
    """One meeting of the chain, as seen on a day."""
    ahead = meeting.last is None or meeting.last >= day
    return MeetingLine(
        meeting=meeting,
        path=f"/meetings/{meeting.id}",
        title=title_of(meeting.notice, t),
        short=short_of(meeting.notice, t),
        days=t.days(meeting.notice.from_, meeting.notice.to),
        when="ahead" if ahead else "past",
        current=current,
        away=away(meeting, day, t),
        papers=tuple(paper_line(each, t) for each in meeting.papers),
    )


def away(meeting: Meeting, day: dt.date, t: Words) -> str:
    """How far off it is, in days; "" where no day is known or that says little."""
    if meeting.first is None or meeting.last is None or len(meeting.notice.from_ or "") < 10:
        return ""
    ahead, behind = (meeting.first - day).days, (day - meeting.last).days
    if max(ahead, behind) > _NEAR:
        return ""
    if ahead > 0:
        return t("meeting.in-days", n=ahead)
    return t("meeting.days-ago", n=behind) if behind > 0 else t("meeting.now")


def sessions(
    meeting: Meeting, rows: Sequence[StatementRow], day: dt.date, t: Words, *, most: int
) -> tuple[tuple[SessionView, ...], Topic]:
    """The sessions with what was said under each, and what was said outside any session.

    Args:
        rows: statements of the meeting, in the order in which to show them.
        day: of which certainty is shown.
        most: statements to show on one topic.
    """
    numbers = {each.number for each in meeting.notice.sessions}
    found = tuple(
        _session(
            each,
            [r for r in rows if r.session == each.number],
            meeting.certainty_of(each, day),
            t,
            most,
        )
        for each in meeting.notice.sessions
    )
    rest = [row for row in rows if row.session not in numbers]
    return found, _topic("", rest, t, most)


def session_format(named: str, t: Words) -> str:
    """A format in the language of the page; with whom it is, the delegations tell."""
    if named.endswith(f"{UNNAMED_FORMAT})"):
        return t("meeting.format-unnamed")
    return t.concept(named)


def _session(
    session: Session, rows: Sequence[StatementRow], sure: str, t: Words, most: int
) -> SessionView:
    certainty = t.maybe(f"certainty.{sure}", sure)
    when = " · ".join(part for part in (t.day(session.on), certainty) if part)
    return SessionView(
        number=session.number,
        title=session.title or "",
        format=session_format(session.format or "", t),
        when=when,
        delegations=delegations(session.participants, t),
        topics=tuple(_topics(session, rows, t, most)),
    )


def _topic(title: str, rows: Sequence[StatementRow], t: Words, most: int) -> Topic:
    return Topic(title, "", tuple(lines(rows[:most], t)), max(0, len(rows) - most))


def _topics(session: Session, rows: Sequence[StatementRow], t: Words, most: int) -> Iterable[Topic]:
    items: list[Item] = [each for each in session.items if each.title]
    titles = {each.title for each in items}
    for item in items:
        of_item = [row for row in rows if row.item == item.title]
        yield _topic(item.title or "", of_item, t, most)
    for topic in session.topics:
        if topic.title and topic.title not in titles:
            yield Topic(topic.title, topic.quote or "", ())
    rest = [row for row in rows if row.item not in titles]
    if rest:
        yield _topic("", rest, t, most)
