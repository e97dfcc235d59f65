"""The tables carry over what the data beside the checkout says, digit by digit."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from inzet.reference import tables

pytestmark = pytest.mark.seed

MEASURES = {
    "defence_expenditure_share_gdp": "defence expenditure as share of GDP",
    "equipment_share": "equipment and R&D as share of defence expenditure",
}
GROUPS = {"NATO_TOTAL": "NATO", "NATO_EUR_CAN": "Europe and Canada"}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def carried() -> dict[tuple[str, str, str, str], str]:
    """Shares by edition, metric, party and year."""
    return {
        (row["edition"], row["metric"], row["party"], year): row[year]
        for row in tables.rows("figures")
        if row["metric"] in MEASURES.values()
        for year in row.cells
        if year.isdigit() and row[year]
    }


def test_every_share_of_every_edition_is_carried_and_none_beside(shared: Path) -> None:
    found: dict[tuple[str, str, str, str], set[str]] = {}
    for name in ("nato_defexp_2024-06_long.csv", "nato_defexp_other_editions.csv"):
        for row in read(shared / "data" / name):
            if row["measure"] in MEASURES:
                party = GROUPS.get(row["iso3"], row["iso3"])
                key = row["edition"], MEASURES[row["measure"]], party, row["year"]
                found.setdefault(key, set()).add(row["value"])
    ours = carried()
    assert set(ours) == set(found)
    assert all(value in found[key] for key, value in ours.items())


def test_every_dated_step_of_an_accession_is_carried(shared: Path) -> None:
    told = {
        (row["protocol"], row["ally_iso3"], row["date"])
        for row in read(shared / "data" / "ratification_fin_swe.csv")
    } | {
        (row["case"], row["state_iso3"], row["date"])
        for row in read(shared / "data" / "ratification_earlier_enlargements.csv")
        if row["date"]
    }
    ours = {(row["candidate"], row["by"], row["when"]) for row in tables.rows("accessions")}
    for candidate, by, day in told:
        assert any((candidate, each, day) in ours for each in (by, "NATO", candidate)), by
    # Denmark's other day, and what the ceremony of 4 April 2023 tells.
    beside = {each for each in ours if each not in told and each[1] not in ("NATO", each[0])}
    assert beside == {
        ("FIN", "DNK", "2022-07-07"),
        ("SWE", "DNK", "2022-07-07"),
        ("SWE", "FIN", "2023-04-04"),
    }


def test_contributions_and_steps_are_all_there(shared: Path) -> None:
    gifts = read(shared / "data" / "ucap_contributions.csv")
    assert len(gifts) == len(list(tables.rows("contributions")))
    steps = {
        (row["step"], row["as_of"]) for row in read(shared / "data" / "ukraine_eu_seven_steps.csv")
    }
    assert steps == {(row["number"], row["when"]) for row in tables.rows("steps")}
