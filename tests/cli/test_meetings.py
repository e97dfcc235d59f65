"""``inzet meetings`` and ``inzet dossiers``: the chain, who takes part, judged names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from inzet.record import Record
from tests.cli.conftest import Run
from tests.cli.records import MEETING, make
from tests.cli.test_examples import name_twice

AGAIN = f"again-{MEETING}"


@pytest.fixture(autouse=True)
def record(tmp_path: Path) -> None:
    """A record in which a meeting and a dossier have two names."""
    with make(tmp_path / "inzet.db") as made:
        name_twice(made)


def judged(run: Run, *line: str) -> str:
    """Judges, and gives the id."""
    ran = run(*line, "--ground", "seen", "--json")
    assert ran.code == 0, ran.err
    return str(ran.json["id"])


def test_certainty_is_of_the_day(run: Run) -> None:
    for day, told in (("2024-02-10", "confirmed"), ("2024-02-15", "confirmed")):
        assert run("meetings", MEETING, "--as-of", day, "--json").json["certainty"] == told
    assert run("meetings", MEETING, "--known-on", "2024-02-16", "--json").json["certainty"] == (
        "unknown"
    )
    assert "no paper in view says whether it took place" in run("meetings", MEETING).out
    chain = run("meetings", "--json", "--as-of", "2024-02-10").json
    assert chain["on"] == "2024-02-10"
    assert {one["certainty"] for one in chain["items"]} == {"confirmed"}


def test_who_takes_part_as_table_csv_and_json(run: Run) -> None:
    ran = run("meetings", MEETING, "--participation", COLUMNS="120")
    assert "NATO members (31)" in ran.out
    assert "31 as 2024-02-14 began" in ran.out
    printed = run("meetings", MEETING, "--participation", "--csv").out
    lines = list(csv.DictReader(printed.splitlines()))
    assert [(one["party"], one["said_of"], one["members_as_day_began"]) for one in lines] == [
        ("NOR", "session", ""),
        ("NATO members", "meeting", "31"),
    ]
    [session] = run("meetings", MEETING, "--participation", "--json").json["participation"]
    assert session["format"]["setting"] == "NAC"
    assert len(session["delegations"][1]["members"]["opening"]) == 31


def test_items_as_table_csv_and_json(run: Run) -> None:
    told = run("meetings", MEETING, "--items", "--json").json
    assert "statements" not in told
    assert {name for one in told["items"] for name in one["dossiers"]} >= {"pledge/wales-2014"}
    assert "pledge/wales-2014" in run("meetings", MEETING, "--items").out
    assert run("meetings", MEETING, "--items", "--csv").out.startswith("session,item,dossiers")


@pytest.mark.parametrize("option", ["--participation", "--items"])
def test_of_which_meeting_is_asked(run: Run, option: str) -> None:
    ran = run("meetings", option)
    assert ran.code == 2
    assert "inzet meetings MEETING --participation" in ran.err


def test_merged_and_undone(run: Run) -> None:
    before = run("meetings", "--json").out, run("status", "--json").out
    meeting = judged(run, "meetings", "merge", "again", MEETING)
    dossier = judged(run, "dossiers", "merge", "pledge/again", "pledge/wales-2014")
    assert [one["id"] for one in run("meetings", "--json").json["items"]] == [MEETING]
    assert run("meetings", AGAIN, "--json").json["id"] == MEETING
    assert "pledge/again" not in run("status").out
    found = run("status", "pledge/again", "--json")
    assert found.code == 0, found.err
    assert run("positions", "--dossier", "pledge/again", "--json").json["total"] == 1
    assert run("meetings", "judgements", "--json").json["total"] == 1
    assert "seen" in run("dossiers", "judgements").out
    assert run("dossiers", "undo", meeting[:8]).code == 4, "that is of a meeting"
    assert run("meetings", "undo", meeting[:8]).code == 0
    assert "Undone" in run("dossiers", "undo", dossier[:8]).out
    assert (run("meetings", "--json").out, run("status", "--json").out) == before


def test_what_is_judged_internally_changes_nothing_for_the_public(run: Run) -> None:
    before = run("meetings", "--json", "--reader", "PUBLIC").out
    judged(run, "meetings", "merge", AGAIN, MEETING)
    assert run("meetings", "--json", "--reader", "PUBLIC").out == before
    assert run("meetings", "judgements", "--json", "--reader", "PUBLIC").json["total"] == 0
    refused = run("meetings", "merge", AGAIN, MEETING, "--ground", "x", "--reader", "PUBLIC")
    assert refused.code == 2


def test_split_by_a_paper_and_by_a_statement(run: Run, tmp_path: Path) -> None:
    judged(run, "meetings", "split", MEETING, "--paper", "2024D00001", "--as", "nato-lunch")
    ids = {one["id"] for one in run("meetings", "--json").json["items"]}
    assert ids == {"nato-lunch", AGAIN}
    with Record.open(tmp_path / "inzet.db") as record:
        rows = record.view(record.reader()).statements().items
        row = next(one for one in rows if "pledge/wales-2014" in one.dossiers)
    judged(run, "dossiers", "split", "pledge/wales-2014", "--statement", row.identity, "--as",
           "pledge/lunch")  # fmt: skip
    assert "pledge/lunch" in run("status").out


def test_a_line_is_of_the_group_or_of_a_command(run: Run) -> None:
    assert "no meeting “mergers”" in run("meetings", "mergers").err
    assert run("meetings", "--json", MEETING).json["id"] == MEETING
    assert run("meetings", MEETING, "merge").code == 2
    assert "missing option '--ground'" in run("meetings", "merge", AGAIN, MEETING).err
