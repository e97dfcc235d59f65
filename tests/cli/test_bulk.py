"""Many papers at a time: all of them once, whatever is among them, and on after a kill."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from bench.papers import write_papers
from inzet.record import Record
from inzet.record.findings import Fault
from tests.cli.conftest import PROGRAM, Run, clean_environment

PAPERS = 60


def kept(path: Path) -> int:
    """How many papers a record holds, asked from outside while it is written."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return int(db.execute("select count(*) from paper").fetchone()[0])
    return 0


def sources(path: Path) -> list[str]:
    """Where the papers of a record came from."""
    with Record.open(path) as record:
        view = record.view(record.reader())
        found: list[str] = []
        after = None
        while True:
            page = view.papers(limit=50, after=after)
            found += [row.source for row in page.items]
            after = page.next
            if after is None:
                return found


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    write_papers(tmp_path / "papers", PAPERS)
    line = [*PROGRAM, "read", "papers", "--jobs", "2", "--not-same", "--json"]
    record = tmp_path / "inzet.db"
    run = subprocess.Popen(
        line,
        cwd=tmp_path,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 120
    while kept(record) < PAPERS // 4 and run.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    before = kept(record)
    assert 0 < before < PAPERS
    ended = subprocess.run(
        line, cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert told["files"] == PAPERS
    assert told["outcomes"] == {"known": before, "new": PAPERS - before}
    assert told["refused"] == []
    found = sources(record)
    assert len(found) == len(set(found)) == PAPERS
    with Record.open(record) as whole:
        assert not [each for each in whole.verify() if isinstance(each, Fault)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with papers, bad files, and what is no paper."""
    folder = tmp_path / "stukken"
    write_papers(folder, 6)
    (folder / "kapot.docx").write_bytes(b"PK\x03\x04word/document.xml")
    (folder / "leeg.txt").write_bytes(b"")
    (folder / "geheim.txt").write_text("STAATSGEHEIM ZEER GEHEIM\n\nNederland steunt het voorstel.")
    (folder / "foto.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / ".verborgen.txt").write_text("Nederland steunt niets.")
    (folder / "link.txt").symlink_to("/etc/hostname")
    return folder


def test_a_bad_file_does_not_stop_the_others(run: Run, folder: Path) -> None:
    ran = run("read", "stukken", "--not-same")
    assert ran.code in {2, 3}
    for words in ("kapot.docx", "leeg.txt: the file is empty", "classification"):
        assert words in ran.err
    assert "9 files" in ran.out
    assert "Refused" in ran.out
    assert run("papers", "--json").json["total"] == 6
    again: Any = run("read", "stukken", "--json").json
    assert again["outcomes"] == {"known": 6}
    assert len(again["refused"]) == 3
    assert again["left"] == 2


def test_of_one_paper_in_two_formats_one_is_asked_about(run: Run, tmp_path: Path) -> None:
    write_papers(tmp_path / "stukken", 1)
    text = next((tmp_path / "stukken").rglob("*.txt"))
    text.with_name("kopie.txt").write_text(text.read_text() + "\nNoot.\n")
    told = run("read", "stukken", "--json")
    assert told.json["outcomes"] == {"new": 1}
    assert [each["kind"] for each in told.json["refused"]] == ["MaybeSame"]


def test_a_dry_run_of_a_folder_keeps_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("read", "stukken", "--dry-run", "--jobs", "1")
    assert "nothing kept" in ran.out
    assert not (tmp_path / "inzet.db").exists()


def test_when_all_is_refused_no_record_is_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "stukken").mkdir()
    (tmp_path / "stukken" / "leeg.txt").write_bytes(b" ")
    assert run("read", "stukken").code == 2
    assert not list(tmp_path.glob("inzet.db*"))


@pytest.mark.parametrize("option", [["--explain"], ["--same-as", "x"]])
def test_what_is_for_single_papers_is_refused(run: Run, folder: Path, option: list[str]) -> None:
    ran = run("read", "stukken", *option)
    assert ran.code == 2
    assert "one by one" in ran.err


def test_the_record_in_the_folder_is_no_paper(run: Run, folder: Path) -> None:
    for _ in range(2):
        ran = run("--record", "stukken/bureau.db", "read", "stukken", "--json", "--not-same")
        assert not any("bureau.db" in each["where"] for each in ran.json["refused"])
