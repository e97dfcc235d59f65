"""Dossiers: what the statements in view say, one by one."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.dossiers import Answer, Procedure, answer, plain_answer, plain_table, procedures
from inzet.dossiers.summaries import Summary
from inzet.meetings import Standing, standings
from inzet.record import Filter
from inzet.vocabulary.errors import NotFound, UnknownValue
from inzet.web import choices
from inzet.web.answers import remembers
from inzet.web.exports import csv_response, json_response, statement_cells
from inzet.web.present.answers import answer_page, answer_rows, slug, table_rows
from inzet.web.present.asking import asking
from inzet.web.present.dossiers import by_procedure, dossier_line, ordered
from inzet.web.present.films import ShownFilm, shown_film
from inzet.web.present.reported import also_reported
from inzet.web.present.statements import lines
from inzet.web.visit import Visit, page

_PAGE = 40


@page
@remembers()
def dossiers(visit: Visit) -> Response:
    """``GET /dossiers``: all of them, by procedure."""
    found = visit.summaries()
    return visit.show(
        "dossiers.html",
        {"dossiers": [_plain(each) for each in found]},
        rows=[_cells(each.standing) for each in found],
        procedures=by_procedure(found, visit.words),
        known=set(procedures()),
    )


@page
@remembers()
def procedure(visit: Visit) -> Response:
    """``GET /dossiers/{procedure}``: the state of all its dossiers."""
    name = visit.path("procedure")
    known = procedures().get(name)
    if known is None:
        raise NotFound(
            f"there is no procedure “{name}”",
            fix=f"Known procedures: {', '.join(procedures())}.",
        )
    told = _answer(visit, name, known)
    if (one := _one_table(visit, told)) is not None:
        return one
    t = visit.words
    return visit.show(
        "procedure.html",
        {"answer": plain_answer(told), "stamped": tuple(told.sources())},
        rows=answer_rows(told),
        answer=answer_page(told, t, _table(visit, told)),
        asking=asking(told, known, visit.query, t),
        film=None,
        dossiers=ordered(
            [each for each in visit.summaries() if each.standing.procedure == name], t
        ),
    )


@page
@remembers()
def dossier(visit: Visit) -> Response:
    """``GET /dossiers/{procedure}/{name}``: where it stands; what was said, newest first; with
    ``?data`` the rows of data sets."""
    t, view = visit.words, visit.view
    name = f"{visit.path('procedure')}/{visit.path('name')}"
    try:
        standing = standings(view, name)[0]
    except UnknownValue as unknown:
        raise NotFound(unknown.what, where=unknown.where, fix=unknown.fix) from None
    known = procedures().get(standing.procedure)
    told = _answer(visit, standing.dossier, known) if known is not None else None
    if (one := _one_table(visit, told)) is not None:
        return one
    act, party = visit.asked("act"), visit.asked("party")
    # Thousands of rows of a table would hide what papers say.
    data = bool(visit.asked("data")) or not standing.total
    found = view.statements(
        Filter(dossier=name, act=act or None, party=party or None, data=data),
        limit=_PAGE,
        after=visit.asked("after") or None,
    )
    holders = view.counts("party", Filter(dossier=name, act=act or None, data=data))
    ordered = sorted(holders.items(), key=lambda each: (-each[1], each[0]))
    return visit.show(
        "dossier.html",
        {
            "dossier": standing,
            "answer": None if told is None else plain_answer(told),
            "statements": found.items,
            "next": found.next,
        },
        rows=[statement_cells(each) for each in found.items],
        dossier=dossier_line(Summary(standing, None), t),
        answer=None if told is None else answer_page(told, t, _table(visit, told)),
        asking=asking(told, known, visit.query, t) if known and told else None,
        beside=_beside(visit, standing),
        film=_film(visit, told),
        reported=visit.remembered("reported", lambda: also_reported(view, name, t), name),
        of_data=data,
        holders=[(code, t.party(code), n) for code, n in ordered],
        lines=lines(found.items, t),
        next=found.next,
        acts=choices.ACTS,
    )


def _answer(visit: Visit, name: str, known: Procedure[Any, Any]) -> Answer:
    options = {option.name: visit.asked(option.name) for option in known.options}
    return answer(
        visit.view,
        name,
        edition=visit.asked("edition") or None,
        options={key: value for key, value in options.items() if value},
        language=visit.words.language,
        today=visit.moment.day,
    )


def _film(visit: Visit, told: Answer | None) -> ShownFilm | None:
    """What the grid of a dossier shows on other days; None where it has none on this day."""
    if told is None or not told.pictures or told.asked.dossier is None:
        return None
    film = visit.film(told.asked.dossier)
    if film is None:
        return None
    return shown_film(film, told.pictures, visit.stops(), visit.moment, visit.words)


def _table(visit: Visit, told: Answer) -> str:
    """The key of the table that is asked for; "" where none is.

    Raises:
        UnknownValue: the answer has no such table; lists those it has.
    """
    key = visit.asked("table")
    known = [each.key for each in told.tables]
    if key and key not in known:
        raise UnknownValue(
            f"this page has no table “{key}”",
            where="table",
            fix=f"Its tables: {', '.join(known) or 'none'}.",
        )
    return key


def _one_table(visit: Visit, told: Answer | None) -> Response | None:
    """One table of an answer as a file, where ``table`` names it.

    Raises:
        UnknownValue: the answer has no such table; lists those it has.
    """
    wanted = visit.asked("format")
    key = _table(visit, told) if told is not None else ""
    if told is None or not key or wanted not in ("csv", "json"):
        return None
    found = {each.key: each for each in told.tables}
    if wanted == "json":
        stamped = tuple(told.sources())
        return json_response({"table": plain_table(found[key]), "stamped": stamped})
    name = slug(f"{told.asked.dossier or told.procedure} {key}")
    return csv_response(table_rows(found[key]), name=name)


def _beside(visit: Visit, standing: Standing) -> list[tuple[str, str, bool]]:
    """The dossiers of the same procedure: their ways, titles, and which is this one."""
    every = visit.view.dossiers(standing.procedure)
    t = visit.words
    return [(f"/dossiers/{each}", t.about(each), each == standing.dossier) for each in every]


def _plain(summary: Summary) -> dict[str, Any]:
    standing = summary.standing
    return {
        "dossier": standing.dossier,
        "state": summary.line.text if summary.line is not None else None,
        "counts": standing.counts,
        "latest": standing.latest,
    }


def _cells(standing: Standing) -> dict[str, object]:
    return {
        "dossier": standing.dossier,
        "procedure": standing.procedure,
        "statements": standing.total,
        "data": standing.data,
        "latest": standing.latest.said if standing.latest else "",
        **{act: standing.counts.get(act, 0) for act in choices.ACTS},
    }


ROUTES = [
    Route("/dossiers", dossiers),
    Route("/dossiers/{procedure}", procedure),
    Route("/dossiers/{procedure}/{name}", dossier),
]
