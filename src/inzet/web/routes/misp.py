"""Feeds as MISP pulls them, with a token in its headers: ``Authorization: Bearer …``."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from inzet.exchange.misp import Feed
from inzet.exchange.misp.feed import encoded
from inzet.web.subscribing import answer
from inzet.web.visit import Visit, page

_JSON, _CSV = "application/json", "text/csv"


@page
def manifest(visit: Visit) -> Response:
    """``GET /misp/{feed}/manifest.json``: the events of a feed, and when each last changed."""
    return _answer(visit, encoded(_feed(visit).manifest()), _JSON, "manifest.json")


@page
def hashes(visit: Visit) -> Response:
    """``GET /misp/{feed}/hashes.csv``: a hash of every attribute, and its event."""
    return _answer(visit, "".join(_feed(visit).hashes()).encode(), _CSV, "hashes.csv")


@page
def event(visit: Visit) -> Response:
    """``GET /misp/{feed}/{event}.json``: a dossier or meeting as an event."""
    uuid = visit.path("event")
    made = _feed(visit).event(uuid)
    return _answer(visit, encoded({"Event": made}), _JSON, f"{made['uuid']}.json")


def _feed(visit: Visit) -> Feed:
    return Feed(visit.view, visit.path("feed"))


def _answer(visit: Visit, body: bytes, media_type: str, name: str) -> Response:
    visit.note(None, body)
    return answer(visit.request, body, media_type, "en", name)


ROUTES = [
    Route("/misp/{feed}/manifest.json", manifest),
    Route("/misp/{feed}/hashes.csv", hashes),
    Route("/misp/{feed}/{event}.json", event),
]
