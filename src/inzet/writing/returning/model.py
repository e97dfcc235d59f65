"""What came back with an edited file: edits, comments, and what nobody could make sense of."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from inzet.writing.draft import Draft


class Did(StrEnum):
    """What was done to a block."""

    EDITED = "edited"
    """Its words are others now."""
    FORMATTED = "formatted"
    """The same words, others of them strong or emphasised."""
    FILLED = "filled"
    """An empty field was filled, or a filled one filled otherwise."""
    ADDED = "added"
    """A person wrote a new block."""
    DELETED = "deleted"
    MOVED = "moved"
    SPLIT = "split"
    """Part of it stands in a block of its own now: ``others``."""
    JOINED = "joined"
    """The words of ``others`` stand in it now."""
    CELL = "cell"
    """One cell of a table: ``row`` and ``column``."""
    ROWS = "rows"
    """Rows or columns of a table came or went."""
    ACCEPTED = "accepted"
    """A change that the draft proposed was agreed to: it is marked no longer."""
    REJECTED = "rejected"
    """A change that the draft proposed was refused: the words of last time stand."""
    HEAD = "head"
    """The sender, addressee, place, date, reference or subject: ``key`` names which."""


class Edit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a person did."""

    did: Did
    key: str
    """Of the block, as it is in the returned draft or, where it was deleted, was in the base."""
    by: str = ""
    """Who, as their office program names them; empty where the file does not tell."""
    on: str = ""
    """When, as the file tells it (ISO 8601); empty where it does not."""
    before: str = ""
    after: str = ""
    others: tuple[str, ...] = ()
    row: int | None = None
    column: int | None = None
    pending: bool = False
    """It stands in the file as a tracked change that nobody has accepted yet."""


class Comment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A remark of a person in the margin."""

    by: str
    on: str
    """ISO 8601, as the file tells it; empty where it does not."""
    text: str
    words: str = ""
    """On which it hangs, as they stand now or, where they were deleted, stood."""
    key: str | None = None
    """Of the block on which it hangs; None of one that hangs elsewhere (the letterhead)."""
    reply_to: int | None = None
    """Place, in the comments returned, of the one that it answers."""
    answers: str = ""
    """Text of the program's own comment that it answers."""
    resolved: bool = False


class Returned(msgspec.Struct, frozen=True, kw_only=True):
    """A file taken back."""

    draft: Draft
    """The base with the edits in it: what a person wrote bears ``Origin.PERSON``. A block that was
    deleted is not in it; compare with the base to tell it from one that never was."""
    base: str
    """Version of the draft that the file was made from: :func:`inzet.writing.draft.version`."""
    edits: tuple[Edit, ...] = ()
    """In the order of the text; what was deleted at the place where it stood."""
    comments: tuple[Comment, ...] = ()
    notes: tuple[str, ...] = ()
    """What could not be understood or kept, each with its text, in plain words."""


class Bearing(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says of the draft that it was made from."""

    draft: str
    """Name of the draft: ``agenda/nato-fmm-2023-04-04/nl``."""
    version: str
