"""The description of the API in words: operations by what they are about, shapes by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_SHOWN = "x-right"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that is asked or sent."""

    name: str
    place: str
    kind: str
    needed: bool
    says: str


@dataclass(frozen=True, slots=True)
class OperationLine:
    """An operation."""

    id: str
    method: str
    path: str
    summary: str
    says: str
    parameters: tuple[Parameter, ...]
    takes: tuple[tuple[str, str], ...]
    """Kinds of content and the shape of each."""
    answers: tuple[tuple[str, str, str], ...]
    """(status, in words, shape)."""
    right: str


@dataclass(frozen=True, slots=True)
class Group:
    """Operations about one thing."""

    name: str
    says: str
    operations: tuple[OperationLine, ...]


@dataclass(frozen=True, slots=True)
class ShapeLine:
    """What is answered or taken."""

    name: str
    says: str
    values: tuple[str, ...]
    """Of an enumeration."""
    fields: tuple[tuple[str, str, str], ...]
    """(name, kind, in words)."""


def operations(told: Mapping[str, Any]) -> list[Group]:
    """Every operation of a description, by its tag."""
    found: dict[str, list[OperationLine]] = {tag["name"]: [] for tag in told["tags"]}
    for path, methods in told["paths"].items():
        for method, each in methods.items():
            found[each["tags"][0]].append(_operation(method.upper(), path, each))
    says = {tag["name"]: tag["description"] for tag in told["tags"]}
    return [Group(name, says[name], tuple(lines)) for name, lines in found.items()]


def shapes(told: Mapping[str, Any]) -> list[ShapeLine]:
    """Every shape of a description by name."""
    return [_shape(name, each) for name, each in told["components"]["schemas"].items()]


def _operation(method: str, path: str, each: Mapping[str, Any]) -> OperationLine:
    body = each.get("requestBody", {}).get("content", {})
    return OperationLine(
        id=each["operationId"],
        method=method,
        path=path,
        summary=each["summary"],
        says=each.get("description", ""),
        parameters=tuple(
            Parameter(
                name=one["name"],
                place=one["in"],
                kind=kind_words(one["schema"]),
                needed=one["required"],
                says=one["description"],
            )
            for one in each["parameters"]
            if one["in"] != "header" or one["required"]
        ),
        takes=tuple((kind, _name(one["schema"])) for kind, one in body.items()),
        answers=tuple(
            (status, one["description"], _of(one))
            for status, one in each["responses"].items()
            if "$ref" not in one and status != "304"
        ),
        right=each[_SHOWN],
    )


def _of(response: Mapping[str, Any]) -> str:
    for one in response.get("content", {}).values():
        return _name(one["schema"])
    return ""


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _shape(name: str, schema: Mapping[str, Any]) -> ShapeLine:
    fields = schema.get("properties", {})
    return ShapeLine(
        name=name,
        says=schema.get("description", ""),
        values=tuple(str(each) for each in schema.get("enum", ())),
        fields=tuple(
            (field, kind_words(each), each.get("description", "")) for field, each in fields.items()
        ),
    )


def kind_words(schema: Mapping[str, Any]) -> str:
    """The kind of a value in a few words: ``date or null``, ``list of Statement``."""
    if "$ref" in schema:
        return _name(schema)
    if "anyOf" in schema:
        return " or ".join(kind_words(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " · ".join(str(each) for each in schema["enum"])
    if schema.get("type") == "array":
        inner = schema.get("items")
        return f"list of {kind_words(inner)}" if inner else "list"
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        return f"object of {kind_words(inner)}" if isinstance(inner, dict) and inner else "object"
    return str(schema.get("format") or schema.get("type") or schema.get("const") or "any")
