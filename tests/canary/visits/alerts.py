"""How to visit what is followed."""

from __future__ import annotations

from tests.canary.visits.known import Visits

GET: dict[str, Visits] = {
    "/alerts": lambda known, probe: [
        "/alerts",
        f"/alerts?dossier={probe}",
        f"/alerts?words={probe}",
    ]
}
POST: dict[str, Visits] = {
    "/alerts": lambda known, probe: ["/alerts"],
    "/alerts/{id}/remove": lambda known, probe: [f"/alerts/{probe}/remove"],
}
