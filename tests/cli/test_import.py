"""``inzet import``: what it says, what it keeps, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.record import Record
from tests.cli.conftest import Run
from tests.datasets.files import FIGURES, KIEL, STEPS, nato

RELEASE = '"release","period","date","label"\n"29","04/2026","2026-08-04","Tracker"\n'
WRONG = FIGURES + "2023-07,gdp,USD,Atlantis,2022,5,,\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "figures.csv").write_text(FIGURES, encoding="utf-8")
    (tmp_path / "wrong.csv").write_text(WRONG, encoding="utf-8")
    (tmp_path / "steps.csv").write_text(STEPS, encoding="utf-8")
    return tmp_path


def stored(folder: Path) -> int:
    with Record.open(folder / "inzet.db") as record:
        feeds = record.view(record.reader()).feeds()
        return sum(feed.entries for feed in feeds if feed.organisation == record.organisation.name)


def test_the_first_makes_the_record_and_the_second_time_changes_nothing(
    run: Run, here: Path
) -> None:
    first = run("import", "figures.csv", "--organisation", "An office")
    assert (first.code, stored(here)) == (0, 3)
    assert "Made a new record" in first.err
    assert "Kept as PUBLIC" in first.out
    again = run("import", "figures.csv")
    assert again.code == 0
    assert "Already in the record; nothing was written" in again.out


def test_a_refused_row_keeps_all_others_out(run: Run, here: Path) -> None:
    ran = run("import", "wrong.csv")
    assert ran.code == 2
    assert "Nothing kept, as rows are refused" in ran.out
    assert "there is no party “Atlantis”" in ran.out
    assert not (here / "inzet.db").exists()
    skipped = run("import", "wrong.csv", "--skip-refused")
    assert (skipped.code, stored(here)) == (0, 3)


def test_one_wrong_file_leaves_the_others(run: Run, here: Path) -> None:
    (here / "note.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    ran = run("import", "note.csv", "figures.csv", "missing.csv", "--json")
    assert ran.code == 2
    assert [each["file"] for each in ran.json] == ["figures.csv"]
    assert "no data set that is known here" in ran.err
    assert "no such file" in ran.err


def test_json_tells_rows_and_refusals(run: Run, here: Path) -> None:
    told = run("import", "wrong.csv", "--json").json
    assert (told["kind"], told["rows"], told["taken"], told["refusals"]) == ("figures", 4, 3, 1)
    assert told["kept"] is False
    assert told["refused"] == [
        {
            "row": 5,
            "column": "party",
            "what": "there is no party “Atlantis”",
            "fix": "Use its code of three letters (NLD) or its name in English.",
        }
    ]


def test_a_dry_run_keeps_nothing(run: Run, here: Path) -> None:
    ran = run("import", "figures.csv", "--dry-run")
    assert ran.code == 0
    assert "Dry run, nothing kept" in ran.out
    assert not (here / "inzet.db").exists()
    run("import", "figures.csv")
    assert run("import", "figures.csv", "--dry-run", "--json").json["known"] == 3


def test_the_release_comes_from_the_file_beside(run: Run, here: Path) -> None:
    (here / "release_info.csv").write_text(RELEASE, encoding="utf-8")
    (here / "months.csv").write_text(KIEL, encoding="utf-8")
    ran = run("import", "months.csv", "release_info.csv", "--json")
    assert (ran.code, ran.json[0]["edition"], ran.json[0]["taken"]) == (0, "29", 3)
    alone = run("import", "release_info.csv")
    assert alone.code == 2
    assert "only tells which release" in alone.err
    untold = run("import", "months.csv")
    assert "its release is not told" in untold.err


def test_from_a_pipe(run: Run, here: Path) -> None:
    ran = run("import", "-", "--said-on", "2022-06-17", given=STEPS)
    assert ran.code == 0
    assert "standard input" in ran.out


def test_a_workbook_and_its_sheets(run: Run, here: Path) -> None:
    (here / "nato.xlsx").write_bytes(nato())
    assert run("import", "nato.xlsx", "--json").json["edition"] == "2023-07"
    (here / "wrong.xlsx").write_bytes(nato(TABLE3=[[None, "Table 3 : Share"]]))
    ran = run("import", "wrong.xlsx")
    assert ran.code == 2
    assert "wrong.xlsx, sheet TABLE3: this workbook has another layout" in ran.err


def test_kind_and_marking_must_be_known(run: Run, here: Path) -> None:
    run("import", "figures.csv")
    kind = run("import", "figures.csv", "--as", "word")
    assert (kind.code, "there is no kind “word”" in kind.err) == (2, True)
    marking = run("import", "steps.csv", "--marking", "REL-NOBODY")
    assert (marking.code, "no marking “REL-NOBODY”" in marking.err) == (2, True)
    other = run("import", "steps.csv", "--reader", "PUBLIC")
    assert (other.code, "only the record's own organisation" in other.err) == (2, True)


def test_nothing_in_a_file_steers_the_terminal(run: Run, here: Path) -> None:
    bad = FIGURES + "2023-07,gdp,USD,\x1b[31mred,2022,5,,\n"
    (here / "bad.csv").write_text(bad, encoding="utf-8")
    ran = run("import", "bad.csv")
    assert ran.code == 2
    assert "\x1b" not in ran.out + ran.err
