"""Figures of defence expenditure: what each measures, its unit, and the cell it stands in.

Whichever file a figure comes from, the same cell of the same edition gives the same statement.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from decimal import Decimal

from inzet.datasets import cells
from inzet.datasets.findings import Fault
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation
from inzet.vocabulary.entries import DATA_RULES, Statement, cell_identity
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.parties import party_name

DOSSIER = "pledge/defence-expenditure"
FIGURES_RULE = f"{DATA_RULES}figures"
_EARLIEST = 1949


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of NATO's figures that is known by name."""

    title: str
    day: str
    """ISO day on which it was published."""


_TABLES = "NATO, Defence Expenditure of NATO Countries"
EDITIONS = {
    "2019-06": Edition(f"{_TABLES} (2012-2019)", "2019-06-25"),
    "2022-06": Edition(f"{_TABLES} (2014-2022)", "2022-06-27"),
    "2023-03": Edition("NATO, The Secretary General's Annual Report 2022", "2023-03-21"),
    "2023-07": Edition(f"{_TABLES} (2014-2023)", "2023-07-07"),
    "2024-03": Edition("NATO, The Secretary General's Annual Report 2023", "2024-03-14"),
    "2024-06": Edition(f"{_TABLES} (2014-2024)", "2024-06-17"),
    "2025-08": Edition(f"{_TABLES} (2014-2025)", "2025-08-28"),
}
_EDITION = re.compile(r"(\d{4})-(\d{2})\Z")


@dataclass(frozen=True, slots=True)
class Metric:
    """Something that is measured of a party in a year."""

    name: str
    table: str
    """Of NATO's own, where it stands."""
    share: bool = False
    """A part of a whole, in percent."""
    signed: bool = False
    """May be below nothing."""


SHARE, EQUIPMENT = "defence expenditure as share of GDP", "equipment and R&D"
_OF = "as share of defence expenditure"
METRICS = {
    "defence_expenditure": Metric("defence expenditure", "2"),
    "defence_expenditure_share_gdp": Metric(SHARE, "3", share=True),
    "defence_expenditure_annual_real_change": Metric(
        "real change in defence expenditure", "3", signed=True
    ),
    "defence_expenditure_real_change_since": Metric(
        "real change in defence expenditure since", "4", signed=True
    ),
    "gdp": Metric("GDP", "5"),
    "gdp_per_capita": Metric("GDP per head", "6"),
    "defence_expenditure_per_capita": Metric("defence expenditure per head", "6"),
    "military_personnel": Metric("military personnel", "7"),
    "equipment_share": Metric(f"{EQUIPMENT} {_OF}", "8a", share=True),
    "personnel_share": Metric(f"personnel {_OF}", "8a", share=True),
    "infrastructure_share": Metric(f"infrastructure {_OF}", "8b", share=True),
    "other_share": Metric(f"other {_OF}", "8b", share=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One published figure, before it is a statement."""

    metric: Metric
    party: str
    year: int
    value: Decimal
    """In ``unit``."""
    unit: str
    """percent, count, or an ISO 4217 currency in whole units."""
    prices: str = ""
    """``current`` or ``constant 2015``; empty where it is not told."""
    estimate: bool | None = None
    """None where it is not told."""
    printed: str
    """The cell as it stands in the source."""
    since: int | None = None
    """Of a change over several years: the first of them."""
    copy: str = ""
    """Whose copy of the table it was taken from, where it is not NATO's own."""
    cell: str = ""
    """Where in the file it stands."""
    table: str = ""
    """Which of NATO's tables it stands in, where the metric stands in several."""


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition as statements cite it."""

    edition: str
    title: str
    said: str

    @classmethod
    def of(
        cls, edition: str, *, said_on: str | None = None, source: str | None = None
    ) -> Publication:
        """An edition; where its day is not known it is the last of its month, by when it had
        been published.

        Raises:
            InputError: it is not written as a year and a month.
        """
        found = _EDITION.match(edition)
        if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < _EARLIEST:
            raise InputError(
                f"“{cells.shown(edition)}” is not an edition",
                where="--edition",
                fix="Write the year and month of publication: 2024-06.",
            )
        known = EDITIONS.get(edition)
        year, month = int(found[1]), int(found[2])
        last = f"{edition}-{calendar.monthrange(year, month)[1]:02}"
        return cls(
            edition, source or (known.title if known else _TABLES),
            said_on or (known.day if known else last),
        )  # fmt: skip

    @property
    def year(self) -> int:
        """The year in which it was published."""
        return int(self.edition[:4])


def statement(
    figure: Figure, publication: Publication, column: str, *, year_column: str = ""
) -> Statement:
    """A figure as it is kept.

    Args:
        column: of the file it came from, for faults.
        year_column: where the year stands, if in a column of its own.

    Raises:
        Fault: a share below 0 or above 100, an amount below 0, a year that cannot be.
    """
    _check(figure, publication, column, year_column or column)
    title = f"{publication.title}; copy: {figure.copy}" if figure.copy else publication.title
    citation = CellCitation(
        source=title,
        edition=publication.edition,
        row=_PRINTED.get(figure.party) or party_name(figure.party),
        column=_column(figure),
    )
    content: dict[str, object] = {
        "metric": _name(figure),
        "value": cells.written(figure.value),
        "unit": figure.unit,
        "when": str(figure.year),
        "edition": publication.edition,
    }
    if figure.prices:
        content["prices"] = figure.prices
    if figure.prices and figure.unit == "USD":
        content["exchange"] = figure.prices
    if figure.estimate is not None:
        content["estimate"] = figure.estimate
    return Statement(
        identity=cell_identity(citation, Act.FIGURE, figure.party),
        act=Act.FIGURE,
        party=figure.party,
        dossiers=(DOSSIER,),
        quote=figure.printed,
        citation=citation,
        content=content,
        valid_from=str(figure.year),
        said=publication.said,
        rule=FIGURES_RULE,
        explanation={"cell": figure.cell} if figure.cell else {},
    )


_PRINTED = {"SVK": "Slovak Republic", "NATO": "NATO Total", "Europe and Canada": (
    "NATO Europe and Canada"
)}  # fmt: skip
"""Names that NATO's tables print otherwise than the table of parties does."""


def _column(figure: Figure) -> str:
    """As a person would say where to look: ``Table 3, GDP, constant 2015 prices, 2023``."""
    parts = [f"Table {figure.table or figure.metric.table}", _name(figure)]
    if figure.prices:
        parts.append(f"{figure.prices} prices")
    parts.append(str(figure.year))
    return ", ".join(parts)


def _name(figure: Figure) -> str:
    return f"{figure.metric.name} {figure.since}" if figure.since else figure.metric.name


def _check(figure: Figure, publication: Publication, column: str, year_column: str) -> None:
    if figure.metric.share:
        cells.at_least(figure.value, 0, column, "a share")
        cells.at_most(figure.value, 100, column, "a share")
    elif figure.metric.signed:
        cells.at_least(figure.value, -100, column, "a change in percent")
    else:
        cells.at_least(figure.value, 0, column, figure.metric.name)
    if figure.year < _EARLIEST:
        told = f"{figure.year} is before {_EARLIEST}, from when on there are figures"
        raise Fault(year_column, told)
    if figure.year > publication.year + 1:
        raise Fault(
            year_column, f"{figure.year} is long after the edition of {publication.edition}"
        )
