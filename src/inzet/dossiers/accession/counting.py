"""How many allies have come how far, and whether those who count themselves say the same.

What is counted always names its stage. A list ally by ally goes before a count in words, unless
the count shows that the list is not complete.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inzet.dossiers.accession.facts import APPROVED, STAGES, Telling
from inzet.dossiers.accession.state import Ally, Candidate
from inzet.dossiers.values import Other, Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.times import first_day

_ALL_BUT = ("nearly all", "all ")
"""How words begin that speak of all allies but those named as still to come."""


class Verdict(StrEnum):
    """How what somebody says of all allies stands to the list ally by ally."""

    AGREES = "agrees"
    EXPLAINED = "explained"
    """It differs by as much as sources differ about the days of some allies."""
    DIFFERS = "differs"
    WORDS = "in words"
    """Nothing that can be counted."""
    ALONE = "alone"
    """There is no list to hold it against."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What somebody says of all allies, held against the list on the day it is told of."""

    telling: Telling
    verdict: Verdict
    count: int | None
    """By the list on that day."""
    by: tuple[str, ...] = ()
    """Allies about whose days sources differ, where that explains it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many have taken a step, of how many, and who has not."""

    stage: str
    count: Value[int] | None
    """None where nobody tells how many."""
    of: Value[int]
    open: Value[tuple[str, ...]]
    """Of whom the step is not told."""
    untold: bool
    """Whether they may well have taken it: nothing says that they have not."""


def tally(candidate: Candidate, words: Wording) -> Tally:
    """The count of the stage of which most is told; the furthest of those."""
    stage = max(STAGES, key=lambda each: (len(_done(candidate, each, candidate.on)), _place(each)))
    if not candidate.listed:
        stage = candidate.tellings[-1].stage if candidate.tellings else APPROVED
    return tally_of(candidate, stage, words)


def tally_of(candidate: Candidate, stage: str, words: Wording) -> Tally:
    """The count of one stage."""
    checked = [each for each in checks(candidate) if each.telling.stage == stage]
    count = _count(candidate, stage, checked, words)
    still = _open(candidate, stage, checked, count)
    return Tally(
        stage=stage,
        count=count,
        of=_of(candidate, words),
        open=still,
        untold=candidate.settled or 2 * len(still.value) > len(candidate.signed_by),
    )


def checks(candidate: Candidate) -> tuple[Checked, ...]:
    """Everything that is said of all allies, oldest first, each held against the list."""
    return tuple(_checked(candidate, telling) for telling in candidate.tellings)


def _place(stage: str) -> int:
    return STAGES.index(stage)


def _signatories(candidate: Candidate) -> list[Ally]:
    return [candidate.allies[code] for code in candidate.signed_by]


def _done(candidate: Candidate, stage: str, on: dt.date) -> list[Ally]:
    return [
        ally
        for ally in _signatories(candidate)
        if (taken := ally.done(stage)) is not None and taken.day.latest <= on
    ]


def _checked(candidate: Candidate, telling: Telling) -> Checked:
    if not candidate.listed:
        return Checked(telling, Verdict.ALONE, None)
    on = telling.day.latest
    done = {ally.code for ally in _done(candidate, telling.stage, on)}
    missing = {ally.code for ally in _signatories(candidate)} - done
    if telling.count is None and not telling.pending:
        return Checked(telling, Verdict.WORDS, len(done))
    agrees = (telling.count in (None, len(done))) and (
        not telling.pending or set(telling.pending) == missing
    )
    if agrees:
        return Checked(telling, Verdict.AGREES, len(done))
    by = _moved(candidate, telling, done)
    explained = telling.count is not None and len(by) == abs(telling.count - len(done)) > 0
    verdict = Verdict.EXPLAINED if explained else Verdict.DIFFERS
    return Checked(telling, verdict, len(done), by if explained else ())


def _moved(candidate: Candidate, telling: Telling, done: set[str]) -> tuple[str, ...]:
    """Allies that would count otherwise on that day, had another source's day been used, or that
    of a part of the step."""
    on, more = telling.day.latest, (telling.count or 0) > len(done)
    found = []
    for ally in _signatories(candidate):
        if (ally.code in done) is more:
            continue
        taken = ally.done(telling.stage)
        if taken is None:
            moved = any(
                part.stage == telling.stage and part.day.latest <= on for part in ally.parts
            )
        else:
            days = [first_day(other.value) for other in taken.value.others]
            moved = any((day <= on) is more for day in days)
        if moved:
            found.append(ally.code)
    return tuple(found)


def _of(candidate: Candidate, words: Wording) -> Value[int]:
    terms = candidate.signed_by.values()
    rows = tuple(term.row for term in terms if term.row is not None)
    signed = candidate.milestones.get("protocol signed")
    rule = words("of_signed", day=words.day(signed.day.text)) if signed else words("of_day")
    return Value(len(candidate.signed_by), rows, rule)


def _count(
    candidate: Candidate, stage: str, checked: Sequence[Checked], words: Wording
) -> Value[int] | None:
    told = [each for each in checked if each.telling.count is not None]
    if not candidate.listed:
        return _told(told, words) or _all_but(candidate, checked, words)
    done = _done(candidate, stage, candidate.on)
    listed = Value(len(done), _rows(done, stage))
    short = [
        each
        for each in told
        if each.verdict is Verdict.DIFFERS and (each.telling.count or 0) > len(done)
    ]
    if not short:
        return listed
    said = short[-1].telling
    return Value(
        said.count or 0,
        said.rows,
        words("rule_list_short"),
        (Other(listed.value, listed.sources),),
    )


def _rows(done: Iterable[Ally], stage: str) -> tuple[StatementRow, ...]:
    taken = [found for ally in done if (found := ally.done(stage)) is not None]
    return tuple(row for each in taken for row in each.value.sources)


def _told(told: Sequence[Checked], words: Wording) -> Value[int] | None:
    if not told:
        return None
    last = told[-1].telling
    same = tuple(
        row for each in told if each.telling.count == last.count for row in each.telling.rows
    )
    others = {
        each.telling.count: each.telling.rows
        for each in told
        if each.telling.count not in (None, last.count)
    }
    return Value(
        last.count or 0,
        same,
        words("rule_latest") if others else "",
        tuple(Other(count, rows) for count, rows in others.items() if count is not None),
    )


def _all_but(candidate: Candidate, checked: Sequence[Checked], words: Wording) -> Value[int] | None:
    """Where somebody says that nearly all have, and names those still to come."""
    for each in reversed(checked):
        pending = each.telling.pending
        if pending and each.telling.words.startswith(_ALL_BUT):
            all_of_them = len(candidate.signed_by)
            return Value(
                all_of_them - len(pending),
                each.telling.rows,
                words("rule_all_but", of=all_of_them, n=len(pending)),
            )
    return None


def _open(
    candidate: Candidate, stage: str, checked: Sequence[Checked], count: Value[int] | None
) -> Value[tuple[str, ...]]:
    named = [each.telling for each in checked if each.telling.pending]
    if candidate.listed and not (count and count.others):
        done = {ally.code for ally in _done(candidate, stage, candidate.on)}
        codes = tuple(code for code in candidate.signed_by if code not in done)
        # Who says the same of those open is a source of it.
        rows = tuple(row for each in named if set(each.pending) == set(codes) for row in each.rows)
        return Value(codes, rows)
    if not named or candidate.settled:
        return Value((), ())
    last = named[-1]
    return Value(last.pending, last.rows)
