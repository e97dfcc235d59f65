"""How to visit the JSON API."""

from __future__ import annotations

from inzet.vocabulary.acts import PROCEDURES
from tests.canary.visits.known import Visits

V = "/api/v1"
_SAID = ("party", "dossier", "meeting")


def _always(path: str) -> Visits:
    return lambda known, probe: [path]


def _at(noun: str, verb: str) -> Visits:
    return lambda known, probe: [f"{V}/{noun}/{probe}/{verb}"]


GET: dict[str, Visits] = {
    "/api": lambda known, probe: ["/api"],
    V: lambda known, probe: [V],
    f"{V}/openapi.json": lambda known, probe: [f"{V}/openapi.json"],
    f"{V}/papers": lambda known, probe: [
        f"{V}/papers",
        f"{V}/papers?limit=1",
        *(f"{V}/papers?{name}={probe}" for name in ("words", "genre", "after")),
    ],
    f"{V}/papers/{{paper}}": lambda known, probe: [
        f"{V}/papers/{each}" for each in (*known.papers[:2], probe, probe[:12])
    ],
    f"{V}/papers/{{paper}}/text": lambda known, probe: [
        f"{V}/papers/{each}/text" for each in (*known.papers[:2], probe)
    ],
    f"{V}/papers/{{paper}}/statements": lambda known, probe: [
        f"{V}/papers/{each}/statements" for each in (*known.papers[:2], probe)
    ],
    f"{V}/papers/{{paper}}/original": lambda known, probe: [
        f"{V}/papers/{each}/original" for each in (*known.papers[:2], probe)
    ],
    f"{V}/statements": lambda known, probe: [
        f"{V}/statements?limit=200",
        f"{V}/statements?review=confirmed",
        f"{V}/statements?review=person",
        f"{V}/statements?marking=PUBLIC",
        f"{V}/statements?marking=INTERNAL",
        f"{V}/statements?marking=REL-BOTH",
        *(
            f"{V}/statements?{name}={probe}"
            for name in (*_SAID, "holder", "paper", "rule", "marking", "words", "after")
        ),
    ],
    f"{V}/statements/{{statement}}": lambda known, probe: [
        f"{V}/statements/{each}" for each in (*known.statements[:2], probe, probe[:10])
    ],
    f"{V}/statements/{{statement}}/history": lambda known, probe: [
        f"{V}/statements/{each}/history" for each in (*known.statements[:2], probe)
    ],
    f"{V}/positions": lambda known, probe: [
        f"{V}/positions",
        *(f"{V}/positions?{name}={probe}" for name in _SAID),
    ],
    f"{V}/meetings": lambda known, probe: [f"{V}/meetings", f"{V}/meetings?after={probe}"],
    f"{V}/meetings/{{meeting}}": lambda known, probe: [
        f"{V}/meetings/{each}" for each in (*known.meetings[:2], probe)
    ],
    f"{V}/meetings/{{meeting}}/cycle": lambda known, probe: [
        f"{V}/meetings/{each}/cycle" for each in (*known.meetings[:2], probe)
    ],
    f"{V}/dossiers": lambda known, probe: [f"{V}/dossiers?limit=200", f"{V}/dossiers?lang=nl"],
    f"{V}/dossiers/{{procedure}}": lambda known, probe: [
        *(f"{V}/dossiers/{each}" for each in (*PROCEDURES, probe)),
        f"{V}/dossiers/pledge?edition={probe}",
        f"{V}/dossiers/pledge?option={probe}",
    ],
    f"{V}/dossiers/{{procedure}}/{{name}}": lambda known, probe: [
        *(f"{V}/dossiers/{each}" for each in known.dossiers[:3]),
        f"{V}/dossiers/{probe}/{probe}",
    ],
    f"{V}/commitments": lambda known, probe: [
        f"{V}/commitments",
        f"{V}/commitments?status=kept",
        *(f"{V}/commitments?{name}={probe}" for name in _SAID),
    ],
    f"{V}/commitments/{{commitment}}": lambda known, probe: [
        f"{V}/commitments/{each}" for each in (*known.promises, *known.statements[:1], probe)
    ],
    f"{V}/motions": lambda known, probe: [f"{V}/motions", f"{V}/motions?meeting={probe}"],
    f"{V}/motions/{{motion}}": lambda known, probe: [
        f"{V}/motions/{each}" for each in (*known.motions[:2], probe)
    ],
    f"{V}/library": lambda known, probe: [
        f"{V}/library?limit=200",
        f"{V}/library?after={probe}",
        *(
            f"{V}/library?{name}={probe}"
            for name in ("domain", "instrument", "technique", "region", "dossier", "by")
        ),
    ],
    f"{V}/library/{{item}}": lambda known, probe: [
        f"{V}/library/{each}" for each in (*known.lying, *known.statements[:1], probe)
    ],
    f"{V}/requests": lambda known, probe: [
        f"{V}/requests?limit=200",
        f"{V}/requests?mine=true",
        f"{V}/requests?after={probe}",
    ],
    f"{V}/requests/{{request}}": lambda known, probe: [
        f"{V}/requests/{each}" for each in (*known.asked, *known.statements[:1], probe)
    ],
    f"{V}/changes": lambda known, probe: [
        f"{V}/changes?since=2023-01-20&all=true",
        f"{V}/changes?since=2023-02-01&states=false&dossier={probe}",
        f"{V}/changes?since=2023-02-01&states=false&party={probe}",
        f"{V}/changes?since={probe}",
    ],
    f"{V}/language": lambda known, probe: [
        f"{V}/language?phrase=zegt%20iets",
        f"{V}/language?phrase={probe}",
        f"{V}/language?phrase=zegt&genre={probe}",
    ],
    f"{V}/objects": lambda known, probe: [
        f"{V}/objects",
        *(
            f"{V}/objects?{name}={probe}"
            for name in ("words", "type", "format", "source", "names", "after")
        ),
    ],
    f"{V}/objects/{{object}}": lambda known, probe: [
        *(f"{V}/objects/{each}" for each in (*known.objects, probe)),
        *(f"{V}/objects/{each}?version={probe}" for each in known.objects[:1]),
    ],
    f"{V}/search": lambda known, probe: [
        f"{V}/search?q=zegt",
        f"{V}/search?q={probe}",
        *(f"{V}/search?q=zegt&{name}={probe}" for name in (*_SAID, "after")),
    ],
    **{
        f"{V}/vocabularies/{name}": _always(f"{V}/vocabularies/{name}?limit=200")
        for name in ("parties", "concepts", "acts", "procedures", "markings")
    },
    f"{V}/drafts": lambda known, probe: [f"{V}/drafts"],
    f"{V}/drafts/{{kind}}/{{meeting}}/{{language}}": lambda known, probe: [
        f"{V}/drafts/{each}{query}"
        for each in (*known.drafts, f"agenda/{probe}/nl", f"{probe}/x/nl")
        for query in ("", "?number=1", f"?draft={probe}")
    ],
    f"{V}/drafts/{{kind}}/{{meeting}}/{{language}}/file.{{suffix}}": lambda known, probe: [
        f"{V}/drafts/{each}/file.{suffix}"
        for each in (*known.drafts, f"agenda/{probe}/nl")
        for suffix in ("md", "md?clean=true", "txt", "ics", probe)
    ],
    f"{V}/feeds": lambda known, probe: [f"{V}/feeds"],
}
POST: dict[str, Visits] = {
    f"{V}/papers": lambda known, probe: [f"{V}/papers?same_as={probe}"],
    f"{V}/papers/{{paper}}/statements": lambda known, probe: [f"{V}/papers/{probe}/statements"],
    **{
        f"{V}/statements/{{statement}}/{verb}": _at("statements", verb)
        for verb in ("confirm", "reject", "correct", "undo")
    },
    **{
        f"{V}/commitments/{{commitment}}/{verb}": _at("commitments", verb)
        for verb in ("keep", "lapse", "undo")
    },
}


def body(path: str, probe: str) -> dict[str, object]:
    """What is sent to one of these, naming something that may be hidden."""
    sent: dict[str, dict[str, object]] = {
        "correct": {"party": probe},
        "keep": {"paper": probe},
        "lapse": {"ground": "x"},
        "statements": {"act": "position", "quote": probe},
        "undo": {"entry": probe} if "/statements/" in path else {},
    }
    return sent.get(path.rpartition("/")[2], {})
