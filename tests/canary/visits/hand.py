"""How to visit what is written by hand, and one's own notes."""

from __future__ import annotations

from tests.canary.visits.known import Visits

_KINDS = (
    "meeting",
    "item",
    "statement",
    "vote",
    "option",
    "evaluation",
    "same-dossier",
    "use",
    "request",
    "answer",
)
"""Those whose fields offer something of the record, each in some way of its own."""

GET: dict[str, Visits] = {
    "/add": lambda known, probe: ["/add"],
    "/add/{kind}": lambda known, probe: [
        *(f"/add/{each}" for each in _KINDS),
        f"/add/{probe}",
        f"/add/statement?meeting={probe}&dossiers={probe}",
        f"/add/option?case={probe}",
        *(f"/add/{each}?of={probe}" for each in ("statement", "motion", "practice")),
        f"/add/statement?note={probe}",
    ],
    "/notes": lambda known, probe: ["/notes", f"/notes?about={probe}"],
    "/drafts/{kind}/{meeting}/{language}/fill": lambda known, probe: [
        f"/drafts/{each}/fill" for each in (*known.drafts, f"agenda/{probe}/nl")
    ],
}
POST: dict[str, Visits] = {
    "/add/{kind}": lambda known, probe: [f"/add/statement?of={probe}", f"/add/{probe}"],
    "/notes": lambda known, probe: [f"/notes?about={probe}"],
    "/notes/{id}/delete": lambda known, probe: [f"/notes/{probe}/delete"],
    "/notes/{id}/share": lambda known, probe: [f"/notes/{probe}/share"],
    "/drafts/{kind}/{meeting}/{language}/fill": lambda known, probe: [
        f"/drafts/agenda/{probe}/nl/fill"
    ],
    "/drafts/{kind}/{meeting}/{language}/share": lambda known, probe: [
        f"/drafts/agenda/{probe}/nl/share"
    ],
}
