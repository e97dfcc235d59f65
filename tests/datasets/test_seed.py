"""The real files: known answers must come out of them, to the last digit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from inzet.datasets import Imported
from inzet.record import Record
from inzet.reference import install
from inzet.vocabulary.entries import Statement
from tests.datasets.files import intake, rows_of, statements_of

pytestmark = pytest.mark.seed
WORKBOOK = "raw/240617-def-exp-2024-TABLES-en.xlsx"
OF_29 = {"edition": "29", "said_on": "2026-08-04", "last_month": "2026-04"}
JOINED = {"MNE": 2017, "MKD": 2020, "FIN": 2023, "SWE": 2024}
"""First year that counts for the totals of Europe and Canada, by the workbook's own note."""
GROUPS = {"NATO", "Europe and Canada"}
SHARE = "defence expenditure as share of GDP"
EQUIPMENT = "equipment and R&D as share of defence expenditure"
YEARS = range(2014, 2025)


@pytest.fixture(scope="module")
def workbook(shared: Path) -> list[Statement]:
    return statements_of((shared / "data" / WORKBOOK).read_bytes(), WORKBOOK)


def shares(workbook: list[Statement], metric: str) -> dict[tuple[str, int], Decimal]:
    """Value by party and year."""
    return {
        (str(each.party), int(each.content["when"])): Decimal(each.content["value"])
        for each in workbook
        if each.content["metric"] == metric
    }


def reached(found: dict[tuple[str, int], Decimal], target: int) -> list[set[str]]:
    """Who is at or above a target, year by year."""
    return [
        {
            party
            for (party, at), value in found.items()
            if at == year and value >= target and party not in GROUPS
        }
        for year in YEARS
    ]


def test_the_edition_and_all_tables(workbook: list[Statement]) -> None:
    assert {each.content["edition"] for each in workbook} == {"2024-06"}
    assert {each.said for each in workbook} == {"2024-06-17"}
    tables = Counter(str(each.explanation["cell"]).partition("!")[0] for each in workbook)
    assert set(tables) == {f"TABLE{name}" for name in (1, 2, 3, 4, 5, 6, 7, "8a", "8b")}
    assert len({each.identity for each in workbook}) == len(workbook)


def test_how_many_allies_met_two_percent(workbook: list[Statement]) -> None:
    met = reached(shares(workbook, SHARE), 2)
    assert [len(year) for year in met] == [3, 5, 5, 4, 6, 7, 9, 6, 7, 10, 23]


def test_how_many_met_a_fifth_on_equipment_and_both(workbook: list[Statement]) -> None:
    fifth = reached(shares(workbook, EQUIPMENT), 20)
    assert [len(year) for year in fifth] == [8, 9, 10, 12, 13, 17, 17, 22, 24, 26, 29]
    both = [len(a & b) for a, b in zip(reached(shares(workbook, SHARE), 2), fifth, strict=True)]
    assert (both[0], both[8], both[9], both[10]) == (2, 7, 8, 23)


def test_three_cells_are_exactly_two(workbook: list[Statement]) -> None:
    exact = {key for key, value in shares(workbook, SHARE).items() if value == 2}
    assert exact == {("FRA", 2020), ("LTU", 2019), ("SVK", 2024)}


@pytest.mark.parametrize("prices", ["current", "constant 2015"])
def test_the_allies_add_up_to_the_published_total(workbook: list[Statement], prices: str) -> None:
    spent = {
        (str(each.party), int(each.content["when"])): Decimal(each.content["value"])
        for each in workbook
        if each.content["metric"] == "defence expenditure"
        and each.content["unit"] == "USD"
        and each.content["prices"] == prices
    }
    for year in YEARS:
        added = sum(
            value
            for (party, at), value in spent.items()
            if at == year and party not in {*GROUPS, "USA"} and JOINED.get(party, 0) <= year
        )
        # The workbook's own sums are floating-point numbers of ten and more digits.
        assert abs(added - spent["Europe and Canada", year]) < 1, year
        with_everybody = added + sum(
            value for party, value in ((p, spent[p, year]) for p in JOINED if JOINED[p] > year)
        )
        if year < 2024:
            assert abs(with_everybody - spent["Europe and Canada", year]) > 1_000_000, year


def test_the_shares_of_groups(workbook: list[Statement]) -> None:
    found = shares(workbook, SHARE)
    told = {year: round(found["Europe and Canada", year], 3) for year in (2014, 2022, 2023, 2024)}
    assert told == {
        2014: Decimal("1.428"),
        2022: Decimal("1.659"),
        2023: Decimal("1.775"),
        2024: Decimal("2.015"),
    }
    assert round(found["NATO", 2024], 3) == Decimal("2.713")


def test_the_long_table_tells_the_same_cells(shared: Path, workbook: list[Statement]) -> None:
    data = (shared / "data" / "nato_defexp_2024-06_long.csv").read_bytes()
    book = {each.identity: each.content for each in workbook}
    plain = {each.identity: each.content for each in statements_of(data)}
    assert len(plain) == 5346
    assert {identity: book[identity] for identity in plain} == plain
    # Table 4 is in the workbook alone.
    assert {book[each]["metric"] for each in book.keys() - plain.keys()} == {
        "real change in defence expenditure since 2014"
    }


