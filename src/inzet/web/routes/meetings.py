"""The chain of meetings, and one meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.changes import Became
from inzet.meetings import Meeting, chain, every, meeting
from inzet.meetings.cycle import cycle
from inzet.record import Filter, StatementRow
from inzet.vocabulary.parliament import parliamentary
from inzet.web.answers import remembers
from inzet.web.drawer import drawer
from inzet.web.longlist import part_of
from inzet.web.present.cycle import discussion, stages
from inzet.web.present.differences import Piece, pieces_of
from inzet.web.present.drafts import KINDS
from inzet.web.present.gist import place
from inzet.web.present.meetings import (
    MeetingLine,
    away,
    chain_lines,
    current_of,
    meeting_line,
    name_of,
    sessions,
    title_of,
)
from inzet.web.present.meetings import around as around_it
from inzet.web.present.papers import PaperLine, paper_line
from inzet.web.present.seats import delegations
from inzet.web.present.statements import line, span_of
from inzet.web.routes.beside import compared
from inzet.web.visit import Visit, page
from inzet.web.who import Right
from inzet.web.words import Words

_POINTS = 25
"""Statements shown under one item; the rest is a search."""
_CHAIN = 60
"""Meetings on one page of the chain."""
_SPOKEN = frozenset(
    {
        "position",
        "commitment",
        "decision",
        "assessment",
        "condition",
        "expectation",
        "status",
        "figure",
    }
)
"""Acts shown on a meeting's page; notices, seats and references make up the page itself."""


@page
@remembers()
def meetings(visit: Visit) -> Response:
    """``GET /meetings``: the chain as a timeline; ``?part`` where it is long."""
    t, day = visit.words, visit.moment.day
    found = chain(visit.view)
    shown, earlier, later = _part(_line(visit, found), visit.asked("part"))
    by_id = {each.id: each for each in found}
    counts = visit.view.counts("meeting")
    return visit.show(
        "meetings.html",
        {"meetings": found},
        rows=[_cells(each, day) for each in found],
        chain=[
            _entry(line.meeting, by_id, counts, t, day)
            | {
                "current": line.current,
                "when": line.when,
                "papers": line.papers,
                "path": line.path,
                "days": line.days,
                "away": line.away,
            }
            for line in shown
        ],
        earlier=earlier,
        later=later,
    )


def _line(visit: Visit, found: Sequence[Meeting]) -> list[MeetingLine]:
    """The chain in words."""
    t, day = visit.words, visit.moment.day
    return list(visit.remembered("chain lines", lambda: chain_lines(found, day, t)))


def _part(line: list[MeetingLine], asked: str) -> tuple[list[MeetingLine], int, int]:
    """So much of the chain as a page holds, and the numbers of the parts before and after it.

    Args:
        asked: number of a part, from 1; the one with the meeting at hand where none is given.

    Raises:
        UnknownValue: no such part.
    """
    current = current_of(line)
    at_hand = line.index(current) if current is not None else 0
    part = part_of(asked, len(line), _CHAIN, otherwise=at_hand, what="the chain")
    shown = line[part.start : part.end]
    return shown, part.earlier, part.later


def _drafts(visit: Visit) -> frozenset[str]:
    """The names of what whoever visits has in the drawer."""
    if not visit.may(Right.DRAFT):
        return frozenset()
    return frozenset(card.name for card in drawer(visit).drafts())


@page
@remembers(_drafts)
def one(visit: Visit) -> Response:
    """``GET /meetings/{id}``: sessions, delegations, what was said, papers, its place."""
    t, day = visit.words, visit.moment.day
    found = meeting(visit.view, visit.path("id"))
    notice = found.notice
    everything = chain(visit.view)
    by_id = {each.id: each for each in everything}
    rows = [row for row in every(visit.view, Filter(meeting=found.id)) if _spoken(row)]
    rows.sort(key=_in_text)
    of_sessions, rest = sessions(found, rows, day, t, most=_POINTS)
    whole = cycle(visit.view, found.id, on=day)
    before, after = _papers(found, {each.paper.id for each in whole.papers}, t)
    return visit.show(
        "meeting.html",
        {"meeting": found, "statements": rows},
        head=meeting_line(found, day, t),
        name=name_of(notice, t),
        place=place(notice.place, t),
        certainty=certainty(found, day, t),
        attendance=_attendance(found, t),
        chain=around_it(
            [
                replace(line, current=line.meeting.id == found.id)
                for line in _line(visit, everything)
            ]
        ),
        delegations=delegations(notice.participants, t),
        sessions=of_sessions,
        rest=rest.lines,
        rest_more=rest.more,
        against=against(visit, found),
        before=before,
        after=after,
        mentioned=found.mentioned_only,
        stages=stages(whole, t),
        meeting_id=found.id,
        drafting=_drafting(visit, found),
        links=[
            (word, meeting_line(by_id[id_], day, t)) for word, id_ in _links(found) if id_ in by_id
        ],
    )


