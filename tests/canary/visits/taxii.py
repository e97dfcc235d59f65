"""How to visit TAXII: every address below the one root there is, of each collection in view."""

from __future__ import annotations

from collections.abc import Callable

from tests.canary.visits.known import Known, Visits

ROOT = "/taxii2/{root}/"
OF = ROOT + "collections/{collection}/"
ONE = OF + "objects/{object}/"
_AT = "/taxii2/inzet/"


def _each(rest: str = "", *queries: str) -> Callable[[Known, str], list[str]]:
    """Of each collection in view, and of one that is asked for."""

    def visits(known: Known, probe: str) -> list[str]:
        found = [f"{_AT}collections/{each}/{rest}" for each in (*known.collections, probe)]
        asked = [f"{found[0]}?{each.replace('{probe}', probe)}" for each in queries]
        return [each.replace("{probe}", probe) for each in found] + asked

    return visits


GET: dict[str, Visits] = {
    "/taxii2/": lambda known, probe: ["/taxii2/"],
    ROOT: lambda known, probe: [_AT, f"/taxii2/{probe}/"],
    ROOT + "status/{status}/": lambda known, probe: [f"{_AT}status/{probe}/"],
    ROOT + "markings/": lambda known, probe: [f"{_AT}markings/"],
    ROOT + "collections/": lambda known, probe: [f"{_AT}collections/"],
    OF: _each(),
    OF + "manifest/": _each("manifest/", "match[version]=all", "match[id]={probe}"),
    OF + "objects/": _each(
        "objects/", "match[version]=all", "match[id]={probe}", "match[type]={probe}", "limit=1"
    ),
    ONE: _each("objects/{probe}/", "match[version]=all"),
    ONE + "versions/": _each("objects/{probe}/versions/"),
}
POST: dict[str, Visits] = {
    OF + "objects/": lambda known, probe: [f"{_AT}collections/{probe}/objects/"],
}
DELETE: dict[str, Visits] = {
    ONE: lambda known, probe: [
        f"{_AT}collections/{each}/objects/{probe}/" for each in (*known.collections, probe)
    ],
}
