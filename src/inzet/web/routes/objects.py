"""Objects of others: found by words, type, source and format; one with all that it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from inzet.exchange.foreign.taking_over import take_over, taken_over
from inzet.record import ObjectFilter, ObjectRow
from inzet.vocabulary.errors import NotFound
from inzet.web.present.facets import Facet, Value
from inzet.web.present.objects import (
    attributes,
    data_of,
    fields,
    naming,
    object_line,
    object_path,
    related,
    said_by_another,
    type_words,
)
from inzet.web.present.statements import SHORT
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right

_PAGE = 30
_SHOWN = 12
_MOST = 10_000
"""Objects that are counted by what they are, the last that came."""
_FACETS = ("type", "source", "format", "organisation", "marking")


@page
def objects(visit: Visit) -> Response:
    """``GET /objects``: objects of other organisations' tools, the last that came first."""
    t, wanted = visit.words, asked_of(visit)
    found = visit.view.objects(wanted, limit=_PAGE, after=visit.asked("after") or None)
    narrowed = list(_facets(wanted, visit))
    counts = {name: visit.asked(name) for name in ("new", "known", "refused")}
    return visit.show(
        "objects.html",
        {"objects": found.items, "next": found.next},
        rows=[object_cells(row) for row in found.items],
        objects=[object_line(row, t, visit.asked("words")) for row in found.items],
        next=found.next,
        facets=narrowed,
        most=_MOST,
        counted=any(sum(each.count for each in facet.values) >= _MOST for facet in narrowed),
        anything=bool(found.items) or wanted != ObjectFilter() or visit.view.object_count() > 0,
        taken=", ".join(
            t(f"object.taken-{name}", n=int(value))
            for name, value in counts.items()
            if visit.asked("done") == "taken" and value.isdigit() and len(value) < 8
        ),
    )


@page
def one(visit: Visit) -> Response:
    """``GET /objects/{id}``: what it says and names, its versions, how it came; by ``version``."""
    t, view, name = visit.words, visit.view, visit.path("id")
    versions = view.object_versions(name)
    try:
        row = view.object(name, visit.asked("version") or None)
    except NotFound:
        # Withdrawn: shown as what it was, to whoever may see that it is.
        gone = [each for each in versions if each.withdrawn and not visit.asked("version")]
        if not gone or any(each.withdrawn is None for each in versions):
            raise
        row = gone[0]
    if row.id != name:
        return visit.go(object_path(row.id))
    data = data_of(row)
    return visit.show(
        "object.html",
        {"object": row, "versions": [_bare(each) for each in versions]},
        line=object_line(row, t),
        row=row,
        fields=list(fields(data, t)),
        told=said_by_another(data, t),
        attributes=attributes(data),
        related=related(data, view),
        naming=naming(row, view),
        took=(taken_over(view, row) or "")[:SHORT],
        versions=[(object_line(each, t), each) for each in versions],
        raw=msgspec.json.format(row.raw, indent=2),
        withdrawn=t.day(row.withdrawn.date()) if row.withdrawn else "",
        arrived=t.day(row.arrived.date()),
    )


@action(Right.EDIT)
def taking(visit: Visit, _form: Mapping[str, str]) -> Response:
    """``POST /objects/{id}/take``: a statement that cites it, for hybrid cases to rest on."""
    row = visit.view.object(visit.path("id"))
    take_over(visit.record, row, by=visit.person)
    return visit.go(object_path(row.id))


def asked_of(visit: Visit) -> ObjectFilter:
    """The filter that the query of an address asks for."""
    named = visit.asked("names")
    return ObjectFilter(
        types=tuple(each for each in (visit.asked("type"),) if each),
        format=visit.asked("format_of") or None,
        source=visit.asked("source") or None,
        organisation=visit.asked("organisation") or None,
        marking=visit.asked("marking") or None,
        links=(named if "--" in named else named.lower()) or None,
        words=visit.asked("words") or None,
    )


def object_cells(row: ObjectRow) -> dict[str, object]:
    """A line of CSV."""
    return {
        "id": row.id,
        "type": row.type,
        "name": row.name,
        "version": row.version,
        "format": row.format,
        "source": row.source,
        "organisation": row.organisation,
        "marking": row.marking,
        "arrived": row.arrived.isoformat(),
    }


def _bare(row: ObjectRow) -> ObjectRow:
    return msgspec.structs.replace(row, raw="")


def _facets(wanted: ObjectFilter, visit: Visit) -> Iterator[Facet]:
    for name in _FACETS:
        key = {"format": "format_of"}.get(name, name)
        chosen = visit.asked(key)
        without = (
            msgspec.structs.replace(wanted, types=())
            if name == "type"
            else msgspec.structs.replace(wanted, **{name: None})
        )
        found = visit.view.object_counts(name, without, newest=_MOST)
        if chosen:
            found.setdefault(chosen, 0)
        if len(found) < 2 and not chosen:
            continue
        order = sorted(found, key=lambda value: (value != chosen, -found[value], value))
        yield Facet(
            name,
            tuple(
                Value(
                    value,
                    _title(name, value, visit),
                    found[value],
                    visit.here(**{key: "" if value == chosen else value}, after="", format=""),
                    value == chosen,
                )
                for value in order[:_SHOWN]
                if value or name != "source"
            ),
        )


def _title(name: str, value: str, visit: Visit) -> str:
    if name == "type":
        return type_words(value)
    if name == "marking":
        return visit.words.maybe(f"marking.{value}", value)
    return {"stix-2.1": "STIX 2.1", "stix-2.0": "STIX 2.0", "misp": "MISP"}.get(value, value)


ROUTES = [
    Route("/objects", objects, methods=["GET"]),
    Route("/objects/{id}", one, methods=["GET"]),
    Route("/objects/{id}/take", taking, methods=["POST"]),
]
