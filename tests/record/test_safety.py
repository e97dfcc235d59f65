"""A killed process loses nothing acknowledged; two writers wait for each other."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from inzet.record import Fault, Record
from inzet.vocabulary.errors import BusyRecord
from tests.record.world import Clock, add_paper, home

ROOT = Path(__file__).resolve().parents[2]


def kill_some(folder: Path, rounds: int) -> None:
    """Starts a writer and kills it, some times; the record must keep what was acknowledged."""
    home(folder).close()
    path = folder / "home.db"
    acknowledged: set[str] = set()
    for _ in range(rounds):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.record.writing", str(path)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        ) as writer:
            assert writer.stdout is not None
            acknowledged.add(writer.stdout.readline().strip())
            time.sleep(random.uniform(0, 0.15))
            writer.send_signal(signal.SIGKILL)
            lines = writer.stdout.read().split("\n")
            # The last line may be half written; every whole one was acknowledged.
            acknowledged.update(line for line in lines[:-1] if line)
        with Record.open(path) as record:
            found = [f for f in record.verify(projections=True) if isinstance(f, Fault)]
            assert found == []
            view = record.view(record.reader())
            for paper in acknowledged:
                assert len(view.paper_statements(paper)) == 5
            whole = view.counts("paper")
            assert set(whole.values()) == {5}
            assert len(whole) >= len(acknowledged)


def test_a_killed_writer_loses_nothing(tmp_path: Path) -> None:
    kill_some(tmp_path, 5)


@pytest.mark.soak
def test_hundreds_of_killed_writers_lose_nothing(tmp_path: Path) -> None:
    # Over several records: each is proved whole after every kill, and grows with each.
    for number in range(15):
        folder = tmp_path / str(number)
        folder.mkdir()
        kill_some(folder, 20)


def test_one_writer_at_a_time(record: Record) -> None:
    with Record.open(record.path, Clock(), busy=0.1) as other:
        with record.batch("PUBLIC") as batch:
            add_paper(batch, "first")
            with pytest.raises(BusyRecord), other.batch("PUBLIC"):
                pass
            # Reading goes on.
            assert other.view(other.reader()).papers().items == ()
        with other.batch("PUBLIC") as batch:
            add_paper(batch, "second")
    assert len(record.view(record.reader()).papers().items) == 2


def test_threads_read_and_write_one_record(record: Record) -> None:
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for index in range(8):
                with record.batch("PUBLIC") as batch:
                    add_paper(batch, f"paper {number} {index} kabinet")
                record.view(record.reader("PUBLIC")).search("kabinet")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(record.view(record.reader()).papers(limit=100).items) == 32
    assert not [f for f in record.verify(projections=True) if isinstance(f, Fault)]
