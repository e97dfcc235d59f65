"""A record of another version is brought up by whatever command opens it, and a person sees it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from inzet.cli import main
from inzet.cli.remaking import Line, worded
from inzet.record import Progress, Record


def code(arguments: list[str]) -> object:
    """What a command line exits with."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of an earlier release: no migration was noted, and its tables have another form."""
    path = tmp_path / "inzet.db"
    with Record.create(path, "Ministry of Examples") as record:
        record.define_audience("REL-NATO", ["Allyland"])
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("DROP TABLE alembic_version")
        file.execute("UPDATE meta SET value = '0' WHERE name = 'projections'")
    return path


def test_a_terminal_tells_what_is_done(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert code(["papers", "--record", str(path)]) == 0
    told = capsys.readouterr().err
    assert "brought to step 0002 of its log" in told
    assert "made anew: 100 % of 2 entries" in told
    assert told.endswith("\r"), "the line is gone when it is done"
    assert code(["papers", "--record", str(path)]) == 0
    assert capsys.readouterr().err == "", "nothing is left to do"


def test_a_program_that_reads_the_answer_is_told_nothing(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code(["rebuild", "--record", str(path)]) == 0
    assert capsys.readouterr().err == ""


def test_words_of_progress(capsys: pytest.CaptureFixture[str]) -> None:
    assert "anew: 43 % of 1,000 entries" in worded(Progress(439, 1000))
    assert "99 %" in worded(Progress(99_999, 100_000)), "100 only when all is in"
    assert "another program; this one waits" in worded(Progress(439, 1000, elsewhere=True))
    Line().end()
    assert capsys.readouterr().err == ""
