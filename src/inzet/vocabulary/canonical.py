"""Canonical bytes: the one spelling of a value that is hashed and signed.

Equals RFC 8785 within these limits, which the encoder enforces: no floats, ASCII keys,
integers below 2^53. Decimals travel as strings.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from inzet.vocabulary.errors import InputError

LARGEST = 2**53 - 1
"""Integers beyond this are not the same number everywhere; write them as strings."""
DEEPEST = 64
"""How deep lists and objects may nest: what can be kept can be read again anywhere."""
_encoder = msgspec.json.Encoder(order="sorted")
_PLAIN = frozenset((str, bool, type(None)))


def canonical_bytes(value: Any) -> bytes:
    """The canonical JSON of ``value`` (msgspec struct, dict, list, str, int, bool, None).

    Raises:
        InputError: a float, a key that is not ASCII, an integer of 2^53 or more, text that is
            not Unicode, or a type that JSON does not have.
    """
    _check(value, 0)
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        raise InputError(
            "text that is not Unicode cannot be kept",
            fix="Replace the broken characters.",
        ) from None


def _check(value: Any, depth: int) -> None:
    kind = type(value)
    if kind in _PLAIN:
        return
    if depth > DEEPEST:
        raise InputError(f"values nested deeper than {DEEPEST} cannot be kept")
    # Looked at here rather than one call deeper, as nearly every value is plain.
    if isinstance(value, msgspec.Struct):
        for inner in msgspec.structs.astuple(value):
            if type(inner) not in _PLAIN:
                _check(inner, depth + 1)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise InputError(f"the key {key!r} is not ASCII text", fix="Rename it.")
            if type(inner) not in _PLAIN:
                _check(inner, depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            if type(inner) not in _PLAIN:
                _check(inner, depth + 1)
    elif isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise InputError(f"{value} is too large", fix="Write it as a string.")
    elif not isinstance(value, str):
        raise InputError(
            f"a {kind.__name__} cannot be kept in an entry",
            fix="Write numbers with a fraction as strings.",
        )


def content_id(value: Any) -> str:
    """SHA-256 of the canonical bytes, lower-case hex."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()
