"""Questions that a member could ask, each resting on something that a paper says.

A question states what stands where and asks what is not known. It takes no side, supposes no
reason and advises nothing; which to ask is for the member.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from inzet.changes import Became, Comparison, PositionChange, Went
from inzet.changes.states import DossierChange
from inzet.dossiers import Wording
from inzet.meetings import Commitment, Keeping
from inzet.meetings.cycle import Asked, Discussed, MotionState
from inzet.record import PaperRow, StatementRow
from inzet.vocabulary.parliament import Execution
from inzet.writing.compose.debate.differences import Nearest, under_now
from inzet.writing.compose.debate.entries import Entry, Making, Said, Section
from inzet.writing.compose.debate.waiting import kept_where, motion_name
from inzet.writing.compose.sheet.around import Around
from inzet.writing.compose.sheet.framing import short
from inzet.writing.compose.sheet.naming import Letters, Naming
from inzet.writing.compose.sheet.quoting import compared, line, shortened

_QUOTE = 110
"""Characters of a quote in a question: it stands in full above, or in its paper."""
_AROUND, _SPARED = 5, 3
"""Words kept around a change in a question, and words that leaving out must spare."""
_TURN = (
    "overdue",
    "changed",
    "motion",
    "unanswered",
    "dropped",
    "claimed",
    "soon",
    "moved",
    "item",
    "undated",
)
"""Kinds of question; of each kind the first is asked before any is asked twice."""


class Questions:
    """Questions that follow from what the note shows."""

    def __init__(self, around: Around, words: Wording, naming: Naming) -> None:
        self._around = around
        self._words = words
        self._naming = naming

    def section(self) -> Section:
        """Every question there is, the kinds taking turns."""
        turns: dict[str, int] = defaultdict(int)
        found = []
        for kind, key, making, rows, papers in self._every():
            turn = turns[kind]
            turns[kind] += 1
            place = (turn, _TURN.index(kind))
            found.append(
                Entry(
                    key=f"question/{kind}/{key}",
                    rank=place,
                    making=making,
                    rows=rows,
                    papers=papers,
                    place=place,
                )
            )
        return Section("question", tuple(found))

    def _every(self) -> Iterator[_Asking]:
        yield from self._promises()
        comparison = self._around.comparison
        if comparison is not None:
            yield from self._changed(comparison)
            yield from self._dropped(comparison)
            yield from self._items(comparison)
        yield from self._motions()
        yield from self._unanswered()
        for change in self._around.moved:
            yield from self._moved(change)

    # ---- promises -----------------------------------------------------------------------

    def _promises(self) -> Iterator[_Asking]:
        this = {paper.id for paper in self._around.papers}
        for one in self._around.near:
            fresh = one.row.paper is not None and one.row.paper.id in this
            # What this very agenda promises by a day leaves nothing to ask yet.
            if not (fresh and one.due is not None):
                yield self._promise(one)

    def _promise(self, one: Commitment) -> _Asking:
        proposal = self._around.proposed.get(one.row.identity)
        kind = self._kind(one, claimed=proposal is not None)

        def make(letters: Letters) -> Said:
            told = {
                "day": self._naming.promised_on(one),
                "quote": shortened(one.row.quote, _QUOTE),
                "where": letters.of(one.row),
                "due": self._naming.due(one),
            }
            if proposal is not None:
                told["paper"] = kept_where(proposal, letters)
            return Said(self._words(f"ask_{kind}", **told))

        papers = (proposal.paper,) if proposal is not None else ()
        return kind, short(one.row.identity), make, (one.row,), papers

    def _kind(self, one: Commitment, *, claimed: bool) -> str:
        if claimed:
            return "claimed"
        if one.keeping is Keeping.OVERDUE:
            return "overdue"
        return "soon" if one.due is not None else "undated"

    # ---- this agenda beside the last ----------------------------------------------------

    def _changed(self, one: Comparison) -> Iterator[_Asking]:
        for each in one.positions:
            if each.became is not Became.CHANGED or each.part:
                continue
            before, after = each.earlier, each.later
            assert before is not None
            assert after is not None
            if self._around.is_own(after):
                key = f"{short(before.identity)}/{short(after.identity)}"
                yield "changed", key, self._beside(one, each), (after, before), ()

    def _beside(self, one: Comparison, change: PositionChange) -> Making:
        before, after = change.earlier, change.later
        assert before is not None
        assert after is not None
        inline = compared(change.steps, around=_AROUND, spared=_SPARED)

        def make(letters: Letters) -> Said:
            told = {
                "day": self._day(one, before),
                "where_was": letters.of(before),
                "where_now": letters.of(after),
            }
            if inline is not None:
                return Said(self._words("ask_changed_in", text=inline[0], **told))
            was, now = shortened(before.quote, _QUOTE), shortened(after.quote, _QUOTE)
            return Said(self._words("ask_changed", was=was, now=now, **told))

        return make

    def _dropped(self, one: Comparison) -> Iterator[_Asking]:
        """Those first of which nothing like it is said now."""
        nearest = Nearest([each.later for each in one.positions if each.later])
        rows = [
            each.earlier
            for each in one.positions
            if each.became is Became.VANISHED and each.earlier and self._around.is_own(each.earlier)
        ]
        for row in sorted(rows, key=lambda each: nearest.of(each) is not None):
            yield "dropped", short(row.identity), self._vanished(one, row), (row,), ()

    def _vanished(self, one: Comparison, row: StatementRow) -> Making:
        def make(letters: Letters) -> Said:
            return Said(
                self._words(
                    "ask_dropped",
                    day=self._day(one, row),
                    quote=shortened(row.quote, _QUOTE),
                    where=letters.of(row),
                )
            )

        return make

    def _items(self, one: Comparison) -> Iterator[_Asking]:
        for each in one.items:
            if each.went is not Went.DROPPED or under_now(each.item, self._around) is not None:
                continue
            row, title = each.item.row, line(each.item.title)

            def make(letters: Letters, row: StatementRow = row, title: str = title) -> Said:
                day = self._day(one, row)
                return Said(self._words("ask_item", title=title, day=day, where=letters.of(row)))

            yield "item", f"{each.item.session}/{title.casefold()}", make, (row,), ()

    def _day(self, one: Comparison, row: StatementRow) -> str:
        days = [paper.said for paper in one.earlier.papers if paper.said]
        return self._words.day(row.said or max(days, default=None)) or self._words("unknown")

    # ---- motions, debates, the state of play --------------------------------------------

    def _motions(self) -> Iterator[_Asking]:
        chain = {self._around.meeting.id, *(each.id for each in self._around.earlier)}
        for one in self._around.motions:
            if one.meeting in chain and one.execution is not Execution.NOT:
                yield "motion", one.id, self._motion(one), (*one.sources, *one.answers), ()

    def _motion(self, one: MotionState) -> Making:
        def make(letters: Letters) -> Said:
            return Said(
                self._words(
                    "ask_motion",
                    name=motion_name(one, self._words),
                    text=shortened(one.dictum or one.title or "", _QUOTE),
                    voted=self._words.day(one.voted_on) or self._words("unknown"),
                    state=self._words(f"execution {one.execution or 'unknown'}"),
                    where=", ".join(dict.fromkeys(letters.of(row) for row in one.sources[:2])),
                )
            )

        return make

    def _unanswered(self) -> Iterator[_Asking]:
        for cycle in (self._around.cycle, self._around.last_cycle):
            for talk in cycle.discussions if cycle is not None else ():
                for asked in talk.questions:
                    if asked.answer is None:
                        key = short(asked.row.identity)
                        yield "unanswered", key, self._open(talk, asked), (asked.row,), ()

    def _open(self, talk: Discussed, asked: Asked) -> Making:
        def make(letters: Letters) -> Said:
            speaker = asked.row.speaker
            name = (speaker.name if speaker is not None else None) or asked.group
            return Said(
                self._words(
                    "ask_unanswered",
                    who=name or self._words("a_group"),
                    day=self._words.day(talk.on or asked.row.said) or self._words("unknown"),
                    quote=shortened(asked.row.quote, _QUOTE),
                    where=letters.of(asked.row),
                )
            )

        return make

    def _moved(self, one: DossierChange) -> Iterator[_Asking]:
        """A dossier of which a number moved. How much was said on it is no number of it."""
        numbers = [
            each for each in one.values if each.name != "statements" and _is_count(each.later)
        ]
        rows = {row.identity: row for each in numbers for row in each.sources}
        if not rows or one.earlier is None or one.later is None or one.earlier == one.later:
            return

        def make(letters: Letters) -> Said:
            return Said(
                self._words(
                    "ask_moved",
                    title=self._around.states[one.dossier].title,
                    was=one.earlier,
                    now=one.later,
                    since=self._words.day(self._around.since),
                    on=self._words.day(self._around.on),
                    where=letters.of(next(iter(rows.values()))),
                )
            )

        yield "moved", one.dossier, make, tuple(rows.values()), ()


def _is_count(value: object) -> bool:
    told = getattr(value, "value", None)
    return not isinstance(told, (bool, str, dt.date)) and hasattr(told, "__int__")


_Asking = tuple[str, str, Making, tuple[StatementRow, ...], tuple[PaperRow, ...]]
"""Kind, key, words, what it rests on, papers it rests on besides."""
