"""JSON: the outermost object's own fields, and the objects in its list of that name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from inzet.reading.tables.cells import JsonObject, Objects, Tables
from inzet.vocabulary.errors import UnreadableFile

DEEPEST = 40
"""How deep an object may nest; those of threat intelligence stay below ten."""
_LARGEST = 1 << 20
"""Bytes of one object."""


class _Outermost(msgspec.Struct):
    """The frame around the objects; anything else in it is left."""

    type: Any = None
    id: Any = None
    spec_version: Any = None
    namespace: Any = None
    objects: list[msgspec.Raw] | None = None


_frame = msgspec.json.Decoder(_Outermost)
# A number with a fraction is kept as its text: what is signed must be the same bytes everywhere.
_object = msgspec.json.Decoder(Any, float_hook=str)


def looks_like_json(text: str) -> bool:
    """Whether a text is to be taken for JSON."""
    return text.lstrip()[:1] in {"{", "["}


def read_objects(text: str, name: str) -> Tables:
    """The objects of a JSON file; one that cannot be kept is told with its number.

    Raises:
        UnreadableFile: not JSON, or no object with objects in it.
    """
    try:
        frame = _frame.decode(text)
    except msgspec.ValidationError as error:
        raise UnreadableFile(
            f"this JSON is not what was expected: {_lower(str(error))}",
            where=name,
            fix="A bundle is one object with a list of “objects”.",
        ) from None
    except msgspec.DecodeError as error:
        raise UnreadableFile(
            f"this is broken JSON: {_lower(str(error))}",
            where=name,
            fix="Get it again from its source.",
        ) from None
    except RecursionError:
        raise UnreadableFile("it is nested deeper than any data set", where=name) from None
    fields = {
        key: value
        for key in ("type", "id", "spec_version", "namespace")
        if isinstance(value := getattr(frame, key), str)
    }
    objects = Objects.of(fields, _objects(frame.objects or []))
    return Tables(kind="json", objects=objects)


def _objects(raw: list[msgspec.Raw]) -> Iterator[JsonObject]:
    for number, each in enumerate(raw, 1):
        yield _taken(number, each)


def _taken(number: int, raw: msgspec.Raw) -> JsonObject:
    if len(memoryview(raw)) > _LARGEST:
        return JsonObject(number, None, f"it is larger than {_LARGEST // 2**20} MB")
    try:
        value = _object.decode(raw)
    except RecursionError:
        return JsonObject(number, None, f"it is nested deeper than {DEEPEST} levels")
    except (msgspec.DecodeError, ValueError) as error:
        return JsonObject(number, None, f"it is broken JSON: {_lower(str(error))}")
    if not isinstance(value, dict):
        return JsonObject(number, None, "it is not an object")
    if not _shallow(value):
        return JsonObject(number, None, f"it is nested deeper than {DEEPEST} levels")
    return JsonObject(number, value)


def _shallow(value: Any) -> bool:
    """Whether a value nests no deeper than allowed; looks level by level, so it cannot overflow."""
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return True
    return False


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
