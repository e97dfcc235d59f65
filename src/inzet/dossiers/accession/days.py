"""Days as sources give them, and which of several is used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inzet.dossiers.holders import origin
from inzet.dossiers.values import Cited, Other, Preference, Value, choose
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.times import first_day, last_day

_WHOLE_DAY = len("2023-01-01")
_OFFICIAL = 3
_CONFIDENCE = {"official": _OFFICIAL, "two copies": 2, "conflict": 1, "one copy": 1}

# The same days come again and again, in every state that is asked.
_first = lru_cache(maxsize=8192)(first_day)
_last = lru_cache(maxsize=8192)(last_day)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day, month or year in which something happened; ``by``: then or before."""

    text: str
    by: bool = False

    @property
    def earliest(self) -> dt.date:
        """Before this day it cannot have happened; where only "by then" is known, that day."""
        return _first(self.text)

    @property
    def latest(self) -> dt.date:
        """By this day it had happened."""
        return _last(self.text)

    @property
    def exact(self) -> bool:
        """Whether it names the very day."""
        return len(self.text) == _WHOLE_DAY and not self.by

    def allows(self, other: Day) -> bool:
        """Whether it and a more exact one can both be true."""
        if self.by:
            return other.latest <= self.latest
        return other.text.startswith(self.text)


def day_in(row: StatementRow) -> Day:
    """The day that a statement tells of; where it tells none, it was so by the day it was said."""
    when = row.content.get("when")
    if isinstance(when, str):
        return Day(when)
    said = row.said or row.arrived.date()
    return Day(said.isoformat(), by=True)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that one statement gives, and the part of the step it is of ("": all of it)."""

    day: Day
    part: str
    row: StatementRow


@dataclass(frozen=True, slots=True)
class Taken:
    """The day that is used, with its sources and the days that others give."""

    day: Day
    value: Value[str]


Weight = Callable[[str], int]
"""How many days a source (by ``origin``) gives."""


def chosen(told: Sequence[Dated], words: Wording, weight: Weight = lambda _: 0) -> Taken | None:
    """The day to use among those told; None where none is.

    A month that the day used lies in, or a "by then" after it, agrees with it.
    """
    preferences = _preferences(told, words, weight)
    first = choose([Cited(each.day, each.row) for each in told], preferences)
    if first is None:
        return None
    value = first
    if not all(each.day.exact for each in told):
        cited = [Cited(_sharpened(each.day, first.value), each.row) for each in told]
        value = choose(cited, preferences) or first
    others = tuple(Other(other.value.text, other.sources) for other in value.others)
    return Taken(value.value, Value(value.value.text, value.sources, value.rule, others))


def ranking(words: Wording, weight: Weight) -> Callable[[Dated], tuple[Any, ...]]:
    """By what ``chosen`` goes among days of whole steps: the highest is used."""
    preferences = _preferences((), words, weight)

    def rank(told: Dated) -> tuple[Any, ...]:
        cited = Cited(told.day, told.row)
        return tuple(each.rank(cited) for each in preferences)

    return rank


def _preferences(
    told: Sequence[Dated], words: Wording, weight: Weight
) -> tuple[Preference[Day], ...]:
    parts = {each.row.identity for each in told if each.part}
    return (
        Preference(words("rule_exact"), lambda each: each.value.exact),
        Preference(words("rule_whole"), lambda each: each.row.identity not in parts),
        Preference(words("rule_official"), lambda each: _confidence(each.row) == _OFFICIAL),
        Preference(words("rule_copies"), lambda each: _confidence(each.row)),
        Preference(words("rule_source"), lambda each: weight(origin(each.row))),
        Preference(words("rule_latest"), lambda each: each.row.said or dt.date.min),
    )


def _sharpened(day: Day, used: Day) -> Day:
    return used if not day.exact and day.allows(used) else day


def _confidence(row: StatementRow) -> int:
    return _CONFIDENCE.get(str(row.content.get("confidence") or ""), 1)
