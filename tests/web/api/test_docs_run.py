"""What docs/api.md shows a client to do, done."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inzet.web.app import create_app
from tests.web.api.test_writing import PAPER
from tests.web.serving import served
from tests.web.workspace import Workspace

DOCS = (Path(__file__).parents[3] / "docs" / "api.md").read_text("utf-8")


def _examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)


def test_the_python_client_runs(workspace: Workspace, tmp_path: Path) -> None:
    (script,) = _examples("python")
    with served(create_app(workspace.open)) as address:
        ran = subprocess.run(
            [sys.executable, "-c", script],
            env={"INZET": address, "PATH": ""},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    *said, done = ran.stdout.splitlines()
    assert len(said) == 4
    assert any("register van kabels" in line for line in said)
    assert re.fullmatch(r"200 [0-9a-f]{64}", done)


def test_the_lines_of_curl_run(workspace: Workspace, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl here")
    (lines,) = _examples("sh")
    (tmp_path / "paper.txt").write_text(PAPER, "utf-8")
    with served(create_app(workspace.open)) as address:
        ran = subprocess.run(
            ["sh", "-ec", lines.replace("curl -s", "curl -s --fail-with-body")],
            env={"INZET": address, "PATH": "/usr/bin:/bin"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ran.returncode == 0, ran.stdout
    assert '"outcome":"new"' in ran.stdout
