"""What stands before every page: hosts, origins, sizes and headers. Plain ASGI, no session.

A page elsewhere must not reach the workspace: not by a name that resolves to its address (Host),
not by a form posted from another site (Origin).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inzet.reading.load import LIMIT
from inzet.vocabulary.addresses import parts_of
from inzet.vocabulary.errors import InzetError
from inzet.web.api.problems import asks_problem, problem
from inzet.web.refusals import TooLarge

HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UPLOAD_LIMIT = LIMIT + 64 * 1024
"""Bytes of one request's body: the largest paper, and the form around it."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
STRICT = "max-age=31536000"
"""A browser that came by TLS comes by nothing else for a year."""
_PLAIN = frozenset({"/health", "/ready"})
"""What a machine beside us asks without TLS, whatever stands before everybody else."""


def host_of(headers: Headers) -> str:
    """The Host header without its port, in lower case."""
    host = headers.get("host", "").lower()
    if host.startswith("["):
        return host[: host.find("]") + 1]
    return host.partition(":")[0]


def same_origin(headers: Headers) -> bool:
    """Whether a request that changes something comes from a page of this workspace.

    Browsers say so themselves (Sec-Fetch-Site); an older one names its Origin; a program that is
    no browser sends neither and cannot be misled by a foreign page.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None:
        return True
    parts = parts_of(origin)
    return (
        parts.scheme in {"http", "https"}
        and parts.netloc.lower() == headers.get("host", "").lower()
    )


class Gate:
    """Refuses foreign hosts and origins, bounds bodies while they stream, sets headers.

    Args:
        names: hosts that it answers to besides this machine itself, in lower case.
        proxied: it stands behind a proxy that others reach by TLS, and takes nothing else.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        limit: int = UPLOAD_LIMIT,
        names: Iterable[str] = (),
        proxied: bool = False,
    ) -> None:
        self._app = app
        self._limit = limit
        self._hosts = HOSTS | {each.lower() for each in names}
        self._proxied = proxied

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        secure = scope["scheme"] == "https"
        guarded = _with_headers(send, {"Strict-Transport-Security": STRICT} if secure else {})
        if host_of(headers) not in self._hosts:
            refusal = _refusal(scope, 421, "this workspace does not answer to that name")
            await refusal(scope, receive, guarded)
            return
        if self._proxied and not secure and scope["path"] not in _PLAIN:
            refusal = _refusal(scope, 421, "this workspace is reached by https only")
            await refusal(scope, receive, guarded)
            return
        if scope["method"] not in SAFE and not same_origin(headers):
            refusal = _refusal(scope, 403, "this form was not sent from this workspace")
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, self._bounded(headers, receive), guarded)

    def _bounded(self, headers: Headers, receive: Receive) -> Receive:
        declared = headers.get("content-length", "")
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            if declared.isdigit() and int(declared) > self._limit:
                raise TooLarge(self._limit)
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._limit:
                raise TooLarge(self._limit)
            return message

        return bounded


def _refusal(scope: Scope, status: int, what: str) -> Response:
    """In one line, as nothing of the workspace is shown; to a program in the form it knows."""
    if asks_problem(Request(scope)):
        return problem(InzetError(what), status)
    return PlainTextResponse(f"{what[0].upper()}{what[1:]}.\n", status)


def _with_headers(send: Send, more: Mapping[str, str]) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in {**HEADERS, **more}.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded
