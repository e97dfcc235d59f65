"""STIX 2.1 bundles: techniques, actors, incidents and what relates them, kept whole.

An object is one statement of context with the object in it as it came. A later version of an
object (the same id, modified later) stands beside the earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from inzet.datasets import cells
from inzet.datasets.findings import Fault, Row, Settings
from inzet.reading.tables import Tables
from inzet.reading.tables.cells import JsonObject
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import DATA_RULES, Statement, cell_identity
from inzet.vocabulary.errors import InputError

STIX_RULE = f"{DATA_RULES}stix"
STIX_KIND = "stix"
"""The ``kind`` in the content of such a statement."""
_ID = re.compile(
    r"(?P<type>[a-z0-9][a-z0-9-]{0,249})--"
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z"
)
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z\Z")
_VERSION = "2.1"
OPEN = frozenset(
    (
        "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
        "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    )
)
"""TLP:WHITE and TLP:CLEAR, which the standard gives fixed ids."""
CLOSED = {
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "TLP:GREEN",
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "TLP:AMBER",
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "TLP:RED",
    "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb": "TLP:GREEN",
    "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421": "TLP:AMBER",
    "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003": "TLP:AMBER+STRICT",
    "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1": "TLP:RED",
}
"""The other fixed ids of TLP 1 and 2."""


def is_bundle(tables: Tables) -> bool:
    """Whether a file is a bundle of objects."""
    return tables.objects is not None and tables.objects.fields.get("type") == "bundle"


def rows(tables: Tables, settings: Settings) -> Iterator[Row]:
    """Every object of a bundle.

    Raises:
        InputError: a bundle without id or objects, or of another version of the standard.
    """
    assert tables.objects is not None
    bundle = tables.objects
    _check_bundle(bundle.fields, bundle.count, settings.name)
    names = _Names(tables, settings)
    for each in bundle.all():
        yield Row.of(each.number, partial(names.statement, each))


def restricted(statement: Statement) -> str:
    """The label under which an object may not be published; empty where it may.

    By the fixed ids of TLP, or by a definition that bears a TLP label.
    """
    told = statement.content.get("handling")
    return str(told) if told else ""


def _check_bundle(fields: Mapping[str, str], count: int, name: str) -> None:
    version = fields.get("spec_version", _VERSION)
    if version != _VERSION:
        raise InputError(
            f"this is STIX {cells.shown(version)}, and {_VERSION} is taken",
            where=f"{name}, spec_version",
            fix="Convert it first (the stix2-elevator does so).",
        )
    if not re.match(r"bundle--", fields.get("id", "")) or not _ID.match(fields["id"]):
        raise InputError("the bundle has no id of a bundle", where=f"{name}, id")
    if not count:
        raise InputError("the bundle holds no objects", where=f"{name}, objects")


class _Names:
    """Who made the objects of a bundle, and how they may be handled."""

    def __init__(self, tables: Tables, settings: Settings) -> None:
        assert tables.objects is not None
        self._settings = settings
        self._makers: dict[str, str] = {}
        self._labels = dict(CLOSED)
        for each in tables.objects.all():
            if each.value is not None:
                self._note(each.value)

    def _note(self, value: Mapping[str, Any]) -> None:
        key, name = value.get("id"), value.get("name")
        if not isinstance(key, str):
            return
        if value.get("type") == "identity" and isinstance(name, str):
            self._makers[key] = name
        if value.get("type") == "marking-definition" and key not in OPEN:
            label = tlp_label(value)
            if label:
                self._labels[key] = label

    def statement(self, each: JsonObject) -> tuple[Statement, ...]:
        """An object as it is kept."""
        if each.value is None:
            raise Fault("", each.fault)
        value = each.value
        kind, key, said = _identified(value)
        modified = str(value.get("modified") or value.get("created") or "")
        name = value.get("name") if isinstance(value.get("name"), str) else None
        content: dict[str, object] = {"kind": STIX_KIND, "id": key, "type": kind}
        content |= {} if name is None else {"name": name}
        content |= {"modified": modified} if modified else {}
        handling = self._handling(value)
        content |= {"handling": handling} if handling else {}
        content["object"] = value
        _check_keepable(content)
        maker = self._makers.get(str(value.get("created_by_ref")), "")
        words = f"{kind}: {name}" if name else _related(kind, value) or key
        citation = OutsideCitation(identifier=key, date=said, says=self._settings.source or maker)
        place = OutsideCitation(identifier=key, says=modified)
        return (
            Statement(
                identity=cell_identity(place, Act.CONTEXT, None),
                act=Act.CONTEXT,
                party=maker or None,
                quote=cells.shown(words),
                citation=citation,
                content=content,
                said=said or self._settings.said_on,
                rule=STIX_RULE,
            ),
        )

    def _handling(self, value: Mapping[str, Any]) -> str:
        refs = value.get("object_marking_refs")
        asked = [ref for ref in refs if isinstance(ref, str)] if isinstance(refs, list) else []
        if value.get("type") == "marking-definition":
            return ""
        return next((self._labels[ref] for ref in asked if ref in self._labels), "")


def _identified(value: Mapping[str, Any]) -> tuple[str, str, str | None]:
    """(type, id, day of its last version) of an object.

    Raises:
        Fault: one is missing or not as the standard says.
    """
    kind = _string(value, "type")
    key = _string(value, "id")
    found = _ID.match(key)
    if not found or found["type"] != kind:
        raise Fault(
            "id", f"“{cells.shown(key)}” is not an id of type {cells.shown(kind)}",
            "An id is the type, two hyphens and a UUID.",
        )  # fmt: skip
    version = value.get("spec_version", _VERSION)
    if version != _VERSION:
        raise Fault("spec_version", f"{key} is of STIX {cells.shown(str(version))}, not {_VERSION}")
    told = value.get("modified") or value.get("created")
    if told is None:
        return kind, key, None
    time = _TIME.match(told) if isinstance(told, str) else None
    if not time:
        raise Fault("modified", f"{key} has no time as the standard writes it")
    cells.day(time[1], "modified")
    return kind, key, time[1]


def _string(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name)
    if not isinstance(found, str) or not found:
        raise Fault(name, "it is missing" if found is None else "it is not text")
    return found


def _check_keepable(content: dict[str, object]) -> None:
    try:
        canonical_bytes(content)
    except InputError as error:
        raise Fault("object", error.what, error.fix) from None


def _related(kind: str, value: Mapping[str, Any]) -> str:
    parts = [value.get(name) for name in ("source_ref", "relationship_type", "target_ref")]
    return f"{kind}: " + " ".join(str(part) for part in parts) if all(parts) else ""


def tlp_label(value: Mapping[str, Any]) -> str:
    """The label of a definition of how to handle; empty for one that may be published."""
    definition = value.get("definition")
    label = definition.get("tlp") if isinstance(definition, dict) else None
    name = value.get("name")
    if label is None and isinstance(name, str) and name.upper().startswith("TLP:"):
        label = name[4:]
    if not isinstance(label, str) or label.casefold() in {"white", "clear"}:
        return ""
    return f"TLP:{label.upper()}"
