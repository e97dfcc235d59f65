"""The application: routes, errors, what stands before every page."""

from __future__ import annotations

import getpass
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount

from inzet.accounts import Accounts, NotLoggedIn, TooMany
from inzet.record import Condition, Record
from inzet.vocabulary.errors import BusyRecord, InzetError, NotFound, Remaking, UnknownValue
from inzet.web.api.problems import asks_api, asks_problem, problem, problem_status
from inzet.web.assets import Files
from inzet.web.door import Door
from inzet.web.house import ALONE, House
from inzet.web.links import link
from inzet.web.moments import Moment
from inzet.web.opened import Opened
from inzet.web.outside.outside import Outside
from inzet.web.outside.provider import Provider
from inzet.web.packing import Packing
from inzet.web.pending import Pending
from inzet.web.refusals import status_of
from inzet.web.routes import (
    account,
    admin,
    alerts,
    api,
    audiences,
    beside,
    bundles,
    changes,
    commitments,
    dossiers,
    drafts,
    exchange,
    fillings,
    hand,
    home,
    intake,
    language,
    library,
    library_feeds,
    login,
    meetings,
    misp,
    motions,
    nodes,
    notes,
    objects,
    outside,
    papers,
    peers,
    people,
    positions,
    printed,
    releases,
    requests,
    reviews,
    running,
    search,
    sharing,
    statements,
    subscriptions,
    tearlines,
)
from inzet.web.running.crew import Crew
from inzet.web.running.ledger import Ledger
from inzet.web.running.measure import Measure
from inzet.web.running.proving import Proving
from inzet.web.running.remaking import Remake, Remaker
from inzet.web.security import Gate
from inzet.web.subscribing import is_subscription
from inzet.web.taxii import answers as taxii
from inzet.web.taxii import routes as taxii_routes
from inzet.web.taxii.paths import Paths
from inzet.web.taxii.server import Server
from inzet.web.templating import render
from inzet.web.visit import Desk, kept, words_for
from inzet.web.who import Right, Who, alone, anybody, member

_NOUNS = (
    # First, as programs ask for page after page.
    taxii_routes,
    alerts,
    # Before the pages below which they stand.
    subscriptions,
    library_feeds,
    bundles,
    misp,
    api,
    home,
    intake,
    papers,
    printed,
    meetings,
    nodes,
    beside,
    positions,
    changes,
    language,
    library,
    requests,
    dossiers,
    commitments,
    motions,
    statements,
    search,
    objects,
    reviews,
    drafts,
    releases,
    sharing,
    tearlines,
    fillings,
    running,
    login,
    account,
    outside,
    exchange,
    peers,
    hand,
    notes,
    admin,
    audiences,
    people,
)


def create_app(
    open_record: Callable[[], Record],
    *,
    reader: str | None = None,
    condition: Callable[[], Condition] | None = None,
    remake: Remake | None = None,
    remade: Callable[[], int] | None = None,
    crew: Crew | None = None,
    accounts: Accounts | None = None,
    house: House = ALONE,
    provider: Provider | None = None,
) -> Starlette:
    """The workspace over a record.

    Args:
        open_record: opens the record; called at the first visit, and where another file stands
            in its place.
        reader: who reads: None for this node's own organisation, ``PUBLIC``, or an organisation.
            Only the own organisation can hand in papers and review.
        condition: tells how the record is without opening it as its owner; by opening it where
            nothing is given.
        remake: makes tables of another version anew; called in the background, where
            ``open_record`` raises ``Remaking`` instead of making them itself.
        remade: tells how far that is, in percent.
        crew: the worker processes of which this is one; alone by default.
        accounts: who may come in; each looks as their account says. Without, it is one person's.
        house: the names it answers to, what stands before it, who is let in and how often.
        provider: who else can say who somebody is; needs accounts.
    """
    routes: list[BaseRoute] = [route for noun in _NOUNS for route in noun.ROUTES]
    routes.append(Mount("/static", Files(directory=Path(__file__).with_name("static"))))
    remaking = Remaker(remake) if remake else None
    crew, opened = crew or Crew(), Opened(open_record, remaking)
    ledger, server = Ledger(crew.number), Server()
    crew.answer("tally", lambda _: ledger.tally())
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Paths, paths=house.taxii),
            Middleware(Measure, routes=lambda: routes, ledger=ledger, broken=_broken),
            Middleware(Gate, names=house.names, proxied=house.proxied),
            Middleware(
                Door,
                accounts=accounts,
                public=house.public,
                limits=house.limits,
                crew=crew,
                refuse=_refused,
            ),
            Middleware(Packing),
        ],
        exception_handlers={InzetError: _refused, HTTPException: _missing},
        lifespan=lambda _: _closing(accounts, opened, server, remaking),
    )
    person = _person()

    def who(request: Request, record: Record) -> Who:
        if accounts is not None:
            visitor = request.state.visitor
            return member(visitor, record) if visitor is not None else anybody(record)
        chosen = record.reader(reader)
        return alone(person, chosen, own=chosen == record.reader())

    app.state.desk = Desk(
        opened=opened,
        who=who,
        condition=condition or (lambda: _by_opening(open_record)),
        remaking=remaking,
        remade=remade or (lambda: 0),
        pending=Pending(crew),
        ledger=ledger,
        crew=crew,
        accounts=accounts,
        outside=Outside(provider, crew) if provider else None,
        proving=Proving(open_record, crew),
        taxii=server,
        certified=house.certified,
    )
    return app


