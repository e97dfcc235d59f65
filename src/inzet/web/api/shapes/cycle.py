"""What parliament and government say to each other: promises, motions, the cycle of a meeting."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import msgspec

from inzet.meetings import Commitment, Keeping
from inzet.meetings.commitments import Event, InRegister, Judgement
from inzet.meetings.cycle import (
    Asked,
    Cycle,
    Discussed,
    MotionState,
    Placed,
    Settles,
    Unplaced,
    Waits,
)
from inzet.vocabulary.parliament import Appreciation, DebateForm, Execution, Mover, Result, Stage
from inzet.web.api.shapes.common import (
    BASE,
    Name,
    PaperRef,
    Shape,
    SourceRef,
    Words,
    maybe_paper,
    paper_ref,
    source_ref,
)
from inzet.web.api.shapes.statements import Statement, statement_shape, statement_shapes


class JudgementShape(Shape, frozen=True, kw_only=True):
    """What a person judged of a promise."""

    statement: str
    """Identity of the judgement."""
    keeping: Keeping
    since: dt.date | None
    paper: PaperRef | None
    """The paper that keeps it."""
    quote: str | None
    ground: str | None
    by: str
    marking: str


class RegisterShape(Shape, frozen=True, kw_only=True):
    """How a parliament's register has a promise: the register's word, by which nothing is kept."""

    words: str
    kept: bool | None
    on: str | None
    said: dt.date | None
    papers: tuple[PaperRef, ...]
    not_in_view: tuple[str, ...]
    statement: str


class CommitmentShape(Shape, frozen=True, kw_only=True):
    """A promise as it stands on the day of the answer."""

    id: str
    """Identity of the statement that is the promise."""
    what: str
    status: Keeping
    due: dt.date | None
    """The last day on which it is kept in time; null where no deadline is known."""
    due_earliest: dt.date | None
    due_before: dt.date | None
    due_words: str | None
    """The deadline as the paper words it."""
    due_meeting: str | None
    form: str
    """`oral` or `written`."""
    to: str | None
    to_member: str | None
    register: str | None
    """Its number in the official register."""
    register_says: RegisterShape | None
    judgement: JudgementShape | None
    kept_late: bool
    statement: Statement
    href: str


class CommitmentList(Shape, frozen=True, kw_only=True):
    """Promises, soonest due first, undated last."""

    on: dt.date
    items: tuple[CommitmentShape, ...]
    next: str | None
    """Address of the rest; null at the end."""


class CommitmentEvent(Shape, frozen=True, kw_only=True):
    """One thing that happened to a promise."""

    on: dt.date | None
    what: str
    """`promised`, `due`, `due moved`, `kept`, `partly kept`, `lapsed` or `undone`."""
    due_earliest: dt.date | None
    due: dt.date | None
    quote: str | None
    paper: PaperRef | None
    by: str | None
    undone: bool


class CommitmentOne(CommitmentShape, frozen=True, kw_only=True):
    """A promise with what happened to it."""

    history: tuple[CommitmentEvent, ...]


class Kept(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a paper keeps a promise."""

    paper: Name
    """Id, unique beginning of an id, or number of the paper."""
    quote: Annotated[str, msgspec.Meta(max_length=5000)] = ""
    """The words of it which do; they must stand in it once."""
    partly: bool = False
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class Lapsed(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a promise no longer has to be kept."""

    ground: Words
    on: dt.date | None = None


class Undone(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a judgement is taken back."""

    ground: Words = "undone"


class ConflictShape(Shape, frozen=True, kw_only=True):
    """Where sources tell different things of a motion; identities of statements."""

    what: str
    used: str
    others: tuple[str, ...]
    rule: str


class MotionAnswer(Shape, frozen=True, kw_only=True):
    """What a later paper says was done with a motion."""

    sentence: str
    statement: Statement


class MotionShape(Shape, frozen=True, kw_only=True):
    """A motion as it stands on the day of the answer."""

    id: str
    """`kst-28676-431`."""
    title: str | None
    movers: tuple[Mover, ...]
    moved_on: dt.date | None
    dictum: str | None
    """What it asks or declares, as printed."""
    paper: PaperRef | None
    appreciation: Appreciation | None
    provided: str | None
    result: Result | None
    voted_on: dt.date | None
    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    carried_out: Execution | None
    answered_in: tuple[PaperRef, ...]
    replaced_by: str | None
    meeting: str | None
    why: str
    """Why it belongs to that meeting."""
    open: bool
    """Adopted or taken over, and no paper in view says that it was carried out."""
    sources: tuple[SourceRef, ...]
    href: str


class MotionList(Shape, frozen=True, kw_only=True):
    """Motions, newest first."""

    on: dt.date
    items: tuple[MotionShape, ...]
    next: str | None
    """Address of the rest; null at the end."""


class MotionOne(MotionShape, frozen=True, kw_only=True):
    """A motion with what papers say was done, and where sources differ."""

    answers: tuple[MotionAnswer, ...]
    conflicts: tuple[ConflictShape, ...]


class PlacedPaper(Shape, frozen=True, kw_only=True):
    """A paper at a stage of a cycle, and what put it there."""

    stage: Stage
    paper: PaperRef
    why: str
    judged: bool
    judgement: str | None


class Fit(Shape, frozen=True, kw_only=True):
    """A meeting that something may belong to."""

    meeting: str
    why: str


class UnplacedShape(Shape, frozen=True, kw_only=True):
    """What may belong to several cycles, for a person to judge."""

    stage: Stage
    what: str
    paper: PaperRef | None
    fits: tuple[Fit, ...]


class QuestionShape(Shape, frozen=True, kw_only=True):
    """A question of a party group or member, and the words that answer it."""

    statement: str
    kind: str | None
    group: str | None
    member: str | None
    quote: str
    answer: str | None
    answered_in: PaperRef | None


class DiscussedShape(Shape, frozen=True, kw_only=True):
    """A debate or written consultation: planned, or as its report gives it."""

    stage: Stage
    form: DebateForm | None
    on: dt.date | None
    begins: str | None
    deadline: str | None
    committee: str | None
    paper: PaperRef | None
    questions: tuple[QuestionShape, ...]
    turns: tuple[Statement, ...]
    sources: tuple[SourceRef, ...]


class SettlesShape(Shape, frozen=True, kw_only=True):
    """A sentence that keeps an earlier promise, or answers an earlier motion."""

    what: str
    """`promise` or `motion`."""
    of: str
    told: str
    quote: str
    paper: PaperRef
    judged: bool
    statement: str | None


class WaitsShape(Shape, frozen=True, kw_only=True):
    """What a cycle waits for."""

    stage: Stage
    what: str
    by: dt.date | None
    late: bool
    of: str | None


class CycleShape(Shape, frozen=True, kw_only=True):
    """Everything that parliament and government said to each other around a meeting."""

    meeting: str
    on: dt.date
    previous: str | None
    next: str | None
    """Ids of the meetings before and after it."""
    papers: tuple[PlacedPaper, ...]
    removed: tuple[PlacedPaper, ...]
    discussions: tuple[DiscussedShape, ...]
    motions: tuple[MotionShape, ...]
    promises: tuple[CommitmentShape, ...]
    settles: tuple[SettlesShape, ...]
    unplaced: tuple[UnplacedShape, ...]
    waits: tuple[WaitsShape, ...]


def commitment_shape(each: Commitment) -> CommitmentShape:
    """A promise."""
    return CommitmentShape(**_commitment(each))


def commitment_one(each: Commitment, happened: list[Event]) -> CommitmentOne:
    """A promise with what happened to it."""
    return CommitmentOne(**_commitment(each), history=tuple(_event(one) for one in happened))


def _commitment(each: Commitment) -> dict[str, Any]:
    return {
        "id": each.row.identity,
        "what": each.what,
        "status": each.keeping,
        "due": each.due,
        "due_earliest": each.due_earliest,
        "due_before": each.before,
        "due_words": each.due_words,
        "due_meeting": each.due_event,
        "form": each.form,
        "to": each.to,
        "to_member": each.member,
        "register": each.number,
        "register_says": None if each.registered is None else _registered(each.registered),
        "judgement": None if each.judgement is None else _judgement(each.judgement),
        "kept_late": each.late,
        "statement": statement_shape(each.row),
        "href": f"{BASE}/commitments/{each.row.identity}",
    }


def _judgement(each: Judgement) -> JudgementShape:
    return JudgementShape(
        statement=each.row.identity,
        keeping=each.keeping,
        since=each.since,
        paper=maybe_paper(each.paper),
        quote=each.quote or None,
        ground=each.ground or None,
        by=each.by,
        marking=each.row.marking,
    )


def _registered(told: InRegister) -> RegisterShape:
    return RegisterShape(
        words=told.words,
        kept=told.content.kept,
        on=told.content.on,
        said=told.row.said,
        papers=tuple(paper_ref(each) for each in told.letters),
        not_in_view=tuple(told.unseen),
        statement=told.row.identity,
    )


def _event(event: Event) -> CommitmentEvent:
    return CommitmentEvent(
        on=event.on,
        what=event.what,
        due_earliest=event.due[0] if event.due else None,
        due=event.due[1] if event.due else None,
        quote=event.quote or None,
        paper=maybe_paper(event.paper),
        by=event.by or None,
        undone=event.undone,
    )


def motion_shape(each: MotionState) -> MotionShape:
    """A motion."""
    return MotionShape(**_motion(each))


def motion_one(each: MotionState) -> MotionOne:
    """A motion with what was done with it."""
    return MotionOne(
        **_motion(each),
        answers=tuple(
            MotionAnswer(sentence=sentence, statement=statement_shape(row))
            for row, sentence in zip(each.answers, each.answer_sentences, strict=True)
        ),
        conflicts=tuple(
            ConflictShape(
                what=one.what,
                used=one.used.identity,
                others=tuple(row.identity for row in one.others),
                rule=one.rule,
            )
            for one in each.conflicts
        ),
    )


def _motion(each: MotionState) -> dict[str, Any]:
    return {
        "id": each.id,
        "title": each.title,
        "movers": each.movers,
        "moved_on": each.moved_on,
        "dictum": each.dictum,
        "paper": maybe_paper(each.paper),
        "appreciation": each.appreciation,
        "provided": each.provided,
        "result": each.result,
        "voted_on": each.voted_on,
        "in_favour": each.in_favour,
        "against": each.against,
        "carried_out": each.execution,
        "answered_in": tuple(paper_ref(paper) for paper in each.answered_in),
        "replaced_by": each.replaced_by,
        "meeting": each.meeting,
        "why": each.why,
        "open": each.open,
        "sources": tuple(source_ref(row) for row in each.sources),
        "href": f"{BASE}/motions/{each.id}",
    }


def cycle_shape(found: Cycle, waits: tuple[Waits, ...], on: dt.date) -> CycleShape:
    """The cycle of a meeting."""
    return CycleShape(
        meeting=found.meeting,
        on=on,
        previous=found.previous,
        next=found.next,
        papers=tuple(_placed(each) for each in found.papers),
        removed=tuple(_placed(each) for each in found.removed),
        discussions=tuple(_discussed(each) for each in found.discussions),
        motions=tuple(motion_shape(each) for each in found.motions),
        promises=tuple(commitment_shape(each) for each in found.promises),
        settles=tuple(_settles(each) for each in found.settlements),
        unplaced=tuple(_unplaced(each) for each in found.unplaced),
        waits=tuple(
            WaitsShape(stage=each.stage, what=each.what, by=each.by, late=each.late, of=each.of)
            for each in waits
        ),
    )


def _placed(each: Placed) -> PlacedPaper:
    return PlacedPaper(
        stage=each.stage,
        paper=paper_ref(each.paper),
        why=each.why,
        judged=each.judged,
        judgement=each.judgement,
    )


def _unplaced(each: Unplaced) -> UnplacedShape:
    return UnplacedShape(
        stage=each.stage,
        what=each.what,
        paper=maybe_paper(each.paper),
        fits=tuple(Fit(meeting=meeting, why=why) for meeting, why in each.fits),
    )


def _discussed(each: Discussed) -> DiscussedShape:
    return DiscussedShape(
        stage=each.stage,
        form=each.form,
        on=each.on,
        begins=each.begins,
        deadline=each.deadline,
        committee=each.committee,
        paper=maybe_paper(each.paper),
        questions=tuple(_question(one) for one in each.questions),
        turns=statement_shapes(each.turns),
        sources=tuple(source_ref(row) for row in each.sources),
    )


def _question(each: Asked) -> QuestionShape:
    kind = each.row.content.get("kind")
    return QuestionShape(
        statement=each.row.identity,
        kind=None if kind is None else str(kind),
        group=each.group,
        member=each.row.speaker.name if each.row.speaker else None,
        quote=each.row.quote,
        answer=each.answer,
        answered_in=maybe_paper(each.answered_in),
    )


def _settles(each: Settles) -> SettlesShape:
    return SettlesShape(
        what=each.what,
        of=each.of,
        told=each.told,
        quote=each.quote,
        paper=paper_ref(each.paper),
        judged=each.judged,
        statement=each.row.identity if each.row else None,
    )
