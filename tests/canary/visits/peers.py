"""How to visit what is told of other nodes."""

from __future__ import annotations

from tests.canary.visits.known import Visits

GET: dict[str, Visits] = {
    "/exchange/forks/{feed}/{number}": lambda known, probe: [f"/exchange/forks/{probe}/0"]
}
POST: dict[str, Visits] = {
    "/admin/peers/{id}/confirm": lambda known, probe: [f"/admin/peers/{probe}/confirm"],
    "/admin/peers/{id}/remove": lambda known, probe: [f"/admin/peers/{probe}/remove"],
}
