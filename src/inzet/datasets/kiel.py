"""The Ukraine Support Tracker of the Kiel Institute: what donors allocated, month by month.

Three of its tables: by donor and month, of all donors by month, and by donor up to now. The sums
have names of their own, so that nobody who adds up months counts them as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from inzet.datasets import cells
from inzet.datasets.columns import Column, PlainRow, Table, has_columns, header_of
from inzet.datasets.findings import DataSet, Fault, Row, Settings
from inzet.reading.tables import Tables
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation
from inzet.vocabulary.entries import DATA_RULES, Statement, cell_identity
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.parties import party_name

DOSSIER = "assistance/ukraine"
KIEL_RULE = f"{DATA_RULES}ukraine-support"
ALL_DONORS = "all donors"
_SOURCE = "Kiel Institute, Ukraine Support Tracker"
_EARLIEST = "2022-01-01"
_BILLION = Decimal(10**9)
_EDITION = re.compile(r"\d{1,4}\Z")
_PERIOD = re.compile(r"(\d{2})/(\d{4})\Z")


@dataclass(frozen=True, slots=True)
class Release:
    """Which edition of the tracker files are of; a file beside them tells it."""

    number: str
    said: str
    last_month: str
    """The month up to which it counts: ``2026-04``."""


_BY_MONTH = {
    "total": "allocations",
    "military": "military allocations",
    "financial": "financial allocations",
    "humanitarian": "humanitarian allocations",
    "commitments": "commitments",
}
_OF_ALL = {
    "total_allocations": "total allocations",
    "military": "total military allocations",
    "financial": "total financial allocations",
    "humanitarian": "total humanitarian allocations",
}
_UP_TO_NOW = {name: f"{metric} to date" for name, metric in _BY_MONTH.items()}

_MONTHLY = (
    Column("country"),
    Column("iso"),
    Column("year"),
    Column("month"),
    *(Column(name) for name in _BY_MONTH),
    Column("gdp", needed=False),
)
_TOTALS = (Column("year"), Column("month"), *(Column(name) for name in _OF_ALL))
_DONORS = (Column("iso"), Column("country"), *(Column(name) for name in _UP_TO_NOW))
_RELEASE = (Column("release"), Column("period"), Column("date"), Column("label", needed=False))


def release_of(tables: Tables, name: str) -> Release | None:
    """The release that a file tells of, where it is the one that does.

    Raises:
        InputError: it tells none.
    """
    if tables.kind != "text" or not has_columns(tables, _RELEASE):
        return None
    row = next(Table(tables, _RELEASE, name).rows(), None)
    try:
        period = _PERIOD.match("" if row is None else row.needed("period"))
        if row is None or period is None or not _EDITION.match(row.text("release")):
            raise Fault("release", "it tells no release")
        said = cells.day(row.needed("date"), "date", earliest=_EARLIEST)
    except Fault as fault:
        raise InputError(fault.what, where=f"{name}, row 2, column {fault.column}") from None
    return Release(row.text("release"), said, f"{period[2]}-{period[1]}")


def edition_of(tables: Tables, settings: Settings) -> str:
    """The number of the release.

    Raises:
        InputError: nobody told it.
    """
    return _release(settings).number


def _release(settings: Settings) -> Release:
    edition = settings.edition or ""
    if not _EDITION.match(edition):
        raise InputError(
            f"“{edition}” is no release of the tracker" if edition else "its release is not told",
            where=settings.name,
            fix="Import it together with release_info.csv, or give --edition 29 and --said-on.",
        )
    if not settings.said_on:
        raise InputError(
            "the day of its release is not told",
            where=settings.name,
            fix="Import it together with release_info.csv, or give --said-on DATE.",
        )
    return Release(edition, settings.said_on, settings.last_month or settings.said_on[:7])


class _Tracker:
    """Makes statements of one file."""

    def __init__(self, tables: Tables, columns: tuple[Column, ...], settings: Settings) -> None:
        self.release = _release(settings)
        self._source = settings.source or _SOURCE
        self.table = Table(tables, columns, settings.name)
        self._gdp: dict[str, Decimal] = {}

    def by_month(self, row: PlainRow) -> tuple[Statement, ...]:
        """A donor in a month."""
        row.check()
        donor, month = _donor(row), self._month(row)
        found = self._figures(row, _BY_MONTH, donor, month, f"{party_name(donor)}, {month}")
        return (*found, *self._product(row, donor))

    def of_all(self, row: PlainRow) -> tuple[Statement, ...]:
        """All donors in a month."""
        row.check()
        month = self._month(row)
        return self._figures(row, _OF_ALL, ALL_DONORS, month, month)

    def up_to_now(self, row: PlainRow) -> tuple[Statement, ...]:
        """A donor up to the last month of the release."""
        row.check()
        donor, month = _donor(row), self.release.last_month
        return self._figures(row, _UP_TO_NOW, donor, month, f"{party_name(donor)}, to date")

    def _figures(
        self, row: PlainRow, metrics: dict[str, str], party: str, month: str, at: str
    ) -> tuple[Statement, ...]:
        found = []
        for name, metric in metrics.items():
            value = row.decimal(name)
            if value is not None:
                cells.at_least(value, 0, row.printed(name), "an amount")
                found.append(self._statement(row, name, metric, party, value, month, at))
        return tuple(found)

    def _product(self, row: PlainRow, donor: str) -> tuple[Statement, ...]:
        """What the donor's economy is measured by: the same in each of its rows, told once."""
        value = row.decimal("gdp")
        if value is None:
            return ()
        known = self._gdp.setdefault(donor, value)
        if known != value:
            what = f"{donor} has another GDP here than above, {cells.written(known)}"
            raise row.fault("gdp", what)
        if self._gdp[donor] is not value:
            return ()
        at = party_name(donor)
        return (self._statement(row, "gdp", "GDP", donor, value, None, at),)

    def _statement(
        self,
        row: PlainRow,
        column: str,
        metric: str,
        party: str,
        value: Decimal,
        month: str | None,
        at: str,
    ) -> Statement:
        citation = CellCitation(
            source=self._source,
            edition=self.release.number,
            row=at,
            column=metric,
        )
        content: dict[str, object] = {
            "metric": metric,
            "value": cells.written(value * _BILLION),
            "unit": "EUR",
            "edition": self.release.number,
        }
        if month is not None:
            content["when"] = month
        return Statement(
            identity=cell_identity(citation, Act.FIGURE, party),
            act=Act.FIGURE,
            party=party,
            dossiers=(DOSSIER,),
            quote=row.text(column),
            citation=citation,
            content=content,
            valid_from=month,
            said=self.release.said,
            rule=KIEL_RULE,
            explanation={"cell": f"row {row.number}, {row.printed(column)}"},
        )

    def _month(self, row: PlainRow) -> str:
        year, month = row.whole("year", 1000, 9999), row.whole("month", 1, 12)
        found = f"{year:04}-{month:02}"
        if found < _EARLIEST[:7]:
            what = f"{found} is before {_EARLIEST[:7]}, the first month of the tracker"
            raise row.fault("year", what)
        if found > self.release.last_month:
            what = f"{found} is after the last month of release {self.release.number}"
            raise row.fault("year", what)
        return found


