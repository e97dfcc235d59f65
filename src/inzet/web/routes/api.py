"""The JSON API: its routes, its description, and a page that shows it."""

from __future__ import annotations

from functools import cache
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inzet.web.api.answering import answered
from inzet.web.api.description import description
from inzet.web.api.door import routes
from inzet.web.api.nouns import EVERY
from inzet.web.api.problems import TITLES
from inzet.web.api.shapes.common import BASE
from inzet.web.present.api import operations, shapes
from inzet.web.templating import environment
from inzet.web.visit import Visit, page
from inzet.web.words import Words


async def openapi(request: Request) -> Response:
    """``GET /api/v1/openapi.json``: the description."""
    return answered(request, _told(request), None)


def _told(request: Request) -> dict[str, Any]:
    accounts = request.app.state.desk.accounts is not None
    return description(accounts=accounts, scheme=request.url.scheme)


@page
def api(visit: Visit) -> Response:
    """``GET /api``: the description to read."""
    told = _told(visit.request)
    accounts = visit.desk.accounts is not None
    return visit.show(
        "api.html",
        told,
        base=BASE,
        operations_and_shapes=_shown(accounts, visit.request.url.scheme, visit.words.language),
        version=told["info"]["version"],
    )


@cache
def _shown(accounts: bool, scheme: str, language: str) -> Markup:
    """Operations and shapes as they stand on the page: nothing in it is of who looks, or when."""
    told = description(accounts=accounts, scheme=scheme)
    template = environment().get_template("api-told.html")
    return Markup(
        template.render(
            t=Words(language),
            base=BASE,
            groups=operations(told),
            shapes=shapes(told),
            known=frozenset(told["components"]["schemas"]),
            problems=[(status, title) for status, title in TITLES.items()],
        )
    )


ROUTES = [
    Route("/api", api),
    Route(f"{BASE}/openapi.json", openapi),
    *routes(EVERY),
]
