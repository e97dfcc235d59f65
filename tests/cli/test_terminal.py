"""On a real terminal: its own width, colour unless refused; away from one, quiet pipes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.text import Text

from tests.cli.conftest import PROGRAM, clean_environment
from tests.cli.records import TEXT, make
from tests.cli.typist import Terminal


@pytest.mark.parametrize("columns", [40, 72, 200])
def test_the_terminal_decides_the_width(tmp_path: Path, columns: int) -> None:
    wide = TEXT.replace("strong industry", "strong \u5317\u5927\u897f\u6d0b industry " * 9)
    make(tmp_path / "inzet.db", text=wide).close()
    terminal = Terminal(tmp_path, "positions", columns=columns)
    lines = Text.from_ansi(terminal.rest()).plain.splitlines()
    assert terminal.code() == 0
    assert len(lines) > 3
    assert all(cell_len(line) <= columns for line in lines)
    assert max(cell_len(line) for line in lines) > columns - 20


def test_colour_on_a_terminal_unless_refused(tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    plain = Terminal(tmp_path, "positions", NO_COLOR="1")
    coloured = Terminal(tmp_path, "positions", NO_COLOR="", TERM="xterm-256color")
    without, with_colour = plain.rest(), coloured.rest()
    assert (plain.code(), coloured.code()) == (0, 0)
    assert "\x1b[36m" not in without
    assert "\x1b[36m" in with_colour
    assert Text.from_ansi(with_colour).plain == Text.from_ansi(without).plain


def test_verify_shows_that_it_works_and_leaves_nothing_of_it(tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    terminal = Terminal(tmp_path, "verify")
    shown = terminal.rest()
    assert terminal.code() == 0
    assert "Everything proves" in shown


@pytest.mark.parametrize("buffered", [True, False])
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, buffered: bool) -> None:
    make(tmp_path / "inzet.db", text=TEXT + "More of the same.\n" * 50_000).close()
    line = " ".join(f"'{part}'" for part in [*PROGRAM, "papers", "agenda.txt", "--text"])
    done = subprocess.run(
        ["bash", "-c", f"{line} | head -1; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        cwd=tmp_path,
        env=clean_environment(PYTHONUNBUFFERED="" if buffered else "1"),
        check=False,
    )
    assert done.stderr == b""
    assert done.returncode == 141
    assert done.stdout.count(b"\n") == 1
