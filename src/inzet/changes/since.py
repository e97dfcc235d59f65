"""What changed since: everything that differs between two moments, for one reader.

Positions and items are compared paper with paper in a chain of meetings, not day with day: of
each kind of paper (one genre, on behalf of one party, about the meetings of one chain) the last
one of the earlier moment beside the last one of the later. That a position vanished says that
the later paper no longer has it, and no more.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import msgspec

from inzet.changes.items import ItemChange, Went, compare_items, items_of
from inzet.changes.judging import Pairings
from inzet.changes.moment import Moment, Series
from inzet.changes.positions import Became, PositionChange, compare
from inzet.changes.promises import CommitmentChange, compare_commitments
from inzet.changes.sides import Kind, Side, Sides
from inzet.changes.states import DossierChange, compare_states
from inzet.dossiers import answers
from inzet.meetings import commitments
from inzet.record import Filter, Memory, PaperRow, Reader, Record, StatementRow, View
from inzet.vocabulary.acts import procedure_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """The last papers of one kind at two moments, beside each other."""

    kind: Kind
    chain: str
    """The name of its meetings: "NATO Foreign Ministers Meeting"."""
    earlier: Side
    later: Side
    skipped: int
    """Meetings of the chain between the two of which there is such a paper too."""
    items: tuple[ItemChange, ...]
    positions: tuple[PositionChange, ...]

    @property
    def kept(self) -> int:
        """Positions that stand in both in the same words."""
        return sum(each.became == Became.SAME for each in self.positions)


@dataclass(frozen=True, slots=True)
class Alone:
    """A paper that came between the two moments and is beside no other."""

    paper: PaperRow
    why: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two moments."""

    since: Moment
    until: Moment
    comparisons: tuple[Comparison, ...]
    commitments: tuple[CommitmentChange, ...]
    dossiers: tuple[DossierChange, ...]
    alone: tuple[Alone, ...]
    first: dt.date | None
    """The day of the first paper in view; None where there is none."""

    @property
    def before_all(self) -> bool:
        """Whether the earlier moment lies before the first paper in view."""
        day = self.since.day
        return day is not None and self.first is not None and day < self.first

    @property
    def none(self) -> bool:
        """Whether nothing changed."""
        moved = any(
            any(each.became != Became.SAME for each in one.positions)
            or any(each.went != Went.SAME for each in one.items)
            for one in self.comparisons
        )
        return not (moved or self.commitments or self.dossiers or self.alone)


@dataclass(frozen=True, slots=True)
class Only:
    """What is asked of the changes; what is None is not asked."""

    dossier: str | None = None
    """``accession/FIN``, or a procedure."""
    party: str | None = None
    states: bool = field(default=True)
    """Also how dossiers stand; takes the longest on a large record."""

    def has(self, row: StatementRow) -> bool:
        """Whether a statement is asked for."""
        return (self.party is None or row.party == self.party) and self._of(row.dossiers)

    def has_dossier(self, dossier: str) -> bool:
        """Whether a dossier is asked for."""
        return self._of((dossier,))

    def _of(self, dossiers: tuple[str, ...]) -> bool:
        wanted = self.dossier
        if wanted is None:
            return True
        return any(wanted in (each, procedure_of(each)) for each in dossiers)


EVERYTHING = Only()


def changes(
    record: Record,
    reader: Reader,
    since: Moment,
    until: Moment,
    *,
    only: Only = EVERYTHING,
    today: dt.date | None = None,
    language: str = "en",
    memory: Memory | None = None,
) -> Changes:
    """What changed for a reader between two moments; backwards in time too.

    Args:
        only: which dossier or party.
        today: the day on which commitments are judged where a moment is now.
        language: in which the state of a dossier is told.
        memory: of this record, for doors that stay open: what is made of the record as it is now is
            kept.
    """
    day = today or dt.date.today()
    # Each asks its view for the chain and more; a view without a memory makes it every time. What
    # is made of a day of the past is asked of this once, and let go of.
    own = Memory()
    before, after = (
        each.view(record, reader, own if each.day or memory is None else memory)
        for each in (since, until)
    )
    # What is folded of every dossier at a moment is large, and asked of it this once.
    was, now = (each.view(record, reader, Memory()) for each in (since, until))
    wide = after if _later(since, until) else before
    # What people judge is of today, whichever moments are compared.
    pairings = Pairings(record.view(reader, memory=memory))
    sides = _Two(before, after, since, until, Series(wide), pairings)
    return Changes(
        since=since,
        until=until,
        comparisons=tuple(_narrowed(each, only) for each in sides.comparisons()),
        commitments=tuple(_commitments(before, after, since.day or day, until.day or day, only)),
        dossiers=_states(was, now, day, only, language) if only.states else (),
        alone=tuple(sides.alone()) if only in (EVERYTHING, Only(states=False)) else (),
        first=sides.first(),
    )


