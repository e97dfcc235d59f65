"""Templates to pages: one environment, everything escaped, what every page has filled in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from inzet.web import ways
from inzet.web.assets import static
from inzet.web.links import link
from inzet.web.moments import Moment
from inzet.web.subscribing import offered
from inzet.web.words import LANGUAGES, Words


@cache
def environment() -> jinja2.Environment:
    """The template environment; undefined names fail, and everything is escaped."""
    found = jinja2.Environment(
        loader=jinja2.PackageLoader("inzet.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["static"] = static
    found.globals["ways"] = ways
    return found


class Asked(dict[str, str]):
    """The query of a page; what was not asked is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def render(
    template: str,
    *,
    request: Request,
    words: Words,
    moment: Moment,
    kept: Mapping[str, str],
    context: Mapping[str, Any],
    status: int = 200,
) -> Response:
    """A page, with what every page has: words, links that keep the moment, the way around."""

    asked = Asked(request.query_params)

    def href(path: str, **query: object) -> str:
        return link(path, kept, query)

    def here(**query: object) -> str:
        return link(request.url.path, asked, query)

    body = (
        environment()
        .get_template(template)
        .render(
            {
                "t": words,
                "moment": moment,
                "kept": kept,
                "href": href,
                "here": here,
                "path": request.url.path,
                "asked": asked,
                "languages": LANGUAGES,
                # A page of an error is of nothing that could be followed.
                "subscriptions": offered(request.url.path, asked, words.language)
                if status == 200
                else (),
                **context,
            }
        )
    )
    # What a page shows is somebody's working material: no shared cache may hold it.
    headers = {
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Language",
        "Content-Language": words.language,
    }
    return HTMLResponse(body, status, headers)
