"""How to visit what watches over the process asks."""

from __future__ import annotations

from tests.canary.visits.known import Visits

GET: dict[str, Visits] = {
    "/health": lambda known, probe: ["/health", f"/health?{probe}"],
    "/ready": lambda known, probe: ["/ready", f"/ready?{probe}"],
    "/metrics": lambda known, probe: ["/metrics"],
}
