"""What the command-line tests share: ways to run it, and papers to run it on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from inzet.cli import main
from inzet.record import Record
from inzet.reference import install

AGENDA = """\
GEANNOTEERDE AGENDA BIJEENKOMST VAN DE NAVO-MINISTERS VAN DEFENSIE OP 14 EN 15 FEBRUARI 2024

Den Haag, 2 februari 2024

Op woensdag 14 en donderdag 15 februari 2024 vindt een bijeenkomst van de NAVO-Ministers van
Defensie plaats in Brussel. De Minister van Defensie is voornemens deel te nemen.

Sessie 1: Afschrikking en verdediging

Nederland zal benadrukken dat de bondgenoten hun toezeggingen nakomen. Het kabinet hecht
belang aan een sterke industrie. Noorwegen heeft zijn goedkeuring in januari 2024 verleend.

Voorafgaand aan de top zal het kabinet uw Kamer informeren over de voortgang.
"""


@dataclass(frozen=True)
class Ran:
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("INZET_RECORD", raising=False)
    monkeypatch.delenv("INZET_ORGANISATION", raising=False)

    def runs(*line: str, given: str | bytes | None = None, **environment: str) -> Ran:
        result = CliRunner(env=environment).invoke(main, list(line), input=given)
        return Ran(result.exit_code, result.stdout, result.stderr)

    return runs


@pytest.fixture
def spawn(tmp_path: Path) -> Run:
    """Run a command line as a process of its own, in a folder of its own."""

    def spawns(*line: str, given: bytes | None = None, **environment: str) -> Ran:
        done = subprocess.run(
            [*PROGRAM, *line],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=clean_environment(**environment),
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return spawns


PROGRAM = [sys.executable, "-c", "from inzet.cli import main; main()"]


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without what would change the output."""
    ours = {"INZET_RECORD", "INZET_ORGANISATION", "INZET_DEBUG", "COLUMNS", "NO_COLOR"}
    return {key: value for key, value in os.environ.items() if key not in ours} | more


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    """A small agenda in a file."""
    path = tmp_path / "agenda.txt"
    path.write_text(AGENDA, encoding="utf-8")
    return path


def commands(
    group: click.Group = main, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its path, groups that can be run by themselves included."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield (*path, name), command
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def shipped(folder: Path) -> str:
    """A new record that holds the entries that ship and nothing else."""
    path = folder / "inzet.db"
    record = Record.create(path, "Ministry of Tests")
    install(record)
    record.close()
    return str(path)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Such a record, which nobody adds to."""
    return shipped(tmp_path_factory.mktemp("shipped"))


def told(run: Run, place: str, *asked: str) -> Any:
    """What ``inzet status`` tells a program."""
    ran = run("status", *asked, "--record", place, "--json")
    assert ran.code == 0, ran.err
    return ran.json
