"""The known answers about the pledges, from NATO's published figures beside the checkout."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from inzet.dossiers import Answer, Value, answer
from tests.dossiers.planting import Planted
from tests.dossiers.pledge.figures import THE_HAGUE, WALES, agreement, plant, published

pytestmark = pytest.mark.seed
YEARS = range(2014, 2025)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Planted]:
    planting = Planted(tmp_path_factory.mktemp("figures"))
    plant(planting.record, published(shared / "data"))
    plant(
        planting.record,
        [
            agreement("pledge/wales-2014", "2014-09-05", WALES),
            agreement("pledge/the-hague-2025", "2025-06-25", THE_HAGUE),
        ],
    )
    yield planting
    planting.record.close()


@pytest.fixture(scope="module")
def june(figures: Planted) -> Answer:
    return answer(figures.view(as_of="2024-12-31"), "pledge", edition="2024-06")


def numbers(told: Answer, name: str, more: str = "") -> list[Any]:
    return [told.values[f"{name}.{year}{more}"].value for year in YEARS]


def test_who_meets_what_in_the_edition_of_june_2024(june: Answer) -> None:
    assert numbers(june, "share-2") == [3, 5, 5, 4, 6, 7, 9, 6, 7, 10, 23]
    assert numbers(june, "equipment-20") == [8, 9, 10, 12, 13, 17, 17, 22, 24, 26, 29]
    both = numbers(june, "share-2+equipment-20")
    assert [both[0], both[8], both[9], both[10]] == [2, 7, 8, 23]


def test_the_allies_of_each_year_are_counted_beside_the_tables(june: Answer) -> None:
    assert numbers(june, "share-2", ".allies") == numbers(june, "share-2")
    of_allies = numbers(june, "equipment-20", ".allies")
    assert of_allies == [7, 8, 9, 11, 12, 15, 15, 21, 22, 25, 29]
    row = next(row for row in june.tables[1].rows if row[0].text == "2014")
    assert [cell.text for cell in row[1:]] == [
        "2024-06",
        "3 of 31",
        "8 of 31",
        "7 of 27",
        "2 of 31",
    ]


def test_every_count_has_a_statement_for_each_country_counted(june: Answer) -> None:
    value = june.values["share-2.2023"]
    assert {row.party for row in value.sources if row.content["when"] == "2023"} >= {"NLD", "SWE"}
    assert len(value.sources) == 31


@pytest.mark.parametrize(
    ("year", "published_count", "recomputed", "party"),
    [(2019, 7, 6, "LTU"), (2020, 9, 8, "FRA"), (2024, 23, 22, "SVK")],
)
def test_a_cell_of_exactly_two_shows_what_its_inputs_give(
    june: Answer, year: int, published_count: int, recomputed: int, party: str
) -> None:
    value = june.values[f"share-2.{year}"]
    assert value.value == published_count
    inputs = [other for other in value.others if other.value == recomputed]
    assert [{row.party for row in other.sources} for other in inputs] == [{party}]
    assert "inputs" in value.rule


@pytest.mark.parametrize(
    ("day", "party", "inputs"),
    [
        ("2019-12-31", "LTU", "1.995"),
        ("2020-12-31", "FRA", "1.986"),
        ("2024-12-31", "SVK", "1.989"),
    ],
)
def test_the_contested_cell_stands_in_the_table(
    figures: Planted, day: str, party: str, inputs: str
) -> None:
    told = answer(figures.view(as_of=day), "pledge", edition="2024-06")
    cells = [
        row[1] for row in table(told, "allies").rows if row[1].value and row[1].value.contested
    ]
    assert [cell.text for cell in cells] == ["2.00"]
    value = cells[0].value
    assert value is not None
    assert value.value == 2
    assert {row.party for row in value.sources} == {party}
    assert [round(other.value, 3) for other in value.others] == [Decimal(inputs)]
    assert {row.content["metric"] for row in value.others[0].sources} == {
        "defence expenditure",
        "GDP",
    }


def test_no_other_year_is_contested_by_its_inputs(june: Answer) -> None:
    rest = set(YEARS) - {2019, 2020, 2024}
    for year in rest:
        assert "inputs" not in june.values[f"share-2.{year}"].rule


def test_groups_are_the_sums_of_their_members(june: Answer) -> None:
    told = {2014: "1.428", 2022: "1.659", 2023: "1.775", 2024: "2.015"}
    for year, value in told.items():
        assert round(june.values[f"group.Europe and Canada.{year}"].value, 3) == Decimal(value)
    assert round(june.values["group.NATO.2024"].value, 3) == Decimal("2.713")
    for group in ("NATO", "Europe and Canada"):
        for year in YEARS:
            total: Value[Any] = june.values[f"group.{group}.{year}"]
            again = june.values[f"group.{group}.{year}.recomputed"]
            assert abs(total.value - again.value) < Decimal("0.00001")
            assert not total.contested


def test_the_glance_at_the_end_of_2023(figures: Planted) -> None:
    told = answer(figures.view(as_of="2023-12-31"), "pledge", edition="2024-06")
    first = told.headline[0].text
    assert first.startswith("10 allies at or above 2 % of GDP in 2023: of 30 with figures among")
    assert "31 allies of 31 December 2023" in first
    assert "Iceland, which has no armed forces" in first
    assert "Sweden as well, not in the alliance yet: 10 of 31" in first
    assert told.line.text == "10 of 31 at or above 2 % in 2023 (2024-06)"
    assert not any(name.endswith(".2024") for name in told.values)


def test_by_the_choice_of_edition_2023_is_ten_and_the_others_say_eleven(figures: Planted) -> None:
    told = answer(figures.view(as_of="2023-12-31"), "pledge")
    value = told.values["share-2.2023"]
    assert value.value == 10
    assert "newest edition with a figure for every ally" in value.rule
    others = {
        row.content["edition"]: other.value for other in value.others for row in other.sources
    }
    assert others == {"2023-07": 11, "2024-03": 11}
    assert any("11 in 2023-07, 11 in 2024-03" in each.text for each in told.headline)
    rows = {row[0].text: [cell.text for cell in row] for row in table(told, "editions").rows}
    assert rows["2023-07"][1] == "11 of 30"
    assert rows["2024-06"][1:] == ["10 of 31", "26 of 31", "", "yes"]


def test_what_had_been_said_by_the_end_of_2023_is_eleven(figures: Planted) -> None:
    told = answer(figures.view(known_on="2023-12-31"), "pledge")
    assert told.values["share-2.2023"].value == 11
    assert told.state["editions"]["2023"] == {"edition": "2023-07", "rule": "complete"}


def test_an_edition_revised_the_last(figures: Planted) -> None:
    view = figures.view(as_of="2023-12-31")
    summer = answer(view, "pledge", edition="2024-06", options={"against": "2023-07"})
    assert any(
        "on average 0.22 points, at most 0.84 (Romania, 2.44 to 1.60)" in each.text
        for each in summer.headline
    )
    spring = answer(view, "pledge", edition="2024-06", options={"against": "2024-03"})
    assert any(
        "on average 0.10 points, at most 0.66 (Poland, 3.92 to 3.26)" in each.text
        for each in spring.headline
    )
    assert [cell.text for cell in table(summer, "revision").rows[0]] == [
        "Romania",
        "2.44",
        "1.60",
        "−0.84",
    ]


def test_the_hague_holds_the_same_figures_against_its_own_target(figures: Planted) -> None:
    told = answer(figures.view(as_of="2025-12-31"), "pledge/the-hague-2025")
    assert told.values["share-3.5.2024"].value == 1
    assert "share-2.2024" not in told.values
    assert any("up to 1.5" in cell.text for cell in table(told, "agreements").rows[0])
    assert any("No figures tell whether 1.5 %" in each.text for each in told.headline)
    assert table(told, "path").title == "The way to 3.5 % of GDP by 2035"


def table(told: Answer, key: str) -> Any:
    return next(each for each in told.tables if each.key == key)
