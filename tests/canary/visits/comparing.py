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
}