@dataclass(frozen=True, slots=True)
class Then:
    """What a position is to the last paper of its kind."""

    became: str
    path: str
    """Where the earlier wording stands; "" where there is none."""
    pieces: tuple[Piece, ...]
    """The earlier wording with what came and went; empty where it is new or the same."""


def against(visit: Visit, found: Meeting) -> dict[str, Then]:
    """By identity of a position of this meeting's agendas, what it is to the last such agenda."""
    if found.mentioned_only:
        return {}
    told: dict[str, Then] = {}
    for comparison in visit.remembered("compared", lambda: compared(visit, found, None), found.id):
        for each in comparison.positions:
            if each.later is None:
                continue
            moved = each.earlier is not None and each.became != Became.SAME
            path = line(each.earlier, visit.words).path if each.earlier else ""
            pieces = pieces_of(each.steps) if moved and each.steps else ()
            told[each.later.identity] = Then(str(each.became), path, pieces)
    return told


@page
@remembers()
def around(visit: Visit) -> Response:
    """``GET /meetings/{id}/cycle``: everything said between parliament and government around it."""
    t, day = visit.words, visit.moment.day
    found = meeting(visit.view, visit.path("id"))
    whole = cycle(visit.view, found.id, on=day)
    return visit.show(
        "cycle.html",
        {"cycle": whole},
        head=meeting_line(found, day, t),
        meeting_id=found.id,
        stages=stages(whole, t),
        discussions=[discussion(each, t) for each in whole.discussions],
    )


def _drafting(visit: Visit, found: Meeting) -> list[tuple[str, bool]]:
    """The papers that can be drafted for it, and whether each lies in the drawer already."""
    if not visit.may(Right.DRAFT) or found.mentioned_only:
        return []
    own, language = _drafts(visit), visit.words.language
    return [(str(kind), f"{kind}/{found.id}/{language}" in own) for kind in KINDS]


def _spoken(row: StatementRow) -> bool:
    """Whether it is said at or of the meeting; what goes to and fro in parliament has its place."""
    return str(row.act) in _SPOKEN and parliamentary(row.content) is None


def _in_text(row: StatementRow) -> tuple[dt.date, str, int]:
    span = span_of(row)
    return (row.said or dt.date.max, row.paper.id if row.paper else "", span[0] if span else 0)


def _links(found: Meeting) -> list[tuple[str, str]]:
    links = [("previous", found.previous), ("next", found.next), ("then-prepares", found.prepares)]
    links += [("prepared-by", each) for each in found.prepared_by]
    return [(word, id_) for word, id_ in links if id_]


def _papers(found: Meeting, placed: set[str], t: Words) -> tuple[list[PaperLine], list[PaperLine]]:
    before: list[PaperLine] = []
    after: list[PaperLine] = []
    for paper in found.papers:
        if paper.id in placed:
            continue
        late = found.first and paper.said and paper.said >= found.first
        (after if late else before).append(paper_line(paper, t))
    return before, after


def _attendance(found: Meeting, t: Words) -> str:
    intends = found.notice.minister_intends_to_attend
    if intends is None:
        return ""
    if not intends:
        return t("meeting.minister-stays")
    # What was said before a meeting is not said of it afterwards.
    held = found.notice.certainty == "held"
    return t("meeting.minister-intended") if held else t("meeting.minister-attends")


def _entry(
    found: Meeting, by_id: dict[str, Meeting], counts: dict[str, int], t: Words, day: dt.date
) -> dict[str, Any]:
    notice = found.notice
    target = by_id.get(found.prepares or "")
    said = counts.get(found.id, 0)
    return {
        "meeting": found,
        "name": name_of(notice, t),
        "place": place(notice.place, t),
        "certainty": certainty(found, day, t),
        "sessions": len(notice.sessions),
        "about": t("statements", n=said) if said else "",
        "prepares": {"id": target.id, "title": title_of(target.notice, t)} if target else None,
        "mentioned": found.mentioned_only,
        "away": away(found, day, t),
    }


def certainty(found: Meeting, day: dt.date, t: Words) -> str:
    """How sure the meeting is on a day; "" where papers only name it."""
    said = found.certainty(day)
    return "" if found.mentioned_only else t.maybe(f"certainty.{said}", said)


def _cells(found: Meeting, day: dt.date) -> dict[str, object]:
    notice = found.notice
    return {
        "meeting": found.id,
        "name": notice.name,
        "body": notice.body,
        "format": notice.format,
        "from": notice.from_,
        "to": notice.to,
        "place": notice.place,
        "certainty": found.certainty(day),
        "sessions": len(notice.sessions),
        "previous": found.previous,
        "next": found.next,
        "prepares": found.prepares,
        "papers": " ".join(paper.id for paper in found.papers),
    }


ROUTES = [
    Route("/meetings", meetings),
    Route("/meetings/{id}", one),
    Route("/meetings/{id}/cycle", around),
]
