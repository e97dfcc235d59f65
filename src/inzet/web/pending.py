"""Papers that wait for a person's answer, in memory only: nothing is kept until it is given.

Of several worker processes one holds the paper; its token tells which, and the others ask it.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

import msgspec

from inzet.web.running.crew import Crew

_AT_MOST = 4
_SECONDS = 15 * 60
_NUMBER = re.compile(r"[0-9]{1,3}\Z")


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

    def __init__(self, crew: Crew | None = None) -> None:
        self._crew = crew or Crew()
        self._crew.answer("upload", self._encoded)
        self._held: OrderedDict[str, tuple[float, Upload]] = OrderedDict()
        self._lock = threading.Lock()

    def hold(self, upload: Upload) -> str:
        """Keep an upload until it is asked for; gives its token."""
        token = f"{self._crew.number}.{secrets.token_urlsafe(24)}"
        with self._lock:
            self._held[token] = (time.monotonic() + _SECONDS, upload)
            while len(self._held) > _AT_MOST:
                self._held.popitem(last=False)
        return token

    def take(self, token: str) -> Upload | None:
        """The upload of a token, once; None when it is unknown or its time is over."""
        number = token.partition(".")[0]
        if number == str(self._crew.number) or not _NUMBER.match(number):
            return self._own(token)
        found = self._crew.ask(int(number), "upload", token)
        return msgspec.msgpack.decode(found, type=Upload) if found else None

    def _encoded(self, token: str) -> bytes:
        """What another worker asked for; nothing where it is not here."""
        upload = self._own(token)
        return b"" if upload is None else msgspec.msgpack.encode(upload)

    def _own(self, token: str) -> Upload | None:
        with self._lock:
            until, upload = self._held.pop(token, (0.0, None))
        return upload if upload is not None and time.monotonic() < until else None
