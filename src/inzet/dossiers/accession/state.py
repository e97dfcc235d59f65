"""Where an accession stands on a day: each ally's stage, the milestones, who signed."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from inzet.dossiers.accession.days import Dated, Day, Taken, Weight, chosen, ranking
from inzet.dossiers.accession.facts import (
    IN_FORCE,
    MEMBER,
    PROTOCOL,
    STAGES,
    Fact,
    Milestone,
    Step,
    Telling,
)
from inzet.dossiers.holders import origin
from inzet.dossiers.members import Roll, Term
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow

NATO = "NATO"
_CONTESTED = "conflict"
"""The confidence of a part of a step from which some source already counts the whole."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """That a source said later moved the day that was used before."""

    ally: str
    stage: str
    before: Taken
    after: Taken
    said: dt.date


@dataclass(frozen=True, slots=True)
class Ally:
    """How far one ally has come."""

    code: str
    stages: Mapping[str, Taken] = field(default_factory=dict)
    parts: tuple[Step, ...] = ()
    """Parts of steps, oldest first."""

    def done(self, stage: str) -> Taken | None:
        """When it had taken a step: the first day of that step or a later one."""
        after = [self.stages[name] for name in STAGES[STAGES.index(stage) :] if name in self.stages]
        return min(after, key=lambda each: each.day.latest, default=None)

    def reached(self) -> str | None:
        """The furthest stage."""
        return next((stage for stage in reversed(STAGES) if stage in self.stages), None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An accession as it stands on a day, before anything is counted."""

    code: str
    on: dt.date
    milestones: Mapping[str, Taken]
    allies: Mapping[str, Ally]
    """Those that signed the protocol, and every other of which a step is told."""
    signed_by: Mapping[str, Term]
    """Allies on the day on which the protocol was signed; where that is not told, on the day."""
    joined: Mapping[str, Term]
    """Who became an ally between that day and this one (or the day the protocol was in force)."""
    tellings: tuple[Telling, ...]
    """Oldest first."""
    steps: tuple[Step, ...]
    """Everything that is told of single allies."""

    @property
    def settled(self) -> bool:
        """Whether nothing is open any more."""
        return IN_FORCE in self.milestones or MEMBER in self.milestones

    @property
    def listed(self) -> bool:
        """Whether any ally's step is told by itself."""
        return any(ally.stages for ally in self.allies.values())


def candidate_on(
    code: str, facts: Iterable[Fact], on: dt.date, roll: Roll, words: Wording
) -> Candidate:
    """One accession on a day; what happens later is left out."""
    known = [fact for fact in facts if fact.day.earliest <= on]
    steps = [fact for fact in known if isinstance(fact, Step)]
    counted = Counter(origin(step.row) for step in steps)
    weight: Weight = counted.__getitem__
    milestones = _milestones(code, known, on, roll, words)
    signed = milestones.get(PROTOCOL)
    signed_by = _allies_on(roll, code, signed.day.latest if signed else on)
    settled = milestones.get(MEMBER) or milestones.get(IN_FORCE)
    until = min(on, settled.day.latest) if settled else on
    joined = {
        party: term
        for party, term in _allies_on(roll, code, until).items()
        if party not in signed_by
    }
    by_ally = _grouped((step.ally, step) for step in steps)
    every = sorted({*signed_by, *by_ally})
    return Candidate(
        code=code,
        on=on,
        milestones=milestones,
        allies={ally: _ally(ally, by_ally.get(ally, ()), words, weight) for ally in every},
        signed_by=signed_by,
        joined=joined,
        tellings=_tellings(known),
        steps=tuple(steps),
    )


def changes(candidate: Candidate, words: Wording) -> tuple[Change, ...]:
    """What sources said later moved, in the order in which they said it."""
    weight: Weight = Counter(origin(step.row) for step in candidate.steps).__getitem__
    by_ally = _grouped((step.ally, step) for step in candidate.steps)
    found = [change for told in by_ally.values() for change in _changes(told, words, weight)]
    return tuple(sorted(found, key=lambda each: (each.said, each.ally, each.stage)))


