"""Assistance as ranked bars: for each package and currency, who pledged, committed, paid what."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from inzet.dossiers.assistance.giving import Giving
from inzet.dossiers.assistance.kinds import ALLOCATED, STAGES
from inzet.dossiers.assistance.state import Package, State
from inzet.dossiers.assistance.tables import money
from inzet.dossiers.assistance.tracker import Donor, Tracker
from inzet.dossiers.charts import Bar, Bars, Length, Ranking, Told
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording

_MOST = 40
"""Donors that are drawn; the table has all."""


def pictures(state: State, words: Wording) -> tuple[Bars, ...]:
    """The bars of a tracker, and those of what is told of each package."""
    found = []
    if state.tracker is not None:
        found.append(_donors(state.tracker, words))
    rankings = tuple(each for package in state.packages for each in _rankings(package, words))
    beside = tuple(each for package in state.packages for each in _beside(package, state, words))
    if rankings:
        found.append(
            Bars(
                key="bars",
                title=words("picture.contributors"),
                table="contributors",
                note=words("note.bars"),
                rankings=rankings,
                sorts=tuple((stage, words(f"stage.{stage}")) for stage in STAGES),
                beside=beside,
            )
        )
    return tuple(found)


def _rankings(package: Package, words: Wording) -> Iterator[Ranking]:
    currencies = sorted({each.currency for each in package.givings if each.totals})
    for currency in currencies:
        bars = [_bar(each, words) for each in package.givings if each.currency == currency]
        told = [bar for bar in bars if bar.lengths]
        told.sort(key=lambda bar: (-max(each.amount for each in bar.lengths), bar.name))
        title = words("picture.ranking", name=package.name, currency=currency)
        yield Ranking(title, tuple(told))


def _bar(giving: Giving, words: Wording) -> Bar:
    lengths = tuple(
        Length(stage, total.value, money(words, total.value, giving.currency), total)
        for stage in STAGES
        if (total := giving.totals.get(stage)) is not None
    )
    return Bar(words.party(giving.party), lengths)


def _beside(package: Package, state: State, words: Wording) -> Iterator[Told]:
    """What has no length: an amount or a stage that nobody tells; and of whom nothing is told."""
    for giving in package.published:
        for stage, total in giving.totals.items():
            text = words(
                "beside.together",
                name=package.name,
                party=words.party(giving.party),
                amount=money(words, total.value, giving.currency),
                stage=words(f"stage.{stage}"),
            )
            yield Told(text, total)
    for giving in package.givings:
        rows = tuple(row for entry in giving.entries for row in entry.sources)
        texts = {"name": package.name, "party": words.party(giving.party)}
        if not giving.currency:
            yield Told(words("beside.untold", **texts), Value("", rows))
        elif not giving.totals:
            amounts = dict.fromkeys(
                money(words, entry.gift.amount, giving.currency)
                for entry in giving.entries
                if entry.gift.amount is not None
            )
            text = words("beside.unstaged", **texts, amounts=words.listed(amounts))
            yield Told(text, Value("", rows))
    given = {each.party for each in package.givings}
    silent = [each for each in state.allies if each not in given]
    if given and silent:
        text = words(
            "beside.silent",
            name=package.name,
            n=len(silent),
            of=len(state.allies),
            day=words.day(state.on),
            parties=words.parties(silent),
        )
        yield Told(text)


def _donors(tracked: Tracker, words: Wording) -> Bars:
    title = words("picture.donors", edition=tracked.edition)
    left = len(tracked.donors) - _MOST
    return Bars(
        key="donors",
        title=title,
        table="donors",
        note=words("note.bars_more", n=left) if left > 0 else "",
        rankings=(
            Ranking(
                words("picture.in", unit=tracked.unit),
                tuple(_donor(each, tracked.unit, words) for each in tracked.donors[:_MOST]),
            ),
        ),
        sorts=(
            ("committed", words("stage.committed")),
            (ALLOCATED, words("col.allocated").lower()),
        ),
    )


def _donor(donor: Donor, unit: str, words: Wording) -> Bar:
    told: list[tuple[str, Value[Decimal] | None]] = [
        ("committed", donor.committed),
        (ALLOCATED, donor.allocated),
    ]
    lengths = tuple(
        Length(sort, value.value, money(words, value.value, unit), value)
        for sort, value in told
        if value is not None
    )
    return Bar(words.party(donor.party), lengths)
