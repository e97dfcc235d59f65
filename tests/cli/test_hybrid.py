"""``inzet hybrid``: a case by command lines, from its opening to what it shows."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from inzet.dossiers.hybrid import taxonomy, vocabulary
from tests.cli.conftest import Ran, Run
from tests.cli.records import make

ROOT = Path(__file__).resolve().parents[2]
ASSESS = (
    *("hybrid", "assess", "cables", "--text", "An anchor was dragged.", "--reliability", "b"),
    *("--credibility", "2", "--domain", "infrastructure", "--source", "report 12"),
    *("--likelihood", "likely", "--dated", "2024-03-01", "--says", "a ship slowed"),
)


@pytest.fixture(autouse=True)
def record(tmp_path: Path) -> None:
    with make(tmp_path / "inzet.db"):
        pass


def opened(run: Run) -> None:
    ran = run("hybrid", "open", "hybrid/cables", "--title", "Cables", "--text", "Cut.",
              "--ground", "asked by the minister", "--by", "ann")  # fmt: skip
    assert ran.code == 0, ran.err
    assert "Opened" in ran.out


def done(ran: Ran) -> str:
    assert ran.code == 0, ran.err
    return str(ran.json["id"])


def test_a_case_by_command_lines(run: Run) -> None:
    opened(run)
    because = ("--ground", "agreed", "--json")
    done(run(*ASSESS, "--by", "ann", "--json"))
    run("hybrid", "proceed", "cables", *because)
    aim = done(run("hybrid", "objective", "cables", "--text", "No cable fails.", *because))
    run("hybrid", "proceed", "cables", *because)
    option = done(run("hybrid", "option", "cables", "--text", "Patrol.", "--serves", aim[:8],
                      "--instrument", "military-presence", *because))  # fmt: skip
    done(run("hybrid", "choose", "cables", option[:8], "--text", "By two ships.", *because))
    run("hybrid", "proceed", "cables", *because)
    said = done(run("hybrid", "evaluate", "cables", option[:8], "--outcome", "worked in part",
                    "--text", "Fewer cuts.", "--source", "operator", "--json"))  # fmt: skip
    done(run("hybrid", "lesson", "cables", "--text", "Ask sooner.", "--evaluation", said[:8],
             *because))  # fmt: skip
    ran = run("hybrid", "proceed", "cables", "--ground", "all is evaluated")
    assert "Moved" in ran.out
    shown = run("hybrid", "show", "cables", COLUMNS="200")
    for words in ("closed on", "Patrol.", "worked in part", "B2", "likely (55–80 %)", "Ask sooner"):
        assert words in shown.out
    assert run("hybrid", "show", "cables", "--json").json["state"]["closed"] is True
    one = run("status", "hybrid/cables", "--table", "options", "--csv")
    [line] = csv.DictReader(io.StringIO(one.out))
    assert (line["option"], line["outcome"]) == ("Patrol.", "worked in part")
    assert option in line["statements"]
    assert "Heeft" in run("hybrid", "show", "cables", "--language", "nl").out.title()
    every = run("status", "hybrid", "--json").json
    assert every["tables"]["cases"]["rows"][0]["case"]["value"] == "hybrid/cables"
    assert "closed on" in run("status", COLUMNS="200").out


def test_a_technique_that_was_imported_is_rested_on(run: Run, tmp_path: Path) -> None:
    bundle = ROOT / "tests" / "dossiers" / "hybrid" / "bundle.json"
    (tmp_path / "bundle.json").write_bytes(bundle.read_bytes())
    opened(run)
    ran = run(*ASSESS, "--rests-on", "X0001")
    assert ran.code == 4
    assert "inzet import" in ran.err
    assert run("import", "bundle.json").code == 0
    assert run(*ASSESS, "--rests-on", "X0001").code == 0
    shown = run("hybrid", "show", "cables", "--json").json
    [technique] = shown["state"]["evidence"]
    assert (technique["sort"], technique["name"]) == ("technique", "Drag an anchor over a cable")
    [evidence] = shown["state"]["assessments"][0]["evidence"]
    [imported] = run("review", "history", evidence["statement"], "--json").json["items"]
    assert imported["content"]["object"]["id"] == technique["stix_id"]


def test_a_refusal_says_what_to_do_and_with_which_code(run: Run) -> None:
    opened(run)
    ran = run("hybrid", "objective", "cables", "--text", "x", "--ground", "x")
    assert (ran.code, ran.out) == (5, "")
    assert "belongs to step 2 (objectives)" in ran.err
    ran = run("hybrid", "proceed", "cables", "--ground", "x", "--json")
    assert json.loads(ran.err)["error"]["fix"] == "Add one with inzet hybrid assess."
    ran = run(*ASSESS, "--phase", "later")
    assert ran.code == 2
    assert "priming, destabilisation, coercion" in ran.err
    ran = run("hybrid", "show", "nothing")
    assert ran.code == 2
    assert "Known dossiers: " in ran.err
    assert run("hybrid", "objective", "nothing", "--text", "x", "--ground", "x").code == 4


def test_what_is_typed_above_the_ceiling_is_refused_here_too(run: Run) -> None:
    opened(run)
    head = run("hybrid", "show", "cables", "--json").json["state"]
    words = "NATO SECRET\nThe cable off the cape."
    ran = run("hybrid", "assess", "cables", *ASSESS[3:], "--text", words)
    assert ran.code == 3
    assert "above what this record may hold" in ran.err
    assert "cape" not in ran.out + ran.err
    assert run("hybrid", "show", "cables", "--json").json["state"] == head


def test_reopen_and_withdraw(run: Run) -> None:
    opened(run)
    first = done(run(*ASSESS, "--json"))
    second = done(run(*ASSESS, "--json"))
    assert run("hybrid", "proceed", "cables", "--ground", "x").code == 0
    ran = run("hybrid", "withdraw", "cables", first, "--ground", "twice")
    assert ran.code == 5
    assert "Reopen step 1" in ran.err
    assert run("hybrid", "reopen", "cables", "threat-picture", "--ground", "x").code == 0
    ran = run("hybrid", "withdraw", "cables", first, "--ground", "entered twice")
    assert "Withdrawn" in ran.out
    left = run("hybrid", "show", "cables", "--table", "assessments", "--json").json["state"]
    assert [each["id"] for each in left["assessments"]] == [second]
    assert [each["event"] for each in left["moves"]] == ["begun", "reopened"]


def test_the_vocabulary_is_printed_as_it_is_published(run: Run) -> None:
    assert run("hybrid", "vocabulary").out.encode() == vocabulary.published()
    assert run("hybrid", "vocabulary", "--misp").out.encode() == taxonomy.machinetag()
    assert "admiralty-scale" in run("hybrid", "vocabulary", "--grades").out
    assert run("hybrid", "vocabulary", "--grades", "--misp").code == 2
