"""Requests for information: what waits for us, what we wait for, and one with its answers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from starlette.responses import Response
from starlette.routing import Route

from inzet.library import Requested, Status, request, requests
from inzet.record import StatementRow, View
from inzet.vocabulary.errors import NotFound, UnknownValue
from inzet.web.present.requests import replies, request_line, sections
from inzet.web.present.statements import SHORT
from inzet.web.routes.papers import done_words
from inzet.web.visit import Visit, page

SHOW = ("mine", "ours", "overdue", "others", "settled")
"""What can be shown alone."""


@page
def board(visit: Visit) -> Response:
    """``GET /requests``: for us to answer, ours that wait, overdue; by ``show``."""
    t, reader = visit.words, visit.view.reader
    show = visit.asked("show")
    if show and show not in SHOW:
        raise UnknownValue(
            f"“{show}” is no part of this page", where="show", fix=f"Use {', '.join(SHOW)}."
        )
    found = requests(visit.view, on=visit.moment.day)
    parts = sections(found, reader)
    late = [each for each in found if each.status is Status.OVERDUE]
    counts = {**{name: len(some) for name, some in parts.items()}, "overdue": len(late)}
    if show == "overdue":
        shown = {"overdue": late}
    else:
        shown = {name: some for name, some in parts.items() if some and show in ("", name)}
    listed = [each for some in shown.values() for each in some]
    return visit.show(
        "requests.html",
        {"on": visit.moment.day, "requests": [_data(each) for each in listed]},
        rows=[_cells(each) for each in listed],
        sections={name: [request_line(each, t) for each in some] for name, some in shown.items()},
        counts={name: counts[name] for name in SHOW if counts[name]},
        total=len(found),
        show=show,
    )


@page
def one(visit: Visit) -> Response:
    """``GET /requests/{identity}``: the question, who was asked, what each answered."""
    t, view = visit.words, visit.view
    found = request(view, visit.path("identity"), on=visit.moment.day)
    content = found.told.content
    given = (name for each in found.answers for name in each.content.items)
    named = _named(view, (*given, *((content.about,) if content.about else ())))
    titles = {name: str(row.content.get("title") or row.quote) for name, row in named.items()}
    asked = found.asks(view.reader)
    return visit.show(
        "request.html",
        _data(found),
        request=request_line(found, t),
        identity=found.id,
        short=found.id[:SHORT],
        replies=replies(found, t, titles),
        # They are shown by their titles: for the audit.
        named=tuple(named.values()),
        about=(titles[content.about], f"/statements/{content.about}")
        if content.about in titles
        else None,
        closing=found.closing.content.text if found.closing else "",
        mine=asked is not None and found.waits,
        ours=found.is_of(view.reader) and found.closing is None,
        done=done_words(visit),
    )


def _named(view: View, names: Iterable[str]) -> dict[str, StatementRow]:
    """Statements by identity, those that whoever looks may read."""
    found = {}
    for name in names:
        with contextlib.suppress(NotFound):
            found[name] = view.statement(name)
    return found


def _data(each: Requested) -> dict[str, object]:
    return {
        "id": each.id,
        "status": str(each.status),
        "due": each.due,
        "request": each.told.row,
        "answers": [one.row for one in each.answers],
        "closing": each.closing.row if each.closing else None,
    }


def _cells(each: Requested) -> dict[str, object]:
    row, content = each.told.row, each.told.content
    return {
        "request": each.id,
        "question": content.text,
        "by": row.organisation,
        "to": ", ".join(one.name for one in content.to),
        "due": each.due,
        "status": str(each.status),
        "answers": len(each.answers),
        "said": row.said,
        "marking": row.marking,
    }


ROUTES = [Route("/requests", board), Route("/requests/{identity}", one)]
