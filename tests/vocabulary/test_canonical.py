"""Canonical bytes are those of RFC 8785, within limits that are enforced."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.vocabulary.canonical import LARGEST, canonical_bytes, content_id
from inzet.vocabulary.errors import InputError
from tests.strategies import values

_ESCAPES = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


def reference(value: Any) -> str:
    """RFC 8785 written down once more, from its text: sections 3.2.2 and 3.2.3."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return f'"{"".join(_escaped(char) for char in value)}"'
    if isinstance(value, list):
        return f"[{','.join(reference(inner) for inner in value)}]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return f"{{{','.join(f'{reference(name)}:{reference(value[name])}' for name in names)}}}"


def _escaped(char: str) -> str:
    code = ord(char)
    return _ESCAPES.get(code) or (f"\\u{code:04x}" if code < 32 else char)


@given(values)
def test_equals_rfc_8785(value: Any) -> None:
    assert canonical_bytes(value).decode() == reference(value)


@given(values)
def test_reads_back(value: Any) -> None:
    assert json.loads(canonical_bytes(value)) == value


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9)))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert content_id(value) == content_id(dict(reversed(value.items())))


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        [{"a": 0.5}],
        LARGEST + 1,
        -LARGEST - 1,
        {"é": 1},
        {1: "a"},
        {"a": b"bytes"},
        "\ud800",
        {"a": {"b": ["\udfff"]}},
        {1, 2},
    ],
    ids=repr,
)
def test_refuses_what_is_not_the_same_everywhere(value: Any) -> None:
    with pytest.raises(InputError) as caught:
        canonical_bytes(value)
    assert caught.value.what


def test_refuses_what_is_nested_too_deep() -> None:
    value: list[Any] = []
    for _ in range(5000):
        value = [value]
    with pytest.raises(InputError):
        canonical_bytes(value)
