"""What one statement tells of an accession: a step of an ally, a milestone, or a count in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inzet.dossiers.accession.days import Day, day_in
from inzet.dossiers.holders import origin
from inzet.record import StatementRow
from inzet.vocabulary.acts import procedure_of

PROCEDURE = "accession"
APPROVED, SIGNED, NOTIFIED = (
    "national approval completed",
    "signed by head of state",
    "acceptance notified or deposited",
)
STAGES = (APPROVED, SIGNED, NOTIFIED)
"""What an ally does, in order: whoever has taken a later step has taken the earlier ones."""

APPLIED, INVITED, PROTOCOL = "applied", "invited to accede", "protocol signed"
IN_FORCE, DEPOSITED, MEMBER = "in force", "instrument of accession deposited", "member"
OWN_APPROVAL, OWN_SIGNATURE = "candidate's approval completed", "candidate's head of state signed"
MILESTONES = (
    APPLIED,
    INVITED,
    PROTOCOL,
    OWN_APPROVAL,
    OWN_SIGNATURE,
    IN_FORCE,
    DEPOSITED,
    MEMBER,
)
"""What happens to a candidate as a whole, in the order of a procedure."""

_ALSO_CALLED = {
    "accession protocol signed": PROTOCOL,
    "acceptance deposited": NOTIFIED,
}
_OF_PARLIAMENT = "approved by parliament"


@dataclass(frozen=True, slots=True)
class Step:
    """That an ally took a step towards admitting a candidate."""

    candidate: str
    ally: str
    stage: str
    day: Day
    part: str
    """A part of the step only, such as the vote of one of two chambers; "" for all of it."""
    row: StatementRow


@dataclass(frozen=True, slots=True)
class Milestone:
    """That something happened to a candidate as a whole."""

    candidate: str
    event: str
    day: Day
    row: StatementRow


@dataclass(frozen=True, slots=True)
class Telling:
    """What somebody says of all allies together: so many, nearly all, all but these."""

    candidate: str
    stage: str
    day: Day
    """The day it is told of; where none is given, the day it was said."""
    words: str
    count: int | None
    of: int | None
    pending: tuple[str, ...]
    rows: tuple[StatementRow, ...]

    @property
    def row(self) -> StatementRow:
        """The first of the statements that tell it."""
        return self.rows[0]

    def goes_with(self, other: Telling) -> bool:
        """Whether two statements of one source, told of one day, are one count in two sentences."""
        return (
            (self.stage, self.day, origin(self.row)) == (other.stage, other.day, origin(other.row))
            and None in (self.count, other.count)
            and not (self.pending and other.pending)
        )

    def joined(self, other: Telling) -> Telling:
        """Both as one."""
        first, second = (self, other) if self.count is not None else (other, self)
        return Telling(
            candidate=self.candidate,
            stage=self.stage,
            day=self.day,
            words=first.words or second.words,
            count=first.count,
            of=first.of,
            pending=self.pending or other.pending,
            rows=(*self.rows, *other.rows),
        )


Fact = Step | Milestone | Telling


def facts_of(row: StatementRow) -> tuple[Fact, ...]:
    """What a statement tells; nothing where it is about something else."""
    if row.content.get("procedure") != PROCEDURE:
        return ()
    return tuple(fact for code in _candidates(row) for fact in _facts(row, code))


def _candidates(row: StatementRow) -> list[str]:
    """The dossiers it stands in tell whom it is about; a statement in none names them itself."""
    named = [name for name in row.dossiers if procedure_of(name) == PROCEDURE]
    if named:
        return [name.partition("/")[2].upper() for name in named]
    return [str(each) for each in row.content.get("candidates", ())]


def _facts(row: StatementRow, candidate: str) -> Iterator[Fact]:
    content = row.content
    event = str(content.get("event") or "")
    event = _ALSO_CALLED.get(event, event)
    by = content.get("by")
    stage = str(content.get("stage") or event)
    if _counts(content, by) and stage in STAGES:
        yield _telling(row, candidate, stage)
    elif event in STAGES or event == _OF_PARLIAMENT:
        yield from _steps(row, candidate, event)
    elif event:
        yield Milestone(candidate, event, day_in(row), row)


def _counts(content: Mapping[str, Any], by: object) -> bool:
    return "count" in content or bool(content.get("pending")) or isinstance(by, str)


def _telling(row: StatementRow, candidate: str, stage: str) -> Telling:
    content, by = row.content, row.content.get("by")
    # Who counts without a date counts how it is on the day of saying it.
    return Telling(
        candidate=candidate,
        stage=stage,
        day=Day(day_in(row).text),
        words=by if isinstance(by, str) else "",
        count=content.get("count"),
        of=content.get("of"),
        pending=tuple(sorted(content.get("pending", ()))),
        rows=(row,),
    )


def _steps(row: StatementRow, candidate: str, event: str) -> Iterator[Fact]:
    by = row.content.get("by")
    allies = [str(each) for each in by] if isinstance(by, list) else [row.party or ""]
    part = str(row.content.get("step") or "")
    stage, part = (APPROVED, part or "parliament") if event == _OF_PARLIAMENT else (event, part)
    for ally in allies:
        if ally == candidate:
            own = {APPROVED: OWN_APPROVAL, SIGNED: OWN_SIGNATURE, NOTIFIED: DEPOSITED}[stage]
            yield Milestone(candidate, own, day_in(row), row)
        elif ally:
            yield Step(candidate, ally, stage, day_in(row), part, row)
