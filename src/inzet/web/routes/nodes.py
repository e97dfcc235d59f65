"""What other nodes ask: who this is, which feeds they may have, and what came after a state.

No page and no form: sessions and accounts do not count here, signatures do. Whoever is no confirmed
peer, or shows no signature that proves it, is answered in the same words.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from inzet.accounts.audit import READ
from inzet.exchange import answering
from inzet.exchange.asking import FRAMES, Who, vouches_of, wanted_of
from inzet.exchange.certificates import is_shown
from inzet.exchange.frames import PROTOCOL
from inzet.exchange.here import Here, Told
from inzet.exchange.inquiry import Refused, known_asker, refused
from inzet.vocabulary.errors import InzetError
from inzet.vocabulary.markings import PUBLIC
from inzet.web.refusals import TooLarge, status_of
from inzet.web.running.certified import shown
from inzet.web.visit import Desk

_MOST_BODY = 2**20
_CHUNK = 2**16
Answered = Callable[[Told, str, bytes], Iterator[bytes]]


async def who(request: Request) -> Response:
    """``GET /nodes/self``: the name, the public key, how it changed, the version; to anybody."""

    def told() -> Response:
        desk: Desk = request.app.state.desk
        with desk.opened() as kept:
            own, keys = kept.record.organisation, kept.record.keys
        told = Who(name=own.name, key=own.public_key.hex(), protocol=PROTOCOL, keys=keys.packed)
        return _json(told, 200)

    try:
        return await run_in_threadpool(told)
    except InzetError as error:
        return _problem(error.what, status_of(error))


async def feeds(request: Request) -> Response:
    """``GET /nodes/feeds``: the feeds that whoever signed may have, and how far each has come."""
    return await _answered(request, lambda told, nonce, _: answering.offers(told, nonce=nonce))


async def parcels(request: Request) -> Response:
    """``POST /nodes/parcels``: of the feeds that are named, what came after a place."""
    return await _answered(
        request,
        lambda told, nonce, body: answering.parcels(told, wanted_of(body), nonce=nonce),
    )


async def vouches(request: Request) -> Response:
    """``POST /nodes/vouches``: for which older seals of the feeds that are named their
    organisations' keys of now vouch."""
    return await _answered(
        request, lambda told, nonce, body: answering.vouches(told, vouches_of(body), nonce=nonce)
    )


async def witnesses(request: Request) -> Response:
    """``POST /nodes/witnesses``: takes co-signatures of seals, gives those that are here."""
    return await _answered(
        request, lambda told, nonce, body: answering.witnesses(told, body, nonce=nonce)
    )


async def _answered(request: Request, answer: Answered) -> Response:
    try:
        body = await _body(request)
        return await run_in_threadpool(_make, request, body, answer)
    except Refused as error:
        return _problem(error.what, 401)
    except InzetError as error:
        return _problem(error.what, status_of(error))


def _make(request: Request, body: bytes, answer: Answered) -> Response:
    desk: Desk = request.app.state.desk
    with desk.opened() as kept:
        here = Here.of(kept.record)
        headers = {name: ", ".join(request.headers.getlist(name)) for name in request.headers}
        raw = request.scope.get("raw_path") or request.scope["path"].encode()
        peer, nonce = known_asker(
            here,
            headers,
            method=request.method,
            path=raw.decode("latin-1"),
            query=request.scope["query_string"].decode("latin-1"),
            body=body,
        )
        if desk.certified and not is_shown(peer, shown(request.scope)):
            raise refused()
        ended = desk.callers.begin(peer.id)
        try:
            told = here.told(peer)
            stream = answer(told, nonce, body)
            # What cannot be answered at all is told before the answer begins.
            parts = _gathered(next(stream), stream, ended)
        except BaseException:
            ended()
            raise
        # Where who asked was gone before it began.
        weakref.finalize(parts, ended)
        _note(desk, request, told)
    return StreamingResponse(parts, media_type=FRAMES, headers={"Cache-Control": "no-store"})


def _note(desk: Desk, request: Request, told: Told) -> None:
    """Keeps for the audit that a node was handed marked feeds, where an audit is kept."""
    if desk.accounts is not None and request.method == "POST":
        marked = [feed for feed, offer in told.offers.items() if offer.marking != PUBLIC]
        who = f"node {told.peer.name}"
        desk.accounts.audit.note(who, READ, request.scope["path"], marked)


def _gathered(first: bytes, stream: Iterator[bytes], ended: Callable[[], None]) -> Iterator[bytes]:
    """Small frames together: each part of an answer costs a turn of the server."""
    held, size = [first], len(first)
    try:
        for data in stream:
            held.append(data)
            size += len(data)
            if size >= _CHUNK:
                yield b"".join(held)
                held, size = [], 0
        yield b"".join(held)
    finally:
        ended()


async def _body(request: Request) -> bytes:
    taken = bytearray()
    async for part in request.stream():
        taken += part
        if len(taken) > _MOST_BODY:
            raise TooLarge(_MOST_BODY)
    return bytes(taken)


def _json(value: Any, status: int) -> Response:
    return Response(
        msgspec.json.encode(value),
        status,
        {"Cache-Control": "no-store"},
        media_type="application/json",
    )


def _problem(what: str, status: int) -> Response:
    return Response(
        msgspec.json.encode({"title": "refused", "status": status, "detail": what}),
        status,
        {"Cache-Control": "no-store"},
        media_type="application/problem+json",
    )


ROUTES = [
    Route("/nodes/self", who, methods=["GET"]),
    Route("/nodes/feeds", feeds, methods=["GET"]),
    Route("/nodes/parcels", parcels, methods=["POST"]),
    Route("/nodes/vouches", vouches, methods=["POST"]),
    Route("/nodes/witnesses", witnesses, methods=["POST"]),
]
