"""Templates to pages: one environment, everything escaped, what every page has filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from inzet.web import ways
from inzet.web.assets import static
from inzet.web.exports import bundle_of
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


_FORM = re.compile(r"""<form\b(?:"[^"]*"|'[^']*'|[^>"'])*>""", re.IGNORECASE)
_POSTS = re.compile(r"""\bmethod=["']?post\b""", re.IGNORECASE)


def with_token(html: str, token: str) -> str:
    """A page whose every form that changes something bears a token, as its first field.

    Done to the page as a whole, so that no template can forget it. What people wrote is escaped
    by then, and holds no form.
    """

    def born(form: re.Match[str]) -> str:
        if not _POSTS.search(form[0]):
            return form[0]
        return f'{form[0]}<input type="hidden" name="csrf" value="{token}">'

    return _FORM.sub(born, html)


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

    visitor = getattr(request.state, "visitor", None)
    token = getattr(request.state, "form_token", "")
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
                "bundle": bundle_of(request.url.path) if status == 200 else None,
                "who": visitor,
                "signed_out": hasattr(request.state, "visitor") and visitor is None,
                "form_token": token,
                **context,
            }
        )
    )
    if token:
        body = with_token(body, token)
    # What a page shows is somebody's working material: no shared cache may hold it.
    headers = {
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Language",
        "Content-Language": words.language,
    }
    return HTMLResponse(body, status, headers)
