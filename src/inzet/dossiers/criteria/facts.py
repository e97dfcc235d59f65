"""What one statement tells of criteria: that one is required, assessed or raised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inzet.dossiers.holders import holder
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act, procedure_of
from inzet.vocabulary.times import first_day

PROCEDURE = "criteria"
REQUIRED, MET = "required", "met"
LEVELS = ("none", "not met", "some progress", "good progress", MET)
"""From low to high. *Not met* is all that some assessments tell of what is not met."""
SHARES = {"none": 0.0, "some progress": 1 / 3, "good progress": 2 / 3, MET: 1.0}
"""How far along a level is, for a small figure; *not met* does not tell."""

_first = lru_cache(maxsize=8192)(first_day)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Which criterion of which set, of whom."""

    subject: str
    """The code or name of the party that must meet it."""
    towards: str
    """What for; "" where it is not told."""
    set: str
    """The name of the set; "" where it has none."""
    name: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A criterion with a level (``required``, a level, or None where it is only raised)."""

    place: Place
    dossiers: tuple[str, ...]
    number: int | None
    level: str | None
    day: str
    """ISO 8601, as precise as told; where no day is told, when it was said."""
    who: str
    row: StatementRow

    @property
    def first(self) -> dt.date:
        """Since when it holds."""
        return _first(self.day)


def facts_of(row: StatementRow) -> Iterator[Fact]:
    """What a statement tells; nothing where it is on another procedure or names no criterion."""
    dossiers = tuple(name for name in row.dossiers if procedure_of(name) == PROCEDURE)
    if not dossiers:
        return
    if row.act == Act.ASSESSMENT and row.content.get("criterion"):
        yield _fact(row, dossiers, row.content, _level(row.content))
        return
    named = row.content.get("criteria")
    level = REQUIRED if row.act == Act.CONDITION else None
    for each in named if isinstance(named, list) else ():
        yield _fact(row, dossiers, each, level)


def _level(content: Mapping[str, Any]) -> str | None:
    level = str(content.get("level") or "")
    return level if level in (REQUIRED, *LEVELS) else None


def _fact(
    row: StatementRow, dossiers: tuple[str, ...], told: Mapping[str, Any], level: str | None
) -> Fact:
    content = row.content
    number, when = told.get("number"), content.get("when")
    said = (row.said or row.arrived.date()).isoformat()
    return Fact(
        place=Place(
            subject=str(told.get("for") or dossiers[0].partition("/")[2]),
            towards=str(told.get("towards") or content.get("towards") or ""),
            set=str(told.get("set") or content.get("set") or ""),
            name=str(told["criterion"]),
        ),
        dossiers=dossiers,
        number=number if isinstance(number, int) else None,
        level=level,
        day=when if isinstance(when, str) else said,
        who=row.party or row.holder or holder(row),
        row=row,
    )
