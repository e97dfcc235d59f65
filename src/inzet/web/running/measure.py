"""Every request measured: counted, logged, given a number of its own; faults become a page."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inzet.web.running.journal import failed, tell
from inzet.web.running.ledger import OTHER, Ledger
from inzet.web.security import HEADERS

Broken = Callable[[Request, Exception], Awaitable[Response]]
_Key = tuple[int, frozenset[str]]
NUMBER = "X-Request-ID"


def templates(routes: Iterable[BaseRoute], prefix: str = "") -> Iterator[tuple[_Key, str]]:
    """The template of each route, by what the router tells of a request that took it."""
    for route in routes:
        if isinstance(route, Route):
            key = id(route.endpoint), frozenset(route.param_convertors)
            yield key, prefix + route.path
        elif isinstance(route, Mount):
            yield (id(route.app), frozenset()), f"{prefix}{route.path}/*"
            yield from templates(route.routes, prefix + route.path)


class Measure:
    """Stands before everything else, so that what others refuse is measured too.

    Args:
        routes: gives the routes of the application; asked at the first request.
        broken: the page of a fault.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        routes: Callable[[], Iterable[BaseRoute]],
        ledger: Ledger,
        broken: Broken,
    ) -> None:
        self._app = app
        self._routes = routes
        self._ledger = ledger
        self._broken = broken
        self._templates: dict[_Key, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        # A number that the client brings could be anything; ours can be trusted in a log.
        number = secrets.token_hex(8)
        answer = _Answer(send, number)
        self._ledger.began()
        try:
            await self._app(scope, receive, answer)
        except Exception as error:
            failed(error, request=number, route=self._template(scope))
            if answer.status:
                raise
            page = await self._broken(Request(scope), error)
            page.headers.update(HEADERS)
            await page(scope, receive, answer)
        finally:
            self._end(scope, answer, number, time.perf_counter() - began)

    def _end(self, scope: Scope, answer: _Answer, number: str, seconds: float) -> None:
        route, status = self._template(scope), answer.status or 500
        self._ledger.ended(scope["method"], route, status, seconds)
        tell(
            "request",
            level=logging.INFO,
            request=number,
            method=scope["method"][:16],
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            bytes=answer.size,
        )

    def _template(self, scope: Scope) -> str:
        """The template of the route that was taken; the address itself tells what was read."""
        if not self._templates:
            self._templates.update(templates(self._routes()))
        endpoint = id(scope.get("endpoint"))
        for names in (frozenset(scope.get("path_params", ())), frozenset[str]()):
            if (found := self._templates.get((endpoint, names))) is not None:
                return found
        return OTHER


class _Answer:
    """Sends an answer on, and remembers how it went."""

    def __init__(self, send: Send, number: str) -> None:
        self._send = send
        self._number = number
        self.status = 0
        self.size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[NUMBER] = self._number
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
        await self._send(message)
