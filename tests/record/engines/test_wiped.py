"""What lies in the room of a file that no row uses is overwritten, and nothing else is."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.record import Record, schema
from inzet.record.engines import sqlite_wipe
from inzet.record.engines.sqlite_wipe import BUSY, OTHER, WRITTEN, OtherForm, overwrite
from inzet.vocabulary.errors import BusyRecord
from tests.record.travelling import sound, write
from tests.record.world import home

pytestmark = pytest.mark.file
SECRET = b"zwaluwstaart"
FORK = multiprocessing.get_context("fork")


def filled(path: Path, seed: int, *, page: int, rows: int, longest: int) -> sqlite3.Connection:
    """A file in which rows were added, altered and taken away: in trees of both kinds, with rows
    that are longer than a page, and rows of which many are in one."""
    rng = random.Random(seed)
    file = sqlite3.connect(path, isolation_level=None)
    for pragma in (f"page_size = {page}", "journal_mode = WAL", "synchronous = OFF"):
        file.execute(f"PRAGMA {pragma}").fetchall()
    file.execute("PRAGMA secure_delete = ON").fetchall()
    file.execute("CREATE TABLE one (key INTEGER PRIMARY KEY, name TEXT, body BLOB)")
    file.execute("CREATE TABLE two (name TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID")
    file.execute("CREATE INDEX names ON one (name)")
    file.execute("BEGIN")
    for _ in range(rows):
        key = rng.randrange(rows)
        name = f"{SECRET.decode() if rng.random() < 0.2 else 'word'} {rng.randrange(rows)}"
        body = SECRET * rng.randrange(1 + rng.choice((3, 3, 3, longest)))
        if rng.random() < 0.4:
            file.execute("DELETE FROM one WHERE key <= ? AND key > ?", (key, key - 5))
            file.execute("DELETE FROM two WHERE name = ?", (name,))
        file.execute("INSERT OR REPLACE INTO one VALUES (?, ?, ?)", (key, name, body))
        file.execute("INSERT OR REPLACE INTO two VALUES (?, ?)", (name, body))
    file.execute("COMMIT")
    return file


def told(file: sqlite3.Connection) -> list[list[Any]]:
    assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    by_index = "SELECT name FROM one INDEXED BY names ORDER BY name"
    asked = ("SELECT * FROM one ORDER BY key", "SELECT * FROM two ORDER BY name", by_index)
    return [file.execute(sql).fetchall() for sql in asked]


@given(
    seed=st.integers(0, 2**32),
    page=st.sampled_from((512, 1024, 4096, 65536)),
    rows=st.integers(1, 300),
    longest=st.sampled_from((10, 400)),
)
@settings(max_examples=12)
def test_every_row_is_as_it_was_and_no_trace_of_others_is_left(
    tmp_path_factory: pytest.TempPathFactory, seed: int, page: int, rows: int, longest: int
) -> None:
    path = tmp_path_factory.mktemp("wiped") / "file.db"
    with closing(filled(path, seed, page=page, rows=rows, longest=longest)) as file:
        for secret in (SECRET.decode(), "word"):
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            before = told(file)
            wiped_apart(path)
            assert read_anew(path) == before
            file.execute("DELETE FROM one WHERE name LIKE ?", (f"{secret}%",))
            file.execute("DELETE FROM two WHERE name LIKE ?", (f"{secret}%",))
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert read_anew(path) == [[], [], []]
    wiped_apart(path)
    assert SECRET not in path.read_bytes()
    assert overwritten(path) == 0, "there is nothing left to overwrite"
    assert read_anew(path) == [[], [], []]


def wiped_apart(path: Path) -> None:
    """In a process of its own: one that closes the file takes SQLite's locks away."""
    assert program(path) == 0


def program(path: Path, seconds: float = 5) -> int:
    """How it ends."""
    command = [sys.executable, "-I", "-S", sqlite_wipe.__file__, str(path), str(seconds)]
    return subprocess.run(command).returncode


def overwritten(path: Path) -> int:
    """In how many places; nobody has it open."""
    with path.open("r+b") as file:
        return overwrite(file.fileno())


def read_anew(path: Path) -> list[list[Any]]:
    with closing(sqlite3.connect(path)) as file:
        return told(file)


