"""What a drawer holds, as plain data."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from inzet.writing.draft import Draft


class How(StrEnum):
    """How a version came about."""

    COMPOSED = "composed"
    """From the record, by the program."""
    REDRAFTED = "redrafted"
    """Composed again under what people had written."""
    RETURNED = "returned"
    """Taken back from an edited file."""
    EDITED = "edited"
    """Changed here, by a person."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A version, without its text."""

    number: int
    """From 1."""
    how: How
    by: str
    made: dt.datetime
    rests_on: int
    """The composed version that it is compared with when the draft is composed again."""
    hash: str
    """:func:`inzet.writing.draft.version` of it."""
    note: str = ""


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A version with its text."""

    step: Step
    draft: Draft


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """That a version was released."""

    paper: str
    """Entry id of the paper that its clean copy became."""
    marking: str
    by: str
    on: dt.datetime
    version: int


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A draft as a list shows it."""

    id: str
    name: str
    """``agenda/nato-fmm-2023-04-04/nl``; the same for every drafter."""
    title: str
    owner: str
    own: bool
    """Whether it belongs to the person who looks."""
    shared_with: tuple[str, ...]
    """Names of persons and teams."""
    created: dt.datetime
    last: Step
    open_remarks: int
    released: Release | None = None


class Remark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A remark in the margin that came back with a file or was made here."""

    id: str
    by: str
    on: str
    text: str
    words: str = ""
    key: str | None = None
    reply_to: str | None = None
    """Id of the remark that it answers."""
    answers: str = ""
    """The program's own remark that it answers."""
    resolved: bool = False
    version: int
    """With which version it came."""


class Jotting(msgspec.Struct, frozen=True, kw_only=True):
    """A free note."""

    id: str
    text: str
    about: str
    """A meeting, dossier or draft, as the writer names it; may be empty."""
    by: str
    own: bool
    shared_with: tuple[str, ...]
    made: dt.datetime


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """People who share drafts, as one of them sees it."""

    id: str
    name: str
    creator: str
    own: bool
    members: tuple[str, ...]
    """The creator first."""
