"""Roots that stand at places of their own: ``/trustgroup1/`` is then ``/taxii2/trustgroup1/``."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from inzet.web.taxii.answers import BASE


class Paths:
    """Leads addresses of roots to where they are answered.

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
            if name is not None:
                path = f"{BASE}/{name}{slash}{rest}"
                scope = {**scope, "path": path, "raw_path": path.encode()}
        await self._app(scope, receive, send)
