"""``docs/web.md`` names every route and every field of a form, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.routing import Route

from tests.web.client import Client

TEXT = (Path(__file__).parents[2] / "docs" / "web.md").read_text("utf-8")
MACHINERY = {"format", "lang", "as_of", "known_on", "taken", "done", "undo", "entry", "back"}
"""What every page takes, and what one page tells the next."""


def test_every_route_is_documented(look: Client) -> None:
    routes = {
        f"{method} {route.path}"
        for route in look.app.routes
        if isinstance(route, Route) and not route.path.startswith("/api/")
        for method in (route.methods or {"GET"}) - {"HEAD"}
    }
    assert set(re.findall(r"\| `((?:GET|POST|DELETE) [^`]+)`", TEXT)) == routes


def test_every_question_is_documented() -> None:
    import inzet.web

    folder = Path(inzet.web.__file__).parent / "routes"
    asked = {
        name
        for source in folder.glob("*.py")
        for name in re.findall(
            r"(?:asked|form\.get|fields\.get|_day\(visit,)\(?\s*\"(\w+)\"",
            source.read_text("utf-8"),
        )
    }
    assert {name for name in asked - MACHINERY if f"`{name}`" not in TEXT} == set()
