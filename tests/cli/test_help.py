"""Help comes fast, and teaches by example."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from inzet import __version__
from inzet.cli.command import Command, CommandGroup
from inzet.cli.commitments.group import Commitments
from inzet.cli.drafts.group import Drafts
from inzet.cli.review import ReviewGroup
from tests.cli.conftest import Run, clean_environment, commands

HEAVY = ["sqlalchemy", "rich", "selectolax", "starlette", "uvicorn", "cryptography", "simplemma"]


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, json, inzet.cli; print(json.dumps(sorted(sys.modules)))",
        ],
        capture_output=True,
        env=clean_environment(),
        check=True,
    )
    assert not set(HEAVY) & set(json.loads(done.stdout))


def test_every_command_teaches_by_example(run: Run) -> None:
    for path, command in commands():
        ran = run(*path, "--help")
        assert ran.code == 0
        assert isinstance(command, Command | CommandGroup | Commitments | Drafts | ReviewGroup), (
            path
        )
        assert "Examples:\n" in ran.out, path
        assert f"inzet {' '.join(path)}" in ran.out.partition("Examples:")[2], path


def test_short_helps_are_not_cut(run: Run) -> None:
    listed = run("--help").out.partition("Commands:")[2].partition("Examples:")[0]
    assert "..." not in listed
    for group in ("review", "commitments", "meetings", "dossiers"):
        assert "..." not in run(group, "--help").out.partition("Commands:")[2]


def test_version(run: Run) -> None:
    assert run("--version").out == f"inzet {__version__}\n"


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_group_help(run: Run, flag: str) -> None:
    assert "state of play" in run(flag).out
