"""What can be subscribed to: Atom feeds of what is new, and calendars; one rule for all."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable, Sequence
from urllib.parse import quote

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from inzet.dossiers.registry import procedures
from inzet.meetings import commitments, meeting
from inzet.record import EndedRow, Filter, PaperRow, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import InputError, NotFound
from inzet.vocabulary.times import parse_day
from inzet.web import atom
from inzet.web.atom import Entry
from inzet.web.present.entries import paper_entries, promise_entries, statement_entries
from inzet.web.present.meetings import title_of
from inzet.web.sought import ASKED, sought_of
from inzet.web.subscribing import ATOM, CALENDAR, answer
from inzet.web.visit import Visit, page
from inzet.writing.render.calendar import About, agenda
from inzet.writing.render.calendar import written as calendar_file

MOST = 100
"""Entries of a feed."""
AGAIN = dt.timedelta(hours=6)
_TALK = ("motion", "appreciation", "vote", "carrying out")
_NEW_PAPERS = dt.timedelta(days=60)


@page
def everything(visit: Visit) -> Response:
    """``GET /feed.atom``: all that is said, put right or withdrawn."""
    return feed(visit, visit.words("subscription.everything"), "/", lambda: _said(visit, Filter()))


@page
def of_dossier(visit: Visit) -> Response:
    """``GET /dossiers/{procedure}/{name}/feed.atom``: what is said on a dossier."""
    name = _dossier(visit)
    return feed(
        visit,
        visit.words.dossier(name),
        f"/dossiers/{name}",
        lambda: _said(visit, Filter(dossier=name)),
    )


@page
def of_procedure(visit: Visit) -> Response:
    """``GET /dossiers/{procedure}/feed.atom``: what is said on any dossier of a procedure."""
    name = visit.path("procedure")
    if name not in procedures():
        raise NotFound(f"there is no procedure “{name}”")
    return feed(
        visit,
        visit.words.procedure(name),
        f"/dossiers/{name}",
        lambda: _said(visit, Filter(procedure=name)),
    )


@page
def of_meeting(visit: Visit) -> Response:
    """``GET /meetings/{id}/feed.atom``: what is said about a meeting."""
    id_, title = _meeting(visit)
    return feed(visit, title, f"/meetings/{id_}", lambda: _said(visit, Filter(meeting=id_)))


@page
def of_party(visit: Visit) -> Response:
    """``GET /parties/{party}/feed.atom``: what a party says."""
    party = _party(visit)
    return feed(
        visit,
        visit.words.party(party),
        "/search",
        lambda: _said(visit, Filter(party=party)),
    )


@page
def of_search(visit: Visit) -> Response:
    """``GET /search/feed.atom``: what bears words, by the questions of the search page."""
    wanted = msgspec.structs.replace(sought_of(visit), words=visit.asked("q") or None)
    if wanted == Filter():
        raise InputError("there is nothing to search for", where="q", fix="Give a word with ?q=")
    sought = ", ".join(visit.asked(name) for name in ("q", *ASKED))
    title = visit.words("subscription.search", words=sought.strip(", ").replace(", , ", ", "))
    return feed(visit, title, "/search", lambda: _said(visit, wanted))


@page
def of_commitments(visit: Visit) -> Response:
    """``GET /commitments/feed.atom``: commitments, with what became of them."""

    def entries() -> list[Entry]:
        found = commitments(visit.view, on=visit.moment.day)
        ended = visit.view.ended(Filter(act=Act.COMMITMENT), limit=MOST)
        return promise_entries(found, ended, visit.words)[:MOST]

    return feed(visit, visit.words("nav.commitments"), "/commitments", entries)


@page
def of_motions(visit: Visit) -> Response:
    """``GET /motions/feed.atom``: motions, what the government says of them, votes, what was
    done."""

    def entries() -> list[Entry]:
        told = [row for kind in _TALK for row in visit.view.parliamentary(kind)]
        rows = heapq.nlargest(MOST, told, key=lambda row: (row.arrived, row.identity))
        ended = [
            each
            for act in (Act.CONTEXT, Act.ASSESSMENT, Act.DECISION, Act.STATUS)
            for each in visit.view.ended(Filter(act=act), limit=MOST)
            if each.row.content.get("kind") in _TALK
        ]
        return statement_entries(visit.view, rows, ended, visit.words)[:MOST]

    return feed(visit, visit.words("nav.motions"), "/motions", entries)


@page
def of_papers(visit: Visit) -> Response:
    """``GET /papers/feed.atom``: papers that came, and those that were withdrawn."""

    ended = visit.view.ended_papers(MOST)
    # What is withdrawn has no page any more by which the audit would know it.
    visit.note(ended)

    def entries() -> list[Entry]:
        last = visit.view.last_arrival()
        recent: Sequence[PaperRow] = ()
        if last is not None:
            recent = visit.view.papers(arrived_after=last - _NEW_PAPERS, limit=1000).items
        said = visit.view.papers(limit=MOST).items
        found = {each.id: each for each in (*said, *recent)}.values()
        latest = heapq.nlargest(MOST, found, key=_arrived)
        return paper_entries(latest, ended, visit.words)[:MOST]

    return feed(visit, visit.words("nav.papers"), "/papers", entries)


@page
def calendar(visit: Visit) -> Response:
    """``GET /calendar.ics``: all meetings, debates and deadlines."""
    return _calendar(visit, "Inzet", About())


@page
def dossier_calendar(visit: Visit) -> Response:
    """``GET /dossiers/{procedure}/{name}/calendar.ics``: those of a dossier."""
    name = _dossier(visit)
    return _calendar(visit, visit.words.dossier(name), About(dossier=name))


@page
def meeting_calendar(visit: Visit) -> Response:
    """``GET /meetings/{id}/calendar.ics``: those of a meeting and its cycle."""
    id_, title = _meeting(visit)
    return _calendar(visit, title, About(meeting=id_))


@page
def party_calendar(visit: Visit) -> Response:
    """``GET /parties/{party}/calendar.ics``: those of a party."""
    party = _party(visit)
    return _calendar(visit, visit.words.party(party), About(party=party))


@page
def commitment_calendar(visit: Visit) -> Response:
    """``GET /commitments/calendar.ics``: deadlines of commitments alone."""
    return _calendar(visit, visit.words("nav.commitments"), About(promises=True))


def feed(visit: Visit, title: str, path: str, entries: Callable[[], list[Entry]]) -> Response:
    """A feed of entries, which leads to the page at ``path``."""
    t, request = visit.words, visit.request
    origin = str(request.base_url).rstrip("/")
    asked = {name: value for name, value in visit.query.items() if name != "key"}
    address = request.url.replace(query="").path

    def make() -> bytes:
        return atom.written(
            atom.Feed(
                named=f"organisation:{visit.record.organisation.id}",
                title=f"{title} · Inzet",
                author=visit.record.organisation.name,
                self_address=origin + visit.href(quote(address), **asked),
                page_address=origin + visit.href(quote(path), **_for_page(path, asked)),
                language=t.language,
                entries=entries(),
            )
        )

    return answered(visit, make, ATOM, "feed.atom")


def _for_page(path: str, asked: dict[str, str]) -> dict[str, object]:
    return dict(asked) if path == "/search" else {}


def _calendar(visit: Visit, name: str, about: About) -> Response:
    t = visit.words

    def make() -> bytes:
        found = agenda(visit.view, about, on=visit.moment.day, language=t.language)
        return calendar_file(found, name=name, language=t.language, again=AGAIN)

    return answered(visit, make, CALENDAR, "calendar.ics")


def answered(visit: Visit, make: Callable[[], bytes], media_type: str, name: str) -> Response:
    """A body that is made once for the same view, address and day."""
    asked = {key: value for key, value in visit.query.items() if key != "key"}
    key = (
        str(visit.record.path),
        visit.view.mark(),
        str(visit.request.base_url),
        visit.request.url.path,
        tuple(sorted(asked.items())),
        visit.words.language,
        visit.moment.day,
    )
    body = visit.made.shelf.get(key, make)
    visit.note(None, body)
    return answer(visit.request, body, media_type, visit.words.language, name)


def _said(visit: Visit, wanted: Filter) -> list[Entry]:
    """What was said, of papers: rows of data sets come by thousands and say nothing new."""
    wanted = msgspec.structs.replace(wanted, data=False)
    rows: Sequence[StatementRow] = visit.view.newest(wanted, limit=MOST)
    ended: Sequence[EndedRow] = visit.view.ended(wanted, limit=MOST)
    return statement_entries(visit.view, rows, ended, visit.words)[:MOST]


def _dossier(visit: Visit) -> str:
    name = visit.view.dossier_name(f"{visit.path('procedure')}/{visit.path('name')}")
    _known(visit, Filter(dossier=name), f"there is no dossier “{name}”")
    return name


def _meeting(visit: Visit) -> tuple[str, str]:
    """Its id and title; of one that was withdrawn whole, what it was called."""
    name = visit.path("id")
    try:
        found = meeting(visit.view, name)
    except NotFound:
        _known(visit, Filter(meeting=name), f"there is no meeting “{name}”")
        return name, name
    return found.id, title_of(found.notice, visit.words)


def _party(visit: Visit) -> str:
    party = visit.path("party")
    _known(visit, Filter(party=party), f"there is no party “{party}”")
    return party


def _known(visit: Visit, wanted: Filter, missing: str) -> None:
    """That something is or was said; who subscribed is still told when the last of it goes.

    Raises:
        NotFound: nothing by that name for this reader.
    """
    if not (visit.view.statements(wanted, limit=1).items or visit.view.ended(wanted, limit=1)):
        raise NotFound(missing, fix="Subscribe from its page.")


def _day(visit: Visit, name: str) -> dt.date | None:
    text = visit.asked(name)
    return parse_day(text, where=name) if text else None


def _arrived(paper: PaperRow) -> tuple[dt.datetime, str]:
    return paper.arrived, paper.id


ROUTES = [
    Route("/feed.atom", everything),
    Route("/papers/feed.atom", of_papers),
    Route("/motions/feed.atom", of_motions),
    Route("/commitments/feed.atom", of_commitments),
    Route("/search/feed.atom", of_search),
    Route("/dossiers/{procedure}/feed.atom", of_procedure),
    Route("/dossiers/{procedure}/{name}/feed.atom", of_dossier),
    Route("/meetings/{id}/feed.atom", of_meeting),
    Route("/parties/{party}/feed.atom", of_party),
    Route("/calendar.ics", calendar),
    Route("/commitments/calendar.ics", commitment_calendar),
    Route("/dossiers/{procedure}/{name}/calendar.ics", dossier_calendar),
    Route("/meetings/{id}/calendar.ics", meeting_calendar),
    Route("/parties/{party}/calendar.ics", party_calendar),
]
