"""What a note on a meeting rests on: this agenda beside the last, promises, motions, the state of
play; gathered once, as one reader may see it on one day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from inzet.changes import (
    Changes,
    Comparison,
    Moment,
    Only,
    PositionChange,
    changes,
    papers_of,
)
from inzet.changes.moment import Series
from inzet.changes.states import DossierChange, compare_states
from inzet.dossiers import Answer, Asked, folded, procedures, roll
from inzet.dossiers.asking import answer_of
from inzet.meetings import (
    BoundItem,
    Commitment,
    Meeting,
    chain,
    commitments,
    every,
    items,
    said_at,
)
from inzet.meetings.commitments import Proposal, proposals
from inzet.meetings.cycle import Cycle, MotionState, cycle, motions
from inzet.record import Filter, PaperRow, StatementRow, View
from inzet.vocabulary.acts import Act, procedure_of
from inzet.writing.compose.task import Task

_TOLD_ONLY = frozenset(("watch", "dialogue"))
"""Procedures whose state is what was said: the positions show that, and it is much to gather."""
AGENDAS = ("annotated agenda", "annotated agenda and report")
"""Genres of the papers that say before a meeting what a government will bring to it."""


@dataclass(frozen=True)
class Around:
    """A meeting with what lies around it."""

    task: Task

    @property
    def view(self) -> View:
        """What had been said by the day, as the reader may see it."""
        return self.task.view

    @property
    def on(self) -> dt.date:
        """The day."""
        return self.task.on

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.task.meeting

    @cached_property
    def meetings(self) -> dict[str, Meeting]:
        """The chain, by id."""
        return {each.id: each for each in chain(self.view)}

    @cached_property
    def papers(self) -> tuple[PaperRow, ...]:
        """The agendas of this meeting on behalf of the party, oldest first."""
        return self.agendas(self.meeting)

    def agendas(self, meeting: Meeting) -> tuple[PaperRow, ...]:
        """The agendas of a meeting on behalf of the party, oldest first."""
        found = (row for row in self._of(meeting) if row.genre in AGENDAS)
        return tuple(row for row in found if self.party is None or row.on_behalf_of == self.party)

    def _of(self, meeting: Meeting) -> list[PaperRow]:
        rows = [self.view.paper(lite.id) for lite in meeting.papers]
        return sorted(rows, key=lambda row: (row.said or dt.date.max, row.id))

    @cached_property
    def party(self) -> str | None:
        """Whose government it is: as asked, else whose agenda of this meeting, or of an earlier
        one, came last. None where no paper tells."""
        if self.task.on_behalf_of:
            return self.task.on_behalf_of
        here = [self.meeting, *self.earlier]
        for meeting in here:
            told = [row for row in self._of(meeting) if row.on_behalf_of]
            for row in sorted(told, key=lambda each: each.genre in AGENDAS)[::-1]:
                return row.on_behalf_of
        return None

    @cached_property
    def earlier(self) -> tuple[Meeting, ...]:
        """Meetings of the same chain before this one, the last first."""
        series = Series(self.view)
        mine = series.of(self.meeting.id)
        first = self.meeting.first
        found = [
            each
            for each in self.meetings.values()
            if each.id != self.meeting.id
            and series.of(each.id) == mine
            and each.first is not None
            and first is not None
            and each.first < first
        ]
        return tuple(sorted(found, key=lambda each: (each.first, each.id), reverse=True))

    @cached_property
    def previous(self) -> Meeting | None:
        """The last one of the chain of which there is an agenda; else the last one told of."""
        told = next((each for each in self.earlier if self.agendas(each)), None)
        named = self.meetings.get(self.meeting.previous or "")
        return told or named or next(iter(self.earlier), None)

    @cached_property
    def every_paper(self) -> tuple[PaperRow, ...]:
        """Every paper in view, oldest said first."""
        return tuple(papers_of(self.view))

    # ---- against last time --------------------------------------------------------------

    @cached_property
    def _changes(self) -> Changes | None:
        previous = self.previous
        if previous is None or previous.last is None:
            return None
        since = Moment(previous.last, previous.id)
        until = Moment(self.on, self.meeting.id)
        only = Only(states=False)
        return changes(self.task.record, self.task.reader, since, until, only=only, today=self.on)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Agendas of this meeting, each beside the last one of its kind."""
        found = self._changes.comparisons if self._changes is not None else ()
        return tuple(
            each
            for each in found
            if each.kind.genre in AGENDAS and each.later.meeting.id == self.meeting.id
        )

    @cached_property
    def comparison(self) -> Comparison | None:
        """That of the party's own agenda."""
        own = (each for each in self.comparisons if each.kind.on_behalf_of == (self.party or ""))
        return next(own, None)

    # ---- what is on the table -----------------------------------------------------------

    @cached_property
    def said(self) -> list[StatementRow]:
        """What was said at the meeting, by session, day and place in the text."""
        return said_at(self.view, self.meeting)

    @cached_property
    def items(self) -> tuple[BoundItem, ...]:
        """What is on the table, in the order of the sessions."""
        return tuple(each for each in items(self.meeting, self.said) if each.session is not None)

    @cached_property
    def previous_items(self) -> tuple[BoundItem, ...]:
        """What was on the table at the last meeting of which there is an agenda."""
        previous = self.previous
        return items(previous, said_at(self.view, previous)) if previous is not None else ()

    @cached_property
    def dossiers(self) -> frozenset[str]:
        """The dossiers on the table."""
        return frozenset(name for each in self.items for name in each.dossiers)

    def on_the_table(self, dossiers: Sequence[str]) -> bool:
        """Whether any of these is on the table."""
        return not self.dossiers.isdisjoint(dossiers)

    def positions(self) -> list[StatementRow]:
        """The party's own positions in its agendas of this meeting, in the order of the text."""
        ids = {paper.id for paper in self.papers}
        return [
            row
            for row in self.said
            if row.act == Act.POSITION
            and row.paper is not None
            and row.paper.id in ids
            and self.is_own(row)
        ]

    def is_own(self, row: StatementRow) -> bool:
        """Whether a statement is the party's own."""
        return self.party is None or row.party == self.party

    @cached_property
    def became(self) -> dict[str, PositionChange]:
        """What each own position of this agenda was in the last one, where it was there, by the
        identity of the later."""
        found = self.comparison.positions if self.comparison is not None else ()
        return {each.later.identity: each for each in found if each.later and each.earlier}

    def own_since(self, day: dt.date | None) -> list[StatementRow]:
        """The party's own positions in papers of after a day, the newest first."""
        asked = Filter(act=Act.POSITION, party=self.party, said_from=day)
        return list(every(self.view, asked))

    # ---- promises and motions -----------------------------------------------------------

    @cached_property
    def promises(self) -> tuple[Commitment, ...]:
        """What the party promised and what still waits, soonest due first, undated last.

        Without a party: what was promised to a parliament.
        """
        asked = Filter(party=self.party) if self.party else Filter()
        found = commitments(self.view, on=self.on, wanted=asked)
        return tuple(each for each in found if each.waits and (self.party or each.to))

    @cached_property
    def near(self) -> tuple[Commitment, ...]:
        """Of the promises those of this chain of meetings, or of what is on the table."""
        return tuple(each for each in self.promises if self._is_near(each.row))

    @cached_property
    def proposed(self) -> dict[str, Proposal]:
        """The paper that may keep a near promise, where one says so, by identity of the promise."""
        found: dict[str, Proposal] = {}
        for each in proposals(self.view, self.near):
            found.setdefault(each.commitment.row.identity, each)
        return found

    def _is_near(self, row: StatementRow) -> bool:
        meetings, papers = self._chain
        in_paper = row.paper is not None and row.paper.id in papers
        return row.meeting in meetings or in_paper or self.on_the_table(row.dossiers)

    @cached_property
    def _chain(self) -> tuple[frozenset[str], frozenset[str]]:
        """Ids of the meetings of the chain up to this one, and of the papers about them."""
        meetings = (self.meeting, *self.earlier)
        papers = (lite.id for each in meetings for lite in each.papers)
        return frozenset(each.id for each in meetings), frozenset(papers)

    @cached_property
    def cycle(self) -> Cycle:
        """What parliament and government said to each other around this meeting."""
        return cycle(self.view, self.meeting.id, on=self.on)

    @cached_property
    def last_cycle(self) -> Cycle | None:
        """The same around the meeting before it."""
        previous = self.previous
        return cycle(self.view, previous.id, on=self.on) if previous else None

    @cached_property
    def motions(self) -> tuple[MotionState, ...]:
        """Motions that were accepted and of which no paper says that they were carried out."""
        return tuple(each for each in motions(self.view, on=self.on) if each.open)

    # ---- the state of play --------------------------------------------------------------

    @cached_property
    def states(self) -> dict[str, Answer]:
        """How each dossier on the table stands on the day, in the language of the note."""
        return {
            each.asked.dossier: each
            for each in self._states(self.view, self.on)
            if each.asked.dossier
        }

    def _states(self, view: View, day: dt.date) -> list[Answer]:
        """The answers of each dossier on the table; a procedure is folded once for all of its."""
        known, members = procedures(), roll(view)
        by_procedure: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.dossiers.intersection(view.dossiers())):
            by_procedure[procedure_of(name)].append(name)
        found = []
        for procedure, names in by_procedure.items():
            if procedure in known and procedure not in _TOLD_ONLY:
                folding = folded(view, known[procedure])
                asked = (Asked(day, name, language=self.task.language) for name in names)
                found += [answer_of(folding, each, members) for each in asked]
        return found

    @cached_property
    def moved(self) -> tuple[DossierChange, ...]:
        """Dossiers on the table that stand otherwise than when the last agenda was said."""
        since = self.since
        if since is None:
            return ()
        before = self.task.record.view(self.task.reader, known_on=since)
        return compare_states(self._states(before, since), list(self.states.values()))

    @cached_property
    def since(self) -> dt.date | None:
        """The day of the paper that this agenda is held against; else the last meeting's."""
        if self.comparison is not None:
            said = [paper.said for paper in self.comparison.earlier.papers if paper.said]
            if said:
                return max(said)
        return self.previous.last if self.previous is not None else None


__all__ = ["AGENDAS", "Around"]
