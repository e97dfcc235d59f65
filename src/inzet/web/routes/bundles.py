"""Dossiers and meetings as STIX 2.1 bundles, to hand to other tools."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.responses import Response
from starlette.routing import Route

from inzet.exchange.stix import of_dossier, of_meeting
from inzet.record import View
from inzet.web.visit import Visit, page

STIX = "application/stix+json;version=2.1"


@page
def dossier(visit: Visit) -> Response:
    """``GET /dossiers/{procedure}/{name}/bundle.json``: a dossier with all that is said on it."""
    name = f"{visit.path('procedure')}/{visit.path('name')}"
    return _bundle(visit, of_dossier, name)


@page
def meeting(visit: Visit) -> Response:
    """``GET /meetings/{id}/bundle.json``: a meeting with all that is said about it."""
    return _bundle(visit, of_meeting, visit.path("id"))


def _bundle(visit: Visit, make: Callable[[View, str], bytes], name: str) -> Response:
    body = make(visit.view, name)
    visit.note(None, body)
    file = quote(f"{name.replace('/', '-')}.json")
    return Response(
        body,
        media_type=STIX,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{file}",
            "Cache-Control": "private, no-cache",
        },
    )


ROUTES = [
    Route("/dossiers/{procedure}/{name}/bundle.json", dossier),
    Route("/meetings/{id}/bundle.json", meeting),
]
