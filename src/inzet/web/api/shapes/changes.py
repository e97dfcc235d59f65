"""What changed between two moments, and how a phrase was worded each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from inzet.changes import (
    AgendaItem,
    Became,
    Changes,
    CommitmentChange,
    Comparison,
    ItemChange,
    Moment,
    Moved,
    PositionChange,
    ValueChange,
    Went,
    Worded,
    Wording,
)
from inzet.changes.sides import Side
from inzet.record import StatementRow
from inzet.vocabulary.citations import SpanCitation
from inzet.web.api.shapes.common import (
    DiffStep,
    PaperRef,
    Shape,
    SourceRef,
    Sources,
    decimal,
    diff,
    paper_ref,
    source_ref,
    sources_of,
)
from inzet.web.api.shapes.cycle import CommitmentShape, commitment_shape
from inzet.web.api.shapes.dossiers import ValueShape, value_rows, value_shape


class MomentShape(Shape, frozen=True, kw_only=True):
    """A moment: what had been said by a day."""

    known_on: dt.date | None
    """Null: everything that is known now."""
    meeting: str | None
    """The meeting that was named instead of a day."""


class SideShape(Shape, frozen=True, kw_only=True):
    """The papers of one kind about one meeting."""

    meeting: str
    papers: tuple[PaperRef, ...]


class ItemShape(Shape, frozen=True, kw_only=True):
    """An item of an agenda."""

    title: str
    session: int
    session_title: str | None
    dossiers: tuple[str, ...]
    source: SourceRef


class ItemChangeShape(Shape, frozen=True, kw_only=True):
    """What became of an item."""

    change: Went
    earlier: ItemShape | None
    later: ItemShape | None
    difference: tuple[DiffStep, ...]


class PositionChangeShape(Shape, frozen=True, kw_only=True):
    """What became of a position."""

    change: Became
    in_parts: bool
    """One sentence became several, or several one."""
    judged: bool
    """A person said that the one became the other."""
    earlier: SourceRef | None
    later: SourceRef | None
    difference: tuple[DiffStep, ...]


class ComparisonShape(Shape, frozen=True, kw_only=True):
    """The last papers of one kind at two moments, beside each other."""

    chain: str
    genre: str
    on_behalf_of: str | None
    earlier: SideShape
    later: SideShape
    meetings_between: int
    items: tuple[ItemChangeShape, ...]
    positions: tuple[PositionChangeShape, ...]
    kept: int
    """Positions that stand in both in the same words."""


class ValueChangeShape(Shape, frozen=True, kw_only=True):
    """A value at two moments; null where there was none."""

    name: str
    earlier: ValueShape | None
    later: ValueShape | None


class DossierChangeShape(Shape, frozen=True, kw_only=True):
    """A dossier whose state is another than it was."""

    dossier: str
    earlier: str | None
    later: str | None
    values: tuple[ValueChangeShape, ...]


class CommitmentChangeShape(Shape, frozen=True, kw_only=True):
    """What happened to a promise."""

    change: Moved
    due_earlier: dt.date | None
    due: dt.date | None
    commitment: CommitmentShape


class AloneShape(Shape, frozen=True, kw_only=True):
    """A paper that came between and is beside no other."""

    paper: PaperRef
    why: str


class ChangesShape(Shape, frozen=True, kw_only=True):
    """What changed between two moments."""

    since: MomentShape
    until: MomentShape
    none: bool
    """Nothing changed."""
    comparisons: tuple[ComparisonShape, ...]
    dossiers: tuple[DossierChangeShape, ...]
    commitments: tuple[CommitmentChangeShape, ...]
    alone: tuple[AloneShape, ...]
    sources: Sources
    """The statements behind the values of dossiers."""


class WordingShape(Shape, frozen=True, kw_only=True):
    """A paper in the line of a phrase."""

    change: Worded
    likeness: str
    """How much of the phrase stands there, a decimal from 0 to 1."""
    sentence: str | None
    """Null where it was dropped."""
    place: SpanCitation | None
    difference: tuple[DiffStep, ...]
    paper: PaperRef
    genre: str | None
    on_behalf_of: str | None
    language: str | None


class Language(Shape, frozen=True, kw_only=True):
    """How a phrase was worded each time, oldest first."""

    phrase: str
    alike: str
    items: tuple[WordingShape, ...]
    next: str | None
    """Address of the rest; null at the end."""


def changes_shape(found: Changes, *, also_same: bool) -> ChangesShape:
    """What changed."""
    return ChangesShape(
        since=_moment(found.since),
        until=_moment(found.until),
        none=found.none,
        comparisons=tuple(_comparison(each, also_same) for each in found.comparisons),
        dossiers=tuple(
            DossierChangeShape(
                dossier=each.dossier,
                earlier=each.earlier,
                later=each.later,
                values=tuple(_value(value) for value in each.values),
            )
            for each in found.dossiers
        ),
        commitments=tuple(_commitment(each) for each in found.commitments),
        alone=tuple(AloneShape(paper=paper_ref(each.paper), why=each.why) for each in found.alone),
        sources=sources_of(_rows(found)),
    )


def _rows(found: Changes) -> Iterator[StatementRow]:
    for dossier in found.dossiers:
        for value in dossier.values:
            yield from value_rows(value.earlier)
            yield from value_rows(value.later)


def _moment(moment: Moment) -> MomentShape:
    return MomentShape(known_on=moment.day, meeting=moment.meeting)


def _value(each: ValueChange) -> ValueChangeShape:
    return ValueChangeShape(
        name=each.name,
        earlier=None if each.earlier is None else value_shape(each.earlier),
        later=None if each.later is None else value_shape(each.later),
    )


def _commitment(each: CommitmentChange) -> CommitmentChangeShape:
    earlier, due = each.due
    return CommitmentChangeShape(
        change=each.moved,
        due_earlier=earlier,
        due=due,
        commitment=commitment_shape(each.commitment),
    )


def _comparison(one: Comparison, also_same: bool) -> ComparisonShape:
    return ComparisonShape(
        chain=one.chain,
        genre=one.kind.genre,
        on_behalf_of=one.kind.on_behalf_of or None,
        earlier=_side(one.earlier),
        later=_side(one.later),
        meetings_between=one.skipped,
        items=tuple(_item(each) for each in one.items if also_same or each.went != Went.SAME),
        positions=tuple(
            _position(each) for each in one.positions if also_same or each.became != Became.SAME
        ),
        kept=one.kept,
    )


def _side(side: Side) -> SideShape:
    return SideShape(meeting=side.meeting.id, papers=tuple(paper_ref(each) for each in side.papers))


def _item(each: ItemChange) -> ItemChangeShape:
    return ItemChangeShape(
        change=each.went,
        earlier=_agenda_item(each.earlier),
        later=_agenda_item(each.later),
        difference=diff(each.steps),
    )


def _agenda_item(item: AgendaItem | None) -> ItemShape | None:
    if item is None:
        return None
    return ItemShape(
        title=item.title,
        session=item.session,
        session_title=item.session_title,
        dossiers=item.dossiers,
        source=source_ref(item.row),
    )


def _position(each: PositionChange) -> PositionChangeShape:
    return PositionChangeShape(
        change=each.became,
        in_parts=each.part,
        judged=each.judged,
        earlier=None if each.earlier is None else source_ref(each.earlier),
        later=None if each.later is None else source_ref(each.later),
        difference=diff(each.steps),
    )


def wording_shape(each: Wording) -> WordingShape:
    """A paper in the line of a phrase."""
    return WordingShape(
        change=each.worded,
        likeness=decimal(each.likeness),
        sentence=each.sentence,
        place=each.citation,
        difference=diff(each.steps),
        paper=paper_ref(each.paper),
        genre=each.paper.genre,
        on_behalf_of=each.paper.on_behalf_of,
        language=each.paper.language,
    )