def test_a_file_of_another_form_is_left_alone(tmp_path: Path) -> None:
    """Such as one that shrinks by itself: it has pages that begin as those of a tree may."""
    path = tmp_path / "file.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA auto_vacuum = FULL")
        file.execute("CREATE TABLE one (key INTEGER PRIMARY KEY)")
    other = tmp_path / "other.db"
    other.write_bytes(b"no database" * 1000)
    for each in (path, other):
        before = each.read_bytes()
        with pytest.raises(OtherForm):
            overwritten(each)
        assert each.read_bytes() == before


def test_nothing_is_done_while_somebody_writes(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    with closing(filled(path, 1, page=4096, rows=50, longest=10)) as file:
        assert program(path) == WRITTEN
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        file.execute("BEGIN IMMEDIATE")
        assert program(path, 0.1) == BUSY
        file.execute("ROLLBACK")
        assert program(path) == 0
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        file.execute("PRAGMA journal_mode = DELETE").fetchall()
    assert program(path) == OTHER


def spilt(path: Path) -> list[int]:
    """Where a word was left in room of pages that no row uses, one in each of them."""
    data = bytearray(path.read_bytes())
    places = []
    for page in range(4096, len(data), 4096):
        cells = int.from_bytes(data[page + 3 : page + 5], "big")
        first = page + 12 + 2 * cells
        content = page + int.from_bytes(data[page + 5 : page + 7], "big")
        if data[page] in (2, 5, 10, 13) and content - first >= 3 * len(SECRET):
            # In the middle: the next row of the page takes room from both ends.
            place = (first + content - len(SECRET)) // 2
            data[place : place + len(SECRET)] = SECRET
            places.append(place)
    path.write_bytes(data)
    return places


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record with a word left in room of its pages, and nobody in it."""
    with home(tmp_path) as record:
        write(record, *(f"Paper {number} stands." for number in range(30)))
    assert len(spilt(tmp_path / "home.db")) > 20
    return tmp_path / "home.db"


def test_what_another_process_had_read_does_not_come_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads all pages just before, holds them, and writes some of them just after."""
    reads, read, writes = FORK.Event(), FORK.Event(), FORK.Event()

    def other() -> None:
        with Record.open(path) as record:
            assert reads.wait(20)
            with record._store.read() as connection:
                for table in schema.metadata.sorted_tables:
                    connection.execute(sa.select(table)).fetchall()
            read.set()
            assert writes.wait(20)
            write(record, *(f"Later {number} stands." for number in range(30)))

    child = FORK.Process(target=other)
    child.start()
    try:
        with Record.open(path) as record:
            emptied = record._store._emptied  # type: ignore[attr-defined]

            def around() -> None:
                if read.is_set():
                    writes.set()
                    child.join()
                emptied()
                reads.set()
                assert read.wait(20)

            monkeypatch.setattr(record._store, "_emptied", around)
            # What an erasure does once it is committed: nothing else changes here.
            record._store.settle(erased=True)
            assert child.exitcode == 0
            assert SECRET not in path.read_bytes()
            assert sound(record)
    finally:
        for each in (reads, read, writes):
            each.set()
        child.join()


def test_it_goes_on_where_somebody_writes_between(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(path) as record, Record.open(path) as other:
        emptied, often = record._store._emptied, []  # type: ignore[attr-defined]

        def then_written() -> None:
            emptied()
            often.append(1)
            if len(often) < 3:
                write(other, f"Between {len(often)}.")

        monkeypatch.setattr(record._store, "_emptied", then_written)
        paper = record.view(record.reader()).papers().items[0].id
        record.erase(paper, by="Jan", ground="law")
        assert len(often) == 4
    assert SECRET not in path.read_bytes()


def test_where_it_cannot_be_done_the_file_is_written_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_wipe, "__file__", "/nowhere/at/all.py")
    with Record.open(path) as record:
        paper = record.view(record.reader()).papers().items[0].id
        record.erase(paper, by="Jan", ground="law")
        assert sound(record)
    assert SECRET not in path.read_bytes()


def test_who_reads_on_is_told_that_it_is_busy(path: Path) -> None:
    """What is erased is erased; traces go the next time."""
    with Record.open(path) as record, Record.open(path, busy=0.1) as other:
        paper = record.view(record.reader()).papers().items[0].id
        with record._store.read() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM entry").fetchall()
            with pytest.raises(BusyRecord):
                other.erase(paper, by="Jan", ground="law")
