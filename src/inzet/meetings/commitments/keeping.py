"""What can be known of a promise on a day."""

from __future__ import annotations

from enum import StrEnum


class Keeping(StrEnum):
    """What is known of a promise on a day. Never "kept" without the paper that keeps it."""

    OPEN = "open"
    """Its deadline has not passed, or it has none, and nobody judged that a paper keeps it."""
    OVERDUE = "overdue"
    """Its deadline has passed, and whether it was kept is unknown until its paper is found."""
    PARTLY = "partly kept"
    """A person judged that a paper keeps some of it."""
    KEPT = "kept"
    """A person judged that a paper keeps it, and that paper is in view."""
    LAPSED = "lapsed"
    """A person judged that it no longer has to be kept, and said why."""
