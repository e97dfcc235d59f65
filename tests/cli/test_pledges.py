"""The known answers on pledges and assistance, from the entries that ship and what is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, shipped, told

SHARES = [3, 5, 5, 4, 6, 7, 9, 6, 7, 10, 23]
EQUIPMENT = [8, 9, 10, 12, 13, 17, 17, 22, 24, 26, 29]


def test_every_year_of_the_edition_of_june_2024(run: Run, place: str) -> None:
    answer = told(run, place, "pledge", "--edition", "2024-06", "--as-of", "2024-12-31")
    values = answer["values"]
    years = range(2014, 2025)
    assert [values[f"share-2.{year}"]["value"] for year in years] == SHARES
    assert [values[f"equipment-20.{year}"]["value"] for year in years] == EQUIPMENT
    both = {year: values[f"share-2+equipment-20.{year}"]["value"] for year in years}
    assert (both[2014], both[2022], both[2023], both[2024]) == (2, 7, 8, 23)
    for year in years:
        value = values[f"share-2.{year}"]
        cited = [answer["cited"][identity]["citation"] for identity in value["sources"]]
        assert len(cited) >= 31
        assert {each["edition"] for each in cited if "edition" in each} == {"2024-06"}
    inputs = {year: values[f"share-2.{year}"]["others"] for year in (2019, 2020, 2024)}
    assert {year: [each["value"] for each in others] for year, others in inputs.items()} == {
        2019: [6],
        2020: [8],
        2024: [22],
    }


def test_groups_published_and_summed(run: Run, place: str) -> None:
    values = told(run, place, "pledge", "--edition", "2024-06", "--as-of", "2024-12-31")["values"]
    europe = {
        year: values[f"group.Europe and Canada.{year}"]["value"] for year in range(2014, 2025)
    }
    shown = {year: f"{float(europe[year]):.3f}" for year in (2014, 2022, 2023, 2024)}
    assert shown == {2014: "1.428", 2022: "1.659", 2023: "1.775", 2024: "2.015"}
    assert f"{float(values['group.NATO.2024']['value']):.3f}" == "2.713"
    for year, value in europe.items():
        again = values[f"group.Europe and Canada.{year}.recomputed"]["value"]
        assert abs(float(value) - float(again)) < 0.00001


def test_2023_by_edition(run: Run, place: str) -> None:
    answer = told(run, place, "pledge", "--as-of", "2023-12-31")
    value = answer["values"]["share-2.2023"]
    assert (value["value"], {each["value"] for each in value["others"]}) == (10, {11})
    known = told(run, place, "pledge", "--known-on", "2023-12-31")
    assert known["values"]["share-2.2023"]["value"] == 11
    assert known["state"]["editions"]["2023"]["edition"] == "2023-07"


@pytest.mark.parametrize("columns", ["80", "120"])
def test_the_glance_fits_the_terminal(run: Run, place: str, columns: str) -> None:
    asked = ("status", "pledge", "--edition", "2024-06", "--as-of", "2023-12-31")
    ran = run(*asked, "--record", place, COLUMNS=columns)
    flat = " ".join(ran.out.split())
    assert (
        "10 allies at or above 2 % of GDP in 2023: of 30 with figures among the 31 allies" in flat
    )
    assert "2023e 2024-06" in flat
    assert "Iceland, which has no armed forces" in flat
    assert all(len(line) <= int(columns) for line in ran.out.splitlines())


@pytest.mark.parametrize(
    ("against", "says"),
    [
        ("2023-07", "on average 0.22 points, at most 0.84 (Romania, 2.44 to 1.60)"),
        ("2024-03", "on average 0.10 points, at most 0.66 (Poland, 3.92 to 3.26)"),
    ],
)
def test_a_revision(run: Run, place: str, against: str, says: str) -> None:
    asked = ("pledge", "--edition", "2024-06", "--as-of", "2023-12-31")
    answer = told(run, place, *asked, "--with", f"against={against}")
    assert any(says in each["text"] for each in answer["headline"])
    ran = run("status", *asked, "--with", f"against={against}", "--table", "revision", "--csv",
              "--record", place)  # fmt: skip
    assert ran.out.splitlines()[0] == "party,before,after,change,statements"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--edition", "2021-06"), "no figures of an edition “2021-06”"),
        (("--with", "by=1999"), "by=1999 is not after the year of the figures"),
        (("--with", "goal=2"), "no option “goal”"),
        (("--table", "allies-of-2023"), "no table “allies-of-2023”"),
    ],
)
def test_what_cannot_be_asked(run: Run, place: str, asked: tuple[str, ...], says: str) -> None:
    ran = run("status", "pledge", *asked, "--record", place)
    assert ran.code == 2
    assert says in ran.err
    assert not ran.out


def test_contributions_to_the_package(run: Run, place: str) -> None:
    values = told(run, place, "assistance/ucap", "--as-of", "2023-12-31")["values"]
    assert values["ucap.NLD.pledged.EUR"]["value"] == "100000000"
    assert values["ucap.pledged.EUR"]["value"] == "111500000"
    march = told(run, place, "assistance/ucap", "--as-of", "2023-03-17")["values"]
    assert march["ucap.NLD.pledged.EUR"]["value"] == "25000000"
    assert len(march["ucap.NLD.pledged.EUR"]["sources"]) == 2
    ran = run("status", "assistance/ucap", "--record", place, COLUMNS="80")
    assert "Proposed, agreed by nobody as far as is told: EUR 500 million" in " ".join(
        ran.out.split()
    )
    assert all(len(line) <= 80 for line in ran.out.splitlines())


@pytest.mark.seed
def test_the_seed_and_the_entries_that_ship_are_both_cited(
    run: Run, tmp_path: Path, shared: Path
) -> None:
    place = shipped(tmp_path)
    seed = str(shared / "seed" / "annotated-agenda-2023-04-04.txt")
    assert run("read", seed, "--said-on", "2023-03-17", "--record", place).code == 0
    answer = told(run, place, "pledge/wales-2014", "--as-of", "2023-03-17")
    targets = answer["state"]["agreements"][0]["targets"]
    for target in targets:
        rows = [answer["cited"][identity] for identity in target["sources"]]
        assert {bool(row["paper"]) for row in rows} == {True, False}
        assert len(rows) == 3
    assert {target["value"] for target in targets} == {"2", "20"}
    summit = told(run, place, "pledge/vilnius-2023", "--as-of", "2023-03-17")
    assert summit["line"] == "to be made at NATO Summit Vilnius"
    made = told(run, place, "pledge/vilnius-2023", "--as-of", "2023-07-11")
    assert made["state"]["agreements"][0]["made"] is True
    package = told(run, place, "assistance/ucap", "--as-of", "2023-03-17")
    said = [package["cited"][identity]["quote"] for identity in package["said"]]
    assert any(quote.startswith("Nederland levert hieraan een bijdrage") for quote in said)
    assert package["values"]["ucap.NLD.pledged.EUR"]["value"] == "25000000"


@pytest.mark.seed
def test_the_tracker_that_was_imported_sums_exactly(run: Run, tmp_path: Path, shared: Path) -> None:
    place = shipped(tmp_path)
    files = sorted(map(str, (shared / "data" / "kiel").glob("*.csv")))
    assert run("import", *files, "--record", place).code == 0
    answer = told(run, place, "assistance/ukraine")
    total = answer["values"]["allocations"]
    assert (total["value"], total["others"]) == ("358399501000", [])
    assert float(answer["values"]["allocations.NLD.share"]["value"]) > 1
    ran = run("status", "assistance/ukraine", "--record", place, COLUMNS="80")
    assert "EUR 358.399501 billion allocated by 42 donors" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_three_targets_stand_in_one_table_of_eighty_columns(run: Run, place: str) -> None:
    ran = run("status", "pledge", "--as-of", "2025-12-31", "--record", place, COLUMNS="80")
    head = next(line for line in ran.out.splitlines() if line.startswith("Year   Edition"))
    assert head.split("  ")[-1] == "Both"
    assert "≥ 3.5 %" in head
