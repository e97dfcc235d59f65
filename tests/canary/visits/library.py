"""How to visit the library, and requests for information."""

from __future__ import annotations

from tests.canary.visits.known import Visits

_NARROWED = ("kind", "dossier", "domain", "technique", "instrument", "region", "party", "grade")
GET: dict[str, Visits] = {
    "/library": lambda known, probe: [
        "/library",
        "/library?due=1",
        *(f"/library?{name}={probe}" for name in _NARROWED),
    ],
    "/library/{identity}": lambda known, probe: [
        f"/library/{each}" for each in (*known.lying, *known.statements[:1], probe, probe[:10])
    ],
    "/requests": lambda known, probe: [
        "/requests",
        *(f"/requests?show={each}" for each in ("mine", "settled", probe)),
    ],
    "/requests/{identity}": lambda known, probe: [
        f"/requests/{each}" for each in (*known.asked, *known.statements[:1], probe)
    ],
    "/library/feed.atom": lambda known, probe: [
        "/library/feed.atom",
        f"/library/feed.atom?domain={probe}",
    ],
    "/library/{identity}/feed.atom": lambda known, probe: [
        f"/library/{each}/feed.atom" for each in (*known.lying, probe)
    ],
    "/requests/feed.atom": lambda known, probe: ["/requests/feed.atom"],
    "/requests/calendar.ics": lambda known, probe: ["/requests/calendar.ics"],
}
POST: dict[str, Visits] = {}
