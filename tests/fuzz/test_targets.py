"""Every parser, given what accidents make of what is right: an answer, or an error in words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.target import accidents, tried
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
SECONDS = int(os.environ.get("INZET_FUZZ_SECONDS", "30"))
"""For which a soak fuzzes each target."""


@pytest.mark.parametrize("name", TARGETS)
def test_a_slice(name: str) -> None:
    target = TARGETS[name]
    found = [each for data in accidents(target, target.tries) if (each := tried(target, data))]
    assert found == []


@pytest.mark.soak
def test_what_coverage_leads_to(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("atheris")
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", str(SECONDS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    with capsys.disabled():
        print(f"\n{ran.stdout}")
    assert ran.returncode == 0, ran.stdout + ran.stderr[-2000:]
