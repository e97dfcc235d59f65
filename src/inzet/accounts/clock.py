"""Time as accounts keep it: whole seconds since 1970, UTC."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """Now."""
    return dt.datetime.now(dt.UTC)


def seconds(moment: dt.datetime) -> int:
    """A moment as it is kept."""
    return int(moment.timestamp())


def time(kept: int) -> dt.datetime:
    """A moment from how it is kept."""
    return dt.datetime.fromtimestamp(kept, dt.UTC)
