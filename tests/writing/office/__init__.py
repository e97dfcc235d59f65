"""LibreOffice, driven as people drive it."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

EDITING = Path(__file__).with_name("editing.py")
SYSTEM_PYTHON = "/usr/bin/python3"


class Office:
    """One LibreOffice that edits one file after another."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._count = 0
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, str(EDITING), str(home / "profile")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._expect("ready")

    def edit(self, data: bytes, *steps: dict[str, Any]) -> bytes:
        """A file with some steps done to it, as LibreOffice saves it."""
        self._count += 1
        source, goal, job = (
            self._home / f"{self._count}.{ending}" for ending in ("docx", "out.docx", "json")
        )
        source.write_bytes(data)
        told = {"from": str(source), "to": str(goal), "steps": steps}
        job.write_text(json.dumps(told), encoding="utf-8")
        assert self._process.stdin is not None
        self._process.stdin.write(f"{job}\n")
        self._process.stdin.flush()
        self._expect("done")
        return goal.read_bytes()

    def close(self) -> None:
        """Ends it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(30)
        finally:
            self._process.kill()
            self._process.stdout.close()
            self._process.wait()

    def _expect(self, answer: str) -> None:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        if line != answer:
            raise AssertionError(json.loads(line) if line else "LibreOffice has gone")


@contextmanager
def office() -> Iterator[Office]:
    """A LibreOffice with a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        running = Office(Path(folder))
        try:
            yield running
        finally:
            running.close()


def converted(data: bytes, ending: str, *, of: str = "docx") -> bytes:
    """A file opened by LibreOffice and saved as something else, or as the same again."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / f"paper.{of}").write_bytes(data)
        (here / "out").mkdir()
        subprocess.run(
            [
                "soffice", "--headless", f"-env:UserInstallation=file://{here}/profile",
                "--convert-to", ending, "--outdir", str(here / "out"), str(here / f"paper.{of}"),
            ],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return (here / "out" / f"paper.{ending}").read_bytes()


def by(given: str, family: str) -> dict[str, Any]:
    """From here on this person edits."""
    return {"do": "author", "given": given, "family": family}


def steps(*some: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """Tracked steps."""
    return [{"do": "record", "on": True}, *some]
