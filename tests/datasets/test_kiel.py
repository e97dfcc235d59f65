"""The tables of the Ukraine Support Tracker, with the release that a file beside them tells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inzet.datasets.kiel import release_of
from inzet.reading.tables import load_tables
from inzet.vocabulary.errors import InputError
from tests.datasets import files
from tests.datasets.files import rows_of, statements_of, told

OF_29 = {"edition": "29", "said_on": "2026-08-04", "last_month": "2026-04"}
TOTALS = "year,month,total_allocations,military,financial,humanitarian\n2022,3,1.215,0,1.21,0.005\n"
DONORS = "iso,country,total,military,financial,humanitarian,commitments\nNOR,Norway,1,1,0,0,2\n"
RELEASE = b'"release","period","date","label"\n"29","04/2026","2026-08-04","Tracker"\n'


def test_each_amount_of_a_month_is_a_figure() -> None:
    found = statements_of(files.KIEL, **OF_29)
    march = [each for each in found if each.party == "NOR" and each.valid_from == "2022-03"]
    assert {each.content["metric"]: each.content["value"] for each in march} == {
        "allocations": "15000000",
        "financial allocations": "10000000",
        "humanitarian allocations": "5000000",
        "military allocations": "0",
        "commitments": "20000000",
    }
    first = march[0]
    assert first.dossiers == ("assistance/ukraine",)
    assert (first.content["unit"], first.content["edition"]) == ("EUR", "29")
    assert (first.said, first.quote) == ("2026-08-04", "0.015")


def test_what_a_donor_is_measured_by_is_told_once() -> None:
    product = [
        each for each in statements_of(files.KIEL, **OF_29) if each.content["metric"] == "GDP"
    ]
    assert [(each.party, each.content["value"], each.valid_from) for each in product] == [
        ("NOR", "480500000000", None)
    ]
    wrong = files.KIEL.replace("0.1,480.5", "0.1,481")
    assert told(wrong, **OF_29) == [(3, "gdp", "NOR has another GDP here than above, 480.5")]


def test_sums_have_names_of_their_own() -> None:
    everything = [
        *statements_of(files.KIEL, **OF_29),
        *statements_of(TOTALS, **OF_29),
        *statements_of(DONORS, **OF_29),
    ]
    months = [each for each in everything if each.content["metric"] == "allocations"]
    assert sum(Decimal(each.content["value"]) for each in months) == 1_315_000_000
    assert {each.party for each in everything if "total" in each.content["metric"]} == {
        "all donors"
    }
    assert {each.content["when"] for each in everything if "date" in each.content["metric"]} == {
        "2026-04"
    }


def test_the_release() -> None:
    found = release_of(load_tables(RELEASE), "release_info.csv")
    assert found is not None
    assert (found.number, found.said, found.last_month) == ("29", "2026-08-04", "2026-04")
    assert release_of(load_tables(files.KIEL.encode()), "x.csv") is None
    with pytest.raises(InputError, match="it tells no release"):
        release_of(load_tables(RELEASE.replace(b'"29"', b'"next"')), "release_info.csv")


def test_without_a_release_it_is_asked_for() -> None:
    with pytest.raises(InputError, match="its release is not told") as caught:
        rows_of(files.KIEL)
    assert "release_info.csv" in caught.value.fix
    with pytest.raises(InputError, match="the day of its release is not told"):
        rows_of(files.KIEL, edition="29")
    with pytest.raises(InputError, match="“2024-06” is no release"):
        rows_of(files.KIEL, edition="2024-06", said_on="2024-06-01")


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ('"Norway","NOR",2019,3,1,0,0,1,1,', "year", "2019-03 is before 2022-01"),
        ('"Norway","NOR",2027,3,1,0,0,1,1,', "year", "after the last month of release 29"),
        ('"Norway","NOR",2022,13,1,0,0,1,1,', "month", "not a whole number from 1 to 12"),
        ('"Norway","NOR",2022,3,-1,0,0,1,1,', "total", "an amount cannot be below 0"),
        ('"Norway","SWE",2022,3,1,0,0,1,1,', "country", "“Norway” is not SWE"),
        ('"Wakanda","WKD",2022,3,1,0,0,1,1,', "iso", "there is no party “WKD”"),
        ('"Norway","NOR",2022,3,1,"0,5",0,1,1,', "financial", "could be two numbers"),
    ],
)
def test_a_wrong_month_is_told(row: str, column: str, words: str) -> None:
    header = files.KIEL.splitlines()[0]
    ((at, where, what),) = told(f"{header}\n{row}\n", **OF_29)
    assert (at, where) == (2, column)
    assert words in what
