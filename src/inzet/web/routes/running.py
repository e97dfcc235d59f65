"""How the workspace runs: alive, ready, and what it counts of itself.

The first two are asked by whatever watches over the process, which nobody has logged in; so they
say one word, and where tables are being made anew, how far that is. What is wrong stands in the
log.
"""

from __future__ import annotations

import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from inzet.record import Condition
from inzet.vocabulary.errors import NotFound
from inzet.web.running.journal import tell
from inzet.web.running.ledger import exposition, joined
from inzet.web.visit import Desk, Visit, page
from inzet.web.who import Right

_HEADERS = {"Cache-Control": "no-store"}
_EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"


async def health(request: Request) -> Response:
    """``GET /health``: the process answers."""
    return PlainTextResponse("alive\n", headers=_HEADERS)


def ready(request: Request) -> Response:
    """``GET /ready``: the record can be read; 503 where it cannot."""
    desk: Desk = request.app.state.desk
    found = desk.condition()
    if found is Condition.READY:
        return PlainTextResponse("ready\n", headers=_HEADERS)
    if found is Condition.STALE:
        # Whoever asks whether it is ready waits until it is: that is a reason to begin.
        if desk.remaking is not None:
            desk.remaking.begin()
        percent = desk.remade()
        tell("not ready", level=logging.WARNING, record=str(found), percent=percent)
        told = f"not ready: tables are being made anew, {percent} %\n"
        return PlainTextResponse(told, 503, headers=_HEADERS)
    tell("not ready", level=logging.WARNING, record=str(found))
    return PlainTextResponse("not ready\n", 503, headers=_HEADERS)


@page
def metrics(visit: Visit) -> Response:
    """``GET /metrics``: what all workers counted, for Prometheus; for an administrator."""
    if not visit.may(Right.ADMINISTER):
        raise NotFound("there is no such page")
    whole = joined(visit.desk.crew.ask_all("tally"))
    return Response(exposition(whole), media_type=_EXPOSITION, headers=_HEADERS)


ROUTES = [Route("/health", health), Route("/ready", ready), Route("/metrics", metrics)]
