"""``inzet changes`` and ``inzet language``: shapes, forms, moments, the last look."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.changes.planting import Archive, council
from tests.cli.conftest import Run
from tests.cli.test_lists import keys

LINES: list[list[str]] = [
    ["changes", "--since", "2020-03-05"],
    ["changes", "--since", "eu-fish-2020-03", "--until", "eu-fish-2020-10", "--all"],
    ["changes", "--since", "2020-10-20", "--until", "2020-03-05"],
    ["changes", "--new"],
    ["changes", "--new", "--arrived-since", "2019-01-01"],
    ["language", "quotum", "voor", "kabeljauw"],
]
SPRING = [
    "Nederland steunt een quotum voor kabeljauw van 10 ton.",
    "Het kabinet hecht aan toezicht op zee.",
    "Het kabinet is tegen drijfnetten.",
]
AUTUMN = [
    "Nederland steunt een quotum voor kabeljauw van 12 ton.",
    "Het kabinet hecht aan toezicht op zee.",
]


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Run:
    """Run in a folder with two agendas of a chain."""
    archive = Archive(tmp_path)
    archive.paper("2020-03-01", SPRING, council("2020-03-10", "Haring", (2, "Aal")))
    archive.paper("2020-10-01", AUTUMN, council("2020-10-12", "Aal", "Tong"), marking="INTERNAL")
    archive.record.close()
    for path in tmp_path.glob("archive.db*"):
        path.rename(path.with_name(path.name.replace("archive", "inzet")))
    return run


@pytest.mark.parametrize("line", LINES, ids=" ".join)
@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_answers_fit_the_terminal(made: Run, line: list[str], columns: str) -> None:
    ran = made(*line, COLUMNS=columns)
    assert ran.code == 0, ran.err
    assert all(cell_len(each) <= int(columns) for each in ran.out.splitlines())
    assert not any(each.endswith(" ") for each in ran.out.splitlines())


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_csv_opens_in_a_spreadsheet(made: Run, line: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(made(*line, "--csv").out)))
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)


def test_a_difference_is_told_without_colour(made: Run) -> None:
    ran = made(*LINES[0], COLUMNS="200")
    assert "“Nederland steunt een quotum voor kabeljauw van [-10-] {+12+} ton.”" in ran.out
    assert "- “Het kabinet is tegen drijfnetten.”" in ran.out
    assert "1 changed, 1 vanished, 1 same" in ran.out


def test_a_day_before_the_first_paper_says_so(made: Run) -> None:
    told = "Nothing had been said by then: the first paper is of 2020-03-01."
    assert told in made("changes", "--since", "1999-01-01", COLUMNS="200").out
    assert told not in made("changes", "--since", "2020-03-01", COLUMNS="200").out


def test_json_has_the_documented_keys(made: Run) -> None:
    found = made(*LINES[1], "--json").json
    assert found["since"] == {"known_on": "2020-03-10", "meeting": "eu-fish-2020-03-10"}
    [comparison] = found["comparisons"]
    assert set(comparison) == keys("comparison")
    changed = comparison["positions"][0]
    assert changed["change"] == "changed"
    assert [step["op"] for step in changed["operations"]] == ["same", "gone", "new", "same"]
    assert {step["change"] for step in comparison["items"]} == {"moved", "new", "dropped"}
    wordings = made(*LINES[5], "--json").json["items"]
    assert {each["change"] for each in wordings} == {"first", "reworded"}
    assert all(set(each) == keys("wording") for each in wordings)


def test_the_last_look_is_each_readers_own(made: Run) -> None:
    assert len(made("changes", "--new", "--json").json["papers"]) == 2
    before = made("changes", "--new", "--reader", "PUBLIC", "--json").out
    assert made("changes", "--new", "--seen").code == 0
    # Looking is no look kept, and another's look is not one's own.
    assert made("changes", "--new", "--reader", "PUBLIC", "--json").out == before
    assert "Nothing came." in made("changes", "--new").out
    assert (
        len(made("changes", "--new", "--arrived-since", "2019-01-01", "--json").json["papers"]) == 2
    )
    assert made("changes", "--new", "--arrived-since", "2030-01-01", "--json").json["papers"] == []


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (["changes"], 2, "--since"),
        (["changes", "--since", "nonsense"], 4, "eu-fish-2020-03-10"),
        (["changes", "--since", "2020-13-40"], 2, "2023-03-17"),
        (["changes", "--new", "--since", "2020-03-05"], 2, "--since compares"),
        (["changes", "--seen"], 2, "--new"),
        (["changes", "--new", "--arrived-since", "soon"], 2, "2023-03-17T09:00"),
        (["changes", "--since", "2020-03-05", "--dossier", "watch/none"], 2, "watch/fisheries"),
        (["language", "de", "het"], 2, "no word to look for"),
        (["language", "toezicht", "--party", "Atlantis"], 2, "NLD"),
        (["language", "toezicht", "--alike", "7"], 2, "alike"),
    ],
)
def test_what_cannot_be_answered_is_told(made: Run, line: list[str], code: int, told: str) -> None:
    ran = made(*line)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def test_what_moved_in_a_dossier_is_told_by_names_not_codes(run: Run, place: str) -> None:
    asked = ("changes", "--since", "2023-03-17", "--until", "2023-04-05", "--record", place)
    ran = run(*asked, "--dossier", "accession/FIN", COLUMNS="200")
    assert "accession/FIN, open:  Hungary, Türkiye → no longer told" in ran.out
    assert "accession/FIN, count, national approval completed:  28 → 30" in ran.out


def test_where_very_much_moved_only_the_line_is_told(run: Run, place: str) -> None:
    asked = ("changes", "--since", "2023-12-31", "--dossier", "pledge", "--record", place)
    ran = run(*asked, COLUMNS="200")
    assert "23 of 31 at or above 2 % in 2024" in ran.out
    assert "values moved; --json has them." in ran.out
    assert "share-2" not in ran.out
