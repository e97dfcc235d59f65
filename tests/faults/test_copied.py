"""A record's file that is copied: while it is written, to two machines, over one that is served."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from inzet.record import Fault, Record
from inzet.vocabulary.errors import BrokenRecord, ForkedFeed, UnreadableFile
from inzet.web.app import create_app
from tests.record.travelling import send, sound, titles, twins, write
from tests.record.world import Clock, home
from tests.web.client import Client


@pytest.mark.file
def test_copied_while_it_is_written_without_its_log(tmp_path: Path) -> None:
    """The copy is an older record that proves, or is told to be damaged; nothing is believed."""
    with home(tmp_path, Clock()) as record:
        for number in range(30):
            write(record, f"paper {number}")
        head = record.head()
        for suffix in ("", ".key", ".head"):
            source = record.path.with_name(f"home.db{suffix}")
            shutil.copy(source, tmp_path / f"copy.db{suffix}")
    with suppress(BrokenRecord, UnreadableFile), Record.open(tmp_path / "copy.db") as copy:
        # With the head that was printed before, what is missing is told.
        assert [each for each in copy.verify(head) if isinstance(each, Fault)]
        before = titles(copy)
        write(copy, "goes on")
        # It knows by what lies beside it that it is behind, and forks nothing.
        assert sound(copy)
        assert titles(copy) == before | {"goes on"}
        with Record.create(tmp_path / "peer.db", "Peer") as peer:
            with Record.open(tmp_path / "home.db") as whole:
                send(whole, peer)
            send(copy, peer)
            assert "goes on" in titles(peer)


def test_on_two_machines_a_fork_is_found_when_they_meet(tmp_path: Path) -> None:
    one, other = twins(tmp_path, "common")
    with one, other, Record.create(tmp_path / "peer.db", "Peer") as peer:
        write(one, "here")
        write(other, "there")
        send(one, peer)
        with pytest.raises(ForkedFeed):
            send(other, peer)
        assert titles(peer) == {"common", "here"}
        assert sound(peer)
        # Either of the two is told by the other as well.
        with pytest.raises(ForkedFeed):
            send(other, one)
        assert sound(one)
        assert sound(other)


def test_replaced_while_it_is_served(tmp_path: Path) -> None:
    """Another record in its place: what is served is that one, or an error in words; no mixture."""
    with home(tmp_path, Clock()) as record:
        write(record, "of the first")
        record._store.settle()
    with Record.create(tmp_path / "second.db", "Second") as second:
        write(second, "of the second")
        second._store.settle()
    client = Client(create_app(lambda: Record.open(tmp_path / "home.db")))
    assert "of the first" in client.get("/papers").text
    for suffix in ("-wal", "-shm"):
        (tmp_path / f"home.db{suffix}").unlink(missing_ok=True)
    for suffix in ("", ".key"):
        (tmp_path / f"second.db{suffix}").replace(tmp_path / f"home.db{suffix}")
    for _ in range(3):
        answer = client.get("/papers")
        shown = [each for each in ("of the first", "of the second") if each in answer.text]
        assert len(shown) <= 1
        assert answer.status_code == 200 or "Traceback" not in answer.text
    with Record.open(tmp_path / "home.db") as found:
        assert titles(found) == {"of the second"}
        assert sound(found)
