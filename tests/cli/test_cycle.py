"""The cycle of a meeting and its motions, as they are shown and typed in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.records import MEETING, STAMP, make

NUMBER = "kst-28676-431"
WORDS = "attaches importance to a strong industry"
SOURCED = ("--source", "list of votes", "--dated", "2024-02-09", "--says", "aangenomen")


@pytest.fixture
def told(run: Run, tmp_path: Path) -> Run:
    """A record with an agenda, a motion that was adopted, and a promise of the register."""
    make(tmp_path / "inzet.db").close()
    for line in (
        (
            "motions",
            "add",
            NUMBER,
            "--title",
            "=On informing",
            "--mover",
            "Jansen (VVD)",
            "--meeting",
            MEETING,
            "--on",
            "2024-02-08",
        ),
        ("motions", "vote", "431", "adopted", "--on", "2024-02-09", "--against", "PVV"),
        (
            "cycle",
            "promise",
            MEETING,
            "--what",
            "A letter",
            "--party",
            "NLD",
            "--number",
            "TZ202402-1",
            "--to",
            "Jansen",
            "--on",
            "2024-02-08",
            "--due",
            "2024-02-20",
        ),
    ):
        ran = run(*line, *SOURCED)
        assert ran.code == 0, ran.err
    return run


def test_the_screen_shows_stages_motions_promises_and_what_is_waited_for(told: Run) -> None:
    shown = told("cycle", MEETING, COLUMNS="160").out
    for words in ("announces the meeting", NUMBER, "adopted 2024-02-09", "TZ202402-1", STAMP):
        assert words in shown
    assert "no debate or written consultation about it is known" in shown
    assert "no report of the meeting is in view" in shown


def test_json_and_csv_tell_the_same(told: Run) -> None:
    whole = told("cycle", MEETING, "--json").json
    assert [each["id"] for each in whole["motions"]] == [NUMBER]
    assert [each["register"] for each in whole["promises"]].count("TZ202402-1") == 1
    rows = list(csv.DictReader(io.StringIO(told("cycle", MEETING, "--csv").out)))
    (moved,) = [row for row in rows if row["stage"] == "motion" and row["numbers"]]
    assert moved["what"] == "'=On informing"
    assert moved["who"] == "Jansen"


def test_before_the_source_said_so_nothing_is_known(told: Run) -> None:
    assert told("motions", "--known-on", "2024-02-08", "--json").json["total"] == 0
    assert told("motions", "--open", "--json").json["total"] == 1
    done = told("motions", "carried-out", "431", "carried out", *SOURCED, "--json").json
    assert told("motions", "--open", "--json").json["total"] == 0
    assert told("motions", "undo", done["id"][:12]).code == 0
    assert told("motions", "--open", "--json").json["total"] == 1


def test_another_reader_writes_nothing(told: Run) -> None:
    ran = told("motions", "vote", NUMBER, "rejected", *SOURCED, "--reader", "PUBLIC")
    assert (ran.code, ran.out) == (2, "")
    assert "own organisation" in ran.err


def test_a_paper_is_taken_out_and_put_back(told: Run) -> None:
    out = told("cycle", "remove", "2024D00001", MEETING, "--ground", "another", "--json").json
    shown = told("cycle", MEETING).out
    assert "Taken out by a person" in shown
    assert "No paper of this cycle is in view." in shown
    assert told("cycle", "undo", out["id"]).code == 0
    assert "announces the meeting" in told("cycle", MEETING).out


def test_errors_name_what_is_known(told: Run) -> None:
    assert MEETING in told("cycle", "nowhere").err
    assert NUMBER in told("motions", "999").err
    place = ("cycle", "place", "2024D00001", MEETING, "--ground", "x", "--stage")
    assert "two-minute debate" in told(*place, "x").err


def test_a_meeting_tells_of_its_cycle(told: Run) -> None:
    assert "annotated agenda 2024-02-02, 1 motion" in told("meetings", MEETING, COLUMNS="160").out
    assert "Jansen" in told("commitments", COLUMNS="200").out
    assert "TZ202402-1" in told("commitments", COLUMNS="200").out


def test_a_paper_as_a_source_may_be_named_by_its_file(told: Run) -> None:
    line = ("cycle", "debate", MEETING, "--when", "2024-02-08", "--on", "2024-02-08")
    ran = told(*line, "--paper", "agenda.txt", "--quote", WORDS, "--json")
    assert ran.code == 0, ran.err
    assert ran.json["quote"] == WORDS
    assert told(*line, "--paper", "other.txt", "--quote", WORDS).code == 4
