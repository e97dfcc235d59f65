"""What a draft holds, as every door tells it: carried and new, to fill in, to settle, left out."""

from __future__ import annotations

from collections import Counter

from inzet.writing.draft import Block, Draft, Form, Origin
from inzet.writing.redraft import CONFLICT

SETTLE = ("promise", "motion")
"""Roles of blocks that tell of something which the paper is to settle."""
_ORIGINS = (Origin.CARRIED, Origin.CHANGED, Origin.NEW, Origin.PERSON, Origin.DROPPED)


def holds(draft: Draft) -> list[tuple[Origin, int]]:
    """How many blocks are carried, changed, new …, in the order in which that is told."""
    counts = Counter(block.origin for block in draft.blocks if not block.private)
    return [(origin, counts[origin]) for origin in _ORIGINS if counts[origin]]


def to_fill(draft: Draft) -> list[Block]:
    """The empty fields, besides those that settle something."""
    return [
        block
        for block in draft.blocks
        if block.form is Form.FIELD and not block.filled.strip() and block.role not in SETTLE
    ]


def to_settle(draft: Draft) -> list[Block]:
    """Promises and motions."""
    return [block for block in draft.blocks if block.role in SETTLE and block.text]


def dropped(draft: Draft) -> list[Block]:
    """What stood there last time and falls away."""
    return [block for block in draft.blocks if block.origin is Origin.DROPPED]


def private(draft: Draft) -> list[Block]:
    """What is for the drafter only, besides that."""
    return [
        block
        for block in draft.blocks
        if block.private
        and block.origin is not Origin.DROPPED
        and block.form is not Form.FIELD
        and block.role not in SETTLE
    ]


def conflicts(draft: Draft) -> list[Block]:
    """What two changed, and nobody has settled yet."""
    return [block for block in draft.blocks if block.role == CONFLICT]
