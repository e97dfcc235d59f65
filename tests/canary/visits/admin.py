"""How to visit the pages of administration."""

from __future__ import annotations

from tests.canary.visits.known import Visits

GET: dict[str, Visits] = {
    "/admin": lambda known, probe: ["/admin"],
    "/admin/audiences": lambda known, probe: ["/admin/audiences"],
    "/admin/people": lambda known, probe: ["/admin/people"],
    "/admin/people/{name}": lambda known, probe: [f"/admin/people/{probe}"],
    "/admin/audit": lambda known, probe: [
        "/admin/audit",
        *(f"/admin/audit?{name}={probe}" for name in ("who", "kind", "about", "before")),
    ],
}
POST: dict[str, Visits] = {
    "/admin/prove": lambda known, probe: ["/admin/prove"],
    "/admin/audiences": lambda known, probe: ["/admin/audiences"],
    "/admin/people": lambda known, probe: ["/admin/people"],
    "/admin/people/{name}": lambda known, probe: [f"/admin/people/{probe}"],
    "/admin/people/{name}/password": lambda known, probe: [f"/admin/people/{probe}/password"],
    "/admin/people/{name}/end": lambda known, probe: [f"/admin/people/{probe}/end"],
    "/admin/people/{name}/remove": lambda known, probe: [f"/admin/people/{probe}/remove"],
}
