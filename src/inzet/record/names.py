"""What people type to name an entry: its id or identity, or the beginning of one."""

from __future__ import annotations

import re

from inzet.vocabulary.errors import NotFound

HEX = re.compile(r"[0-9a-f]{4,64}\Z")
"""At least four digits, so that nobody lists a record by its first digits."""


def byte_range(prefix: str) -> dict[str, bytes]:
    """The range of raw ids (32 bytes) that begin with these hex digits."""
    low = bytes.fromhex(prefix.ljust(64, "0"))
    return {"value": low, "above": bytes.fromhex(prefix.ljust(64, "f")) + b"\0"}


def not_found(kind: str, name: str) -> NotFound:
    """The error for what is not there for a reader: the same words, whether hidden or missing."""
    return NotFound(
        f"there is no {kind} “{name.strip()[:80]}”",
        fix="Check it, or look for it with a search.",
    )
