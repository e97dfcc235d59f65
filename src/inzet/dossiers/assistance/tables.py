"""The tables of assistance: contributors, every statement, a tracker's donors."""

from __future__ import annotations

from decimal import Decimal

from inzet.dossiers.answer import Cell, Column, Table
from inzet.dossiers.assistance.giving import Entry, Giving
from inzet.dossiers.assistance.kinds import SORTS, STAGES
from inzet.dossiers.assistance.state import State
from inzet.dossiers.assistance.tracker import Donor, Tracker
from inzet.dossiers.numbers import number
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording

Row = tuple[Cell, ...]
_MILLION, _BILLION = Decimal(10) ** 6, Decimal(10) ** 9


def money(words: Wording, amount: Decimal, currency: str) -> str:
    """``EUR 25 million``, as exact as it is."""
    scale, key = (_BILLION, "money.bn") if abs(amount) >= _BILLION else (_MILLION, "money.mn")
    if abs(amount) < _MILLION:
        return f"{currency} {words.number(f'{amount.normalize():f}')}"
    exact = words.number(f"{(amount / scale).normalize():f}")
    return words(key, currency=currency, amount=exact)


def contributors_table(state: State, words: Wording) -> Table | None:
    """Who gives what, by package and currency: pledged, committed, paid, still open."""
    rows = []
    for package in state.packages:
        rows += [_giving_row(package.name, each, words, own=True) for each in package.givings]
        rows += [_giving_row(package.name, each, words, own=False) for each in package.published]
    if not rows:
        return None
    columns = (
        Column("package", words("col.package")),
        Column("party", words("col.party")),
        Column("currency", words("col.currency")),
        *(Column(stage, words(f"stage.{stage}").capitalize(), right=True) for stage in STAGES),
        Column("unpaid", words("col.unpaid"), right=True),
        Column("last", words("col.last"), day=True),
    )
    note = words("note.contributors")
    return Table("contributors", words("table.contributors"), columns, tuple(rows), note)


def _giving_row(package: str, giving: Giving, words: Wording, *, own: bool) -> Row:
    last = giving.entries[-1]
    name = words.party(giving.party)
    cells = [Cell(package), Cell(name if own else words("party.together", party=name))]
    if not giving.currency:
        rows = tuple(row for each in giving.entries for row in each.sources)
        stages = {each.gift.stage for each in giving.entries}
        untold = Value(words("amount.untold"), rows)
        shown = [
            Cell(untold.value, untold, tone="soft") if stage in stages else Cell("")
            for stage in STAGES
        ]
        if not stages & set(STAGES):
            shown[0] = Cell(untold.value, untold, tone="soft")
        return (*cells, Cell(""), *shown, Cell(""), Cell(last.when))
    for_stages = [_amount(giving.totals.get(stage), words) for stage in STAGES]
    unpaid = _amount(giving.unpaid if own else None, words)
    return (*cells, Cell(giving.currency), *for_stages, unpaid, Cell(last.when))


def _amount(value: Value[Decimal] | None, words: Wording) -> Cell:
    if value is None:
        return Cell("")
    number = words.number(f"{(value.value / _MILLION).normalize():f}")
    return Cell(number, value)


def statements_table(state: State, words: Wording) -> Table | None:
    """Every contribution told, the oldest first."""
    told = [
        (package.name, entry)
        for package in state.packages
        for giving in (*package.givings, *package.published)
        for entry in giving.entries
    ]
    if not told:
        return None
    told.sort(key=lambda each: (each[1].when, each[0], each[1].sources[0].identity))
    columns = (
        Column("when", words("col.when"), day=True),
        Column("package", words("col.package")),
        Column("party", words("col.party")),
        Column("amount", words("col.amount"), right=True),
        Column("stage", words("col.stage")),
        Column("sources", words("col.sources"), right=True),
    )
    rows = tuple(_entry_row(name, entry, words) for name, entry in told)
    note = words("note.statements")
    return Table("statements", words("table.statements"), columns, rows, note)


def _entry_row(package: str, entry: Entry, words: Wording) -> Row:
    gift = entry.gift
    text = words("amount.untold")
    if gift.amount is not None:
        text = money(words, gift.amount, gift.currency)
    stage = words(f"stage.{gift.stage}") if gift.stage in (*STAGES, "told") else gift.stage
    if gift.cumulative:
        stage = words("stage.in_all", stage=stage)
    return (
        Cell(entry.when),
        Cell(package),
        Cell(words.party(gift.party)),
        Cell(text, Value(gift.amount, entry.sources)),
        Cell(stage),
        Cell(str(len(entry.sources))),
    )


def donors_table(tracked: Tracker, words: Wording) -> Table:
    """What each donor allocated, by sort, in billions and in percent of its GDP."""
    columns = (
        Column("party", words("col.party")),
        Column("allocated", words("col.allocated"), right=True),
        *(Column(sort, words(f"sort.{sort}"), right=True) for sort in SORTS),
        Column("share", words("col.share"), right=True),
        Column("committed", words("stage.committed").capitalize(), right=True),
    )
    years = sorted({year for donor in tracked.donors for year, _ in donor.years})
    rows = tuple(_donor_row(donor, years, words) for donor in tracked.donors)
    note = words("note.donors", first=years[0], last=words.day(tracked.last), unit=tracked.unit)
    title = words("table.donors", edition=tracked.edition, unit=tracked.unit)
    return Table("donors", title, columns, rows, note)


def _donor_row(donor: Donor, years: list[str], words: Wording) -> Row:
    by_year = dict(donor.years)
    line = tuple(float(by_year.get(year, Decimal(0))) for year in years)
    sorts = [_billions(donor.sorts.get(sort), words) for sort in SORTS]
    share = Cell("")
    if donor.share is not None:
        share = Cell(number(words, donor.share.value), donor.share)
    return (
        Cell(words.party(donor.party)),
        Cell(
            number(words, donor.allocated.value / _BILLION),
            donor.allocated,
            trend=line if len(line) > 1 else (),
        ),
        *sorts,
        share,
        _billions(donor.committed, words),
    )


def _billions(value: Value[Decimal] | None, words: Wording) -> Cell:
    return Cell("") if value is None else Cell(number(words, value.value / _BILLION), value)
