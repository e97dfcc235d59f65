"""Figures of defence expenditure by edition, and what was published about them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from inzet.reference import tables
from inzet.reference.made import made
from inzet.reference.tables import Row
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation
from inzet.vocabulary.entries import Statement

DOSSIER = "pledge/defence-expenditure"
_MILLION = Decimal(1_000_000)


def figures() -> Iterator[Statement]:
    """Every cell of the published tables that is carried, with its edition."""
    for row in tables.rows("figures"):
        for year in (column for column in row.cells if column.isdigit()):
            if row[year]:
                yield _figure(row, year)


def _figure(row: Row, year: str) -> Statement:
    edition = tables.edition(row["edition"])
    value, unit, printed = row[year], row["unit"], row[year]
    if unit == "USD millions":
        # Only the point moves: a decimal is as exact as it was printed.
        value, unit = f"{Decimal(value) * _MILLION:f}", "USD"
    prices = row["prices"]
    column = f"{row['table']}, {row['metric']}, {prices + ' prices, ' if prices else ''}{year}"
    return made(
        "figures",
        Act.FIGURE,
        party=row["party"],
        dossiers=(DOSSIER,),
        quote=printed,
        citation=CellCitation(
            source=edition.title, edition=row["edition"], row=row["row"], column=column
        ),
        content={
            "metric": row["metric"],
            "value": value,
            "unit": unit,
            "when": year,
            "edition": row["edition"],
            "estimate": bool(row["estimates_from"]) and year >= row["estimates_from"],
            "prices": prices,
            # Money is turned into dollars at the rates of the year of its prices.
            "exchange": prices if unit == "USD" else None,
        },
        said=edition.day,
        valid_from=year,
        explanation={"copy": tables.copied_from(row["copy"])},
    )


def headlines() -> Iterator[Statement]:
    """Counts and changes that were published, with or without the table they follow from."""
    for row in tables.rows("headlines"):
        of = f" of {row['of']}" if row["of"] else ""
        unit = " %" if row["unit"] == "percent" else of
        quote = f"{row['party']}, {row['metric']}, {row['when']}: {row['value']}{unit}."
        yield made(
            "headlines",
            Act.FIGURE,
            party=row["party"],
            dossiers=(DOSSIER,),
            quote=quote,
            citation=row.source().cited(quote),
            content={
                "metric": row["metric"],
                "value": row["value"],
                "unit": row["unit"],
                "when": row["when"],
                "edition": row["edition"],
                "of": int(row["of"]) if row["of"] else None,
                "note": row["note"],
            },
            said=row.day("said"),
            valid_from=row["when"],
        )
