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
_places: dict[tuple[type, ...], tuple[int, ...]] = {}
"""Which of some values are not plain, by their types."""
_MOST_PLACES = 2000


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
        inside: Iterable[Any] = _not_plain(msgspec.structs.astuple(value))
    elif isinstance(value, dict):
        _check_keys(value)
        inside = value.values()
        if _are_plain(inside):
            return
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
        if kind is int:
            if not -LARGEST <= inner <= LARGEST:
                raise _too_large(inner)
        elif kind in _EMPTY:
            if inner and not (kind is not dict and depth < DEEPEST and _are_plain(inner)):
                _check(inner, depth + 1)
        elif isinstance(inner, str):
            _PLAIN.add(kind)
        elif isinstance(inner, int):
            if not -LARGEST <= inner <= LARGEST:
                raise _too_large(inner)
        elif isinstance(inner, _NESTED):
            _check(inner, depth + 1)
        else:
            raise InputError(
                f"a {type(inner).__name__} cannot be kept in an entry",
                fix="Write numbers with a fraction as strings.",
            )


def _not_plain(values: tuple[Any, ...]) -> list[Any]:
    """Those of some values of which not any value can be kept.

    Entries of a kind nearly all have values of the same types in the same places.
    """
    types = (*map(type, values),)
    places = _places.get(types)
    if places is None:
        if len(_places) > _MOST_PLACES:
            _places.clear()
        places = tuple(at for at, kind in enumerate(types) if kind not in _PLAIN)
        _places[types] = places
    return [values[at] for at in places]


def _are_plain(values: Iterable[Any]) -> bool:
    return _PLAIN.issuperset(map(type, values))


def _too_large(number: int) -> InputError:
    return InputError(f"{number} is too large", fix="Write it as a string.")


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
