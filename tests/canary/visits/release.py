"""How to visit the pages that release: sharing wider, and tear-lines."""

from __future__ import annotations

from tests.canary.visits.known import Visits

GET: dict[str, Visits] = {
    "/share/{name}": lambda known, probe: [
        f"/share/{each}{query}"
        for each in (*known.papers[:2], *known.statements[:2], probe)
        for query in ("", "?marking=PUBLIC&whole=1", f"?marking={probe}")
    ],
    "/tearlines": lambda known, probe: ["/tearlines"],
    "/tearlines/new": lambda known, probe: [
        f"/tearlines/new?source={each}&marking=PUBLIC" for each in (*known.papers[:2], probe)
    ],
    "/tearlines/{id}": lambda known, probe: [f"/tearlines/{probe}"],
}
POST: dict[str, Visits] = {
    "/share/{name}": lambda known, probe: [f"/share/{probe}"],
    "/share/{name}/undo": lambda known, probe: [f"/share/{probe}/undo"],
    "/tearlines": lambda known, probe: ["/tearlines"],
    "/tearlines/{id}": lambda known, probe: [f"/tearlines/{probe}"],
}
