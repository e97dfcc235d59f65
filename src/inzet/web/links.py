"""Addresses within the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode


def link(path: str, before: Mapping[str, str], changed: Mapping[str, object]) -> str:
    """A path with a query; a changed value of None or "" takes the key away."""
    query: dict[str, object] = {**before, **changed}
    encoded = urlencode({key: value for key, value in query.items() if value not in (None, "")})
    path, _, anchor = path.partition("#")
    return f"{path}{'?' + encoded if encoded else ''}{'#' + anchor if anchor else ''}"
