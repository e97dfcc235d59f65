"""Requests that are signed: a narrow profile of RFC 9421 (HTTP Message Signatures), with Ed25519.

Covered are the method, the path, the query, the digest of the body (RFC 9530), and the fingerprint
of the node it is for, so that it cannot be shown to another; its parameters are the time, a nonce
that counts once, and the fingerprint of who signs. Nothing else is taken: other components, other
algorithms, several signatures.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from inzet.record.keys import fingerprint

COVERED = ("@method", "@path", "@query", "content-digest", "inzet-to")
TAG = "inzet-exchange"
_HEX = "[0-9a-f]{64}"
_PARAMETERS = re.compile(
    r"inzet=(?P<signed>\(" + " ".join(f'"{each}"' for each in COVERED) + r"\)"
    r";created=(?P<created>[0-9]{1,12})"
    r';nonce="(?P<nonce>[0-9a-f]{32})"'
    rf';keyid="(?P<keyid>{_HEX})"'
    r';alg="ed25519"'
    rf';tag="{TAG}")'
)
_SIGNATURE = re.compile(r"inzet=:(?P<value>[A-Za-z0-9+/]{86}==):")
_TO = re.compile(_HEX)
Sign = Callable[[bytes], bytes]
_MOST_KEYS = 12
"""Changes of a key that a request tells of; who changed more often is heard of when it is asked."""
_LONGEST_KEYS = 12 * 2**10


@dataclass(frozen=True, slots=True)
class Asking:
    """A request as its signature covers it."""

    method: str
    path: str
    """As it stands in the request, still encoded."""
    query: str
    """Without its question mark; "" for none."""
    body: bytes
    to: str
    """Fingerprint of the node it is for."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a signature says of itself; nothing of it is known to be true yet."""

    by: str
    """Fingerprint of the key that it says it is by."""
    created: int
    """Seconds since 1970."""
    nonce: str
    message: bytes
    """What was signed, where it is true."""
    signature: bytes
    key: bytes
    """The key it comes with, where that has the fingerprint it names; else empty."""
    keys: tuple[bytes, ...] = ()
    """The changes by which that key came to the one that signed, as they say."""


def digest(body: bytes) -> str:
    """The value of Content-Digest (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def signature_base(covered: Sequence[tuple[str, str]], parameters: str) -> bytes:
    """What is signed (RFC 9421, section 2.5).

    Args:
        covered: names and values of the components, in order.
        parameters: the value of ``@signature-params``.
    """
    lines = [f'"{name}": {value}' for name, value in covered]
    return "\n".join([*lines, f'"@signature-params": {parameters}']).encode()


def signed_headers(
    asking: Asking,
    *,
    by: str,
    sign: Sign,
    now: float,
    key: bytes = b"",
    keys: Sequence[bytes] = (),
) -> dict[str, str]:
    """The headers of a request, signed.

    Args:
        by: fingerprint of the first key of whose request it is.
        key: that key (32 bytes), for who knows no more than its fingerprint.
        keys: the changes by which it came to the one that ``sign`` signs with.
        now: seconds since 1970.
    """
    names = " ".join(f'"{each}"' for each in COVERED)
    parameters = (
        f'({names});created={int(now)};nonce="{secrets.token_hex(16)}"'
        f';keyid="{by}";alg="ed25519";tag="{TAG}"'
    )
    signature = sign(_message(asking, parameters))
    return {
        "Content-Digest": digest(asking.body),
        "Inzet-To": asking.to,
        **({"Inzet-Key": key.hex()} if key else {}),
        **({"Inzet-Keys": _written(keys)} if 0 < len(keys) <= _MOST_KEYS else {}),
        "Signature-Input": f"inzet={parameters}",
        "Signature": f"inzet=:{base64.b64encode(signature).decode()}:",
    }


def nonce_of(headers: Mapping[str, str]) -> str:
    """The nonce of headers that ``signed_headers`` made."""
    found = _PARAMETERS.fullmatch(headers["Signature-Input"])
    assert found is not None
    return found["nonce"]


def claimed(
    headers: Mapping[str, str], *, method: str, path: str, query: str, body: bytes
) -> Claimed | None:
    """What the signature of a request says; None where it is no request of this profile.

    Args:
        headers: by name in lower case, each once.
    """
    asks = _PARAMETERS.fullmatch(headers.get("signature-input", ""))
    signature = _SIGNATURE.fullmatch(headers.get("signature", ""))
    to = headers.get("inzet-to", "")
    if asks is None or signature is None or not _TO.fullmatch(to):
        return None
    if headers.get("content-digest", "") != digest(body):
        return None
    try:
        value = base64.b64decode(signature["value"], validate=True)
    except binascii.Error:
        return None
    asking = Asking(method, path, query, body, to)
    return Claimed(
        by=asks["keyid"],
        created=int(asks["created"]),
        nonce=asks["nonce"],
        message=_message(asking, asks["signed"]),
        signature=value,
        key=_key(headers.get("inzet-key", ""), asks["keyid"]),
        keys=_keys(headers.get("inzet-keys", "")),
    )


def _key(shown: str, by: str) -> bytes:
    if not _TO.fullmatch(shown):
        return b""
    key = bytes.fromhex(shown)
    return key if fingerprint(key) == by else b""


def _written(keys: Sequence[bytes]) -> str:
    return base64.b64encode(msgspec.msgpack.encode(list(keys))).decode()


def _keys(shown: str) -> tuple[bytes, ...]:
    if not shown or len(shown) > _LONGEST_KEYS:
        return ()
    try:
        raw = base64.b64decode(shown, validate=True)
        return msgspec.msgpack.decode(raw, type=tuple[bytes, ...])
    except (binascii.Error, ValueError, msgspec.DecodeError, RecursionError):
        return ()


def _message(asking: Asking, parameters: str) -> bytes:
    values = (
        asking.method,
        asking.path or "/",
        f"?{asking.query}",
        digest(asking.body),
        asking.to,
    )
    return signature_base(list(zip(COVERED, values, strict=True)), parameters)
