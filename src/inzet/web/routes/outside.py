"""Logging in by a provider outside: there, and back."""

from __future__ import annotations

import hashlib
import secrets

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from inzet.accounts import Accounts
from inzet.accounts.secret import new
from inzet.web import cookies
from inzet.web.outside.entry import enter
from inzet.web.outside.errors import NotAdmitted, NotVouched, ProviderAway
from inzet.web.outside.outside import Outside
from inzet.web.routes.login import address_of, entered, shown
from inzet.web.running.journal import tell
from inzet.web.visit import Desk, is_ours

_COOKIE = "inzet-outside"
"""Binds the answer to the browser that asked."""
_LONGEST = 2000
_NO_STORE = {"Cache-Control": "no-store"}


async def there(request: Request) -> Response:
    """``GET /login/outside``: on to the provider; ``back`` is the page that is wanted."""
    outside, _ = _both(request)
    back = request.query_params.get("back", "")
    back = back if len(back) <= _LONGEST and is_ours(back) else "/"
    secret = new()
    redirect = str(request.url.replace(path=Outside.BACK, query="", fragment=""))
    going, address = await run_in_threadpool(outside.provider.send, redirect, back, _hashed(secret))
    answer = RedirectResponse(address(outside.going.hold(going)), 303, _NO_STORE)
    cookies.give(answer, request, _COOKIE, secret)
    return answer


async def back(request: Request) -> Response:
    """``GET /login/outside/back``: the answer of the provider, with ``state`` and ``code``."""
    outside, accounts = _both(request)
    asked = request.query_params
    try:
        going = await run_in_threadpool(outside.going.take, asked.get("state", "")[:200])
        secret = cookies.secret_in(request.headers, _COOKIE, request.url.scheme) or ""
        if going is None:
            raise NotVouched("a state that was not given, or was used")
        if not secrets.compare_digest(going.browser, _hashed(secret)):
            raise NotVouched("another browser")
        code = asked.get("code", "")
        if not code:
            raise NotVouched("no code came")

        def admit() -> Response:
            identity = outside.provider.identity(going, code, asked.get("iss", ""))
            opened = enter(
                accounts,
                outside.provider.settings,
                identity,
                address=address_of(request),
                agent=request.headers.get("user-agent", ""),
                old=shown(request),
            )
            return entered(request, opened, going.back)

        answer = await run_in_threadpool(admit)
    except (NotVouched, NotAdmitted, ProviderAway) as error:
        accounts.audit.note("", "refused", f"log in from outside: {error.reason}")
        tell("log-in from outside refused", kind=type(error).__name__)
        raise
    cookies.forget(answer, request, _COOKIE)
    return answer


def _both(request: Request) -> tuple[Outside, Accounts]:
    desk: Desk = request.app.state.desk
    if desk.outside is None or desk.accounts is None:
        raise HTTPException(404)
    return desk.outside, desk.accounts


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


ROUTES = [
    Route(Outside.THERE, there, methods=["GET"]),
    Route(Outside.BACK, back, methods=["GET"]),
]
