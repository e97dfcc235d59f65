"""How to visit the pages and forms of review."""

from __future__ import annotations

from tests.canary.visits.known import Visits

GET: dict[str, Visits] = {
    "/review": lambda known, probe: [
        "/review",
        "/review?with_others=1",
        *(f"/review?{name}={probe}" for name in ("act", "paper", "dossier", "rule")),
        *(f"/review?paper={each}" for each in known.papers[:1]),
    ],
    "/review/rules": lambda known, probe: ["/review/rules"],
    "/review/batch": lambda known, probe: ["/review/batch", f"/review/batch?rule={probe}"],
}
POST: dict[str, Visits] = {
    "/review/batch": lambda known, probe: [f"/review/batch?rule={probe}"],
    "/review/undo": lambda known, probe: [f"/review/undo?group={probe}"],
}
