"""How to visit what other nodes ask, signing nothing; signed they are in `test_node_crawl`."""

from __future__ import annotations

from tests.canary.visits.known import Visits

GET: dict[str, Visits] = {
    "/nodes/self": lambda known, probe: ["/nodes/self"],
    "/nodes/feeds": lambda known, probe: ["/nodes/feeds", f"/nodes/feeds?feed={probe}"],
}
POST: dict[str, Visits] = {
    "/nodes/parcels": lambda known, probe: ["/nodes/parcels"],
    "/nodes/vouches": lambda known, probe: ["/nodes/vouches"],
    "/nodes/witnesses": lambda known, probe: ["/nodes/witnesses"],
}
