"""How to visit the page of feeds and their readers."""

from __future__ import annotations

from tests.canary.visits.known import Visits

GET: dict[str, Visits] = {
    "/exchange": lambda known, probe: [
        "/exchange",
        *(f"/exchange?entry={each}" for each in (*known.papers, *known.statements[:2], probe)),
    ],
}
