"""What the editions say of each ally in one year, where they do not say the same."""

from __future__ import annotations

from decimal import Decimal

from inzet.dossiers.answer import Cell, Column, Table
from inzet.dossiers.numbers import number
from inzet.dossiers.pledge.counting import GROUPS
from inzet.dossiers.pledge.kinds import SHARE
from inzet.dossiers.pledge.numbers import signed
from inzet.dossiers.pledge.sheets import worded
from inzet.dossiers.pledge.state import State
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording

FEW = 12
"""Rows up to which the table stands among the others."""


def differing(state: State) -> dict[str, dict[str, Value[Decimal]]]:
    """By party, then by edition, the shares of GDP of the year, of those of whom two editions
    differ at two decimals; whoever differs most comes first. A group is no party."""
    year = state.year
    if year is None:
        return {}
    found: dict[str, dict[str, Value[Decimal]]] = {}
    for edition in state.editions(year):
        sheet = state.sheets[edition]
        for party in sheet.parties(SHARE, year) - GROUPS:
            cell = sheet.cell(SHARE, party, year)
            if cell is not None:
                found.setdefault(party, {})[edition] = cell
    kept = {party: told for party, told in found.items() if spread(told) >= Decimal("0.005")}
    return dict(sorted(kept.items(), key=lambda each: (-spread(each[1]), each[0])))


def spread(told: dict[str, Value[Decimal]]) -> Decimal:
    """How far the editions are apart, in points of GDP."""
    values = [each.value for each in told.values()]
    return max(values) - min(values)


def differing_table(state: State, words: Wording) -> Table | None:
    """A row for each ally of whom editions differ, a column for each edition."""
    found = differing(state)
    if not found or state.year is None:
        return None
    used = state.chosen[state.year].edition
    editions = [
        each for each in state.editions(state.year) if any(each in told for told in found.values())
    ]
    columns = [Column("party", words("col.party"))]
    for edition in editions:
        title = words("col.edition_used", edition=edition) if edition == used else edition
        columns.append(Column(edition, title, right=True))
    columns.append(Column("spread", words("col.spread"), right=True))
    rows = []
    for party, told in found.items():
        cells = [Cell(words.party(party))]
        for edition in editions:
            value = worded(told.get(edition), words)
            text = number(words, value.value) if value is not None else ""
            cells.append(Cell(text, value, tone="strong" if edition == used else ""))
        rows_of = tuple(row for each in told.values() for row in each.sources)
        apart = Value(spread(told), rows_of)
        cells.append(Cell(signed(words, apart.value).lstrip("+"), apart))
        rows.append(tuple(cells))
    title = words("table.differing", year=state.year, n=len(rows))
    note = words("note.differing", edition=used)
    long = len(rows) > FEW
    return Table("differing", title, tuple(columns), tuple(rows), note, apart=long)
