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
    Allies,
    Met,
    met,
)
from inzet.dossiers.pledge.gathering import Gathering
from inzet.dossiers.pledge.kinds import (
    EUROPE_AND_CANADA,
    FIGURES,
    GDP,
    SHARE,
    SPENT,
    Count,
    Fact,
    Target,
)
from inzet.dossiers.pledge.sheets import Sheet
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
    """The year that the state is of: the one asked, else the last with a complete table; where
    none is complete, the last with any."""
    allies: Allies
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
        """Who meets all these targets in a year, by the edition used for them or another."""
        wanted = tuple(targets)
        sheet = self.sheets[edition or self.edition_for(wanted, year)]
        return met(sheet, wanted, year, self.allies.of(year))

    def edition_for(self, targets: Iterable[Target], year: int) -> str:
        """The edition used for the year; where that has no figures on these targets for every ally
        and others have, the newest of those. An edition that was asked is kept."""
        used, metrics = self.chosen[year], {target.measured for target in targets}
        if used.rule == "asked":
            return used.edition
        whole = [
            name
            for name, sheet in self.sheets.items()
            if all(complete(sheet, year, self.allies, metric) for metric in metrics)
        ]
        return used.edition if used.edition in whole or not whole else whole[-1]

    def total(self, group: str, year: int) -> Total:
        """The share of GDP of a group in a year, by the edition used for it."""
        sheet = self.sheets[self.chosen[year].edition]
        members = set(self.allies.of(year))
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
    first: str,
    wanted: tuple[Target, ...] = (),
    year: int | None = None,
) -> State:
    """The state on ``asked.on``.

    Args:
        first: the words of the rule by which one paper on an agreement goes before another.
        wanted: targets that were asked beside those of agreements.
        year: the year that was asked.

    Raises:
        UnknownValue: no such edition in view, or no figures of that year; lists those there are.
    """
    gathered = facts if isinstance(facts, Gathering) else Gathering(facts)
    known = {
        name: sheet
        for name, sheet in sorted(gathered.sheets.items())
        if any(year <= asked.on.year for year in sheet.years())
    }
    _refuse_unknown(asked.edition, known)
    allies = Allies(roll, asked.on)
    chosen = _chosen(known, asked, allies)
    told = [each for identity in sorted(gathered.told) for each in gathered.told[identity]]
    dossier = None if asked.dossier == FIGURES else asked.dossier
    return State(
        on=asked.on,
        agreements=tuple(
            each for each in agreements(told, first) if dossier in (None, each.dossier)
        ),
        sheets=known,
        chosen=chosen,
        year=_asked_year(year, chosen) or _year(known, chosen, allies),
        allies=allies,
        counts=tuple(each for _, each in sorted(gathered.counts.items())),
        wanted=wanted,
    )


def complete(sheet: Sheet, year: int, allies: Allies, metric: str = SHARE) -> bool:
    """Whether an edition has a figure for every ally of that year that has armed forces."""
    having = sheet.parties(metric, year)
    return bool(having) and not set(allies.of(year)) - having - NO_FORCES


def _chosen(known: Mapping[str, Sheet], asked: Asked, allies: Allies) -> dict[int, Chosen]:
    last = asked.on.year
    if asked.edition is not None:
        years = [year for year in known[asked.edition].years() if year <= last]
        return {year: Chosen(asked.edition, "asked") for year in years}
    found = {}
    for year in sorted({year for sheet in known.values() for year in sheet.years()}):
        if year > last:
            break
        whole = [name for name, sheet in known.items() if complete(sheet, year, allies)]
        if whole:
            found[year] = Chosen(whole[-1], "complete")
            continue
        most = max(known, key=lambda name: (len(known[name].parties(SHARE, year)), name))
        found[year] = Chosen(most, "most")
    return found


def _year(known: Mapping[str, Sheet], chosen: Mapping[int, Chosen], allies: Allies) -> int | None:
    """The last year with a complete table; where none is complete, the last with any."""
    for year in sorted(chosen, reverse=True):
        if complete(known[chosen[year].edition], year, allies):
            return year
    return max(chosen, default=None)


def _asked_year(year: int | None, chosen: Mapping[int, Chosen]) -> int | None:
    if year is None or year in chosen:
        return year
    listed = ", ".join(str(each) for each in chosen) or "none"
    raise UnknownValue(
        f"there are no figures of {year} here",
        where="--with",
        fix=f"Years with figures up to that day: {listed}.",
    )


def _refuse_unknown(edition: str | None, known: Mapping[str, Sheet]) -> None:
    if edition is not None and edition not in known:
        listed = ", ".join(known) or "none"
        raise UnknownValue(
            f"there are no figures of an edition “{edition}” here",
            where="--edition",
            fix=f"Editions with figures up to that day: {listed}.",
        )
