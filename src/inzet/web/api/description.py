"""The OpenAPI 3.1 description, made from the operations and their structs alone."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec

from inzet import __version__
from inzet.web.api.nouns import EVERY
from inzet.web.api.operation import Asked, File, Operation, Upload
from inzet.web.api.problems import TITLES, Problem
from inzet.web.cookies import SESSION, name_of
from inzet.web.door import HEADER

_REF = "#/components/schemas/{name}"
_SHAPE = re.compile(r'((?:"title":|[{,]|#/components/schemas/)"?\w+)Shape"')
_ALWAYS = (400, 401, 403, 404, 405, 406, 429, 500, 503)
"""What any operation may be refused with."""
_DONE = {200: "What was asked.", 201: "It was written.", 304: "It is as you have it."}
_PARTS = {
    "paper": "Id of a paper, four or more digits of its beginning, or a number it bears.",
    "statement": "Identity of a statement, id of an entry of it, or a unique beginning of either.",
    "commitment": "Identity of the promise, or a unique beginning of it.",
    "meeting": "Id of a meeting, or a beginning of it that no other has.",
    "object": "Id of an object, `report--…`, or the id of the entry that keeps it.",
    "motion": "Identifier of a motion: `kst-28676-431`.",
    "item": "Identity of something in the library, or as much of its beginning as is unique.",
    "request": "Identity of a request, or as much of its beginning as is unique.",
    "procedure": "A procedure: `accession`.",
    "name": "Name of the dossier within its procedure: `FIN`.",
    "kind": "agenda, report, debate, notes or brief.",
    "language": "nl or en.",
    "suffix": "docx, pdf, html, md, txt, xml or ics.",
}
TAGS = {
    "service": "The API itself.",
    "papers": "Papers, and handing one in.",
    "statements": "Who said what, where it says so, and positions over time.",
    "review": "What a person makes of a reading.",
    "meetings": "The chain of meetings, and the parliamentary cycle of each.",
    "dossiers": "The state of play.",
    "commitments": "Promises, and judging whether they were kept.",
    "motions": "Motions.",
    "library": "Analyses and practices, what came of using them, what hybrid cases lend, papers.",
    "requests": "Requests for information and their answers.",
    "changes": "What changed, and agreed language.",
    "objects": "Objects of other organisations' tools.",
    "search": "Words in statements and papers.",
    "vocabularies": "The words that statements use.",
    "drafts": "Your drafts.",
    "feeds": "What you may read at all.",
}


@cache
def description(*, accounts: bool = False, scheme: str = "http") -> dict[str, Any]:
    """The description of every operation.

    Args:
        accounts: whether somebody must be logged in, or a token be sent.
        scheme: by which the workspace is reached; the cookie of a session is named after it.
    """
    schemas = _schemas()
    paths: dict[str, dict[str, Any]] = {}
    for each in EVERY:
        paths.setdefault(each.route, {})[each.method.lower()] = _operation(each, schemas)
    told = {
        "openapi": "3.1.0",
        "info": {
            "title": "Inzet",
            "version": __version__,
            "summary": "The state of play of ministerial diplomacy, cited to the sentence.",
            "description": (
                "The views of the workspace, for programs. Every value names the statements it "
                "rests on, with their words and their place. What you may not see is answered "
                "like what does not exist."
            ),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {"session": []}] if accounts else [],
        "tags": [{"name": name, "description": says} for name, says in TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {str(status): _problem(status) for status in TITLES},
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token of an account, with the rights it was given.",
                },
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": name_of(SESSION, scheme),
                    "description": (
                        "The session of a browser that is logged in. What is written with it "
                        f"bears the token of its forms in the header {HEADER}."
                    ),
                },
            },
        },
    }
    return _named_outside(told)


def _schemas() -> dict[str, Any]:
    kinds: list[Any] = [Problem]
    for each in EVERY:
        kinds += [kind for kind in (each.answers, each.takes) if kind not in (None, File, Upload)]
    _, found = msgspec.json.schema_components(kinds, ref_template=_REF)
    words = {each.__name__: _docs(each) for each in _structs(kinds)}
    for name, schema in found.items():
        for field, says in words.get(name, {}).items():
            if field in schema.get("properties", {}):
                schema["properties"][field] = _said(schema["properties"][field], says)
        if "description" in schema:
            schema["description"] = " ".join(schema["description"].split())
    return dict(sorted(found.items()))


def _named_outside(told: dict[str, Any]) -> dict[str, Any]:
    """The same with the names that structs have outside: ``Commitment`` of ``CommitmentShape``."""
    shorter = _SHAPE.sub(r'\1"', msgspec.json.encode(told).decode())
    found: dict[str, Any] = msgspec.json.decode(shorter)
    return found


def _said(schema: dict[str, Any], says: str) -> dict[str, Any]:
    return {**schema, "description": says}


def _structs(kinds: Iterable[Any]) -> set[type]:
    """Every struct that these lead to."""
    found: set[type] = set()

    def walk(each: msgspec.inspect.Type) -> None:
        if isinstance(each, msgspec.inspect.StructType):
            if each.cls in found:
                return
            found.add(each.cls)
            for field in each.fields:
                walk(field.type)
        for name in ("types", "item_types"):
            for inner in getattr(each, name, ()):
                walk(inner)
        for name in ("item_type", "value_type", "type"):
            inner = getattr(each, name, None)
            if isinstance(inner, msgspec.inspect.Type):
                walk(inner)

    for each in msgspec.inspect.multi_type_info(kinds):
        walk(each)
    return found


@cache
def _docs(kind: type) -> Mapping[str, str]:
    """What stands under each field of a struct, in the source, by the name it has in JSON."""
    found: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        try:
            source = textwrap.dedent(inspect.getsource(each))
        except (OSError, TypeError):
            continue
        body = getattr(ast.parse(source).body[0], "body", [])
        for field, said in pairwise(body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                words = _constant(said)
                if words:
                    found[field.target.id] = words
    names = {each.name: each.encode_name for each in msgspec.structs.fields(kind)}
    return {names[name]: words for name, words in found.items() if name in names}


def _constant(node: ast.stmt) -> str:
    value = node.value if isinstance(node, ast.Expr) else None
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return " ".join(value.value.split()).replace("``", "`")
    return ""


def _operation(each: Operation, schemas: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": each.name,
        "summary": each.summary,
        "tags": [each.tag],
        "parameters": [*_path(each), *_query(each.asks), *_headers(each)],
        "responses": _responses(each),
    }
    if each.description:
        told["description"] = " ".join(each.description.split())
    if each.takes is Upload:
        told["requestBody"] = _upload()
    elif each.takes is not None:
        schema = {"$ref": _REF.format(name=each.takes.__name__)}
        needed = bool(schemas[each.takes.__name__].get("required"))
        told["requestBody"] = {
            "required": needed,
            "content": {"application/json": {"schema": schema}},
        }
    told["x-right"] = str(each.right)
    return told


def _path(each: Operation) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": _PARTS[name],
            "schema": {"type": "string", "minLength": 1},
        }
        for name in re.findall(r"{(\w+)}", each.path)
    ]


def _query(asks: type[Asked]) -> list[dict[str, Any]]:
    (reference,), found = msgspec.json.schema_components([asks], ref_template=_REF)
    schema = found[reference["$ref"].rpartition("/")[2]]
    words = _docs(asks)
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": words.get(name, ""),
            "schema": _unreferred(each, found),
        }
        for name, each in schema["properties"].items()
    ]


def _unreferred(schema: dict[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a parameter as text has it: whole, and never null."""
    kinds = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    (kind,) = kinds
    if "$ref" in kind:
        kind = dict(found[kind["$ref"].rpartition("/")[2]])
        # What is a member of an enumeration is told by its values.
        kind.pop("title", None)
        kind.pop("description", None)
        kind["type"] = "string"
    default = schema.get("default")
    told = {key: value for key, value in kind.items() if key != "default"}
    return told if default is None else {**told, "default": default}


