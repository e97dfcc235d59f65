"""How to visit the pages that compare: agendas, positions, what changed, agreed language."""

from __future__ import annotations

from tests.canary.visits.known import Visits

GET: dict[str, Visits] = {
    "/meetings/{id}/beside": lambda known, probe: [
        *(f"/meetings/{each}/beside" for each in (*known.meetings, probe)),
        *(f"/meetings/{each}/beside?became={probe}" for each in known.meetings[:1]),
    ],
    "/papers/{id}/beside": lambda known, probe: [
        f"/papers/{each}/beside" for each in (*known.papers, probe)
    ],
    "/positions": lambda known, probe: [
        "/positions",
        *(f"/positions?dossier={each}" for each in (*known.dossiers[:2], f"watch/{probe}")),
        f"/positions?party={probe}",
        f"/positions?said_from={probe}",
    ],
    "/positions/{party}": lambda known, probe: ["/positions/NLD", f"/positions/{probe}"],
    "/positions/{party}/{procedure}/{name}": lambda known, probe: [
        *(f"/positions/NLD/{each}" for each in known.dossiers[:2]),
        f"/positions/{probe}/watch/{probe}",
    ],
    "/changes": lambda known, probe: [
        "/changes",
        "/changes?since=2020-01-01",
        *(f"/changes?since={each}&until=2030-01-01" for each in known.meetings[:1]),
        f"/changes?since={probe}",
        f"/changes?since=2020-01-01&until={probe}",
    ],
    "/language": lambda known, probe: [
        "/language",
        "/language?phrase=zegt+over",
        f"/language?phrase={probe}",
        *(f"/language?phrase=zegt&{name}={probe}" for name in ("genre", "party", "in")),
    ],
    "/changes/new": lambda known, probe: ["/changes/new"],
}
POST: dict[str, Visits] = {
    "/changes/seen": lambda known, probe: ["/changes/seen"],
}
