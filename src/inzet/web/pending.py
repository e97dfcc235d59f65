"""Papers that wait for a person's answer, in memory only: nothing is kept until it is given."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

_AT_MOST = 4
_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Upload:
    """A paper as it was handed in, with what was said about it."""

    data: bytes
    name: str
    media_type: str | None
    marking: str
    said_on: str | None
    on_behalf_of: str | None


class Pending:
    """A few uploads under unguessable tokens, each for a quarter of an hour; the oldest go."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[float, Upload]] = OrderedDict()
        self._lock = threading.Lock()

    def hold(self, upload: Upload) -> str:
        """Keep an upload until it is asked for; gives its token."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._held[token] = (time.monotonic() + _SECONDS, upload)
            while len(self._held) > _AT_MOST:
                self._held.popitem(last=False)
        return token

    def take(self, token: str) -> Upload | None:
        """The upload of a token, once; None when it is unknown or its time is over."""
        with self._lock:
            until, upload = self._held.pop(token, (0.0, None))
        return upload if upload is not None and time.monotonic() < until else None
