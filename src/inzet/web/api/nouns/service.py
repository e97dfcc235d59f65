"""The API itself: as whom it is asked, and where things are."""

from __future__ import annotations

from inzet import __version__
from inzet.web.api.operation import Asked, Call, operation
from inzet.web.api.shapes.common import BASE
from inzet.web.api.shapes.vocabularies import Service

_LISTS = (
    "papers",
    "statements",
    "meetings",
    "dossiers",
    "positions",
    "commitments",
    "motions",
    "library",
    "requests",
    "changes",
    "language",
    "search",
    "drafts",
    "feeds",
)


@operation("GET ", tag="service", asks=Asked, answers=Service, kept_by_mark=False)
def service(call: Call[Asked, None]) -> Service:
    """As whom you ask, and where things are"""
    visit = call.visit
    return Service(
        name="Inzet",
        version=__version__,
        reader=visit.who.reader.name,
        person=visit.person,
        rights=tuple(sorted(str(each) for each in visit.who.rights)),
        links={name: f"{BASE}/{name}" for name in _LISTS} | {"openapi": f"{BASE}/openapi.json"},
    )


OPERATIONS = (service,)
