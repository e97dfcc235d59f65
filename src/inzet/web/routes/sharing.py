"""Sharing wider: a page that names who will be able to read it, and then the deed."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import Route

from inzet.exchange.release import Plan, plan, share, take_back
from inzet.record import PaperRow, StatementRow
from inzet.vocabulary.errors import InputError, InzetError, NotFound
from inzet.vocabulary.markings import INTERNAL
from inzet.web.present.releasing import left_lines, shared_as, who_lines
from inzet.web.present.statements import SHORT
from inzet.web.refusals import status_of
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right

_YES = "1"


@page
def before(visit: Visit) -> Response:
    """``GET /share/{name}``: who could read it under a ``marking``, and what would go along."""
    _releases(visit)
    row = _row(visit, visit.path("name"))
    asked = visit.asked("marking") or _first(visit, row)
    return _shown(visit, row, asked, whole=visit.asked("whole") == _YES)


@action(Right.RELEASE)
def wider(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /share/{name}``: shares what was shown, with whom was shown."""
    row = _row(visit, visit.path("name"))
    marking, whole = form.get("marking", ""), form.get("whole") == _YES
    made = plan(visit.record, visit.view.reader, _name(row), marking, whole=whole)
    if form.get("shown") != made.fingerprint:
        raise InputError(
            "what would be shared, or who would read it, changed since it was shown",
            where=_name(row)[:12],
            fix="Look at the page again, then share.",
        )
    done = share(visit.record, visit.view.reader, made)
    return visit.go(_path(row, done.name), shared=marking)


@action(Right.RELEASE)
def back(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /share/{name}/undo``: withdraws it under a ``marking``, on a ``ground``."""
    row = _row(visit, visit.path("name"))
    ground = " ".join(form.get("ground", "").split())
    if not ground:
        raise InputError(
            "taking back needs a reason", where="ground", fix="Say why, in a sentence."
        )
    name, marking = _name(row), form.get("marking", "")
    take_back(visit.record, visit.view.reader, name, marking, by=visit.person, ground=ground)
    return visit.go(f"/share/{name}", taken=marking)


def _shown(visit: Visit, row: PaperRow | StatementRow, marking: str, *, whole: bool) -> Response:
    t, error = visit.words, None
    made: Plan | None = None
    try:
        made = plan(visit.record, visit.view.reader, _name(row), marking, whole=whole)
    except InzetError as refused:
        error = refused
    shared = shared_as(visit.view, row)
    answer = visit.show(
        "share.html",
        {
            "entry": row,
            "marking": marking,
            "audience": made.audience if made else None,
            "statements": made.goes if made else (),
            "left": [each.statement for each in made.left] if made else [],
            "refused": str(error) if error else "",
        },
        title=row.title if isinstance(row, PaperRow) else row.quote,
        path=_path(row, _name(row)),
        name=_name(row),
        is_paper=isinstance(row, PaperRow),
        now=t.maybe(f"marking.{row.marking}", row.marking),
        made=made,
        error=error,
        chosen=marking,
        whole=whole,
        organisations=who_lines(made.audience, t) if made else (),
        left=left_lines(made.left, t) if made else (),
        markings=[each for each in visit.record.markings() if each != INTERNAL],
        shared=[each for each in shared if len(shared) > 1],
        taken=visit.asked("taken") in visit.record.markings() and visit.asked("taken"),
    )
    if error is not None:
        answer.status_code = status_of(error)
    return answer


def _releases(visit: Visit) -> None:
    if not visit.may(Right.RELEASE):
        raise NotFound("there is no such page")


def _first(visit: Visit, row: PaperRow | StatementRow) -> str:
    """A marking to begin with: the narrowest that is not its own."""
    others = [each for each in visit.record.markings() if each not in (INTERNAL, row.marking)]
    return others[0] if others else row.marking


def _row(visit: Visit, name: str) -> PaperRow | StatementRow:
    try:
        row: PaperRow | StatementRow = visit.view.paper(name)
    except NotFound:
        row = visit.view.statement(name)
    return row


def _name(row: PaperRow | StatementRow) -> str:
    return row.id if isinstance(row, PaperRow) else row.identity


def _path(row: PaperRow | StatementRow, name: str) -> str:
    return f"/papers/{name[:SHORT]}" if isinstance(row, PaperRow) else f"/statements/{name}"


ROUTES = [
    Route("/share/{name}", before, methods=["GET"]),
    Route("/share/{name}", wider, methods=["POST"]),
    Route("/share/{name}/undo", back, methods=["POST"]),
]