def _donor(row: PlainRow) -> str:
    code = row.party("iso")
    named = cells.party(row.needed("country"), row.printed("country"))
    if code != named:
        what = f"“{cells.shown(row.text('country'))}” is not {code}"
        raise row.fault("country", what, "Correct the code or the name.")
    return code


def monthly_rows(tables: Tables, settings: Settings) -> Iterator[Row]:
    """Every donor and month."""
    tracker = _Tracker(tables, _MONTHLY, settings)
    for row in tracker.table.rows():
        yield Row.of(row.number, partial(tracker.by_month, row))


def total_rows(tables: Tables, settings: Settings) -> Iterator[Row]:
    """Every month."""
    tracker = _Tracker(tables, _TOTALS, settings)
    for row in tracker.table.rows():
        yield Row.of(row.number, partial(tracker.of_all, row))


def donor_rows(tables: Tables, settings: Settings) -> Iterator[Row]:
    """Every donor."""
    tracker = _Tracker(tables, _DONORS, settings)
    for row in tracker.table.rows():
        yield Row.of(row.number, partial(tracker.up_to_now, row))


def _is_donors(tables: Tables) -> bool:
    return (
        tables.kind == "text" and has_columns(tables, _DONORS) and "month" not in header_of(tables)
    )


DATA_SETS = (
    DataSet(
        "kiel-months",
        "allocations to Ukraine by donor and month (Kiel Institute)",
        lambda tables: tables.kind == "text" and has_columns(tables, _MONTHLY),
        monthly_rows,
        edition_of,
        plain=True,
    ),
    DataSet(
        "kiel-totals",
        "allocations to Ukraine of all donors by month (Kiel Institute)",
        lambda tables: tables.kind == "text" and has_columns(tables, _TOTALS),
        total_rows,
        edition_of,
        plain=True,
    ),
    DataSet(
        "kiel-donors",
        "allocations to Ukraine by donor up to now (Kiel Institute)",
        _is_donors,
        donor_rows,
        edition_of,
        plain=True,
    ),
)
