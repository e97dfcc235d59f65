"""What a request asks: its query as a struct, its body, the forms of answer it takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec
from starlette.datastructures import Headers

from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.errors import InzetError
from inzet.web.api.operation import Asked
from inzet.web.api.problems import Refused

_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,15})\Z")
_TRUTH = {"true": True, "false": False}
_AT = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<where>.*?)`)?$", re.DOTALL)


def query_of(kind: type[Asked], pairs: Iterable[tuple[str, str]]) -> Any:
    """A query as the struct of its operation.

    Raises:
        Refused: 400 where a name is not known or given twice, or a value is none of its kind.
    """
    known = kinds_of(kind)
    given: dict[str, Any] = {}
    for name, text in pairs:
        if name not in known:
            listed = ", ".join(known) or "none"
            raise Refused(
                400, f"“{name[:80]}” cannot be asked here", where="query", fix=f"Known: {listed}."
            )
        if name in given:
            raise Refused(400, f"“{name}” is asked twice", where=name, fix="Ask it once.")
        given[name] = _typed(known[name], text)
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise _explained(error, 400) from None


@cache
def kinds_of(kind: type[Asked]) -> dict[str, str]:
    """Of each name of a query, its JSON type."""
    schema = msgspec.json.schema(kind)
    found = schema["$defs"][kind.__name__]["properties"] if "$defs" in schema else {}
    return {name: _type(each) for name, each in found.items()}


def _type(schema: dict[str, Any]) -> str:
    each = [schema, *schema.get("anyOf", ())]
    types = [one["type"] for one in each if one.get("type", "null") != "null"]
    return str(types[0]) if types else "string"


def _typed(kind: str, text: str) -> Any:
    if kind == "integer" and _WHOLE.match(text):
        return int(text)
    if kind == "boolean":
        return _TRUTH.get(text, text)
    return text


def body_of(kind: Any, data: bytes, headers: Headers) -> Any:
    """A JSON body as its struct; an empty one where everything in it may be left out.

    Raises:
        Refused: 415 another kind of content, 400 no JSON, 422 another shape.
    """
    sent = headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent != "application/json" and (data or sent):
        raise Refused(
            415,
            f"this takes application/json, not {sent[:80] or 'what was sent'}",
            where="Content-Type",
            fix="Send JSON, with Content-Type: application/json.",
        )
    try:
        return msgspec.json.decode(data or b"{}", type=kind)
    except msgspec.ValidationError as error:
        raise _explained(error, 422) from None
    except MALFORMED:
        raise Refused(400, "what was sent is not JSON", where="body") from None


def _explained(error: msgspec.ValidationError, status: int) -> InzetError:
    match = _AT.match(str(error))
    what = match["what"] if match else str(error)
    where = (match["where"] or "" if match else "").removeprefix(".")
    told = what.replace("`", "").strip().rstrip(".")
    return Refused(status, told[:1].lower() + told[1:300], where=where[:80])


def wanted(headers: Headers, offered: str) -> None:
    """That the form of an answer is one that is taken.

    Raises:
        Refused: 406.
    """
    accept = headers.get("accept", "").strip()
    if not accept:
        return
    kind = offered.partition(";")[0]
    whole = kind.partition("/")[0]
    for part in accept.lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        refused = any(re.fullmatch(r"q=0(\.0{0,3})?", each) for each in parameters)
        if name in (kind, f"{whole}/*", "*/*", "application/problem+json") and not refused:
            return
    raise Refused(406, f"the answer is {kind}", where="Accept", fix=f"Accept {kind} or */*.")
