"""An extract of NATO's tables as CSV: one country's spending and its parts, and all shares.

Blocks with a header of their own stand below each other: what the country spent by year, in
which parts, and the share of each ally in the last year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from inzet.datasets import cells, figures
from inzet.datasets.cells import Numbers
from inzet.datasets.figures import METRICS, Figure, Publication
from inzet.datasets.findings import Fault, Row, Settings
from inzet.datasets.workbook import letters
from inzet.reading.tables import Tables
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.errors import InputError

_SPENDING, _COUNTRY = "Spending", "Country"
_SHARES = "DFS%"
_NAMED = re.compile(r"(\d{2})(\d{2})\d{2}-def-exp-", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}\Z", re.ASCII)
_PARTS = {
    "equipment": "equipment_share",
    "personnel": "personnel_share",
    "infrastructure": "infrastructure_share",
    "other": "other_share",
}
_UK = "GBR"
_OWN_CURRENCY = "1"
"""NATO's table of expenditure in the country's own currency."""


@dataclass(frozen=True, slots=True)
class _Measure:
    metric: str
    unit: str
    factor: int = 1
    prices: str = ""


def is_extract(tables: Tables) -> bool:
    """Whether a file begins as such an extract does."""
    if tables.kind != "text":
        return False
    firsts = [values[0] for _, values in tables.sheets[0].rows()]
    return firsts[:1] == [_SPENDING] and _COUNTRY in firsts


def edition_of(tables: Tables, settings: Settings) -> str:
    """As told, else as the file is named (230707-def-exp-2023-…).

    Raises:
        InputError: neither says.
    """
    named = _NAMED.match(settings.name.rpartition("/")[2])
    edition = settings.edition or (f"20{named[1]}-{named[2]}" if named else "")
    if not edition:
        raise InputError(
            "the file does not say of which edition it is",
            where=settings.name,
            fix="Say so: --edition 2023-07.",
        )
    return edition


def rows(tables: Tables, settings: Settings) -> Iterator[Row]:
    """Every row that holds figures.

    Raises:
        InputError: the edition is not told.
    """
    publication = Publication.of(
        edition_of(tables, settings), said_on=settings.said_on, source=settings.source
    )
    extract = _Extract(tables, publication)
    for number, values in tables.sheets[0].rows():
        if values[0] in (_SPENDING, _COUNTRY):
            extract.begin(values)
        elif "target" not in values[0].casefold():
            yield Row.of(number, partial(extract.row, number, values))


class _Extract:
    def __init__(self, tables: Tables, publication: Publication) -> None:
        self._publication = publication
        self._numbers = Numbers(tables.separator)
        self._header: tuple[str, ...] = ()
        self._last = 0
        self._base = _base_year(tables)
        self._told: Statement | None = None

    def begin(self, header: tuple[str, ...]) -> None:
        """A block begins."""
        self._header = header
        self._last = max(
            [self._last, *(int(each) for each in header if _YEAR.match(each))], default=0
        )

    def row(self, number: int, values: tuple[str, ...]) -> tuple[Statement, ...]:
        """The figures of a row."""
        if self._header[0] == _COUNTRY:
            return self._share(number, values)
        measure = self._measure(values[0])
        found = tuple(
            self._figure(number, at, self._year(at), text, _UK, measure)
            for at, text in enumerate(values)
            if at and text.casefold() not in cells.MISSING
        )
        if measure.metric == "defence_expenditure_share_gdp":
            self._told = next((each for each in found if each.valid_from == str(self._last)), None)
        return found

    def _share(self, number: int, values: tuple[str, ...]) -> tuple[Statement, ...]:
        party = cells.party(values[0].rstrip("* "), _COUNTRY)
        at = self._header.index(_SHARES) if _SHARES in self._header else 1
        text = values[at] if at < len(values) else ""
        measure = _Measure("defence_expenditure_share_gdp", "percent", 1, self._base)
        found = self._figure(number, at, self._last, text, party, measure)
        if party != _UK or self._told is None:
            return (found,)
        if found.content["value"] != self._told.content["value"]:
            raise Fault(_SHARES, f"{text} is not what stands above for {self._last}")
        # The same cell, for the second time.
        return ()

    def _year(self, at: int) -> int:
        """The year of a column.

        Raises:
            Fault: its header is none.
        """
        named = self._header[at] if at < len(self._header) else ""
        if not _YEAR.match(named):
            raise Fault(named or letters(at), "the column has no year above it")
        return int(named)

    def _measure(self, label: str) -> _Measure:
        asked = " ".join(label.casefold().split())
        if asked in _PARTS:
            return _Measure(_PARTS[asked], "percent")
        if "% real gdp" in asked:
            return _Measure("defence_expenditure_share_gdp", "percent", 1, self._base)
        if asked.startswith("real uk defence spending"):
            return _Measure("defence_expenditure", "GBP", 10**6, self._base)
        if asked == "uk defence spending":
            return _Measure("defence_expenditure", "GBP", 10**6, "current")
        raise Fault(_SPENDING, f"“{cells.shown(label)}” is not known here")

    def _figure(
        self, number: int, at: int, year: int, text: str, party: str, measure: _Measure
    ) -> Statement:
        column = self._header[at] if at < len(self._header) else letters(at)
        figure = Figure(
            metric=METRICS[measure.metric],
            party=party,
            year=year,
            value=self._numbers.read(text, column) * Decimal(measure.factor),
            unit=measure.unit,
            prices=measure.prices,
            # A year's figure is never final in that year; of others the extract tells nothing.
            estimate=True if year >= self._publication.year else None,
            printed=text,
            copy="an extract as CSV",
            cell=f"{letters(at)}{number}",
            table=_OWN_CURRENCY if measure.unit == "GBP" else "",
        )
        return figures.statement(figure, self._publication, column)


def _base_year(tables: Tables) -> str:
    """The year whose prices are held constant: where real and nominal spending are the same."""
    header: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    for _, values in tables.sheets[0].rows():
        label = " ".join(values[0].casefold().split())
        if values[0] == _SPENDING:
            header = values
        elif label == "uk defence spending":
            plain = values
        elif label == "real uk defence spending":
            same = [
                year
                for year, one, other in zip(header, plain, values, strict=False)
                if one == other and _YEAR.match(year)
            ]
            return f"constant {same[0]}" if len(same) == 1 else ""
    return ""
