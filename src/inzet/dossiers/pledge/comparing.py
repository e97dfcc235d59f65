"""The tables that compare: allies with a target, the way to it, an edition with an earlier one."""

from __future__ import annotations

from decimal import Decimal

from inzet.dossiers.answer import Cell, Column, Table
from inzet.dossiers.numbers import number
from inzet.dossiers.pledge.arithmetic import Change, changes
from inzet.dossiers.pledge.counting import GROUPS, day_of_year
from inzet.dossiers.pledge.differing import FEW
from inzet.dossiers.pledge.kinds import EQUIPMENT, SHARE, Target
from inzet.dossiers.pledge.numbers import money, plain, signed
from inzet.dossiers.pledge.options import Choices
from inzet.dossiers.pledge.paths import Aim, Path, paths
from inzet.dossiers.pledge.sheets import Sheet, worded
from inzet.dossiers.pledge.state import State
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.vocabulary.errors import UnknownValue

Row = tuple[Cell, ...]
_FAR = 50
"""Years after which it is no longer told in which year a trend reaches something."""


def allies_table(state: State, ways: list[Path], aim: Aim, words: Wording) -> Table:
    """Everyone in the edition of the year: the share, how far from the target, in money."""
    sheet, year = state.sheet, aim.year
    assert sheet is not None
    target = plain(words, aim.target)
    columns = (
        Column("party", words("col.party")),
        Column("share", words("col.of_gdp"), right=True),
        Column("points", words("col.points", value=target), right=True),
        Column("money", words("col.money"), right=True),
        Column("equipment", words("col.equipment_share"), right=True),
    )
    day = day_of_year(year, state.on)
    allies = state.allies.of(year)
    rows = tuple(_ally_row(state, sheet, way, way.party in allies, words) for way in ways)
    years = [each for each in sheet.years() if each <= year]
    note = words("note.allies", value=target, year=year, day=words.day(day), first=years[0])
    return Table("allies", words("table.allies", year=year), columns, rows, note)


def _ally_row(state: State, sheet: Sheet, way: Path, ally: bool, words: Wording) -> Row:
    year = state.year
    assert year is not None
    name = words.party(way.party)
    values = sheet.values(SHARE, way.party)
    line = tuple(
        float(values[each]) if each in values else None for each in sheet.years() if each <= year
    )
    equipment = worded(sheet.cell(EQUIPMENT, way.party, year), words)
    floors = [each.value for each in state.targets() if each.measured == EQUIPMENT]
    tone = ""
    if equipment is not None and floors:
        tone = "good" if equipment.value >= floors[0] else ""
    points = Value(way.points, way.share.sources)
    return (
        Cell(name if ally else words("later.mark", party=name)),
        Cell(
            number(words, way.share.value),
            worded(way.share, words),
            trend=line if len(line) > 1 else (),
        ),
        Cell(signed(words, way.points), points, tone="good" if way.points >= 0 else "bad"),
        Cell(money(words, way.money.value, way.currency) if way.money else "", way.money),
        Cell(number(words, equipment.value, 1) if equipment else "", equipment, tone=tone),
    )


def path_table(ways: list[Path], aim: Aim, words: Wording) -> Table:
    """What brings each to the target in time, and where its trend leads."""
    assert aim.by is not None
    columns = (
        Column("party", words("col.party")),
        Column("share", words("col.of_gdp"), right=True),
        Column("needed", words("col.needed"), right=True),
        Column("gdp_growth", words("col.gdp_growth"), right=True),
        Column("trend", words("col.trend", by=aim.by), right=True),
        Column("reached", words("col.reached"), right=True),
    )
    first = aim.year - aim.over
    growth = words("note.growth_own", first=first, year=aim.year)
    if aim.growth is not None:
        growth = words("note.growth_asked")
    note = words(
        "note.path",
        years=aim.by - aim.year,
        growth=growth,
        first=first,
        year=aim.year,
        over=aim.over,
    )
    title = words("table.path", target=plain(words, aim.target), by=aim.by)
    rows = tuple(_path_row(each, aim, words) for each in ways)
    return Table("path", title, columns, rows, note, apart=True)


