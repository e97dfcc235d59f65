"""NATO's workbook: recognised by itself, refused where its layout is another."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from inzet.reading.tables import load_tables
from inzet.vocabulary.citations import CellCitation
from inzet.vocabulary.errors import InputError
from tests.datasets.files import nato, rows_of, statements_of, table, told
from tests.reading.sheets import Value, xlsx

NAME = "nato.xlsx"


def test_every_cell_is_a_figure_with_its_place() -> None:
    found = statements_of(nato(), NAME)
    assert len(found) == 2 * 2 + 2 + 2 + 1 + 2 + 1
    share = next(each for each in found if each.content["value"] == "1.67")
    assert share.citation == CellCitation(
        source="NATO, Defence Expenditure of NATO Countries (2014-2023)",
        edition="2023-07",
        row="Norway",
        column="Table 3, defence expenditure as share of GDP, constant 2015 prices, 2023",
    )
    assert share.content == {
        "metric": "defence expenditure as share of GDP",
        "value": "1.67",
        "unit": "percent",
        "when": "2023",
        "edition": "2023-07",
        "prices": "constant 2015",
        "estimate": True,
    }
    assert (share.party, share.quote, share.said) == ("NOR", "1.67", "2023-07-07")
    assert (share.valid_from, share.valid_to, share.rule) == ("2023", None, "data:figures")
    assert share.explanation == {"cell": "TABLE3!D8"}


def test_money_is_in_whole_units_of_its_currency() -> None:
    money = {
        (each.party, each.content["prices"], each.content["when"]): (
            each.content["value"],
            each.content["unit"],
        )
        for each in statements_of(nato(), NAME)
        if each.content["metric"] == "defence expenditure"
    }
    assert money["NOR", "current", "2022"] == ("100500000", "NOK")
    assert money["NOR", "constant 2015", "2023"] == ("95000000", "NOK")
    assert money["CZE", "current", "2023"] == ("8000000", "CZK")


def test_of_table_four_only_the_change_is_new() -> None:
    found = [each for each in statements_of(nato(), NAME) if "since" in each.content["metric"]]
    assert [(each.content["metric"], each.content["value"]) for each in found] == [
        ("real change in defence expenditure since 2014", "20.5")
    ]


def test_a_row_without_values_and_a_missing_value_tell_nothing() -> None:
    rows = rows_of(nato(), NAME)
    total = next(row for row in rows if any(each.party == "NATO" for each in row.statements))
    assert [each.content["when"] for each in total.statements] == ["2022"]


def test_another_year_in_the_same_layout_is_taken() -> None:
    sheet = table(
        "Table 7 : Military personnel", "Thousands", [2024, "2025e"], {"": [["Norway", 1, 2]]}
    )
    found = statements_of(xlsx({"T7": sheet}, created="2025-08-20T00:00:00Z"), NAME)
    assert [(each.content["value"], each.content["edition"]) for each in found] == [
        ("1000", "2025-08"),
        ("2000", "2025-08"),
    ]
    assert {each.said for each in found} == {"2025-08-28"}


def test_an_edition_that_is_not_known_was_out_by_the_end_of_its_month() -> None:
    sheet = table(
        "Table 7 : Military personnel", "Thousands", [2025, "2026e"], {"": [["Norway", 1, 2]]}
    )
    data = xlsx({"T7": sheet}, created="2026-02-03T00:00:00Z")
    assert {each.said for each in statements_of(data, NAME)} == {"2026-02-28"}
    assert {each.said for each in statements_of(data, NAME, said_on="2026-02-11")} == {"2026-02-11"}


Rows = list[list[Value]]
YEARS: list[Value] = [2022, "2023e"]
ROW: list[list[Value]] = [["Norway", 1, 2]]


def share(heading: str) -> Rows:
    """A table of shares with this heading above its rows."""
    return table("Table 3 : Share", "Based on 2015 prices", YEARS, {heading: ROW})


def personnel(subtitle: str = "Thousands", years: Sequence[Value] = YEARS, number: int = 7) -> Rows:
    """A table of personnel with this subtitle and these years."""
    return table(f"Table {number} : Military personnel", subtitle, years, {"": ROW})


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (personnel(number=9), "no table 9"),
        (personnel("Millions"), "its subtitle is not “thousands”"),
        (share("Share of GNI (%)"), "row 7 has a heading that is not known: “Share of GNI"),
        (share(""), "row 7 stands under no heading"),
        (personnel(years=["first", "second"]), "no row of years"),
    ],
    ids=["table", "unit", "heading", "no heading", "no years"],
)
def test_another_layout_is_told_with_its_sheet(sheet: Rows, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        rows_of(nato(OTHER=sheet), NAME)
    assert caught.value.where == f"{NAME}, sheet OTHER"


def test_the_edition_must_fit_the_years() -> None:
    with pytest.raises(InputError, match=r"run to 2023, and that is not the edition of 2024-06"):
        rows_of(nato(), NAME, edition="2024-06")
    with pytest.raises(InputError, match=re.escape("“June” is not an edition")):
        rows_of(nato(), NAME, edition="June")
    undated = xlsx(
        {"T7": table("Table 7 : Military personnel", "Thousands", YEARS, {"": [["Norway", 1, 2]]})},
        created="",
    )
    with pytest.raises(InputError, match="does not say when it was made"):
        rows_of(undated, NAME)
    assert statements_of(undated, NAME, edition="2023-07")


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (["Ruritania", 1, 2], "B", "there is no party “Ruritania”"),
        (["Norway", "#REF!", 2], "C (2022)", "“#REF!” is not a number"),
        (["Norway", 1, -2], "D (2023e)", "a share cannot be below 0, and this is -2"),
        (["Norway", 101, 2], "C (2022)", "a share cannot be above 100"),
    ],
)
def test_a_wrong_cell_is_told_with_row_and_column(
    row: list[Value], column: str, words: str
) -> None:
    sheet = table(
        "Table 3 : Share", "Based on 2015 prices", YEARS, {"Share of real GDP (%)": [row]}
    )
    ((at, where, what),) = told(nato(TABLE3=sheet), NAME)
    assert (at, where) == (8, column)
    assert words in what


def test_a_currency_that_is_not_known() -> None:
    rows: Rows = [["Norway (Florins)", 1, 2], ["Norway", 1, 2]]
    units = "Million national currency units"
    sheet = table("Table 1 : Defence expenditure", units, YEARS, {"Current prices": rows})
    assert [what for _, _, what in told(nato(TABLE1=sheet), NAME)] == [
        "“Florins” is not a currency",
        "the currency is missing",
    ]


def test_a_workbook_of_something_else_is_no_data_set() -> None:
    with pytest.raises(InputError, match="no sheet has the title of one of NATO's tables"):
        rows_of(xlsx({"A": [["a", "b"], [1, 2]], "B": [[1]]}), NAME)
    assert load_tables(nato()).created == "2023-07-05"
