"""Opening what is no record: a clear error each time, and nothing harmed."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from inzet.record import Condition, Record, condition, place_of
from inzet.record.store import run
from inzet.vocabulary.errors import InzetError, NotFound, UnknownValue, UnreadableFile
from inzet.vocabulary.markings import Classification
from tests.record.world import add_paper


def refused(path: Path) -> InzetError:
    """The error that opening gives."""
    with pytest.raises(InzetError) as caught:
        Record.open(path)
    assert caught.value.what
    assert caught.value.where
    assert caught.value.fix
    return caught.value


def test_files_that_are_no_record(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path / "none.db"), NotFound)
    assert not (tmp_path / "none.db").exists()
    assert isinstance(refused(tmp_path), UnreadableFile)
    (tmp_path / "text").write_text("A letter to parliament. " * 100)
    assert isinstance(refused(tmp_path / "text"), UnreadableFile)
    assert (tmp_path / "text").read_text().startswith("A letter")
    (tmp_path / "empty").touch()
    assert isinstance(refused(tmp_path / "empty"), UnreadableFile)
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE t (a)").connection.close()
    assert isinstance(refused(tmp_path / "other.db"), UnreadableFile)


@pytest.mark.file
def test_a_newer_record(record: Record) -> None:
    record.close()
    connection = sqlite3.connect(record.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "newer" in refused(record.path).what


def test_a_missing_or_foreign_key(record: Record, tmp_path: Path) -> None:
    record.close()
    key = record.path.with_name("home.db.key")
    right = key.read_text()
    Record.create(tmp_path / "other.db", "Other").close()
    for content in ((tmp_path / "other.db.key").read_text(), "not a key", ""):
        key.write_text(content)
        refused(record.path)
    key.unlink()
    assert "missing" in refused(record.path).what
    key.write_text(right)
    Record.open(record.path).close()


@pytest.mark.file
def test_a_damaged_file(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        add_paper(batch, "text")
    record.close()
    data = bytearray(record.path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    record.path.write_bytes(data)
    refused(record.path)


def test_creating(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Record.create(path, " Home ", ceiling=Classification.RESTRICTED) as record:
        assert record.organisation.name == "Home"
        assert record.path == path
    for name in ("r.db", "r.db.key"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    with Record.open(path) as record:
        assert record.ceiling is Classification.RESTRICTED
    with pytest.raises(UnreadableFile):
        Record.create(path, "Again")
    with pytest.raises(UnreadableFile):
        Record.create(tmp_path / "no" / "r.db", "Home")
    with pytest.raises(UnknownValue):
        Record.create(tmp_path / "s.db", "  ")
    assert not (tmp_path / "s.db.key").exists()


@pytest.mark.file
def test_an_older_projection_is_made_anew(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        add_paper(batch, "text about Finland")
    record.close()
    connection = sqlite3.connect(record.path)
    connection.execute("UPDATE meta SET value = '0' WHERE name = 'projections'")
    connection.execute("DELETE FROM paper")
    connection.commit()
    connection.close()
    with Record.open(record.path) as again:
        assert len(again.view(again.reader()).search("finland").items) == 1


@pytest.mark.file
def test_looking_where_a_record_is_hides_nothing_that_others_write_since(tmp_path: Path) -> None:
    """To open and close its file would take away the locks that SQLite holds in this process: who
    closes it last elsewhere would then throw the log away that is read here."""
    path = tmp_path / "home.db"
    program = (
        "import sqlite3, sys; file = sqlite3.connect(sys.argv[1]); "
        "file.execute('INSERT INTO meta VALUES (?, ?)', (sys.argv[2], '')); file.commit()"
    )

    def settings() -> int:
        with record._store.read() as connection:
            return len(run(connection, "SELECT name FROM meta").all())

    with Record.create(path, "Home") as record:
        before = settings()
        for number in range(1, 4):
            assert condition(path) is Condition.READY
            assert place_of(path) == str(path)
            subprocess.run([sys.executable, "-c", program, str(path), str(number)], check=True)
            assert settings() == before + number


def test_who_asks_for_what_is_not_there_uses_the_same_connection(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = record.view(record.reader())
    made = list[object]()
    monkeypatch.setattr(sqlite3, "connect", lambda *_, **__: made.append(1))
    for _ in range(2):
        with pytest.raises(NotFound):
            view.paper("f" * 64)
    assert made == []
