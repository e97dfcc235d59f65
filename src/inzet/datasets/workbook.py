"""NATO's workbook of defence expenditure: tables 1 to 8, recognised by their own titles.

Which table a sheet holds, its years, what is an estimate, the base year of constant prices and
the edition follow from the workbook itself, so another year's in the same layout is taken too.
What does not fit the layout is refused, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from inzet.datasets import cells, figures
from inzet.datasets.cells import Numbers
from inzet.datasets.currencies import currency
from inzet.datasets.figures import METRICS, Figure, Publication
from inzet.datasets.findings import Fault, Row, Settings, refused
from inzet.reading.tables import Tables
from inzet.reading.tables.cells import CellRow, Sheet
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.errors import InputError

_TITLE = re.compile(r"Table\s+(\d[ab]?)\s*:", re.IGNORECASE)
_YEAR = re.compile(r"((?:19|20)\d{2})\s*(e?)\Z", re.IGNORECASE)
_BASE = re.compile(r"(\d{4}) prices")
_CHANGE = re.compile(r"real change\s+(\d{4})\s*-\s*(\d{4})(e?)", re.IGNORECASE)
_LABEL = re.compile(r"(?P<name>[^(*]+?)\s*\**\s*(?:\((?P<currency>[^)]*)\))?\s*\Z")
_MILLION, _THOUSAND = 10**6, 10**3


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows below one heading of a table: what they measure."""

    heading: re.Pattern[str]
    metric: str
    unit: str
    """Empty: the row's own currency."""
    factor: int = 1
    prices: str = ""
    """current or constant; empty where the table's subtitle tells the base year."""


def _block(heading: str, metric: str, unit: str, factor: int = 1, prices: str = "") -> _Block:
    return _Block(re.compile(heading, re.IGNORECASE), metric, unit, factor, prices)


_CURRENT, _CONSTANT = r"current prices", r"constant \d{4} prices"
_EXCHANGE = " and exchange rates"
_LAYOUT: dict[str, tuple[str, tuple[_Block, ...]]] = {
    "1": (
        "million national currency units",
        (
            _block(_CURRENT + r"\s*\Z", "defence_expenditure", "", _MILLION, "current"),
            _block(_CONSTANT + r"\s*\Z", "defence_expenditure", "", _MILLION, "constant"),
        ),
    ),
    "2": (
        "million us dollars",
        (
            _block(_CURRENT + _EXCHANGE, "defence_expenditure", "USD", _MILLION, "current"),
            _block(_CONSTANT + _EXCHANGE, "defence_expenditure", "USD", _MILLION, "constant"),
        ),
    ),
    "3": (
        "prices",
        (
            _block(r"share of (real )?gdp", "defence_expenditure_share_gdp", "percent"),
            _block(r"annual real change", "defence_expenditure_annual_real_change", "percent"),
        ),
    ),
    "4": ("million us dollars", (_block("", "defence_expenditure_real_change_since", "percent"),)),
    "5": (
        "million us dollars",
        (
            _block(_CURRENT + _EXCHANGE, "gdp", "USD", _MILLION, "current"),
            _block(_CONSTANT + _EXCHANGE, "gdp", "USD", _MILLION, "constant"),
        ),
    ),
    "6": (
        "prices",
        (
            _block(r"gdp per capita \(thousand us dollars", "gdp_per_capita", "USD", _THOUSAND),
            _block(
                r"defence expenditure per capita \(us dollars",
                "defence_expenditure_per_capita",
                "USD",
            ),
        ),
    ),
    "7": ("thousands", (_block("", "military_personnel", "count", _THOUSAND),)),
    "8a": (
        "percentage of total defence expenditure",
        (
            _block(r"equipment", "equipment_share", "percent"),
            _block(r"personnel", "personnel_share", "percent"),
        ),
    ),
    "8b": (
        "percentage of total defence expenditure",
        (
            _block(r"infrastructure", "infrastructure_share", "percent"),
            _block(r"other", "other_share", "percent"),
        ),
    ),
}
"""Per table what its subtitle must hold, and the headings of its blocks; a table without
headings has one block."""


@dataclass(frozen=True, slots=True)
class _Year:
    """A column of figures."""

    at: int
    year: int
    estimate: bool
    printed: str
    since: int | None = None

    @property
    def column(self) -> str:
        """As a spreadsheet calls it, with its heading: ``M (2023e)``."""
        return f"{letters(self.at)} ({self.printed})"


def is_workbook(tables: Tables) -> bool:
    """Whether a workbook has one of NATO's tables in it."""
    return tables.kind == "workbook" and any(_title(sheet) for sheet in tables.sheets)


def edition_of(tables: Tables, settings: Settings) -> str:
    """The month in which the workbook was made, unless told otherwise.

    Raises:
        InputError: it does not say, or its last year is another.
    """
    last = max((year.year for sheet in tables.sheets for year in _years(sheet)), default=0)
    edition = settings.edition or tables.created[:7]
    if not edition:
        raise InputError(
            "the workbook does not say when it was made",
            where=settings.name,
            fix="Say of which edition it is: --edition 2024-06.",
        )
    publication = Publication.of(edition)
    if last and publication.year != last:
        raise InputError(
            f"its figures run to {last}, and that is not the edition of {edition}",
            where=settings.name,
            fix=f"Say of which edition it is: --edition {last}-06.",
        )
    return edition


def rows(tables: Tables, settings: Settings) -> Iterator[Row]:
    """Every row of every table, with its figures.

    Raises:
        InputError: a table has another layout, or the edition is not told.
    """
    publication = Publication.of(
        edition_of(tables, settings), said_on=settings.said_on, source=settings.source
    )
    for sheet in tables.sheets:
        if _title(sheet):
            yield from _Table(sheet, publication, settings.name).rows()


