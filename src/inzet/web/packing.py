"""Compression of what is sent: well for people, lightly for machines that fetch much.

A page is read by somebody on whatever line they have, and is small; a program fetches pages of a
feed one after another, and waits longer for them to be packed than for what that saves. What is
kept is packed where it is kept (``answers``, ``assets``), once, and passes here as it is.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware, GZipResponder
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 1000
"""Bytes below which nothing is packed."""
LARGE = 20_000
"""Bytes from which what is made for programs is packed lightly."""
GOOD, LIGHT = 6, 1
_FOR_PEOPLE = ("text/html", "image/svg+xml")


def level(headers: Headers) -> int:
    """How well an answer is packed, by its kind and its length; without a length it is large."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() in _FOR_PEOPLE:
        return GOOD
    length = headers.get("content-length", "")
    return GOOD if length.isdecimal() and int(length) < LARGE else LIGHT


class Packing(GZipMiddleware):
    """Packs answers for those who take them packed."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, minimum_size=SMALLEST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        takes = scope["type"] == "http" and "gzip" in Headers(scope=scope).get(
            "accept-encoding", ""
        )
        if not takes:
            await super().__call__(scope, receive, send)
            return
        await _Packer(self.app, SMALLEST)(scope, receive, send)


class _Packer(GZipResponder):
    async def send_with_compression(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            # The compressor is made when the first of the body comes.
            self.compresslevel = level(Headers(raw=message.get("headers", [])))
        await super().send_with_compression(message)
