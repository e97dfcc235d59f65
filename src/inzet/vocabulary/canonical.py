"""Canonical bytes: the one spelling of a value that is hashed and signed.

Equals RFC 8785 within these limits, which the encoder enforces: no floats, ASCII keys,
integers below 2^53. Decimals travel as strings.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="sorted")


def canonical_bytes(value: Any) -> bytes:
    """The canonical JSON of ``value`` (msgspec struct, dict, list, str, int, bool, None)."""
    return _encoder.encode(value)


def content_id(value: Any) -> str:
    """SHA-256 of the canonical bytes, lower-case hex."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()
