"""Which of several sources of the same thing is used, by which rule; the others are kept.

What happened later goes before what happened earlier: a motion held over is voted on later. Of
what is told of one day, what a person typed in from a source goes first, then the open data, then
what was read, then what a person knows without a source; of one paper what it says
last. What a motion says is told first by the motion's own paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from inzet.meetings.cycle.model import Conflict
from inzet.meetings.cycle.told import C, Told, day
from inzet.record import PaperRow
from inzet.vocabulary.citations import SpanCitation

_PERSON, _DATA, _READ, _HEART = range(4)
_LATER = "the later source goes first"
_RULES = {
    _PERSON: "what a person typed in from a source goes before what was read",
    _DATA: "open data goes before what was read",
    _READ: _LATER,
    _HEART: _LATER,
}
_SOURCED = "what has a source goes before what a person knows"
_OWN_PAPER = "the motion's own paper goes first"


@dataclass(frozen=True, slots=True)
class Choice(Generic[C]):
    """What is used, and what speaks against it."""

    told: Told[C] | None
    conflict: Conflict | None = None


def choose(
    everything: Sequence[Told[C]],
    value: Callable[[Any], Any],
    *,
    paper: PaperRow | None = None,
    events: bool = True,
) -> Choice[C]:
    """The source that is used of several.

    Args:
        value: what of a content is compared.
        paper: the motion's own paper, which goes first.
        events: whether a later day goes before an earlier one without contradicting it.
    """
    if not everything:
        return Choice(None)
    ranked = sorted(everything, key=lambda each: _rank(each, paper, events=events))
    used = ranked[0]
    others = [
        each
        for each in ranked[1:]
        if value(each.content) != value(used.content) and (not events or _contradicts(each, used))
    ]
    if not others:
        return Choice(used)
    rows = tuple(each.row for each in others)
    return Choice(used, Conflict("", used.row, rows, _rule(used, others, paper, events=events)))


def _rule(used: Told[C], others: Sequence[Told[C]], paper: PaperRow | None, *, events: bool) -> str:
    """Why one goes before the others, in words."""
    if paper is not None and used.row.paper is not None and used.row.paper.id == paper.id:
        return _OWN_PAPER
    if events and all(happened(each) != happened(used) for each in others):
        return _LATER
    kinds = {_kind(each) for each in others}
    if kinds == {_kind(used)}:
        return _LATER
    return _SOURCED if kinds == {_HEART} else _RULES[_kind(used)]


def happened(each: Told[C]) -> dt.date:
    """The day of what is told: its own, else from when it holds, else when it was said."""
    row = each.row
    return _own_day(each) or day(row.valid_from) or row.said or dt.date.min


def _own_day(each: Told[C]) -> dt.date | None:
    return day(getattr(each.content, "on", None))


def _contradicts(each: Told[C], used: Told[C]) -> bool:
    """Whether two that tell different things tell them of the same: of one day; or, where none
    has a day of its own, from sources of different kinds, whose days may be those of their books.
    """
    if happened(each) == happened(used):
        return not _unsaid(each, used)
    return not (_own_day(each) or _own_day(used)) and _kind(each) != _kind(used)


def _unsaid(each: Told[C], later: Told[C]) -> bool:
    """Whether the same paper says something else further on: what is said last in it counts."""
    mine, theirs = each.row, later.row
    same = mine.paper is not None and theirs.paper is not None and mine.paper.id == theirs.paper.id
    return same and _start(each) < _start(later)


def _start(each: Told[C]) -> int:
    citation = each.row.citation
    return citation.start if isinstance(citation, SpanCitation) else 0


def _kind(each: Told[C]) -> int:
    if each.by_heart:
        return _HEART
    return _PERSON if each.by_person else _DATA if each.from_data else _READ


def _rank(each: Told[C], paper: PaperRow | None, *, events: bool) -> tuple[Any, ...]:
    own = paper is not None and each.row.paper is not None and each.row.paper.id == paper.id
    said = each.row.said or dt.date.min
    return (
        -happened(each).toordinal() if events else 0,
        not own,
        _kind(each),
        -said.toordinal(),
        -_start(each),
        each.row.identity,
        each.row.organisation,
        each.row.marking,
    )
