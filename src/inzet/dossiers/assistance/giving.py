"""What each contributor gave to a package, by currency and stage; nothing is counted twice.

A cumulative statement tells everything up to its day: it takes the place of what went before, and
only what is told of later days is added to it. Currencies are never added to each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile

from inzet.dossiers.assistance.kinds import STAGES, Gift
from inzet.dossiers.values import Other, Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.times import last_day

_NEVER = "0001"


@dataclass(frozen=True, slots=True)
class Entry:
    """One contribution, with every statement that tells it."""

    gift: Gift
    when: str
    """As precise as the most precise of them tells."""
    sources: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class Giving:
    """One contributor, one package, one currency ("" where no amount is told)."""

    dossier: str
    package: str
    party: str
    currency: str
    totals: Mapping[str, Value[Decimal]]
    """By stage; a stage that nothing was told of is not there."""
    entries: tuple[Entry, ...]
    """Everything told, the oldest first."""
    unpaid: Value[Decimal] | None = field(default=None)
    """What was announced and is not told to be paid, at least; None: nothing such."""

    @property
    def announced(self) -> Value[Decimal] | None:
        """The larger of what was pledged and what was committed: one may be the other's way on."""
        told = [self.totals[stage] for stage in STAGES[:2] if stage in self.totals]
        return max(told, key=lambda each: each.value, default=None)


def givings(gifts: Iterable[Gift], words: Wording) -> list[Giving]:
    """By package, contributor and currency, in that order."""
    grouped: dict[tuple[str, str, str], list[Gift]] = defaultdict(list)
    for each in gifts:
        grouped[each.dossier, each.party, each.currency].append(each)
    return [_giving(grouped[key], words) for key in sorted(grouped)]


def entries(gifts: Iterable[Gift]) -> list[Entry]:
    """Copies of one statement as one, with all sources: the same contributor, amount, stage and
    kind, told of days of which one may be the other. The oldest first."""
    grouped: dict[tuple[object, ...], list[Gift]] = defaultdict(list)
    for each in gifts:
        key = each.party, each.amount, each.currency, each.stage, each.cumulative
        grouped[key].append(each)
    found = [entry for group in grouped.values() for entry in _merged(group)]
    return sorted(found, key=lambda each: (_order(each.when), each.sources[0].identity))


def _merged(group: list[Gift]) -> list[Entry]:
    """One entry for each day told; a month goes with the first day in it."""
    group = sorted(group, key=lambda each: (-len(each.when), each.when, each.row.identity))
    found: list[list[Gift]] = []
    for each in group:
        place = next((one for one in found if one[0].when.startswith(each.when)), None)
        if place is None:
            found.append([each])
        else:
            place.append(each)
    return [_entry(one) for one in found]


def _entry(group: list[Gift]) -> Entry:
    first = min(group, key=lambda each: (_order(each.when), -len(each.when), each.row.identity))
    precise = max((each.when for each in group if each.when.startswith(first.when)), key=len)
    ordered = sorted(group, key=lambda each: each.row.identity)
    rows = {each.row.identity: each.row for each in ordered}
    return Entry(first, precise, tuple(rows.values()))


def _giving(gifts: list[Gift], words: Wording) -> Giving:
    told = entries(gifts)
    totals = {}
    for stage in STAGES:
        of_stage = [each for each in told if each.gift.stage == stage]
        total = _total(of_stage, words)
        if total is not None:
            totals[stage] = total
    first = told[0].gift
    package = min(each.package for each in gifts)
    giving = Giving(first.dossier, package, first.party, first.currency, totals, tuple(told))
    return Giving(
        giving.dossier,
        giving.package,
        giving.party,
        giving.currency,
        giving.totals,
        giving.entries,
        _unpaid(giving, words),
    )


def _total(told: list[Entry], words: Wording) -> Value[Decimal] | None:
    with_amount = [each for each in told if each.gift.amount is not None]
    if not with_amount:
        return None
    levels = sorted((each for each in with_amount if each.gift.cumulative), key=_level_order)
    added = [each for each in with_amount if not each.gift.cumulative]
    if not levels:
        rule = words("rule.sum") if len(added) > 1 else ""
        return Value(_amounts(added), _rows(added), rule)
    level = levels[-1]
    since = _order(level.when)
    added = [each for each in added if _order(each.when) > since]
    value = _amounts([level, *added])
    rivals = [
        each
        for each in levels
        if _order(each.when) == since and each.gift.amount != level.gift.amount
    ]
    others = tuple(Other(_amounts([each, *added]), each.sources) for each in rivals)
    rule = words("rule.level", day=words.day(level.when)) if len(with_amount) > 1 else ""
    return Value(value, _rows([*_held(levels), *added]), rule, others)


def _held(levels: list[Entry]) -> list[Entry]:
    """The last level, and those before it that already told the same amount."""
    last = levels[-1].gift.amount
    back = takewhile(lambda each: each.gift.amount == last, reversed(levels))
    return list(back)[::-1]


def _amounts(told: Iterable[Entry]) -> Decimal:
    amounts = (each.gift.amount for each in told)
    return sum((each for each in amounts if each is not None), Decimal(0))


def _rows(told: Iterable[Entry]) -> tuple[StatementRow, ...]:
    return tuple({row.identity: row for each in told for row in each.sources}.values())


def _unpaid(giving: Giving, words: Wording) -> Value[Decimal] | None:
    announced, paid = giving.announced, giving.totals.get("paid")
    if announced is None:
        return None
    value = announced.value - (paid.value if paid else Decimal(0))
    if value <= 0:
        return None
    rows = (*announced.sources, *(paid.sources if paid else ()))
    return Value(value, rows, words("rule.unpaid"))


def _level_order(entry: Entry) -> tuple[str, str, str]:
    said = max(str(row.said or "") for row in entry.sources)
    return _order(entry.when), said, entry.sources[0].identity


@lru_cache(maxsize=4096)
def _order(when: str) -> str:
    """A month comes after the days before it, and is over by its last."""
    return last_day(when or _NEVER).isoformat()
