"""Subscriptions to the library and to requests: feeds, and a calendar of what is due."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import replace

from starlette.responses import Response
from starlette.routing import Route

from inzet.dossiers.hybrid.vocabulary import name_of, term
from inzet.library import Item, Requested, Status, opened, requests, shelf, told
from inzet.library.contents import Content, Request
from inzet.record import EndedRow, Filter, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.markings import PUBLIC
from inzet.web.atom import Entry
from inzet.web.present.entries import statement_entries
from inzet.web.present.requests import request_line
from inzet.web.routes.subscriptions import AGAIN, MOST, answered, feed
from inzet.web.subscribing import CALENDAR
from inzet.web.visit import Visit, page
from inzet.writing.render.calendar import Entry as Task
from inzet.writing.render.calendar import Kind as Component
from inzet.writing.render.calendar import written as calendar_file

_OF_LIBRARY = ("practice", "analysis", "use", "grading")
_OF_REQUESTS = ("request", "answer", "closing")
_ACTS = (Act.CONTEXT, Act.ASSESSMENT, Act.EXPECTATION, Act.STATUS, Act.DECISION)
_STATES = {
    Status.ANSWERED: "COMPLETED",
    Status.DECLINED: "CANCELLED",
    Status.WITHDRAWN: "CANCELLED",
    Status.PARTLY: "IN-PROCESS",
}


@page
def of_library(visit: Visit) -> Response:
    """``GET /library/feed.atom``: what was added to the library, changed or taken back, and what
    came of using it; of one ``domain``."""
    t, asked = visit.words, visit.asked("domain")
    domain = term("domains", asked, where="domain").id if asked else ""
    wanted = {each.identity for each in shelf(visit.view) if not domain or domain in each.domains}

    def about(content: Content) -> bool:
        if isinstance(content, Item):
            return not domain or domain in content.domains
        return getattr(content, "item", "") in wanted

    title = t("nav.library")
    if domain:
        title = f"{title}: {name_of('domains', domain, t.language)}"
    return _feed(visit, title, "/library", _OF_LIBRARY, about)


@page
def of_item(visit: Visit) -> Response:
    """``GET /library/{identity}/feed.atom``: its changes, uses, grades, and requests about it."""
    found = opened(visit.view, visit.path("identity")).lying
    mine = {
        each.id
        for each in requests(visit.view, on=visit.moment.day)
        if each.told.content.about == found.identity
    }

    def rows() -> list[StatementRow]:
        assert found.row is not None
        hang = (
            row
            for kind in (*_OF_LIBRARY[2:], *_OF_REQUESTS)
            for row in visit.view.of_kind(kind)
            if {row.content.get("item"), row.content.get("about")} & {found.identity}
            or row.content.get("request") in mine
        )
        return [found.row, *hang]

    title = found.titled(visit.words.language)[0] or found.summary[:80]
    path = f"/library/{found.identity}"
    return feed(visit, title, path, lambda: _entries(visit, rows(), []))


@page
def of_requests(visit: Visit) -> Response:
    """``GET /requests/feed.atom``: requests for information, answers and closings."""
    title = visit.words("request.title")
    return _feed(visit, title, "/requests", _OF_REQUESTS, lambda content: True)


@page
def request_calendar(visit: Visit) -> Response:
    """``GET /requests/calendar.ics``: by when requests are to be answered, as tasks."""
    t = visit.words
    title = t("request.title")

    def make() -> bytes:
        found = requests(visit.view, on=visit.moment.day)
        tasks = [_task(each, visit) for each in found if each.due is not None]
        return calendar_file(tasks, name=title, language=t.language, again=AGAIN)

    return answered(visit, make, CALENDAR, "calendar.ics")


def _task(each: Requested, visit: Visit) -> Task:
    t, row = visit.words, each.told.row
    shown = request_line(each, t)
    heard = [row, *(one.row for one in each.answers), *([each.closing.row] if each.closing else [])]
    return Task(
        kind=Component.TASK,
        uid=f"{each.id}@inzet",
        summary=f"{t('library.one.request')}: {shown.question}",
        category=t("library.one.request"),
        changed=max(one.arrived for one in heard),
        due=each.due,
        status=_STATES.get(each.status, "NEEDS-ACTION"),
        description=f"{shown.by} → {shown.to}. {shown.status}.",
        public=row.marking == PUBLIC,
    )


def _feed(
    visit: Visit,
    title: str,
    path: str,
    kinds: Iterable[str],
    about: Callable[[Content], bool],
) -> Response:
    wanted = tuple(kinds)

    def listed(row: StatementRow) -> bool:
        found = told(row)
        return found is not None and row.content.get("kind") in wanted and about(found.content)

    def entries() -> list[Entry]:
        every = [row for kind in wanted for row in visit.view.of_kind(kind) if listed(row)]
        rows = heapq.nlargest(MOST, every, key=lambda row: (row.arrived, row.identity))
        ended = [
            each
            for act in _ACTS
            for each in visit.view.ended(Filter(act=act), limit=MOST)
            if listed(each.row)
        ]
        return _entries(visit, rows, ended)

    return feed(visit, title, path, entries)


def _entries(visit: Visit, rows: Iterable[StatementRow], ended: Iterable[EndedRow]) -> list[Entry]:
    """Entries that lead to the page of what they are about, where it has one."""
    found = list(rows)
    pages = {f"statement:{row.identity}": _page(row) for row in found}
    made = statement_entries(visit.view, found, ended, visit.words)
    return [replace(each, path=pages.get(each.named) or each.path) for each in made][:MOST]


def _page(row: StatementRow) -> str:
    found = told(row)
    if found is None:
        return ""
    if isinstance(found.content, Item):
        return f"/library/{row.identity}"
    return f"/requests/{row.identity}" if isinstance(found.content, Request) else ""


ROUTES = [
    Route("/library/feed.atom", of_library),
    Route("/library/{identity}/feed.atom", of_item),
    Route("/requests/feed.atom", of_requests),
    Route("/requests/calendar.ics", request_calendar),
]
