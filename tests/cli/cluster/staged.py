"""Loaded by a worker of the tests' cluster: what papers do to it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from inzet.reading.cluster import worker
from inzet.reading.cluster.mark import Mark
from inzet.reading.guard.protocol import Answer

DEADLY = "Dit stuk doodt wie het leest."
SLOW = "Dit stuk leest langzaam."
# Dask runs this file twice in the same place.
_plain: Callable[[bytes, bytes, Mark], Answer] = globals().get("_plain", worker._answer)


def _answer(job: bytes, text: bytes, ours: Mark) -> Answer:
    if DEADLY.encode() in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if SLOW.encode() in text:
        time.sleep(0.05)
    return _plain(job, text, ours)


worker._answer = _answer
