"""The sample record: a record of its own, complete after every run, never anybody's."""

from __future__ import annotations

from pathlib import Path

from inzet.cli.sample import DEFAULT_SAMPLE, manifest
from tests.cli.conftest import Run
from tests.cli.records import make


def test_it_is_made_once_and_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    papers = len(manifest())
    made = run("sample", "--json")
    assert made.json == {"record": DEFAULT_SAMPLE, "papers": papers, "new": papers}
    head = run("verify", "--json", "--record", DEFAULT_SAMPLE).json["head"]
    again = run("sample")
    assert again.code == 0
    assert "all there already" in again.out
    assert run("verify", "--json", "--record", DEFAULT_SAMPLE).json["head"] == head


def test_everybody_may_see_it_and_it_says_what_it_is(run: Run) -> None:
    run("sample")
    shown = run("papers", "--json", "--record", DEFAULT_SAMPLE, "--reader", "PUBLIC").json
    assert shown["total"] == len(manifest())
    assert all("not an official paper" in paper["stamp"] for paper in shown["items"])
    told = {paper["source"]: (paper["said"], paper["genre"]) for paper in shown["items"]}
    assert told == {each["file"]: (each["said_on"], each["genre"]) for each in manifest()}


def test_it_never_goes_into_anybodys_own_record(run: Run, tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    before = run("verify", "--json").json["head"]
    ran = run("sample", "--to", "inzet.db", INZET_RECORD="inzet.db")
    assert (ran.code, ran.out) == (2, "")
    assert "own record" in ran.err
    assert run("sample", INZET_RECORD="inzet.db").code == 0
    assert run("verify", "--json").json["head"] == before
