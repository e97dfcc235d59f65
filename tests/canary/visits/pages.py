"""How to visit the pages and forms of the workspace."""

from __future__ import annotations

from inzet.vocabulary.acts import PROCEDURES
from tests.canary.visits.known import Visits

GET: dict[str, Visits] = {
    "/": lambda known, probe: ["/", f"/?taken={probe}"],
    "/papers": lambda known, probe: ["/papers", f"/papers?words={probe}", f"/papers?after={probe}"],
    "/papers/{id}": lambda known, probe: [
        *(
            f"/papers/{each}{query}"
            for each in known.papers
            for query in ("", "?unrecognised=1", "?act=position", "?add=1", f"?add=1&quote={probe}")
        ),
        f"/papers/{probe}",
        f"/papers/{probe[:12]}",
    ],
    "/papers/{id}/original": lambda known, probe: [
        f"/papers/{each}/original" for each in (*known.papers, probe)
    ],
    "/papers/{id}/reading": lambda known, probe: [
        f"/papers/{each}/reading" for each in (*known.papers, probe)
    ],
    "/papers/{id}/pages/{number}": lambda known, probe: [
        *(
            f"/papers/{each}/pages/{number}"
            for each in (*known.papers, probe)
            for number in ("1", "2", "0", probe)
        ),
        *(f"/papers/{each}/pages/1?statement={probe}" for each in known.papers),
    ],
    "/objects": lambda known, probe: [
        "/objects",
        "/objects?words=en",
        *(
            f"/objects?{name}={probe}"
            for name in ("words", "type", "source", "format_of", "organisation", "marking", "names")
        ),
        f"/objects?after={probe}",
    ],
    "/objects/{id}": lambda known, probe: [
        *(f"/objects/{each}" for each in (*known.objects, probe)),
        *(f"/objects/{each}?version={probe}" for each in known.objects[:1]),
    ],
    "/meetings": lambda known, probe: ["/meetings"],
    "/meetings/{id}": lambda known, probe: [
        f"/meetings/{each}" for each in (*known.meetings, probe)
    ],
    "/meetings/{id}/cycle": lambda known, probe: [
        f"/meetings/{each}/cycle" for each in (*known.meetings, probe)
    ],
    "/motions": lambda known, probe: ["/motions", f"/motions?standing={probe}"],
    "/motions/{id}": lambda known, probe: [
        *(f"/motions/{each}" for each in known.motions),
        f"/motions/{probe}",
    ],
    "/dossiers": lambda known, probe: ["/dossiers"],
    "/dossiers/{procedure}": lambda known, probe: [
        *(f"/dossiers/{each}" for each in (*PROCEDURES, probe)),
        f"/dossiers/accession?edition={probe}",
    ],
    "/dossiers/{procedure}/{name}": lambda known, probe: [
        *(f"/dossiers/{each}" for each in known.dossiers),
        *(f"/dossiers/{each}?party={probe}" for each in known.dossiers[:1]),
        f"/dossiers/{probe}/{probe}",
    ],
    "/commitments": lambda known, probe: [
        "/commitments",
        "/commitments?proposals=1",
        *(f"/commitments?{name}={probe}" for name in ("keeping", "to", "form", "dossier")),
    ],
    "/statements/{identity}": lambda known, probe: [
        f"/statements/{each}" for each in (*known.statements, probe, probe[:10])
    ],
    "/search": lambda known, probe: [
        "/search",
        "/search?q=zegt",
        "/search?act=position",
        "/search?review=open",
        *(f"/search?meeting={each}" for each in known.meetings[:1]),
        *(
            f"/search?{name}={probe}"
            for name in ("q", "party", "dossier", "act", "genre", "meeting", "review", "after")
        ),
    ],
    "/drafts": lambda known, probe: ["/drafts"],
    "/drafts/{kind}/{meeting}/{language}": lambda known, probe: [
        *(
            f"/drafts/{each}{query}"
            for each in (*known.drafts, f"agenda/{probe}/nl", f"{probe}/x/nl")
            for query in ("", "?number=1", f"?number={probe}", f"?draft={probe}")
        ),
    ],
    "/drafts/{kind}/{meeting}/{language}/file.{suffix}": lambda known, probe: [
        f"/drafts/{each}/file.{suffix}"
        for each in (*known.drafts, f"agenda/{probe}/nl")
        for suffix in ("md", "md?clean=1", "html", "txt", "ics", probe)
    ],
    "/drafts/{kind}/{meeting}/{language}/release": lambda known, probe: [
        f"/drafts/{each}/release{query}"
        for each in (*known.drafts, f"agenda/{probe}/nl")
        for query in ("", "?marking=PUBLIC", f"?marking={probe}")
    ],
}
POST: dict[str, Visits] = {
    "/objects/{id}/take": lambda known, probe: [f"/objects/{probe}/take"],
    "/papers": lambda known, probe: ["/papers"],
    "/papers/same": lambda known, probe: ["/papers/same"],
    "/papers/{id}/statements": lambda known, probe: [f"/papers/{probe}/statements"],
    "/commitments/{identity}/keep": lambda known, probe: [f"/commitments/{probe}/keep"],
    "/commitments/{identity}/lapse": lambda known, probe: [f"/commitments/{probe}/lapse"],
    "/commitments/{identity}/undo": lambda known, probe: [f"/commitments/{probe}/undo"],
    "/statements/{identity}/confirm": lambda known, probe: [f"/statements/{probe}/confirm"],
    "/statements/{identity}/reject": lambda known, probe: [f"/statements/{probe}/reject"],
    "/statements/{identity}/correct": lambda known, probe: [f"/statements/{probe}/correct"],
    "/statements/{identity}/undo": lambda known, probe: [f"/statements/{probe}/undo"],
    "/drafts": lambda known, probe: ["/drafts"],
    "/drafts/{kind}/{meeting}/{language}/return": lambda known, probe: [
        f"/drafts/agenda/{probe}/nl/return"
    ],
    "/drafts/{kind}/{meeting}/{language}/delete": lambda known, probe: [
        f"/drafts/agenda/{probe}/nl/delete"
    ],
    "/drafts/{kind}/{meeting}/{language}/release": lambda known, probe: [
        f"/drafts/agenda/{probe}/nl/release"
    ],
}
