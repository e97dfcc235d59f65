"""Names and passwords that were right a moment ago, so that not every request costs a log-in.

Only in memory, only as a hash under a key that this process made, only for minutes, and only
together with the hash that the password fitted: where that changed, it is asked anew.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict

MINUTES = 10
_MOST = 1000


class Basics:
    """What was right; may be shared between threads."""

    def __init__(self, *, most: int = _MOST, minutes: float = MINUTES) -> None:
        self._key = secrets.token_bytes(32)
        self._most = most
        self._seconds = minutes * 60
        self._kept: OrderedDict[bytes, tuple[str, float]] = OrderedDict()
        self._lock = threading.Lock()

    def shown(self, name: str, password: str) -> bytes:
        """What stands for a name and a password here."""
        told = f"{len(name)}:{name}{password}".encode("utf-8", "replace")
        return hmac.digest(self._key, told, hashlib.sha256)

    def fits(self, shown: bytes, kept: str | None) -> bool:
        """Whether it fitted this hash minutes ago."""
        with self._lock:
            found = self._kept.get(shown)
        return found is not None and found[0] == kept and found[1] > time.monotonic()

    def keep(self, shown: bytes, kept: str) -> None:
        """That it fits this hash."""
        with self._lock:
            self._kept.pop(shown, None)
            self._kept[shown] = (kept, time.monotonic() + self._seconds)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
