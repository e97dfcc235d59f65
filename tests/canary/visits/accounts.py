"""How to visit what people with an account have; without accounts there is no such page."""

from __future__ import annotations

from tests.canary.visits.known import Visits

GET: dict[str, Visits] = {
    "/login": lambda known, probe: ["/login", f"/login?back=/papers/{probe}"],
    "/login/outside": lambda known, probe: ["/login/outside", f"/login/outside?back={probe}"],
    "/login/outside/back": lambda known, probe: [
        "/login/outside/back",
        f"/login/outside/back?state={probe}&code={probe}",
    ],
    "/account": lambda known, probe: ["/account", f"/account?done={probe}"],
}
POST: dict[str, Visits] = {
    "/login": lambda known, probe: ["/login"],
    "/logout": lambda known, probe: ["/logout"],
    "/account/password": lambda known, probe: ["/account/password"],
    "/account/sessions/end": lambda known, probe: ["/account/sessions/end"],
    "/account/tokens": lambda known, probe: ["/account/tokens"],
    "/account/tokens/end": lambda known, probe: ["/account/tokens/end"],
}