class _Table:
    """One sheet, gone through from its title to its notes."""

    def __init__(self, sheet: Sheet, publication: Publication, name: str) -> None:
        self._sheet, self._publication, self._name = sheet, publication, name
        self._table = _title(sheet)
        if self._table not in _LAYOUT:
            raise self._other(f"there is no table {self._table} in this layout")
        self._subtitle, self._blocks = _LAYOUT[self._table]
        self._years = _years(sheet)
        if not self._years:
            raise self._other("it has no row of years")
        self._numbers = Numbers()
        self._base = self._told_base()

    def rows(self) -> Iterator[Row]:
        """Its rows below the years."""
        block = self._blocks[0] if not self._blocks[0].heading.pattern else None
        heading: tuple[int, str] | None = None
        started = False
        for number, values in self._sheet.rows():
            if not started:
                started = _is_header(values)
                continue
            label, told = self._split(values)
            if not label:
                # Sums left over from making the table, below a hidden row.
                continue
            if not told:
                heading = number, label
                continue
            if heading is not None and (len(self._blocks) > 1 or block is None):
                block = self._headed(*heading)
            heading = None
            if block is None:
                raise self._other(f"row {number} stands under no heading")
            yield self._row(number, label, values, block)

    def _split(self, values: tuple[str, ...]) -> tuple[str, bool]:
        """(the words before the first year, whether there is anything under the years)."""
        first = min(year.at for year in self._years)
        label = next((value for value in values[:first] if value), "")
        return label, any(values[year.at : year.at + 1] not in ((), ("",)) for year in self._years)

    def _headed(self, number: int, heading: str) -> _Block:
        for each in self._blocks:
            if each.heading.match(heading):
                base = _BASE.search(heading)
                if each.prices == "constant" and base:
                    return replace(each, prices=f"constant {base[1]}")
                return each
        raise self._other(f"row {number} has a heading that is not known: “{cells.shown(heading)}”")

    def _row(self, number: int, label: str, values: tuple[str, ...], block: _Block) -> Row:
        found: list[Statement] = []
        faults: list[Fault] = []
        try:
            party, unit = self._whose(label, block)
        except Fault as fault:
            return Row(number, (), (refused(number, fault, self._sheet.name),), self._sheet.name)
        for year in self._years:
            text = values[year.at] if year.at < len(values) else ""
            if text.casefold() in cells.MISSING:
                continue
            try:
                found.append(self._figure(number, year, text, party, unit, block))
            except Fault as fault:
                faults.append(fault)
        told = tuple(refused(number, fault, self._sheet.name) for fault in faults)
        return Row(number, () if told else tuple(found), told, self._sheet.name)

    def _whose(self, label: str, block: _Block) -> tuple[str, str]:
        column = letters(min(year.at for year in self._years) - 1)
        match = _LABEL.match(label)
        party = cells.party(match["name"] if match else label, column)
        if block.unit:
            return party, block.unit
        return party, currency((match["currency"] if match else "") or "", party, column)

    def _figure(
        self, number: int, year: _Year, text: str, party: str, unit: str, block: _Block
    ) -> Statement:
        value = self._numbers.read(text, year.column) * Decimal(block.factor)
        figure = Figure(
            metric=METRICS[block.metric],
            party=party,
            year=year.year,
            value=value,
            unit=unit,
            prices=block.prices or self._base,
            estimate=year.estimate,
            printed=text,
            since=year.since,
            table=self._table,
            cell=f"{self._sheet.name}!{letters(year.at)}{number}",
        )
        return figures.statement(figure, self._publication, year.column)

    def _told_base(self) -> str:
        """The prices a table's subtitle tells; that it is the subtitle that belongs there.

        Raises:
            InputError: it is another.
        """
        above = []
        for _, values in self._sheet.rows():
            if _is_header(values):
                break
            above += [value for value in values if value]
        subtitle = " ".join(above[1:])
        if self._subtitle not in subtitle.casefold():
            raise self._other(f"its subtitle is not “{self._subtitle}”")
        base = _BASE.search(subtitle)
        return f"constant {base[1]}" if base else ""

    def _other(self, what: str) -> InputError:
        return InputError(
            f"this workbook has another layout: {what}",
            where=f"{self._name}, sheet {self._sheet.name}",
            fix="Give its figures as a plain table (see docs/datasets.md).",
        )


def letters(at: int) -> str:
    """A column (from 0) as a spreadsheet calls it: A, B … Z, AA."""
    found = ""
    at += 1
    while at > 0:
        at, rest = divmod(at - 1, 26)
        found = chr(65 + rest) + found
    return found


def _title(sheet: Sheet) -> str:
    """The number of NATO's table that a sheet says it holds; empty where it says none."""
    for _, values in _top(sheet):
        for value in values:
            found = _TITLE.match(value)
            if found:
                return found[1].lower()
        if _is_header(values):
            break
    return ""


def _years(sheet: Sheet) -> list[_Year]:
    """The columns of figures; in table 4 only the change, as the others repeat other tables."""
    for _, values in _top(sheet):
        if not _is_header(values):
            continue
        for at, value in enumerate(values):
            change = _CHANGE.match(value)
            if change:
                return [_Year(at, int(change[2]), bool(change[3]), value, int(change[1]))]
        return [
            _Year(at, int(found[1]), bool(found[2]), value)
            for at, value in enumerate(values)
            if (found := _YEAR.match(value))
        ]
    return []


def _is_header(values: tuple[str, ...]) -> bool:
    """Whether a row is the row of years."""
    return sum(bool(_YEAR.match(value)) for value in values) >= 2


def _top(sheet: Sheet) -> Iterator[CellRow]:
    for number, values in sheet.rows():
        if number > 60:
            return
        yield number, values
