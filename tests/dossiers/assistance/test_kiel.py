"""The known answer of the tracker, from its table beside the checkout."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from inzet.dossiers import answer
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation
from inzet.vocabulary.entries import Statement, cell_identity
from tests.dossiers.planting import Planted
from tests.dossiers.pledge.figures import plant

pytestmark = pytest.mark.seed
_BILLION = Decimal(10**9)


def cells(path: Path) -> list[Statement]:
    found = []
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            month = f"{row['year']}-{int(row['month']):02}"
            for column, metric in (("total", "allocations"), ("commitments", "commitments")):
                citation = CellCitation(
                    source="Kiel Institute",
                    edition="29",
                    row=f"{row['iso']} {month}",
                    column=metric,
                )
                found.append(
                    Statement(
                        said="2026-08-04",
                        identity=cell_identity(citation, Act.FIGURE, row["iso"]),
                        act=Act.FIGURE,
                        party=row["iso"],
                        dossiers=("assistance/ukraine",),
                        quote=row[column],
                        citation=citation,
                        content={
                            "metric": metric,
                            "value": f"{Decimal(row[column]) * _BILLION:f}",
                            "unit": "EUR",
                            "when": month,
                            "edition": "29",
                        },
                        valid_from=month,
                        rule="data:tests",
                    )
                )
    return found


def test_allocations_to_ukraine_sum_exactly(planted: Planted, shared: Path) -> None:
    plant(planted.record, cells(shared / "data" / "kiel" / "data_explorer.csv"))
    told = answer(planted.view(), "assistance/ukraine")
    assert told.values["allocations"].value == Decimal("358399501000")
    assert told.headline[0].text.startswith("EUR 358.399501 billion allocated by ")
    assert told.values["allocations.USA"].value == Decimal("115380650000")