@asynccontextmanager
async def _closing(
    accounts: Accounts | None, opened: Opened, server: Server, remaking: Remaker | None
) -> AsyncIterator[None]:
    """When the workspace stops: writes what waits about accounts, lets go of the record."""
    yield
    if remaking is not None:
        await run_in_threadpool(remaking.stop)
    await run_in_threadpool(server.close)
    await run_in_threadpool(opened.close)
    if accounts is not None:
        await run_in_threadpool(accounts.close)


def _by_opening(open_record: Callable[[], Record]) -> Condition:
    try:
        open_record().close()
    except Remaking:
        return Condition.STALE
    except BusyRecord:
        return Condition.BUSY
    except InzetError:
        return Condition.UNREADABLE
    return Condition.READY


def _person() -> str:
    """Who works here, told as commands are told it: a draft is one and the same at both doors."""
    told = os.environ.get("INZET_PERSON", "").strip()
    if told:
        return told
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, InzetError)
    if taxii.is_taxii(request.scope["path"]):
        return taxii.refused(request, error)
    if isinstance(error, NotLoggedIn) and _wants_page(request):
        # Whoever sent a form starts anew: it was for somebody else, or for a session that ended.
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        back = {"back": asked} if request.method == "GET" and asked != "/" else {}
        return RedirectResponse(link("/login", back, {}), 303, {"Cache-Control": "no-store"})
    of_api = asks_api(request.url.path)
    status = problem_status(error) if of_api else status_of(error)
    if of_api and status == 422 and request.method in ("GET", "HEAD"):
        # Nothing was sent: it is the question that cannot be taken.
        status = 400
    answer = _error(request, error, status)
    if isinstance(error, NotLoggedIn):
        answer.headers["WWW-Authenticate"] = 'Bearer realm="inzet"'
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.seconds)
    if isinstance(error, Remaking):
        answer.headers["Retry-After"] = "10"
    return answer


def _wants_page(request: Request) -> bool:
    """Whether a browser asks, which can be sent to a page, and not a program."""
    return (
        request.query_params.get("format", "html") == "html"
        and "authorization" not in request.headers
        and not request.url.path.startswith(("/api/", "/misp/"))
        and not is_subscription(request.url.path)
    )


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _error(request, NotFound("there is no such page"), 404)
    if error.status_code == 405:
        answer = _error(request, NotFound("this page does not take that"), 405)
    else:
        answer = _error(request, InzetError(str(error.detail)), error.status_code)
    answer.headers.update(error.headers or {})
    return answer


async def _broken(request: Request, error: Exception) -> Response:
    # The server's log has the rest; a page never shows where the code failed.
    return _error(request, InzetError("something went wrong in the workspace itself"), 500)


def nobody_may(right: Right | str) -> bool:
    """On a page that tells of an error, nobody is offered anything but to look."""
    return Right(right) == Right.READ


def _error(request: Request, error: InzetError, status: int) -> Response:
    if taxii.is_taxii(request.scope["path"]):
        return taxii.refused(request, error, status)
    if asks_problem(request):
        return problem(error, status)
    data = {"status": status, "what": error.what, "where": error.where, "fix": error.fix}
    if isinstance(error, Remaking):
        t = words_for(request)
        data["what"] = t("error.remaking", percent=error.percent)
        data["fix"] = t("error.remaking-fix")
    try:
        moment = Moment.asked(request.query_params)
    except UnknownValue:
        moment = Moment()
    return render(
        "error.html",
        request=request,
        words=words_for(request),
        moment=moment,
        kept=kept(request, moment),
        context={
            **data,
            "may": nobody_may,
            "rights": frozenset({Right.READ}),
            "formats": (),
            "visit": None,
        },
        status=status,
    )
