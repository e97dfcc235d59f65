"""Who stands before a page: known by session or token, held to limits, forms with their token.

Plain ASGI, so that whoever is not let in costs no more than a look at their headers: no body is
read, no record opened. What a route forgets to ask is asked here.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inzet.accounts import Accounts, NotLoggedIn, TooMany, Visitor, WrongPassword, form_token
from inzet.accounts.secret import same
from inzet.vocabulary.errors import InzetError
from inzet.web import cookies, subscribing
from inzet.web.limits import Buckets, Joint, Limits
from inzet.web.refusals import ForeignForm
from inzet.web.running.crew import Crew
from inzet.web.security import SAFE

OPEN = ("/login", "/static", "/health", "/ready")
"""What everybody may ask for: these paths, and all that lies below them."""
SIGNED = ("/nodes",)
"""What other nodes ask for, by requests that they sign."""
LOGIN = "/login"
TAXII = "/taxii2"
"""Where programs may show a name and a password instead of a token."""
FIELD = "csrf"
"""The first field of every form."""
HEADER = "x-inzet-form"
"""Bears the same for a script that sends no form."""
_PEEK = 4096
"""Bytes of a body within which its first field ends."""
_TOKEN = r"([0-9a-f]{64})"
_PLAIN = re.compile(rb"%s=%s(?:&|\Z)" % (FIELD.encode(), _TOKEN.encode()))
_PARTS = re.compile(
    rb"--[^\r\n]{1,200}\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
    % (FIELD.encode(), _TOKEN.encode()),
    re.IGNORECASE,
)

Refuse = Callable[[Request, InzetError], Awaitable[Response]]


class Door:
    """Lets in whoever has an account, and tells the pages who they are.

    Puts into the state of a request: ``visitor``, a `inzet.accounts.Visitor` or None, and
    ``form_token``, what its forms are to bear, "" for none.

    Args:
        accounts: None where the workspace is one person's, who is always let in.
        public: whether whoever is not logged in may look as the public.
        limits: of all workers together.
        crew: those workers.
        refuse: makes the answer to who is not let in.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        accounts: Accounts | None,
        public: bool,
        limits: Limits,
        crew: Crew,
        refuse: Refuse,
    ) -> None:
        self._app = app
        self._accounts = accounts
        self._public = public
        self._refuse = refuse
        own = limits.of_each(crew.size)
        self._known = Buckets(own.known)
        self._unknown = Buckets(own.unknown)
        self._taxii = Buckets(own.taxii)
        self._login = Joint(limits.login, crew, "login")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope.setdefault("state", {})["key"] = subscribing.take_key(scope)
        if scope["type"] != "http" or self._accounts is None:
            await self._app(scope, receive, send)
            return
        try:
            receive = await self._let_in(self._accounts, scope, receive)
        except InzetError as error:
            answer = await self._refuse(Request(scope), error)
            await answer(scope, _nothing, send)
            return
        await self._app(scope, receive, send)

    async def _let_in(self, accounts: Accounts, scope: Scope, receive: Receive) -> Receive:
        state = scope.setdefault("state", {})
        state.update(visitor=None, form_token="")
        headers, path = Headers(scope=scope), scope["path"]
        if _below(path, ("/static",)):
            return receive
        if _below(path, SIGNED):
            # Neither a session nor a token counts there; only how often an address asks does.
            await self._hold(scope, None)
            return receive
        key = state["key"]
        bearer = key or _bearer(headers)
        shown = None if bearer else cookies.secret_in(headers, cookies.SESSION, scope["scheme"])
        visitor, basic = None, _basic(headers) if _below(path, (TAXII,)) else None
        if bearer or shown:
            visitor = await run_in_threadpool(accounts.visitor, session=shown, token=bearer)
        elif basic:
            visitor = await self._by_password(accounts, scope, basic)
        await self._hold(scope, visitor)
        state["visitor"] = visitor
        if bearer and visitor is None:
            raise NotLoggedIn(
                "this token opens nothing",
                fix="It may have ended. Make a new one on the page of your account.",
            )
        if key and visitor is not None and not subscribing.is_narrow(visitor):
            raise NotLoggedIn(
                "the key of an address may do no more than read",
                fix="Make a token that may only read, on the page of your account.",
            )
        if visitor is None and not self._public and not _below(path, OPEN):
            raise NotLoggedIn("log in first", fix="Log in, or show a token: Authorization: Bearer.")
        if bearer or basic:
            # A token is shown on purpose, and no browser does so by itself; what it might do with
            # a password it keeps is refused at the gate (another origin) or takes no form.
            return receive
        secret = shown if visitor else None
        if secret is None:
            secret = cookies.secret_in(headers, cookies.LOGIN, scope["scheme"])
        state["form_token"] = form_token(secret) if secret else ""
        if scope["method"] in SAFE:
            return receive
        given, receive = await _given(headers, receive)
        if not given or not same(given, state["form_token"]):
            raise ForeignForm
        return receive

    async def _by_password(
        self, accounts: Accounts, scope: Scope, basic: tuple[str, str]
    ) -> Visitor:
        address = scope["client"][0] if scope.get("client") else ""
        try:
            return await run_in_threadpool(accounts.basic, *basic, address=address)
        except WrongPassword as error:
            await self._hold(scope, None)
            raise NotLoggedIn(error.what, fix=error.fix) from None

    async def _hold(self, scope: Scope, visitor: Visitor | None) -> None:
        address = scope["client"][0] if scope.get("client") else ""
        if visitor is None:
            waits = self._unknown.take(address)
            if scope["path"] == LOGIN and scope["method"] not in SAFE:
                waits = max(waits, await run_in_threadpool(self._login.take, address))
        elif visitor.session is None:
            shown = visitor.token.id if visitor.token else f"of {visitor.account.id}"
            buckets = self._taxii if _below(scope["path"], (TAXII,)) else self._known
            waits = buckets.take(f"token {shown}")
        else:
            waits = self._known.take(f"session {visitor.session.id}")
        if waits:
            raise TooMany(waits)


def _below(path: str, those: tuple[str, ...]) -> bool:
    return any(path == each or path.startswith(f"{each}/") for each in those)


def _bearer(headers: Headers) -> str | None:
    scheme, _, shown = headers.get("authorization", "").partition(" ")
    # OASIS's own client of TAXII says “Token” where the standard of tokens says “Bearer”.
    return shown.strip() or "none" if scheme.lower() in {"bearer", "token"} else None


def _basic(headers: Headers) -> tuple[str, str] | None:
    """A name and a password (RFC 7617); None where none are shown."""
    scheme, _, shown = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        told = base64.b64decode(shown.strip(), validate=True).decode()
    except (ValueError, UnicodeDecodeError):
        told = ":"
    name, _, password = told.partition(":")
    return name, password


async def _given(headers: Headers, receive: Receive) -> tuple[str, Receive]:
    """The token that a form bears, and its body from the beginning."""
    given = headers.get(HEADER)
    if given is not None:
        return given, receive
    taken: list[Message] = []
    body = b""
    while len(body) < _PEEK:
        message = await receive()
        taken.append(message)
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body"):
            break
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    pattern = {"application/x-www-form-urlencoded": _PLAIN, "multipart/form-data": _PARTS}.get(kind)
    found = pattern.match(body[:_PEEK]) if pattern else None

    async def again() -> Message:
        return taken.pop(0) if taken else await receive()

    return (found[1].decode() if found else ""), again


async def _nothing() -> Message:
    return {"type": "http.disconnect"}
