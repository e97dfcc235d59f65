"""A record restored from a backup goes on in a new epoch, and forks nothing."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from inzet.record import Fault, Record
from inzet.vocabulary.errors import BrokenRecord
from tests.record.world import add_paper


def backup(record: Record, to: Path) -> None:
    """A copy of the database file, as a backup program makes it."""
    source, target = sqlite3.connect(record.path), sqlite3.connect(to)
    source.backup(target)
    source.close()
    target.close()


def write(record: Record, text: str) -> None:
    with record.batch("PUBLIC") as batch:
        add_paper(batch, text)


def restore(record: Record, saved: Path) -> Record:
    record.close()
    for suffix in ("-wal", "-shm"):
        record.path.with_name(record.path.name + suffix).unlink(missing_ok=True)
    shutil.copy(saved, record.path)
    return Record.open(record.path)


def faults(record: Record, head: str | None = None) -> list[Fault]:
    return [f for f in record.verify(head, projections=True) if isinstance(f, Fault)]


def epochs(record: Record) -> list[int]:
    view = record.view(record.reader("PUBLIC"))
    return [parcel.epoch for parcel in view.parcels(view.feeds()[0].id)]


@pytest.mark.file
def test_restored_from_a_backup(record: Record, tmp_path: Path) -> None:
    write(record, "one")
    backup(record, tmp_path / "saved")
    write(record, "two")
    head = record.head()
    with Record.create(tmp_path / "peer.db", "Peer") as peer:
        send(record, peer)
        with restore(record, tmp_path / "saved") as again:
            write(again, "three")
            write(again, "four")
            assert epochs(again) == [1, 2, 2]
            assert faults(again) == []
            assert faults(again, head)
            send(again, peer)
            assert faults(peer) == []
            titles = {row.title for row in peer.view(peer.reader()).papers().items}
            assert titles == {"one", "two", "three", "four"}
            # What was lost comes back from who has it.
            send(peer, again)
            assert {row.title for row in again.view(again.reader()).papers().items} == titles
            assert faults(again) == []


def test_without_a_sidecar_nothing_is_lost(record: Record) -> None:
    write(record, "one")
    record.close()
    record.path.with_name("home.db.head").unlink()
    with Record.open(record.path) as again:
        write(again, "two")
        assert epochs(again) == [1, 1]
        assert faults(again) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}'])
def test_a_damaged_sidecar_is_passed_over(record: Record, content: bytes) -> None:
    record.path.with_name("home.db.head").write_bytes(content)
    write(record, "one")
    assert epochs(record) == [1]


@pytest.mark.file
def test_a_fork_is_refused(record: Record, tmp_path: Path) -> None:
    write(record, "one")
    backup(record, tmp_path / "saved")
    write(record, "two")
    with Record.create(tmp_path / "peer.db", "Peer") as peer:
        send(record, peer)
        sidecar = record.path.with_name("home.db.head")
        sidecar.unlink()
        with restore(record, tmp_path / "saved") as again:
            write(again, "another two")
            with pytest.raises(BrokenRecord):
                send(again, peer)
        assert faults(peer) == []


def send(source: Record, to: Record) -> None:
    view = source.view(source.reader("PUBLIC"))
    for feed in view.feeds():
        to.receive_all(view.parcels(feed.id), view.bytes_of(feed.id))
