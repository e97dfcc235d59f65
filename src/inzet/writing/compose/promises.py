"""What is still to settle: promises that are due and motions that were adopted.

Each comes as a sentence that settles it, left unfilled: what the government reports is a person's
to say, and unfilled it is in no clean copy.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from inzet.changes.moment import Series
from inzet.meetings import Commitment, Keeping, chain, commitments
from inzet.meetings.commitments import Proposal, proposals
from inzet.meetings.cycle import MotionState, motions
from inzet.record import Filter
from inzet.writing.compose.last import AGENDAS
from inzet.writing.compose.sources import Sources
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Form, Kind, Origin

_KAMERSTUK = re.compile(
    r"kst-(?P<thousands>\d{2})(?P<rest>\d{3}(?:-[ivxlcdm\d]{1,6})?)-(?P<number>\d+)", re.IGNORECASE
)


class ToSettle:
    """The promises and motions that a paper on a meeting may settle, each given once.

    Of all that a government promised and was asked, only what was said on a meeting of this chain,
    is bound to this meeting, or is on a dossier that is on its table.
    """

    def __init__(self, task: Task, sources: Sources, party: str | None) -> None:
        self._task = task
        self._words = task.words
        self._sources = sources
        every = commitments(task.view, on=task.on, wanted=Filter(party=party))
        self.promises = {each.row.identity: each for each in every}
        waiting = [each for each in every if self._is_ours(each, party)]
        self._due = [each for each in waiting if self._is_due(each)]
        self._later = [
            each
            for each in waiting
            if not self._is_due(each) and (self._is_of_meeting(each) or self._is_open_ended(each))
        ]
        kept = proposals(task.view, [*self._due, *self._later])
        self._kept: dict[str, Proposal] = {}
        for proposal in kept:
            self._kept.setdefault(proposal.commitment.row.identity, proposal)
        # A report of the very meeting leaves nothing to settle in a letter on the next one.
        self._due = [each for each in self._due if not self._was_reported(each)]
        self._motions = [
            each for each in motions(task.view, on=task.on) if _is_open(each) and _asks(each, party)
        ]
        self._given: set[str] = set()
        self._chain = _chain(task)

    def of(self, dossiers: Iterable[str]) -> list[Block]:
        """Those on one of these dossiers, and not given yet."""
        names = set(dossiers)
        due = [each for each in self._due if names & set(each.row.dossiers)]
        moved = [each for each in self._motions if names & set(_dossiers(each))]
        return [*self._promised(due), *self._moved(moved)]

    def rest(self) -> list[Block]:
        """Those that were not given yet; what has no deadline for the drafter only."""
        due = [each for each in self._due if self._is_near(each)]
        moved = [each for each in self._motions if each.meeting in self._chain]
        blocks = [*self._promised(due), *self._moved(moved)]
        for each in self._later:
            known = each.row.identity in self._given or each.row.identity in self._kept
            if known or not self._is_near(each):
                continue
            text = self._words(
                "later_promise" if each.due else "undated_promise",
                day=self._words.day(each.made),
                told=self._told(each),
                due=self._words.day(each.due),
                promise=each.row.quote,
            )
            blocks.append(
                Block(
                    key=f"promise/later/{each.row.identity}",
                    form=Form.ITEM,
                    origin=Origin.NEW,
                    text=text,
                    sources=self._sources.of(each.row),
                    role="promise",
                    comment=" ".join(self._in_register(each)),
                    private=True,
                )
            )
        if not blocks:
            return []
        heading = Block(
            key="settle/heading",
            form=Form.HEADING,
            origin=Origin.FRAME,
            text=self._words("heading_settle"),
            level=1,
            private=True,
        )
        return [heading, *blocks]

    def _promised(self, promises: Iterable[Commitment]) -> Iterator[Block]:
        for each in promises:
            if each.row.identity in self._given:
                continue
            self._given.add(each.row.identity)
            yield Block(
                key=f"promise/{each.row.identity}",
                form=Form.FIELD,
                origin=Origin.NEW,
                text=self._settles(each),
                sources=self._sources.of(each.row),
                role="promise",
                comment=" ".join(self._remarks(each)),
            )

    def _settles(self, promise: Commitment) -> str:
        what = " ".join(str(promise.row.content.get("what") or "").rstrip(" .;").split())
        day, told = self._words.day(promise.made), self._told(promise)
        letter = self._words(f"letter_{self._task.kind}")
        if not what or promise.row.language not in (None, self._task.language):
            return self._words("settle_plain", letter=letter, day=day, told=told)
        asks = what.split()[0].lower() in self._words("clause_words").split()
        key = "settle_question" if asks else "settle_about"
        return self._words(key, letter=letter, day=day, told=told, what=what)

    def _remarks(self, promise: Commitment) -> Iterator[str]:
        yield self._words("remark_promise_quote", quote=promise.row.quote)
        if promise.due is not None:
            due = self._words.day(promise.due)
            if promise.due_words:
                yield self._words("remark_due_words", due=due, words=promise.due_words)
            else:
                yield self._words("remark_due", due=due)
        if promise.keeping is Keeping.OVERDUE:
            yield self._words("remark_overdue")
        yield from self._in_register(promise)
        found = self._kept.get(promise.row.identity)
        if found is not None:
            quote, paper = found.claim.quote, found.paper.title
            key = "remark_maybe_kept" if quote else "remark_named_by_register"
            yield self._words(key, paper=paper, quote=quote)
        yield self._words("remark_fill")

    def _told(self, promise: Commitment) -> str:
        """To which member, and by which number the register has it; "" where neither is told."""
        member, number = promise.member, promise.number
        to = self._words("promise_to", member=member) if member else ""
        return to + (self._words("promise_number", number=number) if number else "")

    def _in_register(self, promise: Commitment) -> Iterator[str]:
        told = promise.registered
        if told is not None:
            yield self._words("remark_register", words=told.words, number=told.content.promise)

    def _moved(self, moved: Iterable[MotionState]) -> Iterator[Block]:
        for each in moved:
            if each.id in self._given:
                continue
            self._given.add(each.id)
            names = "-".join(mover.name for mover in each.movers)
            text = self._words(
                "settle_motion",
                letter=self._words(f"letter_{self._task.kind}"),
                movers=self._words("motion_movers", names=names) if names else "",
                number=self._words("motion_number", number=self._numbered(each.id)),
                title=self._words("motion_title", title=each.title) if each.title else "",
            )
            dictum = self._words("remark_motion", dictum=each.dictum) if each.dictum else ""
            yield Block(
                key=f"motion/{each.id}",
                form=Form.FIELD,
                origin=Origin.NEW,
                text=text,
                sources=self._sources.of(*each.sources),
                role="motion",
                comment=" ".join(filter(None, (dictum, self._words("remark_fill")))),
            )

    def _was_reported(self, promise: Commitment) -> bool:
        found = self._kept.get(promise.row.identity)
        return found is not None and found.claim.kind == "report"

    def _numbered(self, motion: str) -> str:
        """A motion's number as letters print it: ``Kamerstuk 28 676, nr. 431``."""
        found = _KAMERSTUK.fullmatch(motion)
        if found is None:
            return motion
        file = f"{found['thousands']} {found['rest']}"
        return self._words("motion_printed", file=file, number=found["number"])

    def _is_ours(self, promise: Commitment, party: str | None) -> bool:
        """Whether it still waits, and was made by this government to its parliament."""
        mine = promise.row.content.get("by_role") != "body"
        return promise.waits and mine and promise.to in (None, party) and not self._is_own(promise)

    def _is_own(self, promise: Commitment) -> bool:
        """Whether an agenda of this very meeting makes it: what such a letter promises, a letter
        in its place promises again, and does not settle."""
        paper = promise.row.paper
        if self._task.kind is not Kind.AGENDA or paper is None:
            return False
        own = {each.id for each in self._task.meeting.papers}
        return paper.id in own and self._task.view.paper(paper.id).genre in AGENDAS

    def _is_near(self, promise: Commitment) -> bool:
        """Whether it was made on a meeting of this chain, or is bound to this one."""
        return promise.row.meeting in self._chain or promise.due_event == self._task.meeting.id

    def _is_open_ended(self, promise: Commitment) -> bool:
        return promise.due is None and promise.due_event is None

    def _is_of_meeting(self, promise: Commitment) -> bool:
        """Whether a report shows it though it is due later: it was made on this meeting."""
        meeting, paper = self._task.meeting, promise.row.paper
        here = paper is not None and paper.id in {each.id for each in meeting.papers}
        return self._task.kind is Kind.REPORT and (here or promise.row.meeting == meeting.id)

    def _is_due(self, promise: Commitment) -> bool:
        meeting = self._task.meeting
        if self._task.kind is Kind.REPORT:
            # What was promised on this meeting; a letter that came later may promise anew.
            later = promise.due is not None and promise.due > self._task.on
            here = promise.row.meeting == meeting.id and not later
            return here or promise.due_event == meeting.id
        if promise.due_event == meeting.id:
            return True
        until = meeting.last or self._task.on + dt.timedelta(days=1)
        return promise.due is not None and promise.due <= until


def _chain(task: Task) -> frozenset[str]:
    """The meetings of the chain, and of the chains that prepare this one."""
    series, own = Series(task.view), task.meeting
    near = {series.of(each) for each in (own.id, *own.prepared_by)} - {None}
    return frozenset(
        (own.id, *(each.id for each in chain(task.view) if series.of(each.id) in near))
    )


def _asks(motion: MotionState, party: str | None) -> bool:
    """Whether it was moved in the parliament of this government."""
    whose = {row.party for row in motion.sources if row.party} if party else set()
    return not whose or any(f"parliament of {party}" in each or each == party for each in whose)


def _is_open(motion: MotionState) -> bool:
    return motion.open and motion.replaced_by is None


def _dossiers(motion: MotionState) -> tuple[str, ...]:
    return tuple(name for row in motion.sources for name in row.dossiers)


__all__ = ["ToSettle"]
