"""The commands that show what is in the record: shapes, moments, readers, limits."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Run
from tests.cli.records import MEETING, STAMP, TEXT, make
from tests.cli.test_docs import first_cells, section

LISTS: list[list[str]] = [
    ["meetings"],
    ["meetings", MEETING],
    ["positions"],
    ["commitments", "--on", "2024-02-20"],
    ["status"],
    ["status", "accession/FIN"],
    ["papers"],
    ["papers", "agenda.txt"],
    ["papers", "2024D00001", "--text"],
    ["search", "government"],
    ["review", "list"],
]


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Run:
    """Run with a small public record in the folder."""
    make(tmp_path / "inzet.db").close()
    return run


def keys(shape: str) -> set[str]:
    return {cell.strip("`") for cell in first_cells(section(shape, 3)) if cell.startswith("`")}


def statement_of(data: Any) -> Any:
    return data["items"][0]


@pytest.mark.parametrize(
    ("line", "pick", "shape"),
    [
        (["positions"], statement_of, ["statement"]),
        (["review", "list"], statement_of, ["statement"]),
        (["commitments"], statement_of, ["statement", "commitment"]),
        (["papers"], statement_of, ["paper"]),
        (["meetings"], statement_of, ["meeting"]),
        (["status"], lambda data: data["dossiers"][0], ["dossier"]),
        (["search", "strong"], lambda data: data["items"][1]["statement"], ["statement"]),
    ],
)
def test_json_has_the_documented_keys(
    made: Run, line: list[str], pick: Callable[[Any], Any], shape: list[str]
) -> None:
    ran = made(*line, "--json")
    assert ran.code == 0, ran.err
    assert set(pick(ran.json)) == set().union(*(keys(each) for each in shape))


@pytest.mark.parametrize("line", LISTS)
@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_answers_fit_the_terminal(made: Run, line: list[str], columns: str) -> None:
    ran = made(*line, COLUMNS=columns)
    assert ran.code == 0, ran.err
    assert ran.out.strip()
    if "--text" not in line:
        assert all(cell_len(each) <= int(columns) for each in ran.out.splitlines())
    assert not any(each.endswith(" ") for each in ran.out.splitlines())


@pytest.mark.parametrize("line", [line for line in LISTS if line != ["status"]])
def test_the_stamp_goes_with_every_showing(made: Run, line: list[str]) -> None:
    if line == ["meetings"]:
        return
    assert STAMP in " ".join(made(*line, COLUMNS="200").out.split())


@pytest.mark.parametrize("line", LISTS)
def test_before_anything_was_said_there_is_nothing(made: Run, line: list[str]) -> None:
    if "agenda.txt" in line or "2024D00001" in line or MEETING in line:
        assert made(*line, "--known-on", "2024-02-01").code == 4
        return
    if line[0] == "review":
        return
    ran = made(*line, "--known-on", "2024-02-01")
    assert ran.code == (2 if "accession/FIN" in line else 0)
    assert "Netherlands" not in ran.out


@pytest.mark.parametrize("line", LISTS)
def test_what_is_internal_is_not_there_for_the_public(
    run: Run, tmp_path: Path, line: list[str]
) -> None:
    make(tmp_path / "inzet.db", marking="INTERNAL").close()
    assert run(*line).code == 0
    ran = run(*line, "--reader", "PUBLIC")
    told = ran.out + ran.err
    assert not any(word in told for word in ("allies", "Agenda for", "Netherlands", "NLD"))
    assert ran.out == "" or ran.out.startswith("No") or "found" in ran.out


@pytest.mark.parametrize("line", [line for line in LISTS if "--text" not in line])
def test_csv_opens_in_a_spreadsheet(made: Run, line: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(made(*line, "--csv").out)))
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)


def test_positions_narrow(made: Run) -> None:
    assert made("positions", "--json").json["total"] == 2
    for narrower in (
        ["--dossier", "pledge"],
        ["--dossier", "pledge/wales-2014"],
    ):
        assert made("positions", *narrower, "--json").json["total"] == 1
    for all_of in (["--party", "netherlands"], ["--since", "2024-02-02"], ["--meeting", "nato"]):
        assert made("positions", *all_of, "--json").json["total"] == 2
    assert made("positions", "--since", "2024-02-03", "--json").json["items"] == []
    assert made("positions", "--party", "NOR", "--json").json["items"] == []


@pytest.mark.parametrize(
    ("line", "code", "listed"),
    [
        (["status", "accession/SWE"], 2, "accession/FIN"),
        (["positions", "--dossier", "nonsense"], 2, "pledge/wales-2014"),
        (["positions", "--party", "Atlantis"], 2, "NLD"),
        (["meetings", "nonsense"], 4, MEETING),
        (["papers", "nonsense"], 4, "search"),
        (["review", "confirm", "nonsense"], 4, "search"),
        (["positions", "--reader", "Atlantis"], 2, "PUBLIC"),
    ],
)
def test_an_unknown_name_lists_the_known(
    made: Run, line: list[str], code: int, listed: str
) -> None:
    ran = made(*line)
    assert (ran.code, ran.out) == (code, "")
    assert listed in ran.err


def test_limit_says_that_there_is_more(made: Run) -> None:
    ran = made("positions", "--limit", "1")
    assert "1 of 2 positions; --limit 0 shows all." in ran.out
    assert len(made("positions", "--limit", "1", "--json").json["items"]) == 1
    assert len(made("positions", "--limit", "0", "--json").json["items"]) == 2


def test_commitments_keep_their_deadlines(made: Run) -> None:
    before = made("commitments", "--on", "2024-02-10", "--json").json
    after = made("commitments", "--on", "2024-02-20", "--json").json
    assert [each["due"] for each in before["items"]] == ["2024-02-16", None]
    assert [each["status"] for each in before["items"]] == ["open", "open"]
    assert [each["status"] for each in after["items"]] == ["overdue", "open"]
    overdue = made("commitments", "--overdue", "--on", "2024-02-20", "--json").json
    assert [each["due"] for each in overdue["items"]] == ["2024-02-16"]
    both = made("commitments", "--overdue", "--open", "--on", "2024-02-20", "--json").json
    assert both["total"] == 2
    still = made("commitments", "--open", "--on", "2024-02-20", "--json").json
    assert [each["due"] for each in still["items"]] == [None]
    undated = made("commitments", "--on", "2024-02-10").out
    assert "“Before the summit”" in undated


def test_the_text_of_a_paper_is_exact(made: Run) -> None:
    ran = made("papers", "agenda.txt", "--text")
    assert ran.out == f"[{STAMP}]\n{TEXT}"
    assert made("papers", "agenda.txt", "--text", "--json").json["text"] == TEXT


def test_a_paper_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    hostile = TEXT.replace("strong", "\x1b[2J\x1b]0;owned\x07 \u202estrong")
    make(tmp_path / "inzet.db", text=hostile).close()
    for line in LISTS:
        for form in ([], ["--json"], ["--csv"]):
            ran = run(*line, *form)
            assert not any(char in ran.out for char in "\x1b\x07\u202e"), (line, form)


def test_record_and_reader_may_stand_before_the_command(made: Run, tmp_path: Path) -> None:
    (tmp_path / "inzet.db").rename(tmp_path / "other.db")
    (tmp_path / "inzet.db.key").rename(tmp_path / "other.db.key")
    assert made("--record", "other.db", "meetings").code == 0
    assert made("meetings", "--record", "other.db", "--reader", "PUBLIC").code == 0
    assert made("meetings", INZET_RECORD="other.db").code == 0
    assert made("meetings").code == 4
