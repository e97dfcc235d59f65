"""Figures of expenditure to plant, as the reference entries and imports have them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation, OutsideCitation
from inzet.vocabulary.entries import Statement, cell_identity

SHARE = "defence expenditure as share of GDP"
EQUIPMENT = "equipment and R&D as share of defence expenditure"
SAID = {
    "2019-06": "2019-06-25",
    "2022-06": "2022-06-27",
    "2023-03": "2023-03-21",
    "2023-07": "2023-07-07",
    "2024-03": "2024-03-14",
    "2024-06": "2024-06-17",
    "2025-08": "2025-08-28",
}
WALES = {
    "name": "2% norm",
    "agreed_at": "Wales",
    "agreed_in": 2014,
    "deadline": 2024,
    "targets": [
        {"metric": SHARE, "direction": "growing towards", "value": "2", "unit": "percent"},
        {"metric": EQUIPMENT, "direction": "of which", "value": "20", "unit": "percent"},
    ],
}
THE_HAGUE = {
    "name": "5% norm",
    "agreed_at": "The Hague",
    "agreed_in": 2025,
    "deadline": 2035,
    "targets": [
        {
            "metric": "core defence expenditure as share of GDP",
            "direction": "at least",
            "value": "3.5",
            "unit": "percent",
        },
        {
            "metric": "defence and security related expenditure as share of GDP",
            "direction": "up to",
            "value": "1.5",
            "unit": "percent",
        },
    ],
}


def figure(
    edition: str,
    party: str,
    year: int,
    value: str,
    metric: str = SHARE,
    *,
    unit: str = "percent",
    copy: str = "",
    **more: Any,
) -> Statement:
    """One cell of an edition."""
    prices = str(more.get("prices", ""))
    citation = CellCitation(
        source="NATO" + copy,
        edition=edition,
        row=f"{metric} {prices} {party}",
        column=str(year),
    )
    return Statement(
        said=SAID[edition],
        identity=cell_identity(citation, Act.FIGURE, party),
        act=Act.FIGURE,
        party=party,
        dossiers=("pledge/defence-expenditure",),
        quote=value,
        citation=citation,
        content={
            "metric": metric,
            "value": value,
            "unit": unit,
            "when": str(year),
            "edition": edition,
            **more,
        },
        valid_from=str(year),
        rule="data:tests",
    )


def agreement(
    dossier: str, day: str, content: Mapping[str, Any], source: str = "a declaration"
) -> Statement:
    """A decision on a pledge."""
    citation = OutsideCitation(identifier=source, date=day, says=dossier)
    return Statement(
        said=day,
        identity=cell_identity(citation, Act.DECISION, "NATO members"),
        act=Act.DECISION,
        party="NATO members",
        dossiers=(dossier,),
        quote="It was agreed.",
        citation=citation,
        content=dict(content),
        valid_from=day,
        rule="data:tests",
    )


def plant(record: Record, statements: Iterable[Statement], marking: str = "INTERNAL") -> None:
    """All of them, in one batch."""
    with record.batch(marking) as batch:
        for each in statements:
            batch.add(each)


GROUPS = {"NATO_TOTAL": "NATO", "NATO_EUR_CAN": "Europe and Canada"}
MEASURES = {
    "defence_expenditure_share_gdp": SHARE,
    "equipment_share": EQUIPMENT,
    "defence_expenditure": "defence expenditure",
    "gdp": "GDP",
}


def published(folder: Path) -> Iterable[Statement]:
    """June 2024 and what there is of other editions, from the tables beside the checkout."""
    with (folder / "nato_defexp_2024-06_long.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["measure"] in MEASURES and row["unit"] != "national_currency_million":
                yield _cell(row, row["unit"], row["price_basis"])
    seen = set()
    with (folder / "nato_defexp_other_editions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            share = row["measure"] in ("defence_expenditure_share_gdp", "equipment_share")
            cell = row["edition"], row["measure"], row["iso3"], row["year"]
            if share and cell not in seen:
                seen.add(cell)
                yield _cell(row, row["unit"], "")


def _cell(row: Mapping[str, str], unit: str, basis: str) -> Statement:
    value, money = row["value"], unit == "usd_million"
    if money:
        value = f"{float(value) * 1e6:.2f}"
    prices = " ".join(basis.split()[: 2 if basis.startswith("constant") else 1])
    return figure(
        row["edition"],
        GROUPS.get(row["iso3"], row["iso3"]),
        int(row["year"]),
        value,
        MEASURES[row["measure"]],
        unit="USD" if money else "percent",
        estimate=row["is_estimate"] == "1",
        **({"prices": prices} if money else {}),
    )
