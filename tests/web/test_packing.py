"""What people read is packed well, what programs fetch much of lightly; bytes stay whole."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from inzet.web.app import create_app
from inzet.web.packing import LARGE, Packing
from tests.web.client import HERE
from tests.web.workspace import Workspace

WORDS = b"".join(b"%d sheep, " % number for number in range(12_000))
HTML, TAXII = "text/html; charset=utf-8", "application/taxii+json;version=2.1"
LIGHTEST = 4
"""In the head of what is packed, where it was packed at the lowest level (RFC 1952, 2.3.1)."""


def raw(app: Starlette, path: str, takes: str = "gzip") -> tuple[httpx.Headers, bytes]:
    """Head and body as they go over the wire."""

    async def asked() -> tuple[httpx.Headers, bytes]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client:
            headers = {"Accept-Encoding": takes}
            async with client.stream("GET", path, headers=headers) as answer:
                return answer.headers, b"".join([part async for part in answer.aiter_raw()])

    return asyncio.run(asked())


def of(body: bytes, kind: str, *, parts: int = 0) -> Starlette:
    """An application with one answer; in parts, without its length told before."""

    async def pieces() -> AsyncIterator[bytes]:
        size = len(body) // parts + 1
        for start in range(0, len(body), size):
            yield body[start : start + size]

    def answer(_: Request) -> Response:
        if parts:
            return StreamingResponse(pieces(), media_type=kind)
        return Response(body, media_type=kind)

    return Starlette(routes=[Route("/", answer)], middleware=[Middleware(Packing)])


@pytest.mark.parametrize(
    ("kind", "size", "parts", "light"),
    [
        (HTML, len(WORDS), 0, False),
        (HTML, len(WORDS), 7, False),
        (TAXII, len(WORDS), 0, True),
        (TAXII, len(WORDS), 7, True),
        (TAXII, LARGE, 0, True),
        (TAXII, LARGE - 1, 0, False),
        ("application/atom+xml", len(WORDS), 0, True),
    ],
)
def test_people_well_programs_lightly(kind: str, size: int, parts: int, light: bool) -> None:
    headers, body = raw(of(WORDS[:size], kind, parts=parts), "/")
    assert headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in headers["Vary"]
    assert gzip.decompress(body) == WORDS[:size]
    assert (body[8] == LIGHTEST) == light


def test_nothing_is_packed_that_is_small_or_not_taken() -> None:
    for body, takes in ((WORDS[:999], "gzip"), (WORDS, "identity")):
        headers, sent = raw(of(body, HTML), "/", takes)
        assert sent == body
        assert "Content-Encoding" not in headers


def test_pages_style_and_script_go_packed_well(shown: Workspace) -> None:
    app = create_app(shown.open)
    for path in ("/api", "/static/inzet.css", "/static/inzet.js"):
        headers, body = raw(app, path)
        plain_headers, plain = raw(app, path, "identity")
        assert gzip.decompress(body) == plain
        assert "Content-Encoding" not in plain_headers
        assert len(body) < len(gzip.compress(plain, 1)), path
        for each in (headers, plain_headers):
            assert "Accept-Encoding" in each["Vary"]


def test_the_page_of_the_api_is_made_once_in_each_language(shown: Workspace) -> None:
    app = create_app(shown.open)
    pages = {path: raw(app, path)[1] for path in ("/api?lang=en", "/api?lang=nl")}
    assert len(set(pages.values())) == 2
    assert pages == {path: raw(create_app(shown.open), path)[1] for path in pages}
