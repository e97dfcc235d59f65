"""Canonical bytes: the one spelling of a value that is hashed and signed.

Equals RFC 8785 within these limits, which the encoder enforces: no floats, ASCII keys,
integers below 2^53. Decimals travel as strings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from inzet.vocabulary.errors import InputError

LARGEST = 2**53 - 1
"""Integers beyond this are not the same number everywhere; write them as strings."""
DEEPEST = 64
"""How deep lists and objects may nest: what can be kept can be read again anywhere."""
MALFORMED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises of bytes that somebody else wrote: of no UTF-8, and of what nests too deep,
msgspec raises other errors than its own."""
_encoder = msgspec.json.Encoder(order="sorted")
_NESTED = (dict, list, tuple, msgspec.Struct)
_EMPTY = frozenset((dict, list, tuple))
_PLAIN: set[type] = {str, bool, type(None), msgspec.UnsetType}
"""Types of which any value can be kept; enumerations of text join them as they are met."""


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


def check_value(value: Any) -> None:
    """That ``value`` could be written so; for what was read from bytes of others.

    Raises:
        InputError: as ``canonical_bytes``.
    """
    _check(value, 0)


def _check(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise InputError(f"values nested deeper than {DEEPEST} cannot be kept")
    if isinstance(value, msgspec.Struct):
        inside: Iterable[Any] = msgspec.structs.astuple(value)
    elif isinstance(value, dict):
        _check_keys(value)
        inside = value.values()
    elif isinstance(value, list | tuple):
        inside = value
    else:
        inside = (value,)
    # Plain values are looked at here: a call for each would cost more than the encoding does.
    for inner in inside:
        kind = type(inner)
        # By exact type first: nearly every value is a plain string or absent, or empty.
        if kind in _PLAIN:
            continue
        if kind in _EMPTY:
            if inner:
                _check(inner, depth + 1)
        elif kind is int and -LARGEST <= inner <= LARGEST:
            continue
        elif isinstance(inner, str):
            _PLAIN.add(kind)
        elif isinstance(inner, int):
            if not -LARGEST <= inner <= LARGEST:
                raise InputError(f"{inner} is too large", fix="Write it as a string.")
        elif isinstance(inner, _NESTED):
            _check(inner, depth + 1)
        else:
            raise InputError(
                f"a {type(inner).__name__} cannot be kept in an entry",
                fix="Write numbers with a fraction as strings.",
            )


def _check_keys(value: dict[Any, Any]) -> None:
    try:
        # Of all at once: nearly always that is all there is to ask.
        if "".join(value).isascii():
            return
    except TypeError:
        pass
    for key in value:
        if not (isinstance(key, str) and key.isascii()):
            raise InputError(f"the key {key!r} is not ASCII text", fix="Rename it.")


def content_id(value: Any) -> str:
    """SHA-256 of the canonical bytes, lower-case hex."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()