def _headers(each: Operation) -> list[dict[str, Any]]:
    if each.matched:
        says = "The ETag of the statement as it was read, or `*` for whatever it is now."
        return [_header("If-Match", says, required=True)]
    if each.method == "GET":
        return [_header("If-None-Match", "ETags of answers that you have.", required=False)]
    return []


def _header(name: str, says: str, *, required: bool) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": required,
        "description": says,
        "schema": {"type": "string"},
    }


def _responses(each: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {}
    refusals = [status for status in each.statuses if status >= 400]
    for status in each.statuses:
        if status < 400:
            told[str(status)] = _success(each, status)
    if each.method == "GET":
        told["304"] = {"description": _DONE[304]}
    for status in sorted({*_ALWAYS, *refusals}):
        told[str(status)] = {"$ref": f"#/components/responses/{status}"}
    return told


def _success(each: Operation, status: int) -> dict[str, Any]:
    if each.answers is File:
        content: dict[str, Any] = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    else:
        schema = {"$ref": _REF.format(name=each.answers.__name__)}
        content = {"application/json": {"schema": schema}}
    headers: dict[str, Any] = {}
    if each.method == "GET":
        headers["ETag"] = {"schema": {"type": "string"}, "required": True}
    if "next" in getattr(each.answers, "__struct_fields__", ()) and "after" in getattr(
        each.asks, "__struct_fields__", ()
    ):
        headers["Link"] = {
            "schema": {"type": "string"},
            "description": "With `rel=next` the address of the rest.",
        }
    if each.takes is Upload or status == 201:
        headers["Location"] = {"schema": {"type": "string"}, "required": True}
    told: dict[str, Any] = {"description": _DONE[status], "content": content}
    return told | ({"headers": headers} if headers else {})


def _problem(status: int) -> dict[str, Any]:
    schema = {"$ref": _REF.format(name="Problem")}
    return {
        "description": f"{TITLES[status]}.",
        "content": {"application/problem+json": {"schema": schema}},
    }


def _upload() -> dict[str, Any]:
    form = {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary", "description": "The paper."}},
    }
    return {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": form},
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    }
