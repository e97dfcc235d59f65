"""How to visit what can be subscribed to."""

from __future__ import annotations

from tests.canary.visits.known import Visits

_SEARCHED = ("q", "party", "dossier", "act")
GET: dict[str, Visits] = {
    "/feed.atom": lambda known, probe: ["/feed.atom", f"/feed.atom?key={probe}"],
    "/papers/feed.atom": lambda known, probe: ["/papers/feed.atom"],
    "/motions/feed.atom": lambda known, probe: ["/motions/feed.atom"],
    "/commitments/feed.atom": lambda known, probe: ["/commitments/feed.atom"],
    "/search/feed.atom": lambda known, probe: [
        "/search/feed.atom?q=zegt",
        *(f"/search/feed.atom?{name}={probe}" for name in _SEARCHED),
    ],
    "/dossiers/{procedure}/feed.atom": lambda known, probe: [
        "/dossiers/accession/feed.atom",
        f"/dossiers/{probe}/feed.atom",
    ],
    "/dossiers/{procedure}/{name}/feed.atom": lambda known, probe: [
        *(f"/dossiers/{each}/feed.atom" for each in known.dossiers),
        f"/dossiers/{probe}/{probe}/feed.atom",
    ],
    "/meetings/{id}/feed.atom": lambda known, probe: [
        f"/meetings/{each}/feed.atom" for each in (*known.meetings, probe)
    ],
    "/parties/{party}/feed.atom": lambda known, probe: [
        f"/parties/{each}/feed.atom" for each in (*known.parties, probe)
    ],
    "/calendar.ics": lambda known, probe: ["/calendar.ics"],
    "/commitments/calendar.ics": lambda known, probe: ["/commitments/calendar.ics"],
    "/dossiers/{procedure}/{name}/calendar.ics": lambda known, probe: [
        *(f"/dossiers/{each}/calendar.ics" for each in known.dossiers),
        f"/dossiers/{probe}/{probe}/calendar.ics",
    ],
    "/meetings/{id}/calendar.ics": lambda known, probe: [
        f"/meetings/{each}/calendar.ics" for each in (*known.meetings, probe)
    ],
    "/parties/{party}/calendar.ics": lambda known, probe: [
        f"/parties/{each}/calendar.ics" for each in (*known.parties, probe)
    ],
}
POST: dict[str, Visits] = {}
