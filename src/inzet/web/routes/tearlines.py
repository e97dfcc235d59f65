"""Tear-lines: written by one, checked by another, then a paper of its own."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import Route

from inzet.exchange.release.tearlines import (
    Check,
    Desk,
    State,
    TearLine,
    check,
    desk,
    release,
    send_back,
    source_of,
)
from inzet.vocabulary.errors import InputError, InzetError, NotFound, UnknownValue
from inzet.vocabulary.markings import INTERNAL
from inzet.web.present.releasing import is_open, step_line, tear_line_line, who_lines
from inzet.web.present.statements import SHORT
from inzet.web.refusals import status_of
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right
from inzet.writing.drawer import Person


@page
def tearlines(visit: Visit) -> Response:
    """``GET /tearlines``: one's own, and those that wait to be checked."""
    found = _desk(visit).all()
    return visit.show(
        "tearlines.html",
        {"tearlines": found},
        lines=[tear_line_line(each, visit.words) for each in found],
        alone=visit.desk.accounts is None,
    )


@page
def new(visit: Visit) -> Response:
    """``GET /tearlines/new``: a form for a text of ``source`` for the readers of a ``marking``."""
    _desk(visit)
    return _form(visit, visit.asked("source"), visit.asked("marking"), "")


@action(Right.DRAFT)
def start(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /tearlines``: keeps a ``text`` of ``source`` for a ``marking``, outside the record."""
    name, marking, text = (form.get(each, "").strip() for each in ("source", "marking", "text"))
    try:
        source = source_of(visit.record, visit.view.reader, name, marking)
        line = _desk(visit).start(source, marking, text)
    except (NotFound, UnknownValue):
        raise
    except InzetError as error:
        return _form(visit, name, marking, text, error=error)
    return visit.go(f"/tearlines/{line.id}")


@page
def tearline(visit: Visit) -> Response:
    """``GET /tearlines/{id}``: its text, who will be able to read it, what of its source it has."""
    own = _desk(visit)
    return _shown(visit, own, own.find(visit.path("id")))


@action(Right.DRAFT)
def change(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /tearlines/{id}``: ``do`` is write, send, back, release or delete."""
    own = _desk(visit)
    line = own.find(visit.path("id"))
    match form.get("do", ""):
        case "write":
            own.write(line, form.get("text", ""))
        case "send":
            # What stands in the form is what is sent.
            own.send(own.write(line, form["text"]) if form.get("text", "").strip() else line)
        case "delete":
            own.delete(line)
            return visit.go("/tearlines")
        case "back":
            visit.require(Right.RELEASE)
            reason = form.get("reason", "")
            send_back(visit.record, own, line, second=visit.person, reason=reason)
            return visit.go("/tearlines")
        case "release":
            visit.require(Right.RELEASE)
            line = _release(visit, own, line, form.get("shown", ""))
            return visit.go(f"/papers/{line.paper[:SHORT]}", taken="new")
        case _:
            raise UnknownValue("nothing to do was chosen", where="do")
    return visit.go(f"/tearlines/{line.id}")


def _release(visit: Visit, own: Desk, line: TearLine, shown: str) -> TearLine:
    made = check(visit.record, own, line)
    if shown != made.fingerprint:
        raise InputError(
            "its text, or who would read it, changed since it was shown",
            where=line.id,
            fix="Look at the page again, then release.",
        )
    return release(visit.record, own, made, second=visit.person)


def _desk(visit: Visit) -> Desk:
    """The tear-lines of who visits.

    Raises:
        NotFound: another reader looks; for them there is no such page.
    """
    if not visit.may(Right.DRAFT):
        raise NotFound("there is no such page")
    return desk(
        visit.record,
        Person.named(visit.person),
        visit.view.reader,
        checks=visit.may(Right.RELEASE),
    )


def _shown(visit: Visit, own: Desk, line: TearLine) -> Response:
    t = visit.words
    made: Check | None = None
    error: InzetError | None = None
    if line.state is not State.RELEASED:
        try:
            made = check(visit.record, own, line)
        except InzetError as refused:
            error = refused
    return visit.show(
        "tearline.html",
        {
            "tearline": line,
            "audience": made.audience if made else None,
            "sentences": made.alike.sentences if made else (),
            "names": made.alike.names if made else (),
            "numbers": made.alike.numbers if made else (),
        },
        line=tear_line_line(line, t),
        text=line.text,
        narrow=t.maybe(f"marking.{line.narrow}", line.narrow),
        source=f"/papers/{line.source[:SHORT]}"
        if line.from_paper
        else f"/statements/{line.source}",
        made=made,
        error=error,
        organisations=who_lines(made.audience, t) if made else (),
        alike=made.alike if made else None,
        steps=[step_line(each, t) for each in line.steps],
        writes=own.is_writer(line) and is_open(line),
        waits=line.state is State.WAITING,
        is_writer=own.is_writer(line),
        alone=visit.desk.accounts is None,
    )


def _form(
    visit: Visit, name: str, marking: str, text: str, *, error: InzetError | None = None
) -> Response:
    known = visit.record.markings()
    others = [each for each in known if each != INTERNAL]
    source = None
    chosen = marking or others[0]
    if error is None:
        try:
            source = source_of(visit.record, visit.view.reader, name, chosen)
        except NotFound:
            raise
        except InzetError as refused:
            error = refused
    answer = visit.show(
        "tearline-new.html",
        {"source": name, "marking": chosen, "text": text},
        source=source,
        name=name,
        chosen=chosen,
        text=text,
        error=error,
        markings=others,
    )
    if error is not None:
        answer.status_code = status_of(error)
    return answer


ROUTES = [
    Route("/tearlines", tearlines, methods=["GET"]),
    Route("/tearlines", start, methods=["POST"]),
    Route("/tearlines/new", new, methods=["GET"]),
    Route("/tearlines/{id}", tearline, methods=["GET"]),
    Route("/tearlines/{id}", change, methods=["POST"]),
]
