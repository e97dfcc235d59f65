"""What single statements tell a pledge: a published cell, a published count, an agreement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inzet.dossiers.numbers import decimal
from inzet.dossiers.procedure import Kind
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act

SHARE = "defence expenditure as share of GDP"
EQUIPMENT = "equipment and R&D as share of defence expenditure"
SPENT = "defence expenditure"
GDP = "GDP"
OTHER_SHARES = tuple(
    f"{part} as share of defence expenditure" for part in ("personnel", "infrastructure", "other")
)
MEASURED_AS = {"core defence expenditure as share of GDP": SHARE}
"""Targets that are measured by figures of another name: what The Hague calls core expenditure is
by its own words defence expenditure as NATO defines it, which is what the figures hold."""
NATO, EUROPE_AND_CANADA = "NATO", "Europe and Canada"
FIGURES = "pledge/defence-expenditure"
"""The dossier of the figures, which count for every agreement."""

_PUBLISHED = re.compile(r"allies at or above (\d+(?:\.\d+)?) percent of GDP\Z")

KINDS = (
    Kind(Act.DECISION, "agreement", "An agreement was made, with its targets."),
    Kind(Act.EXPECTATION, "agreement to be made", "An agreement is expected of a meeting."),
    Kind(Act.FIGURE, "cell", "An edition gives a value for a party and a year."),
    Kind(Act.FIGURE, "count", "A publisher says how many allies meet a target."),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of an edition."""

    metric: str
    party: str
    year: int
    edition: str
    value: Decimal
    unit: str
    prices: str
    """``current``, ``constant 2015``; "" where the metric has none."""
    estimate: bool
    row: StatementRow


@dataclass(frozen=True, slots=True)
class Count:
    """That a publisher counts so many allies at or above a share of GDP."""

    target: Decimal
    year: int
    edition: str
    value: int
    row: StatementRow


@dataclass(frozen=True, slots=True)
class Target:
    """A target of an agreement."""

    metric: str
    direction: str
    value: Decimal
    unit: str

    @property
    def measured(self) -> str:
        """The metric of the figures that tell whether it is met."""
        return MEASURED_AS.get(self.metric, self.metric)

    @property
    def same(self) -> tuple[str, Decimal, str]:
        """What makes two targets one: not how a paper words the direction."""
        return self.metric, self.value, self.unit


@dataclass(frozen=True, slots=True)
class Told:
    """What one statement tells of an agreement."""

    dossier: str
    name: str
    where: str
    year: int | None
    deadline: int | None
    targets: tuple[Target, ...]
    made: bool
    """False: it is still to be made."""
    row: StatementRow


Fact = Figure | Count | Told


def facts(row: StatementRow) -> Sequence[Fact]:
    """What a statement tells; nothing where a value cannot be read."""
    if row.act == Act.FIGURE:
        return _figure(row)
    if row.act in (Act.DECISION, Act.EXPECTATION):
        return tuple(_told(row))
    return ()


def _figure(row: StatementRow) -> Sequence[Fact]:
    content = row.content
    edition, when, metric = content.get("edition"), content.get("when"), content.get("metric")
    value = decimal(content.get("value"))
    if value is None or not (isinstance(edition, str) and isinstance(metric, str)):
        return ()
    year = _year(when)
    if year is None or row.party is None:
        return ()
    counted = _PUBLISHED.match(metric)
    if counted:
        return (Count(Decimal(counted[1]), year, edition, int(value), row),)
    figure = Figure(
        metric=metric,
        party=row.party,
        year=year,
        edition=edition,
        value=value,
        unit=str(content.get("unit", "")),
        prices=str(content.get("prices") or ""),
        estimate=bool(content.get("estimate")),
        row=row,
    )
    return (figure,)


def _told(row: StatementRow) -> list[Told]:
    content, made = row.content, row.act == Act.DECISION
    targets = tuple(_targets(content.get("targets")))
    if (made and not targets) or "targets" not in content:
        return []
    where = content.get("agreed_at" if made else "to_be_agreed_at")
    return [
        Told(
            dossier=dossier,
            name=str(content.get("name", "")),
            where=str(where or ""),
            year=_year(content.get("agreed_in")),
            deadline=_year(content.get("deadline")),
            targets=targets,
            made=made,
            row=row,
        )
        for dossier in row.dossiers
        if dossier.startswith("pledge/")
    ]


def _targets(told: Any) -> list[Target]:
    found = []
    for each in told if isinstance(told, list) else ():
        value = decimal(each.get("value")) if isinstance(each, dict) else None
        if value is not None:
            words = [str(each.get(key, "")) for key in ("metric", "direction", "unit")]
            found.append(Target(words[0], words[1], value, words[2]))
    return found


def _year(told: Any) -> int | None:
    text = str(told or "")[:4]
    return int(text) if text.isdecimal() and len(text) == 4 else None
