"""Secrets that browsers and programs show: 256 random bits, of which only a hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets

TOKEN = "inzet_"
"""How a token begins, so that whoever finds one knows what it is."""
_BYTES = 32
_LONGEST = 200


def new(prefix: str = "") -> str:
    """A new secret."""
    return prefix + secrets.token_urlsafe(_BYTES)


def hashed(secret: str) -> bytes:
    """What is kept of it. It has too many bits to be guessed, so a fast hash will do."""
    return hashlib.sha256(secret[:_LONGEST].encode("utf-8", "replace")).digest()


def short(hash_: bytes) -> str:
    """How pages and commands name what a hash is of."""
    return hashlib.sha256(b"name of " + hash_).hexdigest()[:12]


def form_token(secret: str) -> str:
    """What every form of a browser that keeps this secret bears."""
    return hmac.digest(secret.encode(), b"inzet form", "sha256").hex()


def same(one: str, other: str) -> bool:
    """Whether two are the same, in a time that tells nothing."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
