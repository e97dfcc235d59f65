"""Days as sources give them, and which of several is used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inzet.dossiers.holders import origin
from inzet.dossiers.values import Cited, Other, Preference, Value, choose
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.times import first_day, last_day

_WHOLE_DAY = len("2023-01-01")
_OFFICIAL = 3
_CONFIDENCE = {"official": _OFFICIAL, "two copies": 2, "conflict": 1, "one copy": 1}


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day, month or year in which something happened; ``by``: then or before."""

    text: str
    by: bool = False

    @property
    def earliest(self) -> dt.date:
        """Before this day it cannot have happened; where only "by then" is known, that day."""
        return first_day(self.text)

    @property
    def latest(self) -> dt.date:
        """By this day it had happened."""
        return last_day(self.text)

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
    cited = [Cited(_sharpened(each.day, first.value), each.row) for each in told]
    value = choose(cited, preferences) or first
    others = tuple(Other(other.value.text, other.sources) for other in value.others)
    return Taken(value.value, Value(value.value.text, value.sources, value.rule, others))


def _preferences(
    told: Sequence[Dated], words: Wording, weight: Weight
) -> tuple[Preference[Day], ...]:
    parts = {each.row.identity: each.part for each in told}
    return (
        Preference(words("rule_exact"), lambda each: each.value.exact),
        Preference(words("rule_whole"), lambda each: not parts[each.row.identity]),
        Preference(words("rule_official"), lambda each: _confidence(each.row) == _OFFICIAL),
        Preference(words("rule_copies"), lambda each: _confidence(each.row)),
        Preference(words("rule_source"), lambda each: weight(origin(each.row))),
        Preference(words("rule_latest"), lambda each: each.row.said or dt.date.min),
    )


def _sharpened(day: Day, used: Day) -> Day:
    return used if not day.exact and day.allows(used) else day


def _confidence(row: StatementRow) -> int:
    return _CONFIDENCE.get(str(row.content.get("confidence") or ""), 1)