def _path_row(way: Path, aim: Aim, words: Wording) -> Row:
    assert aim.by is not None
    needed, growth = Cell(""), Cell("")
    if way.gdp_growth is not None:
        growth = Cell(f"{signed(words, way.gdp_growth.value, 1)} %", way.gdp_growth)
    if way.points >= 0:
        needed = Cell(words("reached.there"), way.share, tone="good")
    elif way.needed is not None and way.gdp_growth is not None:
        sources = (*way.share.sources, *way.gdp_growth.sources)
        needed = Cell(f"{signed(words, way.needed, 1)} %", Value(way.needed, sources))
    at, reached = Cell(""), Cell("")
    if way.trend is not None:
        then = way.trend.at(aim.by)
        tone = "good" if then >= aim.target else "bad"
        at = Cell(number(words, then), Value(then, way.trend_sources), tone=tone)
        year = way.trend.reaches(aim.target)
        text = words("reached.never") if year is None else str(year)
        if year is not None and year > aim.year + _FAR:
            text = words("reached.far", years=_FAR)
        reached = Cell(text, Value(year, way.trend_sources))
    return (
        Cell(words.party(way.party)),
        Cell(number(words, way.share.value), Value(way.share.value, way.share.sources)),
        needed,
        growth,
        at,
        reached,
    )


def ways(state: State, aim: Aim) -> list[Path]:
    """The paths of everyone in the edition of the year who is no group."""
    sheet = state.sheet
    assert sheet is not None
    return paths(sheet, sheet.parties(SHARE, aim.year) - GROUPS, aim)


def aim_of(state: State, choices: Choices) -> Aim | None:
    """What to hold the year against: what was asked, else the share of the agreement made last; by
    the year asked, else the last deadline of that target that is still to come. None where there
    is neither target nor figure.

    Raises:
        UnknownValue: the year by which is not after that of the figures.
    """
    year, target, by = state.year, choices.target or _last_share(state), choices.by
    if year is None or target is None:
        return None
    if by is not None and by <= year:
        raise UnknownValue(
            f"by={by} is not after the year of the figures, {year}",
            where="--with",
            fix=f"Give a later year, such as by={year + 5}.",
        )
    if by is None:
        deadlines = _deadlines(state, target)
        by = max((each for each in deadlines if each > year), default=None)
    return Aim(target.value, year, by, choices.growth, choices.over)


def _last_share(state: State) -> Target | None:
    made = sorted(state.agreements, key=lambda each: each.year.value if each.year else 0)
    shares = [target for each in made for target in each.measurable() if target.measured == SHARE]
    return shares[-1] if shares else None


def _deadlines(state: State, target: Target) -> list[int]:
    return [
        each.deadline.value
        for each in state.agreements
        if each.deadline is not None
        and any(one.value == target.value for one in each.measurable() if one.measured == SHARE)
    ]


def revision(state: State, against: str) -> tuple[list[Change], Sheet, Sheet]:
    """The shares of the year in an earlier edition and in the one used.

    Raises:
        UnknownValue: no such edition in view; lists those there are.
    """
    if against not in state.sheets or state.year is None:
        listed = ", ".join(state.sheets) or "none"
        raise UnknownValue(
            f"there are no figures of an edition “{against}” here",
            where="--with",
            fix=f"Editions with figures up to that day: {listed}.",
        )
    before, after = state.sheets[against], state.sheet
    assert after is not None
    year = state.year
    return changes(_shares(before, year), _shares(after, year)), before, after


def revision_table(
    every: list[Change], before: Sheet, after: Sheet, year: int, words: Wording
) -> Table | None:
    """The shares that changed from one edition to another, the largest change first."""
    rows = []
    for each in every:
        old, new = before.cell(SHARE, each.party, year), after.cell(SHARE, each.party, year)
        assert old is not None
        assert new is not None
        if number(words, old.value) == number(words, new.value):
            continue
        change = Value(each.points, (*old.sources, *new.sources))
        rows.append(
            (
                Cell(words.party(each.party)),
                Cell(number(words, old.value), Value(old.value, old.sources)),
                Cell(number(words, new.value), Value(new.value, new.sources)),
                Cell(signed(words, each.points), change),
            )
        )
    if not rows:
        return None
    columns = (
        Column("party", words("col.party")),
        Column("before", words("col.before"), right=True),
        Column("after", words("col.after"), right=True),
        Column("change", words("col.change"), right=True),
    )
    title = words("table.revision", year=year, before=before.edition, after=after.edition)
    long = len(rows) > FEW
    return Table("revision", title, columns, tuple(rows), words("note.revision"), apart=long)


def _shares(sheet: Sheet, year: int) -> dict[str, Decimal]:
    found = {}
    for party in sheet.parties(SHARE, year) - GROUPS:
        cell = sheet.cell(SHARE, party, year)
        if cell is not None:
            found[party] = cell.value
    return found
