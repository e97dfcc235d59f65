"""The routes of the API: each path once, with the operations at it, and what stands before them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inzet.vocabulary.errors import InzetError
from inzet.web.api.answering import JSON, answered, encoded, not_changed
from inzet.web.api.asking import body_of, query_of, wanted
from inzet.web.api.operation import Call, File, Operation, Upload
from inzet.web.api.problems import Refused
from inzet.web.api.tags import had, mark_tag
from inzet.web.refusals import NoFile
from inzet.web.security import UPLOAD_LIMIT
from inzet.web.visit import Visit, visiting

_MOST_JSON = 2**20
_UPLOADED = "multipart/form-data"


def routes(operations: Iterable[Operation]) -> list[Route]:
    """A route for each path."""
    by_path: dict[str, dict[str, Operation]] = {}
    for each in operations:
        by_path.setdefault(each.route, {})[each.method] = each
    return [_route(path, found) for path, found in by_path.items()]


def _route(path: str, found: dict[str, Operation]) -> Route:
    methods = sorted({*found, "OPTIONS", *({"HEAD"} if "GET" in found else ())})
    allow = ", ".join(methods)

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allow})
        asked = found["GET" if request.method == "HEAD" else request.method]
        return await _answer(request, asked)

    return Route(path, endpoint, methods=methods)


def _answer(request: Request, asked: Operation) -> Awaitable[Response]:
    if asked.writes:
        return _written(request, asked)
    return run_in_threadpool(_read, request, asked)


def _read(request: Request, asked: Operation) -> Response:
    wanted(request.headers, "*/*" if asked.answers is File else JSON)
    query = _query(request, asked)
    with visiting(request) as visit:
        _permit(visit, asked)
        tag = mark_tag(visit) if asked.kept_by_mark else None
        if tag is not None and (known := had(request, tag, there=False)) is not None:
            return not_changed(known)
        found = asked.handler(Call(visit, query, None))
        # What bears no marking itself may lead to what does.
        text = encoded(found) if asked.answers is not File else b""
        visit.note(found, text)
        return answered(request, found, tag)


async def _written(request: Request, asked: Operation) -> Response:
    wanted(request.headers, JSON)
    query = _query(request, asked)
    # Before anything of what is sent is looked at.
    await run_in_threadpool(_may, request, asked)
    body: Any
    if asked.takes is Upload:
        body = await _upload(request)
    else:
        data = await _body(request)
        body = body_of(asked.takes, data, request.headers)
    as_it_is = request.headers.get("if-match")
    if asked.matched and as_it_is is None:
        raise Refused(
            428,
            "say which version of the statement is meant",
            where="If-Match",
            fix="Send If-Match with the ETag of the statement as you read it, or * for any.",
        )

    def run() -> Response:
        with visiting(request) as visit:
            _permit(visit, asked)
            return answered(request, asked.handler(Call(visit, query, body, as_it_is)), None)

    return await run_in_threadpool(run)


def _query(request: Request, asked: Operation) -> Any:
    return query_of(asked.asks, request.query_params.multi_items())


def _may(request: Request, asked: Operation) -> None:
    with visiting(request) as visit:
        _permit(visit, asked)


def _permit(visit: Visit, asked: Operation) -> None:
    if visit.may(asked.right):
        return
    try:
        visit.require(asked.right)
    except InzetError as error:
        raise Refused(403, error.what, where=error.where, fix=error.fix) from None


async def _body(request: Request) -> bytes:
    taken = bytearray()
    async for piece in request.stream():
        taken += piece
        if len(taken) > _MOST_JSON:
            raise Refused(413, "what was sent is larger than 1 MB", where="body")
    return bytes(taken)


async def _upload(request: Request) -> Upload:
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent != _UPLOADED:
        if sent == "application/x-www-form-urlencoded":
            raise Refused(
                415,
                "a paper is not sent as a form of fields",
                where="Content-Type",
                fix=f"Send its bytes, or {_UPLOADED} with the paper in “file”.",
            )
        data = bytearray()
        async for piece in request.stream():
            data += piece
        if not data:
            raise NoFile("no paper was sent", fix="Send its bytes as the body.")
        return Upload(bytes(data), "", {})
    try:
        async with request.form(max_files=1, max_fields=20, max_part_size=UPLOAD_LIMIT) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise NoFile("no paper was sent", where="file", fix="Send it as “file”.")
            name = re.split(r"[\\/]", file.filename or "")[-1][:200]
            data = bytearray(await file.read())
            if not data:
                raise NoFile("the paper is empty", where=name)
            fields = {key: value for key, value in form.items() if isinstance(value, str)}
            return Upload(bytes(data), name, fields)
    except HTTPException as error:
        raise Refused(400, "the form cannot be read", where=str(error.detail)[:80]) from None


Endpoint = Callable[[Request], Awaitable[Response]]
