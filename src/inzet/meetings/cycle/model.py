"""The parliamentary cycle of a meeting as a view shows it: plain data for doors and drafts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from inzet.meetings.commitments import Commitment
from inzet.record import PaperLite, PaperRow, StatementRow
from inzet.vocabulary.parliament import (
    Appreciation,
    DebateForm,
    Execution,
    Mover,
    Result,
    Stage,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A paper at a stage of a cycle, and what put it there."""

    paper: PaperRow
    stage: Stage
    why: str
    """In words: "announces the meeting", "on the agenda of the debate", "by <person>: <ground>"."""
    judged: bool = False
    """A person put it there."""
    judgement: str | None = None
    """Identity of that judgement, by which it is taken back."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What may belong to this cycle and to others as well, or to none: for a person to judge."""

    paper: PaperRow | None
    """None of a debate or motion of which no paper is in view."""
    stage: Stage
    what: str
    """The paper's title, else the subject of the debate or the number of the motion."""
    fits: tuple[tuple[str, str], ...]
    """(id of a meeting, why it may belong to it)."""


@dataclass(frozen=True, slots=True)
class Settles:
    """A sentence of this cycle that keeps an earlier promise, or answers an earlier motion."""

    what: str
    """promise or motion."""
    of: str
    """Identity of the promise, or id of the motion."""
    told: str
    """The promise or motion in its own words."""
    quote: str
    """The sentence that settles it."""
    paper: PaperRow | PaperLite
    judged: bool
    """A person said so, or the paper itself says what was done; else it is proposed."""
    row: StatementRow | None
    """The statement that the sentence is, where it was read as one."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where sources tell different things of the same motion and day."""

    what: str
    """appreciation, vote, carrying out, movers, title, dictum, day."""
    used: StatementRow
    others: tuple[StatementRow, ...]
    rule: str
    """Why the one was used, in words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or request of a party group or member, and the words that answer it."""

    row: StatementRow
    answer: str | None
    """The passage of the paper that answers it, as printed; None where none is recognised."""
    answered_in: PaperRow | None = None

    @property
    def group(self) -> str | None:
        """The party group that asks; None where the paper tells none."""
        return self.row.speaker.group if self.row.speaker else None


@dataclass(frozen=True, slots=True)
class Discussed:
    """A debate or written consultation: planned, or as its report gives it."""

    stage: Stage
    form: DebateForm | None
    """None of a written consultation."""
    on: dt.date | None
    """Of a debate its day; of a written consultation the day of its report."""
    deadline: str | None
    """Of a written consultation: until when groups may send questions (ISO day or minute)."""
    committee: str | None
    paper: PaperRow | None
    """Its report; None where none is in view."""
    questions: tuple[Asked, ...] = ()
    turns: tuple[StatementRow, ...] = ()
    """What groups and ministers hold in it, beside questions, in the order of the text."""
    sources: tuple[StatementRow, ...] = ()
    begins: str | None = None
    """Of a debate of which the time is told: its ISO minute."""


@dataclass(frozen=True, slots=True)
class MotionState:
    """A motion as it stands on a day."""

    id: str
    """``kst-28676-431``."""
    title: str | None
    movers: tuple[Mover, ...]
    moved_on: dt.date | None
    dictum: str | None
    paper: PaperRow | None
    appreciation: Appreciation | None
    provided: str | None
    result: Result | None
    """None: no vote is known."""
    voted_on: dt.date | None
    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    execution: Execution | None
    """None: no paper in view tells of carrying it out."""
    answered_in: tuple[PaperRow, ...]
    """Later papers that say what was done with it."""
    answers: tuple[StatementRow, ...]
    """What they say, newest last."""
    replaced_by: str | None
    meeting: str | None
    """Id of the meeting whose cycle it belongs to."""
    sources: tuple[StatementRow, ...]
    answer_sentences: tuple[str, ...] = ()
    """For each of `answers` the sentence it stands in: a reference is but some words of it."""
    conflicts: tuple[Conflict, ...] = ()
    why: str = ""
    """Why it belongs to that meeting, in words; "" where it belongs to none."""

    @property
    def open(self) -> bool:
        """Whether it was adopted or taken over, and no paper says that it was carried out."""
        accepted = self.result is Result.ADOPTED or self.appreciation is Appreciation.TAKEN_OVER
        return accepted and self.execution is not Execution.DONE


@dataclass(frozen=True, slots=True)
class Cycle:
    """Everything that parliament and government said to each other around one meeting."""

    meeting: str
    papers: tuple[Placed, ...]
    """In the order of the stages, then of their days."""
    discussions: tuple[Discussed, ...]
    motions: tuple[MotionState, ...]
    promises: tuple[Commitment, ...]
    """Made in this cycle, soonest due first."""
    settled: tuple[StatementRow, ...]
    """What papers of this cycle say that keeps an earlier promise or answers an earlier motion."""
    previous: str | None
    next: str | None
    """Ids of the meetings before and after it in the chain."""
    unplaced: tuple[Unplaced, ...] = ()
    """What fits this meeting and others, and was put with none of them."""
    removed: tuple[Placed, ...] = ()
    """What a person took out of it."""
    settlements: tuple[Settles, ...] = ()
    """What `settled` settles, proposals among it."""
