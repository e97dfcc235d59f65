"""Papers that wait for a person's answer, in memory only: nothing is kept until it is given."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.web.running.crew import Crew
from inzet.web.running.held import Held

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


class Pending(Held[Upload]):
    """A few uploads, each for a quarter of an hour."""

    def __init__(self, crew: Crew | None = None) -> None:
        super().__init__(crew or Crew(), "upload", Upload, at_most=_AT_MOST, seconds=_SECONDS)
