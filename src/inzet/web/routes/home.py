"""The first page: the meeting at hand, the chain, dossiers, promises, what was read last."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from inzet.dossiers.summaries import Summary
from inzet.meetings import chain, commitments
from inzet.web.choices import markings, parties
from inzet.web.present.dossiers import dossier_line, scale
from inzet.web.present.meetings import MeetingLine, chain_lines
from inzet.web.present.papers import PaperLine, paper_line
from inzet.web.present.promises import promise
from inzet.web.visit import Visit, page

_PAPERS = 5
_PROMISES = 4
_DOSSIERS = 14


@dataclass(frozen=True, slots=True)
class Headline:
    """The meeting at hand."""

    when: str
    path: str
    title: str
    away: str
    prepares: MeetingLine | None
    papers: tuple[PaperLine, ...]


@page
def home(visit: Visit) -> Response:
    """``GET /``."""
    t, view, day = visit.words, visit.view, visit.moment.day
    meetings = chain(view)
    line = chain_lines(meetings, day, t)
    papers = view.papers(limit=_PAPERS).items
    summaries = visit.summaries()
    promised = commitments(view, on=day)
    return visit.show(
        "home.html",
        {
            "meetings": meetings,
            "dossiers": [each.standing for each in summaries],
            "commitments": promised,
            "papers": papers,
        },
        headline=_headline(line),
        chain=line,
        papers=[paper_line(each, t) for each in papers],
        dossiers=[dossier_line(each, t) for each in sorted(summaries, key=_most_said)[:_DOSSIERS]],
        more=max(0, len(summaries) - _DOSSIERS),
        scale=scale(summaries),
        commitments=[promise(each, t) for each in promised if each.waits][:_PROMISES],
        markings=markings(visit.record),
        parties=parties(t),
    )


def _headline(line: list[MeetingLine]) -> Headline | None:
    current = next((each for each in line if each.current), line[-1] if line else None)
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


def _most_said(summary: Summary) -> tuple[int, str]:
    return -summary.standing.total, summary.dossier


ROUTES = [Route("/", home)]
