"""How a record is, told without touching it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from inzet.record import Condition, Record, condition


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "inzet.db"
    Record.create(path, "Ministry of Examples").close()
    return path


def test_a_record_is_ready(path: Path) -> None:
    assert condition(path) is Condition.READY


def test_a_record_or_key_that_is_not_there(path: Path) -> None:
    assert condition(path.with_name("none.db")) is Condition.MISSING
    path.with_name("inzet.db.key").unlink()
    assert condition(path) is Condition.MISSING


def test_another_file_is_no_record(path: Path) -> None:
    path.write_bytes(b"nothing of ours" * 400)
    assert condition(path) is Condition.UNREADABLE


@pytest.mark.file
def test_tables_of_another_version_are_told_and_left(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("UPDATE meta SET value = '1' WHERE name = 'projections'")
    assert condition(path) is Condition.STALE
    assert condition(path) is Condition.STALE, "telling does not make them anew"
    Record.open(path).close()
    assert condition(path) is Condition.READY


@pytest.mark.file
def test_a_writer_does_not_keep_readers_out(path: Path) -> None:
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("BEGIN IMMEDIATE")
    assert condition(path, busy=0.1) is Condition.READY
    file.execute("ROLLBACK")
    file.execute("PRAGMA locking_mode = EXCLUSIVE")
    file.execute("PRAGMA journal_mode = DELETE")
    file.execute("BEGIN EXCLUSIVE")
    assert condition(path, busy=0.1) is Condition.BUSY
    file.close()
