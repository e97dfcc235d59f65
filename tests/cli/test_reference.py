"""Reference entries at the command line: there from the start, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.cli.reference import HINT
from inzet.record import Record
from inzet.reference import install, installed
from inzet.reference.editions import CURRENT
from tests.cli.conftest import Run
from tests.cli.records import make

PAPER = "Nederland steunt de toetreding van Finland tot de NAVO.\n" * 3


@pytest.fixture
def read(run: Run, tmp_path: Path) -> Run:
    """A record that a paper made."""
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")
    assert run("read", "paper.txt", "--said-on", "2023-03-17", "--on-behalf-of", "NLD").code == 0
    return run


def test_a_record_that_a_paper_makes_has_them(read: Run, tmp_path: Path) -> None:
    with Record.open(tmp_path / "inzet.db") as record:
        assert installed(record.view(record.reader("PUBLIC")))
    checked = read("verify", "--json").json["checked"]
    assert any("reference" in each["what"] for each in checked)


def test_a_paper_that_is_refused_leaves_no_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("read", "empty.txt").code == 2
    assert not list(tmp_path.glob("inzet.db*"))


def test_a_record_of_a_program_is_empty(tmp_path: Path) -> None:
    with Record.create(tmp_path / "r.db", "Ministry") as record:
        assert not installed(record.view(record.reader()))


def test_a_new_record_shows_a_state_of_play(read: Run) -> None:
    found = read("status", "--json").json["dossiers"]
    states = {each["dossier"]: each["state"] for each in found}
    assert states["accession/SWE"] == "member since 7 March 2024"
    of_finland = next(each for each in found if each["dossier"] == "accession/FIN")
    assert of_finland["data"] > 40
    assert of_finland["statements"] < 10


@pytest.mark.parametrize(
    "line",
    [
        ("papers", "--json"),
        ("search", "Finland", "--limit", "0", "--json"),
        ("search", "Finland", "--dossier", "accession", "--limit", "0", "--json"),
        ("review", "list", "--limit", "0", "--json"),
        ("positions", "--limit", "0", "--json"),
        ("commitments", "--json"),
        ("meetings", "--json"),
    ],
)
def test_lists_are_the_same_with_and_without_them(
    run: Run, tmp_path: Path, line: tuple[str, ...]
) -> None:
    with make(tmp_path / "inzet.db") as record:
        before = run(*line)
        assert install(record) > 3000
    after = run(*line)
    assert before.code == after.code == 0
    assert after.out == before.out


def test_rules_that_people_judged_are_not_those_of_data(read: Run) -> None:
    rules = [each["rule"] for each in read("review", "rules", "--json").json["items"]]
    assert rules
    assert not any(rule.startswith("data:") for rule in rules)


def test_nobody_reads_as_an_edition(read: Run) -> None:
    ran = read("papers", "--reader", "Inzet reference entries, 2026-11")
    assert ran.code == 2
    assert "there is no reader" in ran.err


def test_a_record_made_before_gets_them_when_asked(run: Run, tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    assert HINT in " ".join(run("status").out.split())
    would = run("import", "reference", "--dry-run", "--json").json
    assert would == {"edition": CURRENT.name, "new": 3260, "kept": False}
    taken = run("import", "reference", "--json").json
    assert taken == {**would, "kept": True}
    assert run("import", "reference", "--json").json["new"] == 0
    assert "already" in run("import", "reference").out
    assert "reference entries" not in run("status").out


def test_they_can_make_the_record(run: Run, tmp_path: Path) -> None:
    ran = run("import", "reference", "--organisation", "Ministry")
    assert ran.code == 0
    assert "3,260 statements" in ran.out
    assert "Made a new record" in ran.err
    assert run("status", "accession/SWE", "--json").json["line"].startswith("member")


def test_a_file_of_that_name_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "reference").write_text("nothing of use", encoding="utf-8")
    assert run("import", "reference").code == 2


def test_others_cannot_put_them_in(run: Run, tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    assert run("import", "reference", "--reader", "PUBLIC").code == 2
