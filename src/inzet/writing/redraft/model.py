"""What comes of merging drafts: one draft, and where two had changed the same thing."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from inzet.writing.draft import Draft

CONFLICT = "conflict"
"""Role of the private block that shows what was not taken over."""


class Clash(StrEnum):
    """What happened to a block on both sides."""

    REWORDED = "reworded"
    """A person changed it, and the record has other words for it now."""
    DELETED = "deleted"
    """A person deleted it, and the record has other words for it now."""
    GONE = "gone"
    """A person changed it, and it no longer stands in what the record gives."""
    BOTH = "both"
    """Two people changed it, each otherwise."""
    EDITED = "edited"
    """One person changed it and another deleted it."""


class Conflict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Two changes of the same block: which words stand, and which do not."""

    key: str
    """Of the block; ``head/subject`` of a part of the letterhead."""
    clash: Clash
    kept: str
    """The words that stand in the draft; empty where it stays deleted."""
    other: str
    """The words that do not."""
    shown: str
    """Key of the private block that shows them; whoever deletes it settles the matter."""
    by: str = ""
    """Who wrote the other words, where a person did."""


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome."""

    draft: Draft
    conflicts: tuple[Conflict, ...] = ()
    """New ones only: those that were shown before still stand in the draft."""
