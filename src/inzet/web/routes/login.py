"""Logging in and out."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from inzet.accounts import AccessError, Accounts, Opened, TooMany, form_token
from inzet.accounts.secret import new
from inzet.web import cookies
from inzet.web.moments import Moment
from inzet.web.refusals import status_of
from inzet.web.templating import render
from inzet.web.visit import Desk, is_ours, words_for
from inzet.web.who import Right

_LONGEST = 2000
"""Characters of an address to come back to."""


async def login(request: Request) -> Response:
    """``GET /login``: a form for name and password; ``back`` is where it leads to."""
    _accounts(request)
    back = _back(request.query_params.get("back", ""))
    if request.state.visitor is not None:
        return RedirectResponse(back, 303)
    return _form(request, back)


async def enter(request: Request) -> Response:
    """``POST /login``: opens a session for ``name`` and ``password``, and goes ``back``."""
    accounts = _accounts(request)
    async with request.form(max_files=0, max_fields=10) as posted:
        form = {key: value for key, value in posted.items() if isinstance(value, str)}
    back = _back(form.get("back", ""))
    try:
        opened = await run_in_threadpool(
            accounts.login,
            form.get("name", ""),
            form.get("password", ""),
            address=address_of(request),
            agent=request.headers.get("user-agent", ""),
            old=shown(request),
        )
    except AccessError as error:
        return _form(request, back, error=error, name=form.get("name", ""))
    return entered(request, opened, back)


async def leave(request: Request) -> Response:
    """``POST /logout``: ends this session."""
    accounts = _accounts(request)
    visitor = request.state.visitor
    if visitor is not None and visitor.session is not None:
        await run_in_threadpool(accounts.sessions.end, visitor.account, id=visitor.session.id)
        accounts.audit.note(visitor.account.name, "log out", "")
    answer = RedirectResponse("/login?out=1", 303, {"Cache-Control": "no-store"})
    cookies.forget(answer, request, cookies.SESSION)
    # What the browser kept of these pages goes too.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def entered(request: Request, opened: Opened, back: str) -> Response:
    """The answer that has a browser keep a session just opened, and goes to a page."""
    answer = RedirectResponse(_back(back), 303, {"Cache-Control": "no-store"})
    cookies.give(answer, request, cookies.SESSION, opened.secret)
    cookies.forget(answer, request, cookies.LOGIN)
    return answer


def shown(request: Request) -> str | None:
    """The secret of a session that the browser shows."""
    return cookies.secret_in(request.headers, cookies.SESSION, request.url.scheme)


def address_of(request: Request) -> str:
    """Where a request comes from; behind a proxy, as the proxy says."""
    return request.client.host if request.client else ""


def _accounts(request: Request) -> Accounts:
    desk: Desk = request.app.state.desk
    if desk.accounts is None:
        raise HTTPException(404)
    return desk.accounts


def _back(address: str) -> str:
    return address if len(address) <= _LONGEST and is_ours(address) else "/"


def _form(
    request: Request, back: str, *, error: AccessError | None = None, name: str = ""
) -> Response:
    desk: Desk = request.app.state.desk
    kept = cookies.secret_in(request.headers, cookies.LOGIN, request.url.scheme)
    secret = kept or new()
    request.state.form_token = form_token(secret)
    answer = render(
        "login.html",
        request=request,
        words=words_for(request),
        moment=Moment(),
        kept={},
        context={
            "visit": None,
            "may": lambda _right: False,
            "rights": frozenset[Right](),
            "formats": (),
            "back": back if back != "/" else "",
            "name": name,
            "wrong": error is not None and not isinstance(error, TooMany),
            "wait": error.seconds if isinstance(error, TooMany) else 0,
            "out": request.query_params.get("out") == "1",
            "outside": desk.outside.ways if desk.outside else (),
        },
        status=200 if error is None else status_of(error),
    )
    answer.headers["Cache-Control"] = "no-store"
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.seconds)
    if kept is None:
        cookies.give(answer, request, cookies.LOGIN, secret)
    return answer


ROUTES = [
    Route("/login", login, methods=["GET"]),
    Route("/login", enter, methods=["POST"]),
    Route("/logout", leave, methods=["POST"]),
]
