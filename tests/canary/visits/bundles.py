"""How to visit what is written for other tools: STIX bundles and feeds for MISP."""

from __future__ import annotations

from inzet.exchange.misp.events import event_uuid
from inzet.record import DOSSIER, MEETING
from tests.canary.visits.known import Known, Visits

_NOWHERE = "00000000-0000-5000-8000-000000000000"


def _events(known: Known, probe: str) -> list[str]:
    names = [(DOSSIER, each) for each in known.dossiers]
    names += [(MEETING, each) for each in known.meetings]
    there = [event_uuid(feed, what, name) for feed in known.feeds for what, name in names]
    # Events of feeds that are hidden, by the uuid that whoever knows their name can make:
    # tests/web/test_misp.py.
    return [
        f"/misp/{feed}/{event}.json"
        for feed in (*known.feeds, probe)
        for event in (*there, _NOWHERE, probe)
    ]


GET: dict[str, Visits] = {
    "/dossiers/{procedure}/{name}/bundle.json": lambda known, probe: [
        *(f"/dossiers/{each}/bundle.json" for each in known.dossiers),
        f"/dossiers/{probe}/{probe}/bundle.json",
        *([f"/dossiers/{probe}/bundle.json"] if "/" in probe else []),
    ],
    "/meetings/{id}/bundle.json": lambda known, probe: [
        f"/meetings/{each}/bundle.json" for each in (*known.meetings, probe)
    ],
    "/misp/{feed}/manifest.json": lambda known, probe: [
        f"/misp/{each}/manifest.json" for each in (*known.feeds, probe)
    ],
    "/misp/{feed}/hashes.csv": lambda known, probe: [
        f"/misp/{each}/hashes.csv" for each in (*known.feeds, probe)
    ],
    "/misp/{feed}/{event}.json": _events,
}
