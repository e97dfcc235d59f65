"""The tables of the pledges: agreements, years, groups, editions."""

from __future__ import annotations

from collections.abc import Sequence

from inzet.dossiers.answer import Cell, Column, Table
from inzet.dossiers.numbers import number
from inzet.dossiers.pledge.agreements import FLOORS, Agreement
from inzet.dossiers.pledge.counting import Met, day_of_year
from inzet.dossiers.pledge.kinds import SHARE, Target
from inzet.dossiers.pledge.numbers import plain
from inzet.dossiers.pledge.sheets import worded
from inzet.dossiers.pledge.state import State
from inzet.dossiers.pledge.values import (
    GROUPS,
    allies_value,
    bundle_key,
    count_value,
    target_key,
    total_value,
)
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording

Row = tuple[Cell, ...]
_DRAWN = 2
"""Targets that have bars beside their counts; with more, eighty columns hold the counts only."""


def target_words(target: Target, words: Wording) -> str:
    """``2 % of GDP``."""
    kind = "share" if target.metric == SHARE else "other"
    if target.measured != SHARE and target.metric == target.measured:
        kind = "equipment" if target.metric.startswith("equipment") else "other"
    return words(f"target.{kind}", value=plain(words, target.value), metric=target.metric)


def direction_words(target: Target, words: Wording) -> str:
    """``at least``; as the paper has it where that is no known direction."""
    known = target.direction in (*FLOORS, "up to")
    return words(f"direction.{target.direction}") if known else target.direction


def agreements_table(state: State, words: Wording) -> Table | None:
    """The agreements that were made, with their targets."""
    made = [each for each in state.agreements if each.made]
    if not made:
        return None
    columns = (
        Column("dossier", words("col.agreement"), dossier=True),
        Column("where", words("col.made")),
        Column("deadline", words("col.deadline"), right=True),
        Column("targets", words("col.targets"), words=True),
        Column("sources", words("col.sources"), right=True),
    )
    rows = tuple(_agreement_row(each, words) for each in made)
    return Table("agreements", words("table.agreements"), columns, rows)


def _agreement_row(agreement: Agreement, words: Wording) -> Row:
    targets = [
        f"{direction_words(each.value, words)} {target_words(each.value, words)}".strip()
        for each in _ordered(agreement)
    ]
    year, deadline = agreement.year, agreement.deadline
    told = [row for each in agreement.targets for row in each.sources]
    sources = tuple({row.identity: row for row in told}.values())
    where = f"{words.concept(agreement.where.value)} {year.value if year else ''}".strip()
    return (
        Cell(agreement.dossier),
        Cell(where, agreement.where),
        Cell(str(deadline.value) if deadline else "", deadline),
        Cell("; ".join(targets), _contested(agreement) or Value("", sources)),
        Cell(str(len(agreement.sources))),
    )


def _ordered(agreement: Agreement) -> list[Value[Target]]:
    return sorted(
        agreement.targets, key=lambda each: (not each.value.measured.startswith("defence"),)
    )


def _contested(agreement: Agreement) -> Value[Target] | None:
    return next((each for each in agreement.targets if each.contested), None)


def years_table(state: State, words: Wording) -> Table | None:
    """How many meet each target, by year, and of how many."""
    targets, years = state.targets(), list(state.chosen)
    bundles: list[tuple[Target, ...]] = [(each,) for each in targets] + state.bundles()
    if not (bundles and years):
        return None
    found = {(each, year): state.met(each, year) for each in bundles for year in years}
    differing = [each for each in bundles if any(_differs(found[each, year]) for year in years)]
    columns = [
        Column("year", words("col.year")),
        Column("edition", words("col.edition")),
    ]
    for each in bundles:
        columns.append(Column(bundle_key(each), _title(each, words), right=True))
        if each in differing:
            key = f"{bundle_key(each)}_allies"
            columns.append(Column(key, words("col.allies_then"), right=True))
    rows = []
    for year in years:
        sheet = state.sheets[state.chosen[year].edition]
        mark = "e" if sheet.estimated(year) else ""
        cells = [Cell(f"{year}{mark}"), Cell(sheet.edition)]
        for each in bundles:
            met = found[each, year]
            drawn = len(each) == 1 and len(targets) <= _DRAWN
            cells.append(_count_cell(state, met, words, drawn=drawn))
            if each in differing:
                cells.append(_allies_cell(state, met, words))
        rows.append(tuple(cells))
    note = words("note.years" if differing else "note.years_same")
    return Table("years", words("table.years"), tuple(columns), tuple(rows), note)


