"""Figures as a plain table, one a row: the form in which an office can bring its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from inzet.datasets import cells, figures
from inzet.datasets.columns import Column, PlainRow, Table, has_columns
from inzet.datasets.currencies import currency
from inzet.datasets.figures import METRICS, Figure, Publication
from inzet.datasets.findings import Row, Settings
from inzet.reading.tables import Tables
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.errors import InputError

COLUMNS = (
    Column("edition", needed=False),
    Column("measure", also=("metric",)),
    Column("unit"),
    Column("iso3", also=("party",)),
    Column("year"),
    Column("value"),
    Column("price_basis", needed=False, also=("prices",)),
    Column("is_estimate", needed=False, also=("estimate",)),
    Column("national_currency", needed=False),
    Column("copy", needed=False),
)
_MEASURES = {
    **{name: name for name in METRICS if name != "defence_expenditure_real_change_since"},
    **{
        metric.name.casefold(): name
        for name, metric in METRICS.items()
        if name != "defence_expenditure_real_change_since"
    },
}
_UNITS: dict[str, tuple[str, int, str]] = {
    "national_currency_million": ("", 10**6, ""),
    "usd_million": ("USD", 10**6, ""),
    "usd current": ("USD", 1, "current"),
    "usd constant 2015": ("USD", 1, "constant 2015"),
    "usd constant 2021": ("USD", 1, "constant 2021"),
    "thousand usd": ("USD", 10**3, ""),
    "usd": ("USD", 1, ""),
    "percent": ("percent", 1, ""),
    "percent_of_defence_expenditure": ("percent", 1, ""),
    "thousands": ("count", 10**3, ""),
    "persons": ("count", 1, ""),
    "count": ("count", 1, ""),
}
"""Word in the table → unit, how many of it, prices."""
_YES_NO = {"1": "yes", "0": "no", "yes": "yes", "no": "no", "true": "yes", "false": "no", "": ""}


def is_plain_figures(tables: Tables) -> bool:
    """Whether a file has the columns of such a table."""
    return tables.kind != "json" and has_columns(tables, COLUMNS)


def edition_of(tables: Tables, settings: Settings) -> str:
    """As told; empty where the rows tell it."""
    return settings.edition or ""


def rows(tables: Tables, settings: Settings) -> Iterator[Row]:
    """Every row, with its figure.

    Raises:
        InputError: a column is missing; or neither rows nor person tell the edition.
    """
    table = Table(tables, COLUMNS, settings.name)
    publications = _Publications(settings)
    for row in table.rows():
        yield Row.of(row.number, partial(_figure, row, publications))


class _Publications:
    """The editions that rows name, looked up once each."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: dict[str, Publication] = {}

    def of(self, row: PlainRow) -> Publication:
        """The edition of a row.

        Raises:
            Fault: it is none, or another than the person said.
        """
        told = row.text("edition")
        asked = self._settings.edition
        if asked and told and asked != told:
            raise row.fault("edition", f"{told} is not the edition that was named, {asked}")
        name = told or asked
        if not name:
            raise row.fault("edition", "the cell is blank", "Fill it in, or give --edition.")
        if name not in self._known:
            try:
                self._known[name] = Publication.of(
                    name, said_on=self._settings.said_on, source=self._settings.source
                )
            except InputError as error:
                raise row.fault("edition", error.what, error.fix) from None
        return self._known[name]


def _figure(row: PlainRow, publications: _Publications) -> tuple[Statement, ...]:
    row.check()
    publication = publications.of(row)
    measure = row.one_of("measure", _MEASURES)
    party = row.party("iso3")
    value = row.decimal("value")
    year = row.whole("year", 1000, 9999)
    if value is None:
        return ()
    unit, factor, prices = _unit(row, party)
    estimate = row.one_of("is_estimate", _YES_NO)
    figure = Figure(
        metric=METRICS[measure],
        party=party,
        year=year,
        value=value * Decimal(factor),
        unit=unit,
        prices=prices or _prices(row),
        estimate=None if not estimate else estimate == "yes",
        printed=row.text("value"),
        copy=row.text("copy"),
        cell=f"row {row.number}",
        table=_IN_OWN_CURRENCY if _is_own(measure, row.needed("unit"), unit) else "",
    )
    column, year_column = row.printed("value"), row.printed("year")
    return (figures.statement(figure, publication, column, year_column=year_column),)


def _unit(row: PlainRow, party: str) -> tuple[str, int, str]:
    told = row.needed("unit")
    found = _UNITS.get(told.casefold())
    if found is None:
        if len(told) == 3 and told.isupper():
            return told, 1, ""
        known = ", ".join(_UNITS)
        raise row.fault(
            "unit",
            f"“{cells.shown(told)}” is not a unit",
            f"Use a currency of three letters, or one of: {known}.",
        )
    if found[0]:
        return found
    column = row.printed("national_currency")
    return currency(row.text("national_currency") or _OWN.get(party, ""), party, column), *found[1:]


def _is_own(measure: str, told: str, unit: str) -> bool:
    """Whether an expenditure is told in the country's own currency, which has its own table."""
    return measure == "defence_expenditure" and (unit != "USD" or told == _NATIONAL)


_NATIONAL = "national_currency_million"
_IN_OWN_CURRENCY = "1"
_OWN = {"GBR": "GBP", "USA": "USD"}
"""Where a table leaves the currency out."""


def _prices(row: PlainRow) -> str:
    """``current`` or ``constant 2015`` of what a table says of its prices."""
    told = row.text("price_basis").casefold()
    if not told:
        return ""
    if told.startswith("current"):
        return "current"
    year = next((word for word in told.split() if len(word) == 4 and word.isdecimal()), "")
    if not year:
        raise row.fault(
            "price_basis",
            f"“{cells.shown(told)}” does not say which prices",
            "Write current, or constant 2015.",
        )
    return f"constant {year}"