def _tellings(facts: Iterable[Fact]) -> tuple[Telling, ...]:
    told = [fact for fact in facts if isinstance(fact, Telling)]
    found: list[Telling] = []
    for each in sorted(told, key=lambda one: (one.day.latest, origin(one.row), one.row.identity)):
        if found and found[-1].goes_with(each):
            found[-1] = found[-1].joined(each)
        else:
            found.append(each)
    return tuple(found)


def _milestones(
    code: str, facts: Iterable[Fact], on: dt.date, roll: Roll, words: Wording
) -> dict[str, Taken]:
    told = _grouped(
        (fact.event, Dated(fact.day, "", fact.row)) for fact in facts if isinstance(fact, Milestone)
    )
    found = {event: taken for event, dated in told.items() if (taken := chosen(dated, words))}
    term = next((each for each in roll.terms(NATO) if each.party == code), None)
    if term is not None and term.since <= on:
        found[MEMBER] = _member(term, told.get(MEMBER, ()), words)
    return found


def _member(term: Term, told: Sequence[Dated], words: Wording) -> Taken:
    day = Day(term.since.isoformat())
    if term.row is not None:
        taken = chosen([*told, Dated(day, "", term.row)], words)
    else:
        taken = chosen(told, words)
    return taken or Taken(day, Value(day.text, (), words("rule_own_table")))


def _allies_on(roll: Roll, candidate: str, day: dt.date) -> dict[str, Term]:
    found = roll.members(NATO, day)
    return {party: term for party, term in found.items() if party != candidate}


def _ally(code: str, steps: Sequence[Step], words: Wording, weight: Weight) -> Ally:
    stages = {}
    for stage, told in _grouped((step.stage, step) for step in steps).items():
        if taken := _taken(told, words, weight):
            stages[stage] = taken
    parts = sorted(
        (step for step in steps if step.part), key=lambda each: (each.day, each.row.identity)
    )
    return Ally(code, stages, tuple(parts))


def _taken(told: Sequence[Step], words: Wording, weight: Weight) -> Taken | None:
    """The day of a whole step. A part of it is no day of the whole; where some source counts from
    it nevertheless it is shown beside."""
    if all(step.part for step in told):
        return None
    dated = [
        Dated(step.day, step.part, step.row)
        for step in told
        if not step.part or step.row.content.get("confidence") == _CONTESTED
    ]
    return chosen(dated, words, weight)


def _changes(steps: Sequence[Step], words: Wording, weight: Weight) -> Iterator[Change]:
    """Where the day that was used moved, as one source spoke after another."""
    rank = ranking(words, weight)
    for stage, told in _grouped((step.stage, step) for step in steps if not step.part).items():
        if len({step.day for step in told}) < 2:
            continue
        before: tuple[tuple[Any, ...], Step] | None = None
        in_turn = sorted(told, key=lambda step: (_said(step.row), step.row.identity))
        for said, of_a_day in groupby(in_turn, key=lambda step: _said(step.row)):
            ranked = [(rank(Dated(step.day, "", step.row)), step) for step in of_a_day]
            best = max(ranked, key=lambda each: each[0])
            after = best if before is None or best[0] > before[0] else before
            if before is not None and _moves(before[1].day, after[1].day):
                yield Change(after[1].ally, stage, _alone(before[1]), _alone(after[1]), said)
            before = after


def _moves(before: Day, after: Day) -> bool:
    """Whether a day is another. A "by then" that becomes a day is not: both are true."""
    return after != before and not before.allows(after)


def _alone(step: Step) -> Taken:
    return Taken(step.day, Value(step.day.text, (step.row,)))


def _said(row: StatementRow) -> dt.date:
    return row.said or row.arrived.date()


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
