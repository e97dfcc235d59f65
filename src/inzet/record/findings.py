"""What verifying finds: that a part was checked, or a fault with its place and its remedy."""

from __future__ import annotations

from dataclasses import dataclass

RESTORE = "Restore the record from a backup, or take this feed in again from who else has it."
"""What to do about something that others have too."""
RESTORE_OWN = "Restore the record from a backup."
"""What to do about something that only this node has."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A part of the record that was gone through, faults or not."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not prove."""

    what: str
    where: str
    fix: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that proves, under a key that counted no more when it came: perhaps it is by
    somebody else than it says."""

    what: str
    where: str
    fix: str


@dataclass(frozen=True, slots=True)
class Untrue:
    """Something that proves, and by which its organisation said what is not so."""

    what: str
    where: str
    fix: str


Finding = Checked | Fault | Doubt | Untrue
"""What going through a record gives."""
