"""Lines in, lines out: whatever comes, the answer is one JSON-RPC line or none."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.mcp.wire import LONGEST, Refused, serve


def answer(method: str, asked: dict[str, Any]) -> dict[str, Any]:
    if method == "refuse":
        raise Refused(-32602, "no")
    if method == "break":
        raise RuntimeError("a secret of ours")
    return {"asked": asked}


def said(*lines: bytes) -> list[Any]:
    sink = io.BytesIO()
    serve(answer, io.BytesIO(b"".join(line + b"\n" for line in lines)), sink)
    return [json.loads(line) for line in sink.getvalue().splitlines()]


def request(**fields: Any) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": 1, **fields}).encode()


def test_a_request_is_answered_and_a_notification_is_not() -> None:
    told = said(request(method="x", params={"a": 1}), b'{"jsonrpc":"2.0","method":"note"}', b"")
    assert told == [{"jsonrpc": "2.0", "id": 1, "result": {"asked": {"a": 1}}}]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"not json", -32700),
        (b"\xff\xfe", -32700),
        (b"[" * 100_000, -32700),
        (b"[]", -32600),
        (b"7", -32600),
        (b'{"id": 1}', -32600),
        (b'{"jsonrpc":"1.0","id":1,"method":"x"}', -32600),
        (request(method="x", params=[1]), -32602),
        (request(method="refuse"), -32602),
        (request(method="break"), -32603),
    ],
)
def test_what_is_wrong_is_an_error(
    line: bytes, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (told,) = said(line)
    assert told["error"]["code"] == code
    assert "secret" not in json.dumps(told)
    capsys.readouterr()


def test_a_message_that_is_too_long_is_passed_over() -> None:
    told = said(b"x" * (3 * LONGEST), request(method="x"))
    assert [set(each) for each in told] == [{"jsonrpc", "id", "error"}, {"jsonrpc", "id", "result"}]


def test_a_batch_is_answered_as_one() -> None:
    (told,) = said(b"[" + request(method="x") + b"," + request(method="y", id="z") + b"]")
    assert [each["id"] for each in told] == [1, "z"]
    assert said(b'[{"jsonrpc":"2.0","method":"note"}]') == []
    assert said(b'{"jsonrpc":"2.0","id":3,"result":{}}') == [], "an answer, and we asked nothing"


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["jsonrpc", "id", "method", "params", "x"]), inner, max_size=5
        )
    ),
    max_leaves=10,
)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b""))
    | _json.map(lambda v: json.dumps(v).encode())
)
def test_whatever_comes_the_next_request_is_answered(line: bytes) -> None:
    told = said(line, request(method="last", id="last"))
    assert told[-1] == {"jsonrpc": "2.0", "id": "last", "result": {"asked": {}}}
    assert len(told) <= 2
