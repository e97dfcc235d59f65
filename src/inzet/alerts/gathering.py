"""What is new of what somebody follows, in their own view: new, reworded, put right, gone, due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from inzet.alerts.model import Subject, Subscription
from inzet.changes import (
    NOW,
    Became,
    Differs,
    Moment,
    Only,
    Step,
    changes,
    differing,
    version_before,
)
from inzet.meetings import Commitment, Keeping, commitments
from inzet.record import Filter, Reader, Record, StatementRow, View
from inzet.vocabulary.acts import Act, procedure_of
from inzet.vocabulary.entries import DATA_RULES

SOON = dt.timedelta(days=14)
"""How long before its day a commitment is told as coming due."""
_MOST = 1000
_QUIET = frozenset({Act.PARTICIPATION, Act.REFERENCE, Act.CONTEXT})
"""Acts that are a paper's furniture; told only where words were asked for."""


class What(StrEnum):
    """What happened."""

    NEW = "new"
    REWORDED = "reworded"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tell."""

    what: What
    row: StatementRow
    asked: tuple[Subscription, ...]
    """The subscriptions that it is told for."""
    steps: tuple[Step, ...] = ()
    """Of what is said in other words: how it differs."""
    earlier: StatementRow | None = None
    """Of the same: how it was said before."""
    differs: tuple[Differs, ...] = ()
    why: str = ""
    promise: Commitment | None = None
    once: str = ""
    """Under this name it is told once."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new for somebody, and how far that reaches."""

    since: dt.datetime
    reached: dt.datetime
    items: tuple[Item, ...] = field(default=())


def gather(
    record: Record,
    reader: Reader,
    asked: Sequence[Subscription],
    *,
    since: dt.datetime,
    told: frozenset[str],
    today: dt.date,
) -> News:
    """What came for a reader since a moment, and what comes due, of what was asked for.

    Args:
        told: names of what was told before and is told once.
    """
    reached = max(record.view(reader).reached() or since, since)
    # What comes while this is made is for the next letter.
    view = record.view(reader, arrived_by=reached)
    items: list[Item] = []
    if reached > since:
        items += _came(record, view, asked, since)
    items += _due(view, asked, told, today)
    return News(since, reached, tuple(items))


def narrowed(whole: News, narrow: News) -> tuple[News, bool]:
    """Of what is new in a narrower view what is so in the whole one too, and whether there is more.

    The narrower view decides how a thing is told: under which name, beside which earlier wording.
    The whole one decides what is still news: it may know that a promise was kept.
    """
    known = {(each.row.identity, each.once) for each in whole.items}
    items = tuple(each for each in narrow.items if (each.row.identity, each.once) in known)
    told = {each.row.identity for each in items}
    more = any(each.row.identity not in told for each in whole.items)
    return News(whole.since, whole.reached, items), more


def _came(
    record: Record, view: View, asked: Sequence[Subscription], since: dt.datetime
) -> Iterator[Item]:
    rows = [
        row
        for row in view.newest(Filter(arrived_after=since), limit=_MOST)
        if not row.rule.startswith(DATA_RULES)
    ]
    by_words = _by_words(view, asked, since)
    reworded = dict(_reworded(record, view, rows))
    for row in rows:
        why = _for(row, asked, by_words)
        if not why:
            continue
        if row.corrected:
            before = version_before(row, view.history(row.identity))
            if before is not None:
                # Whoever was told of the version before is told of this one, whatever it is now on.
                yield Item(What.CORRECTED, row, why, differs=differing(before, row))
                continue
        elif row.identity in reworded:
            earlier, steps = reworded[row.identity]
            yield Item(What.REWORDED, row, why, steps=steps, earlier=earlier)
            continue
        yield Item(What.NEW, row, why)
    for gone in view.ended(limit=_MOST):
        # What came and went in between was never told.
        if gone.ended > since and gone.row.arrived <= since:
            why = _for(gone.row, asked, by_words)
            if why:
                yield Item(What.WITHDRAWN, gone.row, why, why=gone.why)


def _for(
    row: StatementRow, asked: Iterable[Subscription], by_words: dict[str, set[str]]
) -> tuple[Subscription, ...]:
    return tuple(each for each in asked if _is_about(each, row, by_words.get(each.id, set())))


def _is_about(asked: Subscription, row: StatementRow, found: set[str]) -> bool:
    if asked.subject is Subject.WORDS:
        return row.identity in found
    if row.act in _QUIET:
        return False
    if asked.subject is Subject.DOSSIER:
        return any(asked.value in (name, procedure_of(name)) for name in row.dossiers)
    if asked.subject is Subject.PARTY:
        return asked.value == row.party
    return asked.subject is Subject.MEETING and asked.value == row.meeting


def _by_words(view: View, asked: Iterable[Subscription], since: dt.datetime) -> dict[str, set[str]]:
    """Identities of what bears the words that were asked for, by subscription."""
    found: dict[str, set[str]] = {}
    for each in asked:
        if each.subject is Subject.WORDS:
            came = view.newest(Filter(words=each.value, arrived_after=since), limit=_MOST)
            gone = view.ended(Filter(words=each.value), limit=_MOST)
            found[each.id] = {row.identity for row in (*came, *(one.row for one in gone))}
    return found


def _reworded(
    record: Record, view: View, rows: Sequence[StatementRow]
) -> Iterator[tuple[str, tuple[StatementRow, tuple[Step, ...]]]]:
    """Of new positions that say in other words what an earlier paper of the chain said: how."""
    days = [row.said for row in rows if row.act == Act.POSITION and row.said and row.paper]
    new = {row.identity for row in rows}
    # One comparison a day of new papers: each stands beside the last of its kind before it.
    for day in sorted(set(days))[-5:]:
        before = Moment(day - dt.timedelta(days=1))
        until = NOW if day == max(days) else Moment(day)
        found = changes(record, view.reader, before, until, only=Only(states=False))
        for one in found.comparisons:
            for each in one.positions:
                if (
                    each.became in (Became.REWORDED, Became.CHANGED)
                    and each.later is not None
                    and each.earlier is not None
                    and each.later.identity in new
                ):
                    yield each.later.identity, (each.earlier, each.steps)


def _due(
    view: View, asked: Sequence[Subscription], told: frozenset[str], today: dt.date
) -> Iterator[Item]:
    wanted = [each for each in asked if each.subject is Subject.DUE]
    if not wanted:
        return
    for promise in commitments(view, on=today):
        if promise.due is None or not promise.waits:
            continue
        late = promise.keeping is Keeping.OVERDUE
        if not late and not today <= promise.due <= today + SOON:
            continue
        what = What.OVERDUE if late else What.DUE
        once = f"{what}:{promise.row.identity}:{promise.due}"
        row = promise.row
        why = tuple(
            each
            for each in wanted
            if each.value in ("", row.party)
            or any(each.value in (name, procedure_of(name)) for name in row.dossiers)
        )
        # What was late long before somebody asked is on the board, and no news.
        late_before = late and promise.due < min((each.made.date() for each in why), default=today)
        if why and once not in told and not late_before:
            yield Item(what, row, why, promise=promise, once=once)
