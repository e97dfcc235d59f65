"""Dossiers: what the statements in view say, one by one."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from inzet.meetings import Standing, standings
from inzet.record import Filter
from inzet.vocabulary.errors import NotFound, UnknownValue
from inzet.web import choices
from inzet.web.exports import statement_cells
from inzet.web.present.dossiers import DossierLine, dossier_line, scale
from inzet.web.present.statements import lines
from inzet.web.visit import Visit, page

_PAGE = 40


@page
def dossiers(visit: Visit) -> Response:
    """``GET /dossiers``: all of them, by procedure."""
    found = standings(visit.view)
    procedures: dict[str, list[DossierLine]] = {}
    for each in found:
        line = dossier_line(each, visit.words)
        procedures.setdefault(line.procedure, []).append(line)
    return visit.show(
        "dossiers.html",
        {"dossiers": found},
        rows=[_cells(each) for each in found],
        scale=scale(found),
        procedures=sorted(procedures.items()),
    )


@page
def dossier(visit: Visit) -> Response:
    """``GET /dossiers/{procedure}/{name}``: what was said, newest first, by act and party."""
    t, view = visit.words, visit.view
    name = f"{visit.path('procedure')}/{visit.path('name')}"
    try:
        standing = standings(view, name)[0]
    except UnknownValue as unknown:
        raise NotFound(unknown.what, where=unknown.where, fix=unknown.fix) from None
    act, party = visit.asked("act"), visit.asked("party")
    found = view.statements(
        Filter(dossier=name, act=act or None, party=party or None),
        limit=_PAGE,
        after=visit.asked("after") or None,
    )
    holders = view.counts("party", Filter(dossier=name, act=act or None))
    ordered = sorted(holders.items(), key=lambda each: (-each[1], each[0]))
    return visit.show(
        "dossier.html",
        {"dossier": standing, "statements": found.items, "next": found.next},
        rows=[statement_cells(each) for each in found.items],
        dossier=dossier_line(standing, t),
        holders=[(code, t.party(code), n) for code, n in ordered],
        lines=lines(found.items, t),
        next=found.next,
        acts=choices.ACTS,
    )


def _cells(standing: Standing) -> dict[str, object]:
    return {
        "dossier": standing.dossier,
        "procedure": standing.procedure,
        "statements": standing.total,
        "latest": standing.latest.said if standing.latest else "",
        **{act: standing.counts.get(act, 0) for act in choices.ACTS},
    }


ROUTES = [Route("/dossiers", dossiers), Route("/dossiers/{procedure}/{name}", dossier)]
