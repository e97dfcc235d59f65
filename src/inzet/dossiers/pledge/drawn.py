"""The pledges as pictures: allies by both measures, and each ally's line through the years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from inzet.dossiers.answer import Cell, Column, Table
from inzet.dossiers.charts import Group, Point, Scatter, Threshold, Track, Tracks
from inzet.dossiers.numbers import number
from inzet.dossiers.pictures import Drawn
from inzet.dossiers.pledge.counting import GROUPS
from inzet.dossiers.pledge.kinds import EQUIPMENT, SHARE, Target
from inzet.dossiers.pledge.numbers import plain
from inzet.dossiers.pledge.options import Choices
from inzet.dossiers.pledge.sheets import Sheet, worded
from inzet.dossiers.pledge.state import State
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording

_FEWEST = 3
"""Marks below which a scatter shows less than its table."""


def pictures(state: State, choices: Choices, words: Wording) -> tuple[Drawn, ...]:
    """A scatter of the year and the lines up to it, as far as there are figures."""
    if state.year is None:
        return ()
    found = (_scatter(state, choices, words), _tracks(state, choices, words))
    return tuple(each for each in found if each is not None)


def _main(state: State, choices: Choices) -> tuple[Target | None, Target | None]:
    """The targets that part the marks: what was asked, else those that one agreement sets together,
    else the last of each kind."""
    shares = [each for each in state.targets() if each.measured == SHARE]
    equipment = [each for each in state.targets() if each.measured == EQUIPMENT]
    bundles = state.bundles()
    share = choices.target or (bundles[-1][0] if bundles else shares[-1] if shares else None)
    return share, equipment[-1] if equipment else None


def _scatter(state: State, choices: Choices, words: Wording) -> Scatter | None:
    year = state.year
    assert year is not None
    share, equipment = _main(state, choices)
    measures = [Target(metric, "at", Decimal(0), "percent") for metric in (SHARE, EQUIPMENT)]
    sheet = state.sheets[state.edition_for(measures, year)]
    before = state.sheets.get(choices.against or "")
    points = tuple(_points(sheet, before, year, (share, equipment), words))
    if len(points) < _FEWEST:
        return None
    left_out = sorted(sheet.parties(SHARE, year) - GROUPS - {each.key for each in points})
    note = [words("note.scatter", edition=sheet.edition, n=len(points))]
    if left_out:
        note.append(words("note.scatter_out", parties=words.parties(left_out)))
    if before is not None:
        note.append(words("note.scatter_before", edition=before.edition))
    targets = state.targets()
    return Scatter(
        key="scatter",
        title=words("picture.scatter", year=year),
        table="allies",
        note=" ".join(note),
        x_title=words("picture.x"),
        y_title=words("picture.y"),
        across=_thresholds([each for each in targets if each.measured == SHARE], share, words),
        up=_thresholds([each for each in targets if each.measured == EQUIPMENT], equipment, words),
        points=points,
        groups=_groups(share, equipment, words),
    )


def _thresholds(
    targets: list[Target], main: Target | None, words: Wording
) -> tuple[Threshold, ...]:
    every = [*targets, *([main] if main is not None and main not in targets else [])]
    values = sorted({each.value for each in every})
    return tuple(
        Threshold(value, f"{plain(words, value)} %", main is not None and value == main.value)
        for value in values
    )


def _groups(share: Target | None, equipment: Target | None, words: Wording) -> tuple[Group, ...]:
    x = plain(words, share.value) if share is not None else ""
    y = plain(words, equipment.value) if equipment is not None else ""
    if share is not None and equipment is not None:
        keys = ("both", "share", "equipment", "neither")
        return tuple(Group(key, words(f"group.{key}", x=x, y=y)) for key in keys)
    if share is not None:
        return (Group("both", words("group.met", x=x)), Group("neither", words("group.unmet", x=x)))
    return (Group("neither", words("group.every")),)


def _points(
    sheet: Sheet,
    before: Sheet | None,
    year: int,
    targets: tuple[Target | None, Target | None],
    words: Wording,
) -> Iterator[Point]:
    share, equipment = targets
    estimate = sheet.estimated(year)
    having = (sheet.parties(SHARE, year) & sheet.parties(EQUIPMENT, year)) - GROUPS
    for party in sorted(having):
        x, y = sheet.cell(SHARE, party, year), sheet.cell(EQUIPMENT, party, year)
        assert x is not None
        assert y is not None
        over = share is not None and x.value >= share.value
        above = equipment is not None and y.value >= equipment.value
        group = "both" if over and (above or equipment is None) else "neither"
        if equipment is not None and over != above:
            group = "share" if over else "equipment"
        yield Point(
            key=party,
            name=words.party(party),
            x=x.value,
            y=y.value,
            text=words("picture.point", x=number(words, x.value), y=number(words, y.value, 1))
            + _otherwise(x, words),
            value=Value(x.value, (*x.sources, *y.sources), others=x.others),
            group=group,
            estimate=estimate,
            differs=x.contested or y.contested,
            before=_before(before, party, year, y.value),
        )


def _otherwise(cell: Value[Decimal], words: Wording) -> str:
    told = [number(words, each.value, 3) for each in cell.others]
    return words("picture.inputs", value=words.listed(told)) if told else ""


def _before(
    before: Sheet | None, party: str, year: int, y: Decimal
) -> tuple[Decimal, Decimal] | None:
    cell = before.cell(SHARE, party, year) if before is not None else None
    if before is None or cell is None:
        return None
    other = before.cell(EQUIPMENT, party, year)
    return cell.value, other.value if other is not None else y


def _tracks(state: State, choices: Choices, words: Wording) -> Tracks | None:
    sheet, years = _span(state)
    if sheet is None or len(years) < 2:
        return None
    share, _ = _main(state, choices)
    tracks = tuple(_track(sheet, party, years, share, words) for party in _order(sheet, years[-1]))
    estimated = [each for each in years if sheet.estimated(each)]
    texts = {"first": years[0], "last": years[-1], "edition": sheet.edition}
    target = None
    if share is not None:
        target = Threshold(share.value, f"{plain(words, share.value)} %")
    return Tracks(
        key="tracks",
        title=words("picture.tracks", **texts),
        table="paths",
        note=words("note.tracks", **texts),
        tracks=tracks,
        target=target,
        estimated=min(estimated, default=None),
    )


def _span(state: State) -> tuple[Sheet | None, list[int]]:
    """The edition of the year and its years up to it."""
    sheet, year = state.sheet, state.year
    if sheet is None or year is None:
        return None, []
    return sheet, [each for each in sheet.years() if each <= year]


def _order(sheet: Sheet, year: int) -> list[str]:
    """Whoever has a figure in the year, the highest share first."""
    cells = {party: sheet.cell(SHARE, party, year) for party in sheet.parties(SHARE, year) - GROUPS}
    values = {party: cell.value for party, cell in cells.items() if cell is not None}
    return sorted(values, key=lambda party: (-values[party], party))


def _track(
    sheet: Sheet, party: str, years: list[int], share: Target | None, words: Wording
) -> Track:
    cells = [(year, sheet.cell(SHARE, party, year)) for year in years]
    told = [(year, cell) for year, cell in cells if cell is not None]
    _, last = told[-1]
    return Track(
        key=party,
        name=words.party(party),
        years=tuple((year, cell.value) for year, cell in told),
        text=f"{number(words, last.value)} %",
        value=last,
        tone="good" if share is not None and last.value >= share.value else "",
        differs=tuple((year, cell.others[0].value) for year, cell in told if cell.contested),
    )


def paths_table(state: State, words: Wording) -> Table | None:
    """Everyone's share of GDP in every year of the edition, up to the year shown."""
    sheet, years = _span(state)
    if sheet is None or len(years) < 2:
        return None
    columns = [Column("party", words("col.party"))]
    for year in years:
        mark = "e" if sheet.estimated(year) else ""
        columns.append(Column(str(year), f"{year}{mark}", right=True))
    rows = []
    for party in _order(sheet, years[-1]):
        cells = [Cell(words.party(party))]
        for year in years:
            value = worded(sheet.cell(SHARE, party, year), words)
            cells.append(Cell(number(words, value.value) if value is not None else "", value))
        rows.append(tuple(cells))
    texts = {"first": years[0], "last": years[-1], "edition": sheet.edition}
    return Table(
        "paths",
        words("table.paths", **texts),
        tuple(columns),
        tuple(rows),
        words("note.paths", **texts),
        apart=True,
    )
