"""What waits in memory for somebody to come back, under unguessable tokens, each to be had once.

Of several worker processes one holds it; its token tells which, and the others ask it.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections import OrderedDict
from typing import Generic, TypeVar

import msgspec

from inzet.web.running.crew import Crew

Thing = TypeVar("Thing")
_NUMBER = re.compile(r"[0-9]{1,3}\Z")


class Held(Generic[Thing]):
    """A few things for a while; the oldest go where there are too many.

    Args:
        subject: what the workers call it among themselves.
        kind: its type, to travel from one worker to another.
        seconds: how long each is held.
    """

    def __init__(
        self, crew: Crew, subject: str, kind: type[Thing], *, at_most: int, seconds: float
    ) -> None:
        self._crew = crew
        self._subject = subject
        self._kind = kind
        self._at_most = at_most
        self._seconds = seconds
        self._held: OrderedDict[str, tuple[float, Thing]] = OrderedDict()
        self._lock = threading.Lock()
        crew.answer(subject, self._encoded)

    def hold(self, thing: Thing) -> str:
        """Keep it until it is asked for; gives its token."""
        token = f"{self._crew.number}.{secrets.token_urlsafe(24)}"
        with self._lock:
            self._held[token] = (time.monotonic() + self._seconds, thing)
            while len(self._held) > self._at_most:
                self._held.popitem(last=False)
        return token

    def take(self, token: str) -> Thing | None:
        """What a token stands for, once; None when it is unknown or its time is over."""
        number = token.partition(".")[0]
        if number == str(self._crew.number) or not _NUMBER.match(number):
            return self._own(token)
        found = self._crew.ask(int(number), self._subject, token)
        return msgspec.msgpack.decode(found, type=self._kind) if found else None

    def _encoded(self, token: str) -> bytes:
        """What another worker asked for; nothing where it is not here."""
        found = self._own(token)
        return b"" if found is None else msgspec.msgpack.encode(found)

    def _own(self, token: str) -> Thing | None:
        with self._lock:
            until, found = self._held.pop(token, (0.0, None))
        return found if found is not None and time.monotonic() < until else None
