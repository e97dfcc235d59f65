"""A tear-line as it waits: plain data."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec


class State(StrEnum):
    """How far it is."""

    DRAFT = "draft"
    """Its writer works on it; nobody else sees it."""
    WAITING = "waiting"
    """For a second person to check it."""
    SENT_BACK = "sent back"
    """A second person did not agree, and said why; its writer works on it."""
    RELEASED = "released"
    """A second person agreed, and it is a paper in the wider feed."""


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody did with it."""

    state: State
    by: str
    on: dt.datetime
    reason: str = ""
    """Of sending back."""


class TearLine(msgspec.Struct, frozen=True, kw_only=True):
    """A releasable version that somebody writes of a narrower paper or statement."""

    id: str
    source: str
    """Id of the paper, or identity of the statement, that it is made from."""
    from_paper: bool
    title: str
    """Of the source."""
    narrow: str
    """Marking of the source."""
    marking: str
    """Under which it is to be released."""
    writer: str
    text: str
    """Empty once it is released: it is in the record then."""
    steps: tuple[Happened, ...]
    """What was done with it, oldest first; never none."""
    paper: str = ""
    """Id of the paper that it became."""

    @property
    def state(self) -> State:
        """How far it is."""
        return self.steps[-1].state

    @property
    def reason(self) -> str:
        """Why it was sent back; "" where it was not."""
        return self.steps[-1].reason
