"""A record is copied while it is written to, whole or not at all, and put back without forking."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import inzet
from inzet.record import Fault, Record, backup
from inzet.record.backup import last_backup, manifest_of, prove
from inzet.record.engines import sqlite_copy
from inzet.record.restoring import restore
from inzet.vocabulary.errors import BrokenRecord, InputError, NoRoom, UnreadableFile
from tests.record.travelling import send, sound, titles, write

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def faults(folder: Path) -> list[Fault]:
    """What does not prove of a backup."""
    return [each for each in prove(folder, manifest_of(folder)) if isinstance(each, Fault)]


def put_back(folder: Path, to: Path, **more: Any) -> Record:
    """The record of a backup, under another name."""
    restore(folder, to, now=more.pop("now", NOW), **more)
    return Record.open(to)


def test_it_is_whole_while_others_write(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(record, *(f"before {n}" for n in range(5)))
    monkeypatch.setattr(sqlite_copy, "_PAGES", 8)
    head = record.head()
    seen: list[tuple[int, int]] = []
    with Record.open(record.path) as other:

        def told(done: int, total: int) -> None:
            # Without one snapshot this would begin anew each time, and never end.
            assert len(seen) < 1000
            seen.append((done, total))
            write(other, f"meanwhile {len(seen)}")

        made = record.backup(tmp_path / "saved", with_key=True, told=told)
    assert len(seen) > 5
    assert seen[-1][0] == seen[-1][1]
    assert made.head == head
    assert faults(tmp_path / "saved") == []
    with put_back(tmp_path / "saved", tmp_path / "again.db") as again:
        assert titles(again) == {f"before {n}" for n in range(5)}
        assert again.head() == head
        assert sound(again)
    assert (tmp_path / "saved").stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "saved").iterdir())


def test_what_lies_beside_comes_along_and_keys_where_asked(record: Record, tmp_path: Path) -> None:
    write(record, "one")
    with closing(sqlite3.connect(f"{record.path}.drafts")) as file:
        file.execute("CREATE TABLE draft (text)")
    Path(f"{record.path}.looks").write_text("{}")
    Path(f"{record.path}.shelf").write_text("made again")
    plain = record.backup(tmp_path / "plain")
    assert {each.beside for each in plain.files} == {"", ".head", ".drafts", ".looks"}
    whole = record.backup(tmp_path / "whole", with_key=True)
    assert {each.beside for each in whole.files} - {each.beside for each in plain.files} == {".key"}
    noted = last_backup(record.path)
    assert noted is not None
    assert (noted.to, noted.with_key, noted.head) == ("whole", True, record.head())
    done = restore(tmp_path / "plain", tmp_path / "again.db", now=NOW)
    assert not done.has_key
    with pytest.raises(UnreadableFile, match="key is missing"):
        Record.open(tmp_path / "again.db")
    with put_back(tmp_path / "plain", tmp_path / "third.db", key=tmp_path / "home.db.key") as third:
        assert titles(third) == {"one"}
    assert (tmp_path / "third.db.drafts").read_bytes() == (
        tmp_path / "plain" / "home.db.drafts"
    ).read_bytes()


def test_every_file_that_may_lie_beside_a_record_is_spoken_for() -> None:
    root = Path(inzet.__file__).parent
    named = {
        found
        for path in root.rglob("*.py")
        for found in re.findall(
            r'(?:SUFFIX = |suffix=|_beside\(\w+(?:\.\w+)?, )"(\.\w+)"', path.read_text()
        )
    }
    assert {".accounts", ".drafts", ".key", ".head", ".pulls"} <= named
    assert named - {".restoring"} <= {*backup.BESIDE, *backup.KEYS, *backup.LEFT}


@pytest.mark.file
def test_a_full_disk_leaves_nothing(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(record, "one")
    before = set(tmp_path.iterdir())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def full_database(source: Path, to: Path, *_: object) -> None:
        with closing(sqlite3.connect(to)) as file:
            file.execute("PRAGMA max_page_count = 2")
            for name in "abc":
                file.execute(f"CREATE TABLE {name} (x)")

    for module, name, fails in (
        (backup, "_to_disk", full),
        (backup, "_write", full),
        (sqlite_copy, "copy", full_database),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(module, name, fails)
            if name == "copy":
                patched.setattr("inzet.record.engines.sqlite.copy", fails)
            with pytest.raises(NoRoom, match="nothing of it was kept"):
                record.backup(tmp_path / "saved")
        assert {each.name for each in tmp_path.iterdir()} - {each.name for each in before} <= {
            "home.db-wal",
            "home.db-shm",
        }
    with pytest.raises(UnreadableFile, match="no such folder"):
        record.backup(tmp_path / "nowhere" / "saved")
    record.backup(tmp_path / "saved")
    with pytest.raises(UnreadableFile, match="writes over nothing"):
        record.backup(tmp_path / "saved")
    with pytest.raises(InputError, match="only some of the markings"):
        record.narrowed(["REL-A"]).backup(tmp_path / "narrow")


@pytest.mark.parametrize("which", ["record", "manifest", "missing", "none"])
def test_an_altered_backup_is_not_put_back(record: Record, tmp_path: Path, which: str) -> None:
    write(record, "one")
    saved = tmp_path / "saved"
    record.backup(saved, with_key=True)
    if which == "record":
        data = bytearray((saved / "home.db").read_bytes())
        data[len(data) // 2] ^= 1
        (saved / "home.db").write_bytes(data)
        assert faults(saved)
    elif which == "manifest":
        told = json.loads((saved / "manifest.json").read_text())
        told["head"] = told["head"].replace("inzet1-", "inzet1-9")
        (saved / "manifest.json").write_text(json.dumps(told))
    elif which == "missing":
        (saved / "home.db.key").unlink()
    else:
        (saved / "manifest.json").write_text("{}")
    with pytest.raises((BrokenRecord, UnreadableFile)):
        restore(saved, tmp_path / "again.db", now=NOW)
    assert not list(tmp_path.glob("again.db*"))


@pytest.mark.parametrize("there", ["", ".drafts", "-wal"])
def test_nothing_is_written_over(record: Record, tmp_path: Path, there: str) -> None:
    Path(f"{record.path}.drafts").write_text("x")
    record.backup(tmp_path / "saved", with_key=True)
    (tmp_path / f"again.db{there}").write_text("mine")
    with pytest.raises(UnreadableFile, match="writes over nothing"):
        restore(tmp_path / "saved", tmp_path / "again.db", now=NOW)
    assert [path.name for path in tmp_path.glob("again.db*")] == [f"again.db{there}"]


def test_a_key_that_is_anothers_is_refused(record: Record, tmp_path: Path) -> None:
    record.backup(tmp_path / "saved")
    with Record.create(tmp_path / "other.db", "Other"):
        pass
    with pytest.raises(UnreadableFile, match="not that of the organisation"):
        restore(tmp_path / "saved", tmp_path / "a.db", now=NOW, key=tmp_path / "other.db.key")


@pytest.mark.parametrize("sidecar", ["lost", "kept"])
def test_what_is_put_back_forks_nobody(record: Record, tmp_path: Path, sidecar: str) -> None:
    """Whatever became of the sidecar, put back twice from the same, feeds made since included."""
    saved = tmp_path / "saved"
    write(record, "one")
    record.backup(saved, with_key=True)
    write(record, "two")
    with Record.create(tmp_path / "peer.db", "Peer") as peer:
        its = peer.organisation.id
        record.define_audience("REL-NEW", [its])
        write(record, "new", marking="REL-NEW")
        send(record, peer)
        send(record, peer, its)
        for attempt, moment in enumerate((NOW, NOW + dt.timedelta(seconds=1))):
            path = tmp_path / f"again{attempt}.db"
            if sidecar == "kept":
                (tmp_path / f"again{attempt}.db.head").write_bytes(
                    Path(f"{record.path}.head").read_bytes()
                )
            restore(saved, path, now=moment)
            if sidecar == "lost":
                path.with_name(f"{path.name}.head").unlink()
            with Record.open(path) as again:
                write(again, f"three {attempt}")
                again.define_audience("REL-NEW", [its])
                write(again, f"newer {attempt}", marking="REL-NEW")
                send(again, peer)
                send(again, peer, its)
                assert sound(again)
                feed = again.view(again.reader("PUBLIC")).feeds()[0].id
                # What was lost comes back from who has it.
                send(peer, again)
                assert {"one", "two", f"three {attempt}"} <= titles(again)
                write(again, f"four {attempt}")
                send(again, peer)
                epochs = list(again.view(again.reader()).state()[feed])
                assert epochs[0] == 1
                assert min(epochs[1:]) == int(NOW.timestamp() * 1000)
                assert sound(again)
        wanted = {"one", "two", *(f"{each} {n}" for each in ("three", "four") for n in (0, 1))}
        assert wanted <= titles(peer)
        assert {"new", "newer 0", "newer 1"} <= titles(peer, its)
        assert peer.view(peer.reader()).forks(feed) == []
        assert sound(peer)
