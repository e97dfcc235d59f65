"""The description tells of every route and nothing else, and holds as what it says it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from starlette.routing import Route

from inzet.web.api.description import description
from inzet.web.api.nouns import EVERY
from inzet.web.api.operation import Operation
from inzet.web.api.shapes.common import BASE
from tests.web.client import Client

DOCS = (Path(__file__).parents[3] / "docs" / "api.md").read_text("utf-8")


def _described() -> set[str]:
    paths = description()["paths"]
    return {f"{method.upper()} {path}" for path in paths for method in paths[path]}


def test_every_route_is_described_and_the_other_way_round(look: Client) -> None:
    routes = {
        f"{method} {route.path}"
        for route in look.app.routes
        if isinstance(route, Route) and route.path.startswith(BASE)
        for method in (route.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes - {f"GET {BASE}/openapi.json"} == _described()


def test_it_is_answered_as_it_is_made(look: Client) -> None:
    assert json.loads(look.get(f"{BASE}/openapi.json").text) == json.loads(
        json.dumps(description())
    )


def test_every_schema_is_one_and_every_reference_leads_somewhere() -> None:
    told = description()
    schemas, responses = told["components"]["schemas"], told["components"]["responses"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    for kind, name in re.findall(r'"#/components/(\w+)/([^"]+)"', json.dumps(told)):
        assert name in {"schemas": schemas, "responses": responses}[kind]


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.name)
def test_every_operation_says_what_it_does(each: Operation) -> None:
    assert each.summary
    assert not each.summary.endswith(".")
    told = description()["paths"][each.route][each.method.lower()]
    assert all(one["description"] for one in told["parameters"] if one["in"] != "query")


def test_operations_have_names_of_their_own() -> None:
    names = [each.name for each in EVERY]
    assert len(names) == len(set(names))


def test_every_operation_stands_in_the_docs() -> None:
    named = set(re.findall(r"\| `((?:GET|POST) /[^` ]*)`", DOCS))
    assert {f"{each.method} {each.path or '/'}" for each in EVERY} == named


def test_every_question_stands_in_the_docs() -> None:
    asked = {
        one["name"]
        for methods in description()["paths"].values()
        for each in methods.values()
        for one in each["parameters"]
        if one["in"] != "path"
    }
    assert {name for name in asked if f"`{name}`" not in DOCS} == set()


def test_the_page_shows_every_operation_and_shape(look: Client) -> None:
    page = look.get("/api").text
    for each in EVERY:
        assert f'id="op-{each.name}"' in page
    for name in description()["components"]["schemas"]:
        assert f'id="{name}"' in page