def _later(since: Moment, until: Moment) -> bool:
    return until.day is None or (since.day is not None and since.day <= until.day)


class _Two:
    """The papers at both moments."""

    def __init__(
        self,
        before: View,
        after: View,
        since: Moment,
        until: Moment,
        series: Series,
        pairings: Pairings,
    ) -> None:
        self._series = series
        self._pairings = pairings
        self._before, self._after = Sides(before, since, series), Sides(after, until, series)

    def comparisons(self) -> list[Comparison]:
        both = self._before.kinds() & self._after.kinds()
        found = [self._comparison(kind) for kind in sorted(both)]
        return [each for each in found if each is not None]

    def _comparison(self, kind: Kind) -> Comparison | None:
        earlier, later = self._before.side(kind), self._after.side(kind)
        if earlier is None or later is None or _ids(earlier) == _ids(later):
            return None
        steps = abs(self._after.behind[kind] - self._before.behind[kind])
        return Comparison(
            kind=kind,
            chain=self._series.names.get(kind.series, kind.series),
            earlier=earlier,
            later=later,
            skipped=max(0, steps - 1),
            items=compare_items(items_of(earlier), items_of(later)),
            positions=compare(earlier.positions, later.positions, self._pairings),
        )

    def first(self) -> dt.date | None:
        """The day of the first paper at either moment."""
        papers = [*self._before.papers.values(), *self._after.papers.values()]
        return min((each.said for each in papers if each.said), default=None)

    def alone(self) -> list[Alone]:
        """Papers of one moment that are beside no other, and why."""
        both = self._before.kinds() & self._after.kinds()
        found = []
        for sides, others in ((self._before, self._after), (self._after, self._before)):
            kinds = sides.kinds_of_papers()
            for paper in sides.papers.values():
                if paper.id in others.papers:
                    continue
                mine = kinds.get(paper.id, set())
                if not mine:
                    found.append(Alone(paper, "no meeting of a chain is known that it is about"))
                elif not mine & both:
                    found.append(Alone(paper, "the first of its kind in view"))
        return sorted(found, key=lambda each: (str(each.paper.said or ""), each.paper.id))


def _ids(side: Side) -> set[str]:
    return {paper.id for paper in side.papers}


def _narrowed(one: Comparison, only: Only) -> Comparison:
    if only in (EVERYTHING, Only(states=False)):
        return one
    items = [
        each
        for each in one.items
        if only.dossier is None or any(only.has_dossier(name) for name in each.item.dossiers)
    ]
    positions = [
        each
        for each in one.positions
        if any(row is not None and only.has(row) for row in (each.earlier, each.later))
    ]
    return Comparison(
        one.kind, one.chain, one.earlier, one.later, one.skipped, tuple(items), tuple(positions)
    )


def _commitments(
    before: View, after: View, since: dt.date, until: dt.date, only: Only
) -> list[CommitmentChange]:
    wanted = Filter(party=only.party)
    if only.dossier is not None:
        name = "dossier" if "/" in only.dossier else "procedure"
        wanted = msgspec.structs.replace(wanted, **{name: only.dossier})
    was = commitments(before, on=since, wanted=wanted)
    now = commitments(after, on=until, wanted=wanted)
    return list(compare_commitments(was, now))


def _states(
    before: View, after: View, today: dt.date, only: Only, language: str
) -> tuple[DossierChange, ...]:
    if only.party is not None:
        # A state is nobody's own.
        return ()
    was, now = (
        answers(view, of=only.dossier, today=today, language=language) for view in (before, after)
    )
    return compare_states(was, now)
