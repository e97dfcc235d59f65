"""What is shipped to run it with names only what exists, and a wheel holds everything."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import pytest

from inzet.cli import main

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def lines(name: str) -> list[str]:
    """Of a file, with what goes on over several lines put together, without comments."""
    text = (DEPLOY / name).read_text("utf-8")
    kept = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return [line for line in kept.replace("\\\n", " ").splitlines() if line.strip()]


def parses(arguments: list[str]) -> None:
    """That a command line is one of ours."""
    command = main.commands[arguments[0]]
    with click.Context(main) as parent:
        command.make_context(arguments[0], arguments[1:], parent=parent)


def test_the_container_runs_a_command_of_ours_as_somebody_of_no_consequence() -> None:
    found = dict(line.split(None, 1) for line in lines("Containerfile"))
    assert found["ENTRYPOINT"] == '["inzet"]'
    parses(re.findall(r'"(.*?)"', found["CMD"]))
    assert re.fullmatch(r"\d{5}:\d{5}", found["USER"])
    assert found["VOLUME"] == found["WORKDIR"] == "/data"
    text = "\n".join(lines("Containerfile"))
    assert "/ready" in text
    assert "INZET_RECORD=/data/inzet.db" in text


def test_the_container_copies_what_is_there_or_is_made() -> None:
    copied = [line.split()[1:] for line in lines("Containerfile") if line.startswith("COPY")]
    ours = [each[0] for each in copied if not each[0].startswith("--from")]
    assert ours == ["dist/wheels"]
    script = (ROOT / "scripts" / "wheels").read_text("utf-8")
    assert "dist/wheels" in script
    assert "requirements.txt" in script
    made = "\n".join(line for line in lines("Containerfile") if line.startswith("RUN"))
    assert "--no-index" in made
    assert "--require-hashes" in made


def test_the_service_runs_a_command_of_ours() -> None:
    found = dict(line.split("=", 1) for line in lines("inzet.service") if not line.startswith("["))
    program, *arguments = shlex.split(found["ExecStart"])
    assert program.endswith("/inzet")
    parses(arguments)
    assert found["DynamicUser"] == found["NoNewPrivileges"] == "yes"
    assert found["ProtectSystem"] == "strict"
    assert int(found["TimeoutStopSec"]) > 30, "more than what is under way is given"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_service(tmp_path: Path) -> None:
    text = (DEPLOY / "inzet.service").read_text("utf-8")
    unit = tmp_path / "inzet.service"
    # Where it is installed is not here; that it is a program is all that is looked at.
    unit.write_text(text.replace("/opt/inzet/bin/inzet", "/bin/true"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    """Pages, words, tables and fonts go with it, or an installation shows nothing."""
    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(
        ROOT / "src", source / "src", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__")
    )
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    options = ["--no-build-isolation", "--disable-pip-version-check", "--wheel-dir", str(tmp_path)]
    subprocess.run([*command, *options, str(source)], check=True)
    (wheel,) = tmp_path.glob("inzet-*.whl")
    with zipfile.ZipFile(wheel) as file:
        packed = set(file.namelist())
    ours = {
        str(path.relative_to(source / "src"))
        for path in (source / "src").rglob("*")
        if path.is_file() and path.parts[-2] != "inzet.egg-info"
    }
    assert ours - packed == set()


@pytest.mark.soak
def test_it_installs_from_the_wheel_folder_alone(tmp_path: Path) -> None:
    """Everything, without a network: `scripts/wheels`, then a new environment, then a record."""
    wheels, venv = tmp_path / "wheels", tmp_path / "venv"
    subprocess.run(
        [str(ROOT / "scripts" / "wheels"), str(wheels)],
        check=True,
        env={"PYTHON": sys.executable, "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    subprocess.run(
        [
            str(venv / "bin" / "pip"), "install", "--quiet", "--no-index", "--require-hashes",
            "--find-links", str(wheels), "-r", str(wheels / "requirements.txt"),
        ],
        check=True,
    )  # fmt: skip
    program, record = str(venv / "bin" / "inzet"), str(tmp_path / "sample.db")
    assert subprocess.run([program, "--version"], capture_output=True, check=True).stdout
    subprocess.run([program, "sample", "--to", record], check=True)
    subprocess.run([program, "verify", "--record", record], check=True)
