"""A disk that is full: told in words, nothing lost, and it goes on when there is room again."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inzet.record import Record
from inzet.vocabulary.errors import NoRoom
from tests.record.travelling import sound, titles, write
from tests.record.world import Clock, home

ROOT = Path(__file__).resolve().parents[2]


def own_mounts(folder: Path) -> list[str]:
    """What runs a program that may mount a disk of its own; skipped where none may."""
    command = ["unshare", "--mount", *(() if os.geteuid() == 0 else ("--map-root-user",))]
    trial = [*command, "mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if shutil.which("unshare") is None or subprocess.run(trial, capture_output=True).returncode:
        pytest.skip("nobody may mount a small disk here")
    return command


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    command = own_mounts(tmp_path)
    ran = subprocess.run(
        [*command, sys.executable, "-m", "tests.faults.full", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.splitlines() == [
        "full True True",
        "proves True",
        "opens done",
        "reads True",
        "writes NoRoom",
        "looks No space left on device",
        "makes No space left on device",
        "left []",
        "accounts NoRoom",
        "sidecar False",
        "after done",
        "whole True True",
        "accounts after done",
        "files []",
    ]


@pytest.mark.file
def test_a_file_that_may_grow_no_further(tmp_path: Path) -> None:
    """Wherever nothing can be mounted too: a limit of the database itself stands for the disk."""
    with home(tmp_path, Clock()) as record:
        write(record, "before")
        with record._store.read() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(NoRoom, match="the disk is full") as told:
            write(record, os.urandom(100_000).hex())
        assert "SQL" not in str(told.value)
        assert titles(record) == {"before"}
        with record._store.read() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        write(record, "after")
        assert titles(record) == {"before", "after"}
        assert sound(record)


@pytest.mark.file
def test_a_process_that_may_write_no_more(tmp_path: Path) -> None:
    path = home(tmp_path, Clock()).path
    with Record.open(path) as record:
        write(record, "before")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 200_000, hard))
        try:
            with pytest.raises(NoRoom):
                write(record, *(os.urandom(60_000).hex() for _ in range(20)))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        kept = len(record.view(record.reader()).papers(limit=100).items)
        write(record, "after")
        assert len(record.view(record.reader()).papers(limit=100).items) == kept + 1
        assert sound(record)
