"""A STIX object as it is served: one version of it, as the bytes that go out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """One version of a STIX object."""

    id: str
    """``note--…``; the same for every version of one thing."""
    type: str
    version: str
    """``modified``, else ``created``, else when it was added: RFC 3339 with a Z."""
    raw: bytes
    """JSON; of other people's objects as they came."""
    spec_version: str = "2.1"
    gone: bool = False
    """Deleted: earlier versions are no longer served either."""
