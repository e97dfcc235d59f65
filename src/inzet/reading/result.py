"""The result of reading one paper: plain data, JSON by ``msgspec``, held by a JSON Schema."""

from __future__ import annotations

from typing import Any

import msgspec

from inzet.vocabulary.citations import Box
from inzet.vocabulary.meetings import MeetingNotice, Participant, Session
from inzet.vocabulary.speakers import Speaker


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What the paper says about itself."""

    sha256: str
    title: str
    language: str | None
    genre: str | None
    """annotated agenda, minister's report, letter, …; None when it was not recognised."""
    on_behalf_of: str | None
    addressee: str | None
    numbers: tuple[str, ...]
    said_on: str | None


class ReadStatement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement as read. ``start`` and ``end`` are code points of the extracted text."""

    id: str
    act: str
    party: str | None
    holder: str | None
    dossier: str | None
    """The first of ``dossiers``."""
    dossiers: tuple[str, ...]
    session: int | None
    item: str | None
    meeting: str | None
    quote: str
    start: int
    end: int
    page: int | None
    """In print, from 1."""
    rule: str
    reading_precision: str | None
    content: dict[str, Any]
    valid_from: str | None = None
    valid_to: str | None = None
    explanation: dict[str, Any] = {}
    speaker: Speaker | None = None
    """Who says it, where the paper gives turns."""
    place: tuple[Box, ...] = ()
    """Where it stands in print, a box for each line."""


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A reference to another paper, as printed and as a stable identifier."""

    text: str
    id: str
    start: int
    end: int


class Unrecognised(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence in which nothing was recognised."""

    quote: str
    start: int
    end: int
    refused: tuple[tuple[str, str], ...] = ()
    """Cues whose words are there and that were refused, each with the reason."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read from one paper. The JSON of this is a public interface."""

    document: Document
    meetings: tuple[MeetingNotice, ...]
    meeting: MeetingNotice | None
    """Shortcut to the main meeting, with ``sessions`` and ``participants`` beside it."""
    sessions: tuple[Session, ...]
    participants: tuple[Participant, ...]
    statements: tuple[ReadStatement, ...]
    references: tuple[Reference, ...]
    unrecognised: tuple[Unrecognised, ...]
    dropped: int = 0
    """Statements whose quote was not found at its offsets; never kept."""
    notes: tuple[str, ...] = ()
    """What the reader has to say in plain words, such as that it did not know the genre."""