def test_the_reference_entries_tell_the_same_cells(
    workbook: list[Statement], tmp_path: Path
) -> None:
    with Record.create(tmp_path / "r.db", "Office") as record:
        install(record)
        found = record.view(record.reader()).readings([each.identity for each in workbook])
    book = {each.identity: each.content for each in workbook}
    # So what everybody has is not taken in a second time with the workbook.
    assert len(found) == 2200
    for identity, (shipped,) in found.items():
        theirs = dict(shipped.statement.content)
        assert Decimal(theirs.pop("value")) == Decimal(book[identity]["value"])
        assert theirs == {key: told for key, told in book[identity].items() if key != "value"}


def test_by_edition(shared: Path) -> None:
    data = (shared / "data" / "nato_defexp_other_editions.csv").read_bytes()
    met: dict[tuple[str, str], set[str]] = {}
    for each in statements_of(data):
        if each.content["metric"] == SHARE and each.content["when"] == "2023":
            key = each.content["edition"], each.citation.source  # type: ignore[union-attr]
            met.setdefault(key, set())
            if Decimal(each.content["value"]) >= 2:
                met[key].add(str(each.party))
    counted = {
        (edition, len(who))
        for (edition, _), who in met.items()
        if edition in ("2023-07", "2024-03")
    }
    assert {("2023-07", 11), ("2024-03", 11)} <= counted


def test_the_extract_of_july_2023(shared: Path) -> None:
    name = "230707-def-exp-2023-TABLES-en.EXTRACT.csv"
    found = statements_of((shared / "data" / "raw" / name).read_bytes(), name)
    assert {each.said for each in found} == {"2023-07-07"}
    latest = {
        str(each.party): Decimal(each.content["value"])
        for each in found
        if each.content["metric"] == SHARE and each.content["when"] == "2023"
    }
    assert sum(value >= 2 for value in latest.values()) == 11
    assert len(latest) == 30
    assert {each.content.get("prices") for each in found} == {"current", "constant 2015", None}


def test_allocations_add_up_to_the_cent(shared: Path) -> None:
    folder = shared / "data" / "kiel"
    months = statements_of((folder / "data_explorer.csv").read_bytes(), **OF_29)
    totals = statements_of((folder / "total_allocations.csv").read_bytes(), **OF_29)
    donors = statements_of((folder / "by_donor_total_2022-01_2026-04.csv").read_bytes(), **OF_29)
    assert added(months, "allocations") == Decimal("358399501000")
    assert added(totals, "total allocations") == Decimal("358399501000")
    assert added(donors, "allocations to date") == Decimal("358399501000")


def added(found: list[Statement], metric: str) -> Decimal:
    """The sum of a metric, in euros."""
    return sum(
        (Decimal(each.content["value"]) for each in found if each.content["metric"] == metric),
        Decimal(),
    )


def test_ratifications_by_day(shared: Path) -> None:
    found = statements_of((shared / "data" / "ratification_fin_swe.csv").read_bytes())
    approved = sorted(
        each.content["when"]
        for each in found
        if each.dossiers == ("accession/FIN",)
        and each.content["event"] == "national approval completed"
        and "step" not in each.content
    )
    for day, count in (
        ("2022-07-31", 20),
        ("2022-08-31", 24),
        ("2022-09-30", 28),
        ("2023-03-30", 30),
    ):
        assert sum(when <= day for when in approved) == count, day


def test_a_proposal_of_so_much_a_year_is_no_contribution(shared: Path) -> None:
    rows = rows_of((shared / "data" / "ucap_contributions.csv").read_bytes())
    refused = [each for row in rows for each in row.refused]
    assert [(each.row, each.column) for each in refused] == [(15, "currency")]
    assert sum(bool(row.statements) for row in rows) == 13


def test_a_framework_of_techniques(shared: Path) -> None:
    found = statements_of((shared / "data" / "threat" / "disarm.json").read_bytes(), "disarm.json")
    kinds = Counter(each.content["type"] for each in found)
    assert (kinds["attack-pattern"], kinds["x-mitre-tactic"]) == (391, 16)
    assert {each.party for each in found if each.content["type"] == "attack-pattern"} == {
        "DISARM Foundation"
    }


FILES: list[tuple[str, dict[str, Any]]] = [
    (WORKBOOK, {}),
    ("nato_defexp_2024-06_long.csv", {}),
    ("nato_defexp_other_editions.csv", {}),
    ("raw/230707-def-exp-2023-TABLES-en.EXTRACT.csv", {}),
    ("kiel/data_explorer.csv", OF_29),
    ("ratification_fin_swe.csv", {}),
    ("ratification_earlier_enlargements.csv", {}),
    ("ukraine_eu_seven_steps.csv", {}),
    ("threat/disarm.json", {}),
]


def test_all_of_them_twice(shared: Path, tmp_path: Path) -> None:
    with Record.create(tmp_path / "r.db", "Office") as record:
        first = list(imported(shared, record))
        head = record.head()
        again = list(imported(shared, record))
        assert record.head() == head
    assert all(each.refusals == 0 for each in first)
    assert [each.known + each.empty for each in again] == [each.rows for each in again]
    # The long table is the workbook in another form.
    assert (first[1].taken, first[1].known) == (0, 5346)


def imported(shared: Path, record: Record) -> Iterator[Imported]:
    """What became of each file."""
    for name, settings in FILES:
        yield intake((shared / "data" / name).read_bytes(), name, **settings).keep(record)
