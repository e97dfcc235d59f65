"""A browser without a screen: asks an application in this process, one request at a time."""

from __future__ import annotations

import asyncio
import atexit
import contextvars
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import anyio.to_thread
import httpx
from starlette.applications import Starlette
from starlette.types import Message, Scope

HERE = "http://127.0.0.1:8000"
# It only makes requests, as a client makes them; nothing is sent by it.
_MAKES = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(500)))
_MAKES.base_url = HERE


class Client:
    """Asks an application; ``html`` of a page, ``post`` of a form from one of its pages."""

    def __init__(self, app: Starlette, *, headers: dict[str, str] | None = None) -> None:
        self.app = app
        self._headers = headers or {}

    def get(self, path: str, **options: Any) -> httpx.Response:
        """``GET``."""
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        """``POST``, as a browser sends a form of the same site."""
        headers = {"Sec-Fetch-Site": "same-origin", **options.pop("headers", {})}
        return self.ask("POST", path, headers=headers, **options)

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any request; redirects are shown, not followed."""
        headers = {**self._headers, **options.pop("headers", {})}
        request = _MAKES.build_request(method, path, headers=headers, **options)
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return _asked(self.app, request)
        # A browser that is open in this thread keeps a loop running in it.
        with ThreadPoolExecutor(1) as apart:
            return apart.submit(_asked, self.app, request).result()


def _asked(app: Starlette, request: httpx.Request) -> httpx.Response:
    sent: list[Message] = []
    asked = _run(app, request, sent)
    if threading.current_thread() is threading.main_thread():
        _loop().run_until_complete(asked)
    else:
        asyncio.run(asked)
    body = b"".join(each.get("body", b"") for each in sent[1:])
    answer = httpx.Response(
        sent[0]["status"],
        headers=sent[0].get("headers", []),
        stream=httpx.ByteStream(b"" if request.method == "HEAD" else body),
        request=request,
    )
    answer.read()
    return answer


async def _run(app: Starlette, request: httpx.Request, sent: list[Message]) -> None:
    """What the application sends to a request."""
    _WAITS.set(True)
    done = asyncio.Event()
    assert isinstance(request.stream, httpx.AsyncByteStream)
    pieces: AsyncIterator[bytes] = request.stream.__aiter__()
    taken = False

    async def receive() -> Message:
        nonlocal taken
        if taken:
            await done.wait()
            return {"type": "http.disconnect"}
        async for piece in pieces:
            return {"type": "http.request", "body": piece, "more_body": True}
        taken = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        assert not done.is_set()
        assert (message["type"] == "http.response.start") is (sent == [])
        sent.append(dict(message))
        if sent[1:] and not message.get("more_body", False):
            done.set()

    await app(_scope(request), receive, send)
    assert done.is_set()


def _scope(request: httpx.Request) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.split(b"?")[0],
        "query_string": request.url.query,
        "server": (request.url.host, request.url.port),
        "client": ("127.0.0.1", 123),
        "root_path": "",
    }


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One loop for all that the main thread asks, which is most: one for each costs more."""
    loop = asyncio.new_event_loop()
    atexit.register(loop.close)
    return loop


_WAITS = contextvars.ContextVar("waits", default=False)
_apart = anyio.to_thread.run_sync


async def _run_sync(function: Callable[..., Any], *values: Any, **options: Any) -> Any:
    """Of a client here, who waits for it anyway, it is run here: no thread is started for it."""
    if not _WAITS.get():
        return await _apart(function, *values, **options)
    return contextvars.copy_context().run(function, *values)


anyio.to_thread.run_sync = _run_sync  # type: ignore[assignment]
