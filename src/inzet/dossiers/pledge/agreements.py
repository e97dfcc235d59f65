"""Agreements with their targets, put together from everything that tells of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from inzet.dossiers.pledge.kinds import EQUIPMENT, FIGURES, SHARE, Target, Told
from inzet.dossiers.values import Cited, Preference, Value, choose
from inzet.record import StatementRow

FLOORS = ("growing towards", "at least", "of which", "at")
"""Directions of targets that somebody at or above them meets."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement, or one that is still to be made (``made`` is then false, without targets)."""

    dossier: str
    name: Value[str]
    where: Value[str]
    year: Value[int] | None
    deadline: Value[int] | None
    targets: tuple[Value[Target], ...]
    made: bool
    sources: tuple[StatementRow, ...]

    def measurable(self) -> list[Target]:
        """Its targets that the figures can be held against, a share of GDP first."""
        found = [each.value for each in self.targets if each.value.direction in FLOORS]
        return [each for name in (SHARE, EQUIPMENT) for each in found if each.measured == name]


def agreements(told: Iterable[Told], first: str) -> list[Agreement]:
    """By name of the dossier; what was said first of an agreement goes before what came later.

    Args:
        first: the words of that rule, in the language that is asked.
    """
    by_dossier: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        if each.dossier != FIGURES:
            by_dossier[each.dossier].append(each)
    return [_agreement(dossier, by_dossier[dossier], first) for dossier in sorted(by_dossier)]


def _agreement(dossier: str, told: list[Told], first: str) -> Agreement:
    made = [each for each in told if each.made]
    counted = sorted(made or told, key=lambda each: each.row.identity)
    earliest: list[Preference[Any]] = [Preference(first, _earliness)]
    name = choose([Cited(each.name, each.row) for each in counted], earliest)
    where = choose([Cited(each.where, each.row) for each in counted if each.where], earliest)
    assert name is not None  # There is no dossier without anything told of it.
    years = [Cited(each.year, each.row) for each in counted if each.year is not None]
    deadlines = [Cited(each.deadline, each.row) for each in counted if each.deadline is not None]
    return Agreement(
        dossier=dossier,
        name=name,
        where=where or Value("", ()),
        year=choose(years, earliest),
        deadline=choose(deadlines, earliest),
        targets=tuple(_targets(counted, earliest)) if made else (),
        made=bool(made),
        sources=tuple(each.row for each in counted),
    )


def _targets(told: list[Told], earliest: list[Preference[Any]]) -> list[Value[Target]]:
    by_metric: dict[str, list[Cited[Target]]] = defaultdict(list)
    for each in told:
        for target in each.targets:
            by_metric[target.metric].append(Cited(target, each.row))
    found = []
    for metric in sorted(by_metric):
        value = choose(
            by_metric[metric],
            earliest,
            same=lambda target: target.same,
        )
        if value is not None:
            found.append(value)
    return found


def _earliness(each: Cited[Any]) -> int:
    return -each.row.said.toordinal() if each.row.said else -(10**9)
