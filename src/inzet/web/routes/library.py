"""The library: what was written for it, what cases lend, background papers; and one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import Route

from inzet.dossiers.hybrid.vocabulary import known
from inzet.library import KINDS, Lying, opened, organisations, requests, shelf
from inzet.library.shelf import facets
from inzet.vocabulary.errors import UnknownValue
from inzet.web.exports import statement_cells
from inzet.web.hand.filling import editable
from inzet.web.present.library import (
    facts,
    grading,
    language_name,
    named,
    paragraphs,
    resting,
    spine,
    used,
    versions,
)
from inzet.web.present.reported import lent_by_others
from inzet.web.present.requests import request_line
from inzet.web.present.statements import SHORT, line
from inzet.web.routes.papers import done_words
from inzet.web.visit import Visit, page
from inzet.web.who import Right

_FACETS: Mapping[str, str] = {
    "dossier": "dossiers",
    "domain": "domains",
    "technique": "techniques",
    "instrument": "instruments",
    "region": "regions",
    "party": "by",
    "grade": "grade",
}
"""What a list is narrowed by, and of which property."""


@page
def library(visit: Visit) -> Response:
    """``GET /library``: all that lies there, by ``kind``, ``dossier``, ``domain``, ``technique``,
    ``instrument``, ``region``, ``party``, ``grade``, and whether it is ``due`` to be looked at."""
    t, day = visit.words, visit.moment.day
    kind = visit.asked("kind")
    if kind and kind not in KINDS:
        raise UnknownValue(
            f"“{kind}” is nothing that lies here", where="kind", fix=f"Use {', '.join(KINDS)}."
        )
    everything = shelf(visit.view)
    found = [each for each in everything if _wanted(each, visit, day)]
    shown = [each for each in found if not kind or each.kind == kind]
    counted = facets(everything)
    return visit.show(
        "library.html",
        {
            "items": [_cells(each) for each in shown],
            "statements": [each.row for each in shown if each.row],
            "papers": [each.paper for each in shown if each.paper],
        },
        rows=[_cells(each) for each in shown],
        items=[spine(each, t, day) for each in shown],
        kind=kind,
        lent=[] if kind or visit.asked("due") else lent_by_others(visit.view, t),
        counts={name: sum(each.kind == name for each in found) for name in KINDS},
        total=len(found),
        everything=len(everything),
        due=sum(each.due(day) for each in everything),
        facets=[
            (name, t(f"library.{name}") if name not in _WORDS else t(_WORDS[name]), values)
            for name, of in _FACETS.items()
            if (values := named(of, counted[of], t))
        ],
    )


_WORDS = {"dossier": "search.dossier", "party": "library.by"}


@page
def item(visit: Visit) -> Response:
    """``GET /library/{identity}``: one of them, with what it rests on, what came of it, how it is
    graded, what is asked about it, and its versions."""
    t, day = visit.words, visit.moment.day
    found = opened(visit.view, visit.path("identity"))
    each = found.lying
    row, body = each.row, each.item
    assert row is not None
    about = [one for one in requests(visit.view, on=day) if one.told.content.about == row.identity]
    asked = {one.name: one.id for one in organisations(visit.record)}
    shown = each.titled(t.language)[2]
    others = [name for name in each.languages if name != shown]
    return visit.show(
        "library-item.html",
        {"item": each, "uses": found.uses, "gradings": found.gradings, "requests": about},
        each=spine(each, t, day),
        identity=row.identity,
        short=row.identity[:SHORT],
        body=paragraphs(body.text) if body else [],
        written=each.language,
        written_name=language_name(each.language, t),
        also=[language_name(name, t) for name in others],
        facts=facts(each, t),
        dossiers=line(row, t).dossiers,
        evidence=resting(body.evidence) if body else [],
        uses=[used(one, t) for one in found.uses],
        gradings=[grading(one, t) for one in found.gradings],
        requests=[request_line(one, t) for one in about],
        versions=versions(found, t),
        outcomes=[(one.id, one.name(t.language)) for one in known("outcome")],
        originator=asked.get(each.organisation, ""),
        edit=editable(row) if row.organisation == visit.record.organisation.name else "",
        may_write=visit.may(Right.EDIT),
        done=done_words(visit),
    )


def _wanted(each: Lying, visit: Visit, day: dt.date) -> bool:
    if visit.asked("due") and not each.due(day):
        return False
    for name, of in _FACETS.items():
        asked = visit.query.get(name, "").strip()
        value = getattr(each, of)
        if asked and asked not in ((value,) if isinstance(value, str) else value):
            return False
    return True


def _cells(each: Lying) -> dict[str, object]:
    row = statement_cells(each.row) if each.row else {}
    kept = ("statement", "said", "quote", "paper", "numbers", "marking", "stamp")
    return {
        "kind": each.kind,
        "title": each.title,
        "text": each.summary or each.title,
        "case": each.case,
        "by": each.by,
        "outcome": each.outcome,
        "option": each.option,
        "domains": " ".join(each.domains),
        "instruments": " ".join(each.instruments),
        "techniques": " ".join(each.techniques),
        "regions": " ".join(each.regions),
        "dossiers": " ".join(each.dossiers),
        "grade": each.grade,
        "review": each.review,
        "language": each.language,
        "uses": sum((each.came_of_it or {}).values()),
        "address": f"/library/{each.identity}"
        if each.identity
        else f"/papers/{each.paper.id[:SHORT]}"
        if each.paper
        else "",
        **{name: row.get(name, "") for name in kept},
    }


ROUTES = [Route("/library", library), Route("/library/{identity}", item)]
