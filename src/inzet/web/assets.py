"""Style and script: many small files, one of each over the wire.

A part lies in ``static/style`` or ``static/script`` and is named after its noun; a number before
the name says where it comes in the whole. Comments and the white space of the style stay behind.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import cache
from importlib import resources

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

PARTS = {
    "inzet.css": ("style", ".css", "text/css"),
    "inzet.js": ("script", ".js", "text/javascript"),
}
"""What is put together, from which folder."""
LASTING = "public, max-age=31536000, immutable"
"""Addresses change with the content, so browsers may keep what they have."""


@cache
def assembled(name: str) -> bytes:
    """The parts of a style sheet or script in the order of their names, as one file."""
    folder, suffix, _ = PARTS[name]
    found = resources.files("inzet.web").joinpath("static", folder).iterdir()
    parts = sorted(
        (each for each in found if each.name.endswith(suffix)), key=lambda each: each.name
    )
    whole = b"\n".join(part.read_bytes() for part in parts)
    return squeezed(whole) if suffix == ".css" else whole


@cache
def packed(name: str) -> bytes:
    """The same, compressed as well as it goes: it is done once, and sent to everybody."""
    return gzip.compress(assembled(name), 9, mtime=0)


def squeezed(style: bytes) -> bytes:
    """A style sheet without what only people read: comments, indents, the last semicolon."""
    bare = re.sub(rb"/\*.*?\*/", b"", style, flags=re.S)
    bare = re.sub(rb"\s*([{};])\s*", rb"\1", bare)
    return re.sub(rb"(?<=[{;])([\w-]+): ", rb"\1:", bare).replace(b";}", b"}").strip()


@cache
def static(name: str) -> str:
    """The address of a static file; it changes with its content, so it may be cached for long."""
    if name in PARTS:
        data = assembled(name)
    else:
        data = resources.files("inzet.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:10]}"


class Files(StaticFiles):
    """Static files, and what is put together from parts."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path in PARTS:
            headers, body = {"Cache-Control": LASTING, "Vary": "Accept-Encoding"}, assembled(path)
            if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                headers["Content-Encoding"], body = "gzip", packed(path)
            return Response(body, media_type=PARTS[path][2], headers=headers)
        return await super().get_response(path, scope)

    def file_response(self, full_path, stat_result, scope: Scope, status_code: int = 200):  # type: ignore[no-untyped-def]
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = LASTING
        return response
