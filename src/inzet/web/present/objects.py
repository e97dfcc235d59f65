"""Objects of others as pages show them: a line of a list, the fields of one, what leads where."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inzet.exchange.stix.reading import statement_of
from inzet.record import ObjectFilter, ObjectRow, View
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.objects import MISP, one_line
from inzet.vocabulary.times import first_day
from inzet.web.present.snippets import pieces
from inzet.web.words import Words

_RELATED = 200
"""Objects that one names, shown by name."""
_ATTRIBUTES = 200
_LONGEST = 20_000
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z\Z")
_APART = frozenset(
    {
        *("type", "id", "spec_version", "name", "created", "modified", "info", "uuid"),
        *("Attribute", "Object", "Tag", "extensions", "timestamp", "publish_timestamp"),
        *("RelatedEvent", "ShadowAttribute", "Galaxy", "Org", "EventReport"),
    }
)
"""Shown in a place of their own, or only as they came."""


@dataclass(frozen=True, slots=True)
class ObjectLine:
    """An object in a list."""

    row: ObjectRow
    title: str
    path: str
    type: str
    made: str
    source: str
    pieces: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """Another object that this one names, or that names it."""

    how: str
    title: str
    path: str
    """"" where it is not in view."""


@dataclass(frozen=True, slots=True)
class Field:
    """A property and what it says."""

    name: str
    values: tuple[str, ...]
    long: bool = False


def object_path(object_id: str) -> str:
    """Where an object is shown."""
    return f"/objects/{object_id}"


def object_line(row: ObjectRow, t: Words, words: str = "") -> ObjectLine:
    """A row of a list."""
    return ObjectLine(
        row=row,
        title=row.name or row.id,
        path=object_path(row.id),
        type=type_words(row.type),
        made=t.day(row.made.date()) if row.made else "",
        source=row.source or row.organisation,
        pieces=tuple(pieces(row.snippet, words)) if row.snippet and words else (),
    )


def type_words(kind: str) -> str:
    """A type as words; its name is the format's own, in any language."""
    return kind.replace("-", " ")


def data_of(row: ObjectRow) -> dict[str, Any]:
    """The object itself; of MISP the event."""
    data: dict[str, Any] = json.loads(row.raw)
    return data.get("Event", data) if row.format == MISP else data


def fields(data: Mapping[str, Any], t: Words) -> Iterator[Field]:
    """What an object says, property by property in its own order; ids of others apart."""
    for name, value in data.items():
        if name in _APART or name.endswith(("_ref", "_refs")):
            continue
        said = tuple(_shown(text, t) for text in map(_said, _listed(value)) if text)
        if len(said) == 1 and "\n\n" in said[0]:
            said = tuple(part for part in said[0].split("\n\n") if part.strip())
        if said:
            yield Field(name.replace("_", " "), said[:_RELATED], max(map(len, said)) > 80)
    tags = tuple(_said(each.get("name")) for each in _dicts(data.get("Tag")))
    if tags:
        yield Field("tags", tags)


def attributes(data: Mapping[str, Any]) -> list[dict[str, str]]:
    """Rows of an event of MISP: what it has by itself and within its objects."""
    found = [("", each) for each in _dicts(data.get("Attribute"))]
    for group in _dicts(data.get("Object")):
        found += [(one_line(group.get("name")), each) for each in _dicts(group.get("Attribute"))]
    return [
        {
            "within": within,
            **{name: _said(each.get(name)) for name in ("category", "type", "value", "comment")},
        }
        for within, each in found[:_ATTRIBUTES]
    ]


def related(data: Mapping[str, Any], view: View) -> list[Related]:
    """The objects that one names, by the property they stand in."""
    named = list(_named(data))[:_RELATED]
    rows: dict[str, ObjectRow] = {}
    if named:
        asked = ObjectFilter(ids=tuple(dict.fromkeys(ref for _, ref in named)))
        rows = {row.id: row for row in view.objects(asked, limit=1000).items}
    return [
        Related(
            how.removesuffix("_refs").removesuffix("_ref").replace("_", " "),
            (rows[ref].name or ref) if ref in rows else ref,
            object_path(ref) if ref in rows else "",
        )
        for how, ref in named
    ]


def naming(row: ObjectRow, view: View) -> list[Related]:
    """What names this object."""
    found = view.objects(ObjectFilter(links=row.id), limit=50).items
    return [
        Related(type_words(each.type), each.name or each.id, object_path(each.id)) for each in found
    ]


def said_by_another(data: Mapping[str, Any], t: Words) -> tuple[str, str] | None:
    """(quote, who says it and when) of an object that another Inzet made of a statement; None."""
    try:
        found = statement_of(data)
        day = first_day(found.statement.said) if found and found.statement.said else None
    except InputError:
        return None
    if found is None:
        return None
    said = found.statement
    who = said.holder or (t.party(said.party) if said.party else "")
    parts = [t.act(said.act), who, t.day(day) if day else ""]
    return said.quote, " · ".join(part for part in parts if part)


def _shown(text: str, t: Words) -> str:
    """A moment as a day and a time; any other text as it is."""
    moment = _MOMENT.match(text)
    if moment is None:
        return text
    try:
        return f"{t.day(dt.date.fromisoformat(moment[1]))}, {moment[2]} UTC"
    except ValueError:
        return text


def _named(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if name.endswith(("_ref", "_refs")):
            yield from ((name, each) for each in _listed(value) if isinstance(each, str))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in _listed(value) if isinstance(each, dict)]


def _said(value: Any) -> str:
    """A value as text: of what has parts, those that are text."""
    if isinstance(value, str):
        return value[:_LONGEST]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        parts = [one_line(each) for each in value.values() if isinstance(each, str)]
        return " · ".join(part for part in parts if part)
    if isinstance(value, list):
        return ", ".join(one_line(each) for each in value if isinstance(each, str))
    return ""
