"""What was found, by act, party, dossier and so on: how many of each, and the way to those."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec

from inzet.meetings import chain
from inzet.record import Filter
from inzet.web.present.meetings import title_of
from inzet.web.visit import Visit

_SHOWN = 7
"""Values of a facet that are named; those asked for are always among them."""
_YEARS = "year"
_NAMES = ("act", "party", "dossier", "genre", "meeting", _YEARS, "review")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet."""

    value: str
    title: str
    count: int
    href: str
    """The search with this value; without it where it is chosen."""
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A property of what was found."""

    name: str
    values: tuple[Value, ...]


Counts = Callable[[str, Filter], Mapping[str, int]]


def facets(wanted: Filter, counts: Counts, visit: Visit) -> list[Facet]:
    """Each property that tells apart what was found.

    Args:
        wanted: what is asked.
        counts: how many statements there are by a property, of those a filter leaves.
    """
    made = (_facet(name, wanted, counts, visit) for name in _NAMES)
    return [
        each for each in made if len(each.values) > 1 or any(value.chosen for value in each.values)
    ]


def _facet(name: str, wanted: Filter, counts: Counts, visit: Visit) -> Facet:
    chosen = _chosen(name, wanted, visit)
    found = dict(counts(name, _without(name, wanted)))
    if chosen:
        found.setdefault(chosen, 0)
    titles = _titles(name, visit)
    order = sorted(found, key=lambda value: (value != chosen, *_place(name, value, found[value])))
    return Facet(
        name,
        tuple(
            Value(
                value,
                titles(value),
                found[value],
                _href(name, "" if value == chosen else value, visit),
                value == chosen,
            )
            for value in (order if name == "act" else order[:_SHOWN])
        ),
    )


def _place(name: str, value: str, count: int) -> tuple[int, str]:
    return (-int(value), value) if name == _YEARS and value.isdigit() else (-count, value)


def _chosen(name: str, wanted: Filter, visit: Visit) -> str:
    if name == _YEARS:
        first, last = visit.asked("said_from"), visit.asked("said_to")
        whole = first.endswith("-01-01") and last == f"{first[:4]}-12-31"
        return first[:4] if whole else ""
    if name == "review":
        return visit.asked("review")
    return getattr(wanted, name) or ""


def _without(name: str, wanted: Filter) -> Filter:
    if name == _YEARS:
        return msgspec.structs.replace(wanted, said_from=None, said_to=None)
    if name == "review":
        return msgspec.structs.replace(wanted, reviewed=None)
    return msgspec.structs.replace(wanted, **{name: None})


def _href(name: str, value: str, visit: Visit) -> str:
    if name == _YEARS:
        days = (f"{value}-01-01", f"{value}-12-31") if value else ("", "")
        return visit.here(said_from=days[0], said_to=days[1], after="", format="")
    return visit.here(**{name: value}, after="", format="")


def _titles(name: str, visit: Visit) -> Callable[[str], str]:
    t = visit.words
    if name == "meeting":
        by_id = {each.id: title_of(each.notice, t) for each in chain(visit.view)}
        return lambda value: by_id.get(value, value)
    makers: dict[str, Callable[[str], str]] = {
        "act": t.act,
        "party": t.party,
        "dossier": t.dossier,
        "genre": t.genre,
        "review": lambda value: t(f"search.review-{value}"),
    }
    return makers.get(name, str)
