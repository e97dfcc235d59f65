"""The log of the server: a line of JSON per request and event, to standard error.

It tells how the workspace runs and never what somebody read: no address but the template of its
route, no query, no name, no id of an entry, no text of an exception (which may quote a paper).
"""

from __future__ import annotations

import datetime as dt
import logging
import sys
import traceback
from collections.abc import Mapping
from typing import Any, TextIO

import msgspec

LOGGER = logging.getLogger("inzet.web")


def tell(message: str, *, level: int = logging.INFO, **fields: object) -> None:
    """One event, with what is to be known of it."""
    LOGGER.log(level, message, extra={"fields": fields})


def failed(error: BaseException, **fields: object) -> None:
    """A fault in the workspace itself."""
    LOGGER.error("fault", exc_info=error, extra={"fields": fields})


class Lines(logging.Formatter):
    """A log record as a line of JSON.

    Of others' records the words alone are told, never the values in them: those may be a query.
    """

    def __init__(self, worker: int = 0) -> None:
        super().__init__()
        self._worker = worker

    def format(self, record: logging.LogRecord) -> str:
        """``{"time", "level", "message", …}``."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "message": str(record.msg),
        }
        if record.name != LOGGER.name:
            line["logger"] = record.name
        if self._worker:
            line["worker"] = self._worker
        fields = getattr(record, "fields", None)
        if isinstance(fields, Mapping):
            line |= fields
        if record.exc_info and record.exc_info[1] is not None:
            line |= _fault(record.exc_info[1])
        return msgspec.json.encode(line).decode()


def _fault(error: BaseException) -> dict[str, object]:
    """The kind of an exception and where it was raised; what it says may quote what was read."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }


def configure(*, lines: bool, worker: int = 0, stream: TextIO | None = None) -> None:
    """Has everything that is logged in this process go to standard error.

    Args:
        lines: as lines of JSON, requests too; otherwise only what needs attention, for people.
        worker: number of this process among several; 0 where it is alone.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines(worker) if lines else logging.Formatter("%(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    LOGGER.setLevel(logging.INFO if lines else logging.WARNING)
    LOGGER.propagate = True
