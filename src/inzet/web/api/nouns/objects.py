"""Objects of other organisations' tools: the list, and one as it came."""

from __future__ import annotations

from inzet.record import ObjectFilter
from inzet.web.api.operation import AList, AtMoment, Call, Given, operation
from inzet.web.api.paging import following
from inzet.web.api.shapes.objects import ObjectList, ObjectOne, object_one, object_shape


class ObjectsAsked(AList, frozen=True, kw_only=True):
    """Which objects, by their newest version."""

    words: Given | None = None
    """Looked for in all text of them."""
    type: Given | None = None
    """Such as `report`, `attack-pattern` or `event`."""
    format: Given | None = None
    """`stix-2.1`, `stix-2.0` or `misp`."""
    source: Given | None = None
    """The collection, feed, file or client they came by."""
    names: Given | None = None
    """The id of an object that they name, or a number of a catalogue that they bear: `T0049`."""


class ObjectAsked(AtMoment, frozen=True, kw_only=True):
    """Which version."""

    version: Given | None = None
    """As it is written; null: the newest."""


@operation("GET /objects", tag="objects", asks=ObjectsAsked, answers=ObjectList)
def objects(call: Call[ObjectsAsked, None]) -> ObjectList:
    """Objects of other organisations' tools, the last that came first"""
    asked = call.asked
    names = asked.names
    wanted = ObjectFilter(
        types=() if asked.type is None else (asked.type,),
        format=asked.format,
        source=asked.source,
        links=None if names is None else (names if "--" in names else names.lower()),
        words=asked.words,
    )
    found = call.visit.view.objects(wanted, limit=asked.limit, after=asked.after)
    items = tuple(object_shape(row) for row in found.items)
    return ObjectList(items=items, next=following(call, found.next))


@operation("GET /objects/{object}", tag="objects", asks=ObjectAsked, answers=ObjectOne)
def one_object(call: Call[ObjectAsked, None]) -> ObjectOne:
    """An object as it came, by its id or the id of its entry, with its versions"""
    view = call.visit.view
    row = view.object(call.path("object"), call.asked.version)
    return object_one(row, view.object_versions(row.id))


OPERATIONS = (objects, one_object)
