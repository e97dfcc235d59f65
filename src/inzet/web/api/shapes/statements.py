"""Statements: one, lists, their history, and what a person makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from inzet.reading.mentions.references.identifier import address_of
from inzet.record import HistoryRow, Hit, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.speakers import Speaker
from inzet.web.api.shapes.common import (
    BASE,
    Name,
    PaperRef,
    Shape,
    SourceRef,
    Words,
    maybe_paper,
    source_ref,
)
from inzet.web.api.shapes.papers import Paper, paper_shape


class Statement(SourceRef, frozen=True, kw_only=True):
    """Who said what about which dossier or meeting, and where it says so."""

    entry: str
    """Id of the entry that is its current version."""
    dossiers: tuple[str, ...]
    meeting: str | None
    session: int | None
    item: str | None
    """Heading of the agenda item it stands under."""
    content: dict[str, Any]
    """What was read in it, typed by act; see docs/statements.md."""
    valid_from: str | None
    """Since when it holds: an ISO day, month or year."""
    valid_to: str | None
    rule: str
    """The rule that read it, `person`, or of a data set `data:…`."""
    precision: str | None
    """The rule's measured precision, a decimal; null: not measured."""
    language: str | None
    speaker: Speaker | None
    """Who says it, where the paper gives turns."""
    resolved: PaperRef | None
    """Of a reference: the paper in view that it leads to."""
    address: str | None
    """Of a reference: where what it refers to is published, if that follows from its number."""
    organisation: str
    """In whose feed it stands."""
    review: str | None
    """`confirmed`, or null."""
    reviewed_by: str | None
    corrected: bool
    arrived: dt.datetime
    doubtful: bool
    """It came under a key of its organisation that counted no more."""


class StatementList(Shape, frozen=True, kw_only=True):
    """Statements, newest said first."""

    items: tuple[Statement, ...]
    next: str | None
    """Address of the rest; null at the end."""


class HistoryStep(Shape, frozen=True, kw_only=True):
    """One thing that happened to a statement."""

    kind: str
    """`reading`, `correction`, `review` or `withdrawal`."""
    entry: str
    target: str | None
    """The entry it is about; null of a reading."""
    verdict: str | None
    by: str
    note: str
    said: dt.date | None
    arrived: dt.datetime
    organisation: str
    marking: str
    undone: bool
    current: bool
    """It is the version that lists show."""
    act: str | None
    quote: str | None
    content: dict[str, Any] | None
    rule: str | None


class History(Shape, frozen=True, kw_only=True):
    """Everything in view that happened to a statement, oldest arrival first."""

    statement: str
    items: tuple[HistoryStep, ...]
    next: str | None


class SearchHit(Shape, frozen=True, kw_only=True):
    """A statement or a paper that was found; exactly one of the two is given."""

    statement: Statement | None
    paper: Paper | None
    snippet: str
    """Words around the first match."""


class SearchHits(Shape, frozen=True, kw_only=True):
    """What was found, newest said first."""

    items: tuple[SearchHit, ...]
    next: str | None


class Verdict(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A remark that goes with a decision."""

    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class Correction(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What of a statement is otherwise. What is left out stays; null empties."""

    act: Act | msgspec.UnsetType = msgspec.UNSET
    party: Name | msgspec.UnsetType | None = msgspec.UNSET
    holder: Name | msgspec.UnsetType | None = msgspec.UNSET
    dossiers: tuple[Name, ...] | msgspec.UnsetType = msgspec.UNSET
    meeting: Name | msgspec.UnsetType | None = msgspec.UNSET
    session: Annotated[int, msgspec.Meta(ge=1, le=999)] | msgspec.UnsetType | None = msgspec.UNSET
    item: Name | msgspec.UnsetType | None = msgspec.UNSET
    valid_from: Name | msgspec.UnsetType | None = msgspec.UNSET
    valid_to: Name | msgspec.UnsetType | None = msgspec.UNSET
    content: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    """Laid over the old content key by key; a null in it takes the key away."""
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""

    def changes(self) -> dict[str, Any]:
        """The fields that were given."""
        given = {name: getattr(self, name) for name in self.__struct_fields__ if name != "note"}
        return {name: value for name, value in given.items() if value is not msgspec.UNSET}


class Addition(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A statement that the reader of papers missed: its words, or where they stand."""

    act: Act
    quote: Annotated[str, msgspec.Meta(max_length=5000)] = ""
    """Its words as printed; they must stand in the paper once."""
    start: Annotated[int, msgspec.Meta(ge=0, le=2**40)] | None = None
    """Instead of the quote: where it begins, in code points of the extracted text."""
    end: Annotated[int, msgspec.Meta(ge=0, le=2**40)] | None = None
    party: Name | None = None
    holder: Name | None = None
    dossiers: tuple[Name, ...] = ()
    meeting: Name | None = None
    session: Annotated[int, msgspec.Meta(ge=1, le=999)] | None = None
    item: Name | None = None
    content: dict[str, Any] = msgspec.field(default_factory=dict)
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""

    def fields(self) -> dict[str, Any]:
        """What is said of it beside its act, words and holder."""
        named = ("dossiers", "meeting", "session", "item", "content")
        return {name: value for name in named if (value := getattr(self, name))}


class Undoing(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which decision is taken back."""

    entry: Name | None = None
    """Beginning of the id of what is undone, as the history has it; null: the last decision."""
    ground: Words = "undone"


class Done(Shape, frozen=True, kw_only=True):
    """What was written."""

    entry: str
    """Id of the entry that was written."""
    statement: str
    marking: str
    quote: str | None
    """The words it rests on, where words were given or found."""
    href: str


def statement_shape(row: StatementRow) -> Statement:
    """A statement."""
    base = source_ref(row)
    return Statement(
        **{name: getattr(base, name) for name in base.__struct_fields__},
        entry=row.entry,
        dossiers=row.dossiers,
        meeting=row.meeting,
        session=row.session,
        item=row.item,
        content=row.content,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        rule=row.rule,
        precision=row.precision,
        language=row.language,
        speaker=row.speaker,
        resolved=maybe_paper(row.resolved),
        address=_address(row),
        organisation=row.organisation,
        review=row.review,
        reviewed_by=row.reviewed_by,
        corrected=row.corrected,
        arrived=row.arrived,
        doubtful=row.doubtful,
    )


def statement_shapes(rows: Iterable[StatementRow]) -> tuple[Statement, ...]:
    """Several."""
    return tuple(statement_shape(row) for row in rows)


def history_step(row: HistoryRow) -> HistoryStep:
    """One thing that happened to a statement."""
    return HistoryStep(**{name: getattr(row, name) for name in HistoryStep.__struct_fields__})


def search_hit(hit: Hit) -> SearchHit:
    """Something that was found."""
    return SearchHit(
        statement=statement_shape(hit.statement) if hit.statement else None,
        paper=paper_shape(hit.paper) if hit.paper else None,
        snippet=hit.snippet,
    )


def done_shape(entry: str, statement: str, marking: str, quote: str | None = None) -> Done:
    """What was written."""
    href = f"{BASE}/statements/{statement}"
    return Done(entry=entry, statement=statement, marking=marking, quote=quote or None, href=href)


def _address(row: StatementRow) -> str | None:
    identifier = row.content.get("id")
    refers = row.act == Act.REFERENCE and isinstance(identifier, str)
    return address_of(str(identifier)) if refers else None
