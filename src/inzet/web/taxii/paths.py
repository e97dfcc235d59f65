"""Roots that stand at places of their own: ``/trustgroup1/`` is then ``/taxii2/trustgroup1/``."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from inzet.web.taxii.answers import BASE, is_taxii


class Paths:
    """Leads addresses of roots to where they are answered.

    Where there are such roots, a TAXII client that asks beside them is told so in its own words.

    Args:
        paths: ``/name/`` → name of the root.
    """

    def __init__(self, app: ASGIApp, *, paths: Mapping[str, str]) -> None:
        self._app = app
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._paths:
            first, slash, rest = scope["path"].removeprefix("/").partition("/")
            name = self._paths.get(f"/{first}/")
            if name is None and _asks_taxii(scope) and not is_taxii(scope["path"]):
                name = first
            if name:
                path = f"{BASE}/{name}{slash}{rest}"
                scope = {**scope, "path": path, "raw_path": path.encode()}
        await self._app(scope, receive, send)


def _asks_taxii(scope: Scope) -> bool:
    return "application/taxii+json" in Headers(scope=scope).get("accept", "")
