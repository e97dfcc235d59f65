"""Answers on the wire: JSON or bytes, tags, the next page, compression."""

from __future__ import annotations

import gzip
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from inzet.web.api.operation import File, Made
from inzet.web.api.shapes.common import BASE
from inzet.web.api.tags import ZIPPED, content_tag, had

JSON = "application/json"
_SMALLEST_ZIPPED = 1000
_LEVEL = 4
_encoder = msgspec.json.Encoder(decimal_format="string")


def answered(request: Request, found: Any, tag: str | None) -> Response:
    """What a handler made, as an answer.

    Args:
        tag: of the answer, where it is known without it; else it is that of its content.
    """
    made = found if isinstance(found, Made) else Made(found)
    headers = dict(made.headers)
    if isinstance(made.answer, File):
        return _file(request, made.answer, headers)
    body = _encoder.encode(made.answer)
    following = getattr(made.answer, "next", None)
    links = [f'<{BASE}/openapi.json>; rel="service-desc"']
    if isinstance(following, str) and following.startswith(BASE):
        links.insert(0, f'<{following}>; rel="next"')
    headers["Link"] = ", ".join(links)
    if request.method in ("GET", "HEAD"):
        tag = tag or content_tag(body)
        if (known := had(request, tag)) is not None:
            return not_changed(known)
    return _sent(request, body, JSON, made.status, headers, tag)


def encoded(found: Any) -> bytes:
    """What a handler made, as it goes over the wire."""
    return _encoder.encode(found.answer if isinstance(found, Made) else found)


def not_changed(tag: str) -> Response:
    """That whoever asks has the answer already, under this tag."""
    return Response(status_code=304, headers=_kept(tag))


def _file(request: Request, file: File, headers: dict[str, str]) -> Response:
    tag = content_tag(file.data)
    if (known := had(request, tag)) is not None:
        return not_changed(known)
    headers |= {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return _sent(request, file.data, file.media_type, 200, headers, tag)


def _sent(
    request: Request,
    body: bytes,
    media_type: str,
    status: int,
    headers: dict[str, str],
    tag: str | None,
) -> Response:
    if "gzip" in request.headers.get("accept-encoding", "") and len(body) >= _SMALLEST_ZIPPED:
        body = gzip.compress(body, _LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
        tag = tag and tag + ZIPPED
    headers |= _kept(tag)
    length = len(body)
    response = Response(b"" if request.method == "HEAD" else body, status, headers)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Length"] = str(length)
    return response


def _kept(tag: str | None) -> dict[str, str]:
    # It is somebody's working material: no shared cache may hold it, and each use asks again.
    kept = {"Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Authorization, Cookie"}
    return kept | ({"ETag": f'"{tag}"'} if tag else {})
