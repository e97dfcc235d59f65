"""Answers held against the description: what both the tests and the crawl use."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from inzet.web.api.description import description
from inzet.web.api.shapes.common import BASE

JSON, PROBLEM = "application/json", "application/problem+json"


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    # What names a part goes before what takes any: /vocabularies/acts before /x/{name}.
    paths = sorted(description()["paths"], key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"{\w+}", "[^/]+", path) + r"\Z"), path) for path in paths]


def operation_at(method: str, path: str) -> dict[str, Any]:
    """What the description says of a method at an address."""
    bare = path.partition("?")[0]
    for pattern, template in _patterns():
        if pattern.match(bare):
            found: dict[str, Any] = description()["paths"][template][method.lower()]
            return found
    raise AssertionError(f"{bare} is not described")


@cache
def _validator(schema: str) -> Draft202012Validator:
    whole = {"components": description()["components"], **json.loads(schema)}
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(whole, format_checker=checker)


def hold(method: str, path: str, answer: httpx.Response) -> Any:
    """The JSON of an answer, after holding it against the description; None of bytes."""
    told = operation_at(method, path)["responses"]
    assert str(answer.status_code) in told, (path, answer.status_code, answer.text[:300])
    response = told[str(answer.status_code)]
    if "$ref" in response:
        response = description()["components"]["responses"][response["$ref"].rpartition("/")[2]]
    if answer.status_code == 304:
        assert answer.content == b""
        return None
    kind = answer.headers["content-type"].partition(";")[0]
    for name, header in response.get("headers", {}).items():
        assert not header.get("required") or name in answer.headers, (path, name)
    if "*/*" in response["content"]:
        return None
    assert kind in response["content"], (path, kind)
    data = json.loads(answer.text)
    errors = list(_validator(json.dumps(response["content"][kind]["schema"])).iter_errors(data))
    assert errors == [], (path, errors[0].message[:300], list(errors[0].absolute_path))
    return data


__all__ = ["BASE", "hold", "operation_at"]
