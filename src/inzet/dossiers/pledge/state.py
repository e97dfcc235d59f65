"""The state of the pledges on a day: agreements, and the figures held against their targets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inzet.dossiers.answer import Asked
from inzet.dossiers.members import Roll
from inzet.dossiers.pledge.agreements import Agreement, agreements
from inzet.dossiers.pledge.counting import (
    GROUPS,
    NO_FORCES,
    Met,
    day_of_year,
    met,
)
from inzet.dossiers.pledge.kinds import (
    EUROPE_AND_CANADA,
    FIGURES,
    GDP,
    NATO,
    SHARE,
    SPENT,
    Count,
    Fact,
    Figure,
    Target,
    Told,
)
from inzet.dossiers.pledge.sheets import Sheet, Words, sheets
from inzet.dossiers.values import Value
from inzet.vocabulary.errors import UnknownValue


@dataclass(frozen=True, slots=True)
class Chosen:
    """The edition that is used for a year, and why."""

    edition: str
    rule: str
    """Key of the words: asked, complete, most."""


@dataclass(frozen=True, slots=True)
class Total:
    """The share of GDP of a group: published, and from the sums of who was a member that year."""

    group: str
    year: int
    published: Value[Decimal] | None
    recomputed: Value[Decimal] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known on a day. Nothing in it is rounded."""

    on: dt.date
    agreements: tuple[Agreement, ...]
    """Of the dossier asked, or all."""
    sheets: Mapping[str, Sheet]
    chosen: Mapping[int, Chosen]
    """The edition used, by year, of every year up to the day for which one has figures."""
    year: int | None
    """The year that the state is of: the last with a complete table, or asked edition's last."""
    roll: Roll
    counts: tuple[Count, ...]
    """What publishers count themselves."""
    wanted: tuple[Target, ...] = ()
    """A target that was asked beside those of agreements."""

    @property
    def sheet(self) -> Sheet | None:
        """The edition used for the year."""
        return None if self.year is None else self.sheets[self.chosen[self.year].edition]

    def targets(self) -> list[Target]:
        """All that can be measured, those of the share of GDP first, the lowest first."""
        found = {target.same: target for target in self.wanted}
        for agreement in self.agreements:
            for target in agreement.measurable():
                found.setdefault((target.measured, target.value, target.unit), target)
        return sorted(found.values(), key=lambda each: (each.measured != SHARE, each.value))

    def bundles(self) -> list[tuple[Target, ...]]:
        """Targets that belong together, as one agreement sets them, each bundle once."""
        found: dict[tuple[tuple[str, Decimal, str], ...], tuple[Target, ...]] = {}
        for agreement in self.agreements:
            targets = tuple(agreement.measurable())
            if len(targets) > 1:
                found.setdefault(tuple(each.same for each in targets), targets)
        return list(found.values())

    def met(self, targets: Iterable[Target], year: int, edition: str | None = None) -> Met:
        """Who meets all these targets in a year, by the edition used or another."""
        sheet = self.sheets[edition or self.chosen[year].edition]
        return met(sheet, targets, year, self.roll, self.on)

    def total(self, group: str, year: int) -> Total:
        """The share of GDP of a group in a year, by the edition used for it."""
        sheet = self.sheets[self.chosen[year].edition]
        members = set(self.roll.members(NATO, day_of_year(year, self.on)))
        if group == EUROPE_AND_CANADA:
            members.discard("USA")
        having = sheet.parties(SPENT, year) & sheet.parties(GDP, year)
        again = None
        if members and not members - having - NO_FORCES:
            again = sheet.recomputed(SHARE, sorted(members), year)
        return Total(group, year, sheet.cell(SHARE, group, year), again)

    def published(self, target: Target, year: int) -> list[Count]:
        """What publishers say of how many meet a target in a year, the oldest edition first."""
        found = [
            each
            for each in self.counts
            if target.measured == SHARE and (each.target, each.year) == (target.value, year)
        ]
        return sorted(found, key=lambda each: (each.edition, each.row.identity))

    def editions(self, year: int) -> list[str]:
        """The editions with any share of GDP for a year, the oldest first."""
        return [name for name, sheet in self.sheets.items() if sheet.parties(SHARE, year) - GROUPS]


def state(
    facts: Mapping[str, Sequence[Fact]],
    asked: Asked,
    roll: Roll,
    words: Words,
    wanted: tuple[Target, ...] = (),
) -> State:
    """The state on ``asked.on``.

    Raises:
        UnknownValue: no such edition in view; lists those there are.
    """
    figures: list[Figure] = []
    counts: list[Count] = []
    told: list[Told] = []
    for each in facts.values():
        for fact in each:
            if isinstance(fact, Figure):
                if fact.year <= asked.on.year:
                    figures.append(fact)
            elif isinstance(fact, Count):
                counts.append(fact)
            else:
                told.append(fact)
    known = sheets(figures, words)
    _refuse_unknown(asked.edition, known)
    chosen = _chosen(known, asked, roll)
    dossier = None if asked.dossier == FIGURES else asked.dossier
    return State(
        on=asked.on,
        agreements=tuple(
            each
            for each in agreements(told, words("rule.first"))
            if dossier in (None, each.dossier)
        ),
        sheets=known,
        chosen=chosen,
        year=_year(known, chosen, asked, roll),
        roll=roll,
        counts=tuple(counts),
        wanted=wanted,
    )


def complete(sheet: Sheet, year: int, roll: Roll, on: dt.date) -> bool:
    """Whether an edition has a share of GDP for every ally of that year that has armed forces."""
    having = sheet.parties(SHARE, year)
    allies = set(roll.members(NATO, day_of_year(year, on)))
    return bool(having) and not allies - having - NO_FORCES


def _chosen(known: Mapping[str, Sheet], asked: Asked, roll: Roll) -> dict[int, Chosen]:
    if asked.edition is not None:
        sheet = known[asked.edition]
        return {year: Chosen(asked.edition, "asked") for year in sheet.years()}
    found = {}
    for year in sorted({year for sheet in known.values() for year in sheet.years()}):
        whole = [name for name, sheet in known.items() if complete(sheet, year, roll, asked.on)]
        if whole:
            found[year] = Chosen(whole[-1], "complete")
            continue
        most = max(known, key=lambda name: (len(known[name].parties(SHARE, year)), name))
        found[year] = Chosen(most, "most")
    return found


def _year(
    known: Mapping[str, Sheet], chosen: Mapping[int, Chosen], asked: Asked, roll: Roll
) -> int | None:
    """The last year with a complete table; where none is complete, the last with any."""
    whole = [
        year for year, each in chosen.items() if complete(known[each.edition], year, roll, asked.on)
    ]
    return max(whole or chosen, default=None)


def _refuse_unknown(edition: str | None, known: Mapping[str, Sheet]) -> None:
    if edition is not None and edition not in known:
        listed = ", ".join(known) or "none"
        raise UnknownValue(
            f"there are no figures of an edition “{edition}” here",
            where="--edition",
            fix=f"Editions with figures up to that day: {listed}.",
        )
