"""The words that statements use, and how many in view use them; feeds; the API itself."""

from __future__ import annotations

import datetime as dt

from inzet.web.api.shapes.common import Shape


class MembershipShape(Shape, frozen=True, kw_only=True):
    """That a party belongs to an organisation, from a day and perhaps until one."""

    organisation: str
    since: dt.date
    until: dt.date | None


class PartyShape(Shape, frozen=True, kw_only=True):
    """A country or an organisation."""

    code: str
    kind: str
    """`country`, `organisation`, or `other` for a group or body that only statements name."""
    names: dict[str, str]
    """By language."""
    memberships: tuple[MembershipShape, ...]
    statements: int
    """In view."""


class PartyList(Shape, frozen=True, kw_only=True):
    """Parties by code: those of the table, and others that statements in view name."""

    items: tuple[PartyShape, ...]
    next: str | None
    """Address of the rest; null at the end."""


class ConceptShape(Shape, frozen=True, kw_only=True):
    """A concept that statements name in English, in other languages."""

    key: str
    names: dict[str, str]
    """By language."""


class ConceptList(Shape, frozen=True, kw_only=True):
    """Concepts by key."""

    items: tuple[ConceptShape, ...]
    next: str | None


class ActUse(Shape, frozen=True, kw_only=True):
    """What a statement does."""

    act: str
    statements: int


class ActList(Shape, frozen=True, kw_only=True):
    """The acts."""

    items: tuple[ActUse, ...]
    next: str | None


class StatementKind(Shape, frozen=True, kw_only=True):
    """A kind of statement that a procedure understands."""

    act: str
    name: str
    says: str


class OptionShape(Shape, frozen=True, kw_only=True):
    """Something that can be asked of one procedure only, as a parameter of its state."""

    name: str
    says: str
    example: str


class ProcedureShape(Shape, frozen=True, kw_only=True):
    """How one kind of dossier moves."""

    name: str
    kinds: tuple[StatementKind, ...]
    options: tuple[OptionShape, ...]
    editions: bool
    """Whether it has published figures that come in editions."""
    dossiers: tuple[str, ...]
    """In view."""


class ProcedureList(Shape, frozen=True, kw_only=True):
    """The procedures that are known here."""

    items: tuple[ProcedureShape, ...]
    next: str | None


class MarkingShape(Shape, frozen=True, kw_only=True):
    """A marking under which something is in view."""

    marking: str
    organisation: str
    """Whose marking it is."""


class MarkingList(Shape, frozen=True, kw_only=True):
    """Markings in view."""

    items: tuple[MarkingShape, ...]
    next: str | None


class FeedShape(Shape, frozen=True, kw_only=True):
    """A feed in view, which is read whole."""

    id: str
    organisation: str
    marking: str
    entries: int
    head: str
    """Hash of its last entry."""


class FeedList(Shape, frozen=True, kw_only=True):
    """The record's feeds in view."""

    items: tuple[FeedShape, ...]
    next: str | None


class Service(Shape, frozen=True, kw_only=True):
    """The API, and as whom it is asked."""

    name: str
    version: str
    reader: str
    """Whose feeds are read: `PUBLIC`, or an organisation."""
    person: str
    rights: tuple[str, ...]
    links: dict[str, str]
    """Where things are."""
