"""The library, and one thing in it."""

from __future__ import annotations

from typing import Literal

from inzet.dossiers.hybrid.vocabulary import term
from inzet.library import opened, shelf
from inzet.library.vocabulary import region
from inzet.web.api.operation import AList, AtMoment, Call, Given, operation
from inzet.web.api.paging import page_of
from inzet.web.api.shapes.library import LibraryList, LibraryOne, item_id, item_one, item_shape


class LibraryAsked(AList, frozen=True, kw_only=True):
    """What of the library."""

    kind: Literal["practice", "analysis", "lesson", "evaluation", "assessment", "paper"] | None = (
        None
    )
    """What it is."""
    domain: Given | None = None
    """Of this domain of hybrid threats, by id or name."""
    instrument: Given | None = None
    """That works with this instrument, by id or name."""
    technique: Given | None = None
    """Against this technique: a code, a STIX id, or words."""
    region: Given | None = None
    """About this region or country, by id, code or name."""
    dossier: Given | None = None
    """About this dossier."""
    by: Given | None = None
    """Whose it is."""
    due: bool | None = None
    """The day has come on which it is to be looked at again."""


@operation("GET /library", tag="library", asks=LibraryAsked, answers=LibraryList)
def library(call: Call[LibraryAsked, None]) -> LibraryList:
    """What lies in the library: practices, analyses, what cases lend, background papers"""
    asked, day = call.asked, call.visit.moment.day
    wanted = {
        "domains": term("domains", asked.domain, where="domain").id if asked.domain else None,
        "instruments": term("instruments", asked.instrument, where="instrument").id
        if asked.instrument
        else None,
        "techniques": asked.technique,
        "regions": region(asked.region) if asked.region else None,
        "dossiers": asked.dossier,
    }
    found = [
        each
        for each in shelf(call.visit.view)
        if asked.kind in (None, each.kind)
        and asked.by in (None, each.by)
        and asked.due in (None, each.due(day))
        and all(value is None or value in getattr(each, name) for name, value in wanted.items())
    ]
    shown, rest = page_of(call, found, item_id)
    return LibraryList(on=day, items=tuple(item_shape(each) for each in shown), next=rest)


@operation("GET /library/{item}", tag="library", answers=LibraryOne)
def item_by_id(call: Call[AtMoment, None]) -> LibraryOne:
    """One of them: its body, what it rests on, what came of it, how it is graded"""
    return item_one(opened(call.visit.view, call.path("item")))


OPERATIONS = (library, item_by_id)
