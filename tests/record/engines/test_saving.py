"""A record in a database is backed up while it is written, and put back in a file or a database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from inzet.record import Fault, Record, pouring, restoring, schema
from inzet.record.backup import manifest_of, prove
from inzet.record.restoring import restore
from inzet.record.store import record_path
from inzet.vocabulary.errors import NoRoom, UnreadableFile
from tests.record.engines.cluster import Cluster
from tests.record.travelling import send, sound, titles, write
from tests.record.world import audiences

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where lies what belongs to records in databases."""
    folder = tmp_path / "homes"
    monkeypatch.setenv("INZET_HOME", str(folder))
    return folder


@pytest.fixture
def url(postgresql: Cluster, homes: Path) -> Iterator[str]:
    """Of an empty database."""
    url = postgresql.fresh()
    yield url
    postgresql.drop(url)


@pytest.fixture
def other(postgresql: Cluster, homes: Path) -> Iterator[str]:
    """Of another one."""
    url = postgresql.fresh()
    yield url
    postgresql.drop(url)


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    """A record of Home in a database."""
    with audiences(Record.create(url, "Home")) as made:
        yield made


def faults(folder: Path) -> list[Any]:
    """What does not prove of a backup."""
    return [each for each in prove(folder, manifest_of(folder)) if isinstance(each, Fault)]


def log(record: Record) -> dict[str, list[tuple[Any, ...]]]:
    """All that holds truth, but settings."""
    with record._store.read() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            ]
            for table in schema.TRUTH
            if table is not schema.meta
        }


def test_it_is_of_one_moment_and_both_engines_take_it(
    record: Record, url: str, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pouring, "_MOST", 3)
    gone = write(record, *(f"before {number}" for number in range(4)), "gone")[-1]
    record.erase(gone, by="x", ground="x")
    write(record, "for some", marking="REL-A")
    head, wanted = record.head(), log(record)
    seen: list[tuple[int, int]] = []
    with Record.open(url) as writer:

        def told(done: int, total: int) -> None:
            seen.append((done, total))
            write(writer, f"meanwhile {len(seen)}")

        made = record.backup(tmp_path / "saved", with_key=True, told=told)
    assert len(seen) > 10
    assert seen[-1][0] == seen[-1][1] > sum(map(len, wanted.values()))
    assert made.head == head
    assert faults(tmp_path / "saved") == []
    assert b"gone" not in (tmp_path / "saved" / "record").read_bytes()
    for to in (str(tmp_path / "again.db"), other):
        # As the command line gives it: a path, which has lost a slash of a URL.
        done = restore(tmp_path / "saved", Path(to), now=NOW)
        assert done.has_key
        assert done.record == to
        with Record.open(to) as again:
            assert log(again) == wanted
            assert again.head() == head
            assert titles(again) == {f"before {number}" for number in range(4)}
            assert sound(again)


def test_what_is_put_back_in_a_database_forks_nobody(
    record: Record, other: str, tmp_path: Path
) -> None:
    saved = tmp_path / "saved"
    write(record, "one")
    record.backup(saved, with_key=True)
    write(record, "two")
    with Record.create(tmp_path / "peer.db", "Peer") as peer:
        send(record, peer)
        restore(saved, other, now=NOW)
        record_path(other).with_name("record.head").unlink()
        with Record.open(other) as again:
            write(again, "three")
            send(again, peer)
            send(peer, again)
            assert titles(again) == titles(peer) == {"one", "two", "three"}
            assert sound(again)
            feed = again.view(again.reader("PUBLIC")).feeds()[0].id
            assert list(again.view(again.reader()).state()[feed])[1:] == [
                int(NOW.timestamp() * 1000)
            ]
        assert peer.view(peer.reader()).forks(feed) == []
        assert sound(peer)


def test_a_backup_of_a_file_is_put_back_in_a_database(url: str, tmp_path: Path) -> None:
    with audiences(Record.create(tmp_path / "home.db", "Home")) as record:
        write(record, "one")
        record.backup(tmp_path / "saved", with_key=True)
        wanted = log(record)
    restore(tmp_path / "saved", url, now=NOW)
    with Record.open(url) as there:
        assert log(there) == wanted
        assert sound(there)


def test_a_database_that_holds_a_record_is_left_alone(
    record: Record, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(record, "one")
    record.backup(tmp_path / "saved", with_key=True)
    # From another machine, where nothing lies beside it.
    monkeypatch.setenv("INZET_HOME", str(tmp_path / "elsewhere"))
    with pytest.raises(UnreadableFile, match="there is a record in this database already"):
        restore(tmp_path / "saved", url, now=NOW)
    assert not [path for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()]
    assert titles(record) == {"one"}


def test_what_does_not_come_to_its_end_leaves_nothing(
    record: Record, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(record, "one")
    record.backup(tmp_path / "saved", with_key=True)

    def full(*_: object) -> None:
        raise NoRoom("the disk is full", where="there", fix="Make room.")

    with monkeypatch.context() as patched:
        patched.setattr(restoring, "settled", full)
        with pytest.raises(NoRoom):
            restore(tmp_path / "saved", other, now=NOW)
    beside = record_path(other).parent
    assert list(beside.iterdir()) == []
    # So the same place can be tried again.
    restore(tmp_path / "saved", other, now=NOW)
    with Record.open(other) as again:
        assert titles(again) == {"one"}