def _title(targets: Sequence[Target], words: Wording) -> str:
    if len(targets) > 1:
        return words("col.both")
    kind = "share" if targets[0].measured == SHARE else "equipment"
    return words(f"col.{kind}", value=plain(words, targets[0].value))


def _differs(met: Met) -> bool:
    return bool(met.of) and met.allies_meeting != met.parties


def _count_cell(state: State, met: Met, words: Wording, *, drawn: bool) -> Cell:
    if not met.of:
        return Cell("")
    value = count_value(state, met, words)
    if not met.complete:
        text = words("count.least", n=len(met.parties), of=len(met.of))
        return Cell(text, value, tone="soft")
    text = words("count.of", n=len(met.parties), of=len(met.of))
    if len(met.targets) == 1 and met.edition != state.chosen[met.year].edition:
        # No bar: eighty columns hold either that or the edition.
        return Cell(words("count.elsewhere", count=text, edition=met.edition), value)
    share = len(met.parties) / len(met.of) if drawn else None
    return Cell(text, value, share=share)


def _allies_cell(state: State, met: Met, words: Wording) -> Cell:
    if not met.of:
        return Cell("")
    text = words("count.of", n=len(met.allies_meeting), of=len(met.allies_of))
    day = words.day(day_of_year(met.year, state.on))
    return Cell(text, allies_value(met, words, day))


def groups_table(state: State, words: Wording) -> Table | None:
    """The shares of the groups as published, and from the sums of their members."""
    rows = []
    for year in state.chosen:
        cells = [Cell(str(year)), Cell(state.chosen[year].edition)]
        for group in GROUPS:
            total = state.total(group, year)
            value, again = total_value(total, words), worded(total.recomputed, words)
            published = value if total.published is not None else None
            cells.append(Cell(number(words, published.value, 3) if published else "", published))
            cells.append(Cell(number(words, again.value, 3) if again else "", again))
        if any(cell.text for cell in cells[2:]):
            rows.append(tuple(cells))
    if not rows:
        return None
    columns = [Column("year", words("col.year")), Column("edition", words("col.edition"))]
    for group in GROUPS:
        key = group.replace(" ", "_")
        columns.append(Column(key, words(f"group.{group}"), right=True))
        columns.append(Column(f"{key}_recomputed", words("col.recomputed"), right=True))
    note = words("note.groups")
    return Table("groups", words("table.groups"), tuple(columns), tuple(rows), note)


def editions_table(state: State, words: Wording) -> Table | None:
    """What each edition says of the year, and what its publisher counts."""
    year, targets = state.year, state.targets()
    if year is None or not targets:
        return None
    counts = {each.edition for target in targets for each in state.published(target, year)}
    editions = sorted({*state.editions(year), *counts})
    if len(editions) < 2:
        return None
    columns = [
        Column("edition", words("col.edition")),
    ]
    for target in targets:
        columns.append(Column(target_key(target), _title((target,), words), right=True))
    columns.append(Column("publisher", words("col.publisher"), right=True))
    columns.append(Column("used", words("col.used")))
    rows = tuple(_edition_row(state, edition, year, targets, words) for edition in editions)
    title = words("table.editions", year=year)
    return Table("editions", title, tuple(columns), rows, words("note.editions"))


def _edition_row(
    state: State, edition: str, year: int, targets: Sequence[Target], words: Wording
) -> Row:
    counted = []
    for target in targets:
        met = state.met((target,), year, edition) if edition in state.sheets else None
        if met is None or not met.of:
            counted.append(Cell(""))
            continue
        key = "count.of" if met.complete else "count.least"
        text = words(key, n=len(met.parties), of=len(met.of))
        counted.append(Cell(text, Value(len(met.parties), met.sources)))
    told = [
        each
        for target in targets
        for each in state.published(target, year)
        if each.edition == edition
    ]
    publisher = Cell("")
    if told:
        text = "; ".join(dict.fromkeys(str(each.value) for each in told))
        publisher = Cell(text, Value(told[0].value, tuple(each.row for each in told)))
    used = words("used.yes") if state.chosen[year].edition == edition else ""
    return (Cell(edition), *counted, publisher, Cell(used))
