"""The tour goes through, and tells nothing that it did not look at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tour.chapters import CHAPTERS
from tour.telling import NotSoError, Telling

ROOT = Path(__file__).parents[3]


def test_the_tour_is_so_from_beginning_to_end() -> None:
    """Four processes, real keys; each sentence is the outcome of a look."""
    done = subprocess.run(
        [sys.executable, "-m", "tour"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f" {number}. " in done.stdout for number in range(1, len(CHAPTERS) + 1))
    assert done.stdout.count("all of them prove") == 4
    assert "two different histories" in done.stdout


def test_what_is_not_so_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    tell = Telling()
    with pytest.raises(NotSoError, match="The moon is square"):
        tell.so("The moon is square.", False)
    with pytest.raises(NotSoError, match="refused"):
        tell.refused("Everybody is refused.", ValueError, lambda: None)
    assert capsys.readouterr().out == ""
    tell.so("It is round.", True)
    assert "It is round." in capsys.readouterr().out
