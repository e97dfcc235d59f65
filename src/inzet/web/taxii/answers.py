"""TAXII answers: media types as they are asked for and given, resources, errors."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from inzet.accounts import NotLoggedIn, TooMany
from inzet.vocabulary.errors import BusyRecord, InzetError
from inzet.web.api.problems import TITLES, Refused, problem_status

BASE = "/taxii2"
MEDIA_TYPE = "application/taxii+json;version=2.1"
_BARE = "application/taxii+json"
_ANYTHING = ("*/*", "application/*")
_SMALL = 1000
_FAST = 1
"""How hard bodies are pressed: a page of a thousand objects is to cost milliseconds."""
_CHALLENGE = 'Basic realm="inzet", charset="UTF-8", Bearer realm="inzet"'


def is_taxii(path: str) -> bool:
    """Whether an address is one of TAXII."""
    return path == BASE or path.startswith(f"{BASE}/")


def check_accept(request: Request) -> None:
    """That whoever asks takes TAXII 2.1 for an answer.

    Raises:
        Refused: 406.
    """
    accept = request.headers.get("accept")
    if accept is None:
        return
    for each in accept.split(","):
        name, parameters = _parsed(each)
        if parameters.get("q", "1").strip("0.") == "":
            continue
        if name in _ANYTHING or (name == _BARE and parameters.get("version", "2.1") == "2.1"):
            return
    raise Refused(
        406, "this is answered in TAXII 2.1 alone", where="Accept", fix=f"Accept {MEDIA_TYPE}."
    )


def check_content(headers: Headers) -> None:
    """That what is sent is TAXII 2.1.

    Raises:
        Refused: 415.
    """
    name, parameters = _parsed(headers.get("content-type", ""))
    if name != _BARE or parameters.get("version", "2.1") != "2.1":
        raise Refused(
            415,
            "what is sent here is TAXII 2.1",
            where="Content-Type",
            fix=f"Send it as {MEDIA_TYPE}.",
        )


def _parsed(value: str) -> tuple[str, dict[str, str]]:
    name, *rest = (part.strip() for part in value.split(";"))
    pairs = (part.partition("=") for part in rest)
    return name.lower(), {key.strip().lower(): told.strip().strip('"') for key, _, told in pairs}


def resource(
    request: Request, data: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A resource."""
    return answer(request, msgspec.json.encode(data), status, headers)


def answer(
    request: Request, body: bytes, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A body that is JSON already; pressed where whoever asks can unpack it."""
    kept = {"Cache-Control": "private, no-store", "Content-Type": MEDIA_TYPE, **(headers or {})}
    if len(body) >= _SMALL and "gzip" in request.headers.get("accept-encoding", ""):
        kept |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        body = zlib.compress(body, _FAST, 16 + zlib.MAX_WBITS)
    return Response(body, status, headers=kept)


def refused(request: Request, error: InzetError, status: int | None = None) -> Response:
    """An error as TAXII tells it; what is hidden and what is missing are told alike."""
    found = problem_status(error) if status is None else status
    told = {
        "title": TITLES.get(found, TITLES[500]),
        "description": f"{error.what[:1].upper()}{error.what[1:]}. {error.fix}".strip(),
        "http_status": str(found),
        **({"details": {"where": error.where}} if error.where else {}),
    }
    headers = {}
    if isinstance(error, NotLoggedIn):
        headers["WWW-Authenticate"] = _CHALLENGE
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.seconds)
    if isinstance(error, BusyRecord):
        headers["Retry-After"] = "10"
    return resource(request, told, found, headers)
