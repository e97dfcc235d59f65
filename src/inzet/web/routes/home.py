"""The first page: the state of play around the meeting at hand, and what wants attention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from inzet.changes import NOW, Looks, changes
from inzet.changes import Moment as Then
from inzet.changes.since import Only
from inzet.dossiers.second_look import MACHINERY
from inzet.dossiers.summaries import Summary
from inzet.library import requests
from inzet.meetings import Commitment, Keeping, Meeting, chain, commitments
from inzet.record import Filter
from inzet.web.answers import remembers
from inzet.web.choices import marked, parties
from inzet.web.present.dossiers import dossier_line
from inzet.web.present.meetings import MeetingLine, around, chain_lines, current_of
from inzet.web.present.news import News, news
from inzet.web.present.papers import PaperLine, paper_line
from inzet.web.present.promises import promise
from inzet.web.visit import Visit, page
from inzet.web.who import Right

_PAPERS = 4
_PROMISES = 4
_DOSSIERS = 14
_CARDS = 3
_NEWS = 6
_URGENT = (Keeping.OVERDUE, Keeping.PARTLY, Keeping.OPEN)


@dataclass(frozen=True, slots=True)
class Headline:
    """The meeting at hand."""

    when: str
    path: str
    title: str
    away: str
    prepares: MeetingLine | None
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A figure set large."""

    title: str
    path: str
    figure: str
    beside: str


@dataclass(frozen=True, slots=True)
class Fresh:
    """What came here since somebody last looked; counted, the rest is a page of its own."""

    papers: int
    statements: int
    since: str
    """The day of the last look."""


def _looked(visit: Visit) -> dt.datetime | None:
    """How far whoever visits had got when they last looked; of a moment of the past it is not
    asked."""
    if visit.moment.query or not visit.may(Right.DRAFT):
        return None
    return Looks(visit.record).last(visit.view.reader, visit.person)


@page
@remembers(_looked)
def home(visit: Visit) -> Response:
    """``GET /``."""
    t, view, day = visit.words, visit.view, visit.moment.day
    meetings = chain(view)
    line = list(visit.remembered("chain lines", lambda: chain_lines(meetings, day, t)))
    papers = view.papers(limit=_PAPERS).items
    summaries = visit.summaries()
    promised = commitments(view, on=day)
    waiting = [each for each in promised if each.keeping in _URGENT]
    since = _since(visit, meetings, line)
    return visit.show(
        "home.html",
        {
            "meetings": meetings,
            "dossiers": [each.standing for each in summaries],
            "commitments": waiting[:_PROMISES],
            "papers": papers,
        },
        headline=_headline(line),
        chain=around(line),
        papers=[paper_line(each, t) for each in papers],
        cards=_cards(visit, summaries, waiting),
        dossiers=[dossier_line(each, t) for each in sorted(summaries, key=_most_said)[:_DOSSIERS]],
        more_dossiers=max(0, len(summaries) - _DOSSIERS),
        news=_news(visit, since),
        since=since,
        commitments=[promise(each, t) for each in waiting[:_PROMISES]],
        waiting=max(0, len(waiting) - _PROMISES),
        fresh=_fresh(visit),
        doubtful=_doubtful(visit),
        markings=marked(visit.record, t) if visit.may(Right.EDIT) else (),
        parties=parties(t) if visit.may(Right.EDIT) else (),
    )


def _headline(line: list[MeetingLine]) -> Headline | None:
    current = current_of(line)
    if current is None:
        return None
    target = current.meeting.prepares
    return Headline(
        when=current.when,
        path=current.path,
        title=current.title,
        away=current.away,
        prepares=next((each for each in line if each.meeting.id == target), None),
        papers=current.papers,
    )


def _since(
    visit: Visit, meetings: Sequence[Meeting], line: Sequence[MeetingLine]
) -> MeetingLine | None:
    """The meeting against which news is told: the last of the same kind before the one at hand."""
    current = current_of(line)
    if current is None:
        return None
    by_id = {each.meeting.id: each for each in line}
    before = by_id.get(current.meeting.previous or "")
    if before is None:
        earlier = line[: line.index(current)]
        same = [each for each in earlier if _kind(each.meeting) == _kind(current.meeting)]
        before = (same or list(earlier))[-1] if earlier else None
    return before if before is not None and before.meeting.last is not None else None


def _kind(meeting: Meeting) -> tuple[str | None, str | None]:
    return meeting.notice.body, meeting.notice.format


def _news(visit: Visit, since: MeetingLine | None) -> tuple[News, ...]:
    if since is None:
        return ()
    then = Then(since.meeting.last, since.meeting.id)
    until = NOW if visit.moment.known_on is None else Then(visit.moment.known_on)
    only, reader = Only(states=False), visit.view.reader

    def made() -> tuple[News, ...]:
        found = changes(
            visit.record,
            reader,
            then,
            until,
            only=only,
            today=visit.moment.day,
            memory=visit.made.memory,
        )
        return news(found, visit.words, most=_NEWS)[:1]

    return visit.remembered("news", made, since.meeting.id)


def _cards(visit: Visit, summaries: Sequence[Summary], waiting: Sequence[Commitment]) -> list[Card]:
    """Figures of the dossiers that are said most of and have one, and the promises that wait."""
    t = visit.words
    cards = []
    procedures: set[str] = set()
    for each in sorted(summaries, key=_most_said):
        name = each.standing.procedure
        if each.line is None or not each.line.figure or (not each.standing.total):
            continue
        if name in procedures:
            continue
        procedures.add(name)
        path = f"/dossiers/{each.dossier}"
        cards.append(Card(t.dossier(each.dossier), path, each.line.figure, each.line.beside))
    cards = cards[:_CARDS]
    if waiting:
        overdue = sum(each.keeping == Keeping.OVERDUE for each in waiting)
        beside = t("home.past-day", n=overdue) if overdue else t("home.none-past-day")
        cards.append(
            Card(
                t("home.promises"),
                "/commitments",
                t("home.waiting", n=len(waiting)),
                beside,
            )
        )
    return [*cards, *_asked(visit)]


def _fresh(visit: Visit) -> Fresh | None:
    """What came since this reader looked; of a moment of the past nothing is new."""
    last = _looked(visit)
    if last is None:
        return None

    def made() -> Fresh:
        papers = 0
        cursor = None
        while papers < 500:
            found = visit.view.papers(arrived_after=last, limit=100, after=cursor)
            papers += len(found.items)
            cursor = found.next
            if cursor is None:
                break
        said = visit.view.count(Filter(arrived_after=last, data=False))
        return Fresh(papers, said, visit.words.day(last.date()))

    return visit.remembered("fresh", made, last)


def _doubtful(visit: Visit) -> int:
    """Readings that nobody looked at yet."""
    if not visit.may(Right.REVIEW):
        return 0
    counts = visit.view.counts("act", Filter(reviewed=False, method="rule"))
    return sum(n for act, n in counts.items() if act not in MACHINERY)


def _asked(visit: Visit) -> list[Card]:
    """Requests for information that wait for this reader's answer, and the first day one is due."""
    t, reader = visit.words, visit.view.reader
    found = [each for each in requests(visit.view, on=visit.moment.day) if each.waits_for(reader)]
    if not found:
        return []
    first = min((each.due for each in found if each.due), default=None)
    beside = t("request.first-due", day=t.day(first)) if first else ""
    return [Card(t("nav.requests"), "/requests", t("request.waiting", n=len(found)), beside)]


def _most_said(summary: Summary) -> tuple[int, str]:
    return -summary.standing.total, summary.dossier


ROUTES = [Route("/", home)]
