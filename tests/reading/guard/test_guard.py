"""The guard: the same reading from another process, and plain words when that process fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import inzet.samples
from inzet.reading import intake
from inzet.reading.guard import Limits, Pool
from inzet.reading.guard.child import Broken, Child
from inzet.reading.guard.protocol import Job
from inzet.reading.reader import read_paper
from inzet.record import Record
from inzet.vocabulary.errors import UnreadableFile
from tests.reading.office import docx, para

SAMPLE = Path(next(iter(inzet.samples.__path__))) / "nl-fmm-2022-12-report.txt"
LONG = ("Nederland steunt het voorstel over de havens van het eiland. " * 40 + "\n\n") * 400


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool() as found:
        yield found


def test_the_same_reading_as_in_this_process(pool: Pool) -> None:
    data = SAMPLE.read_bytes()
    here, there = read_paper(data, name="a.txt"), pool.read(data, name="a.txt")
    assert msgspec.json.encode(there.reading) == msgspec.json.encode(here.reading)
    assert (there.extracted, there.classification, there.stamp) == (
        here.extracted,
        here.classification,
        here.stamp,
    )
    assert pool.text(data, name="a.txt") == here.extracted


def test_an_error_comes_back_as_it_was(pool: Pool) -> None:
    with pytest.raises(UnreadableFile, match="only white space") as caught:
        pool.read(b"  \n", name="leeg.txt")
    assert caught.value.where == "leeg.txt"


@pytest.mark.parametrize(
    ("limits", "data", "words"),
    [
        (Limits(seconds=0.05), LONG, r"longer than 0\.05 seconds"),
        (Limits(computing=1), LONG * 2, "longer than 1 seconds"),
        (Limits(memory=32 << 20), LONG * 4, "more memory than a paper may"),
        (Limits(answer=10_000), LONG[:20_000], "far more in it than in any paper"),
    ],
    ids=["time", "processor", "memory", "answer"],
)
def test_beyond_a_limit_there_is_an_error_and_the_next_paper_is_read(
    limits: Limits, data: str, words: str
) -> None:
    with Pool(limits=limits) as small:
        with pytest.raises(UnreadableFile, match=words) as caught:
            small.read(data.encode(), name="groot.txt")
        assert caught.value.where == "groot.txt"
        assert caught.value.fix
        if limits.seconds > 1:
            assert small.text(b"Een korte tekst.").text == "Een korte tekst."


@pytest.mark.parametrize(
    ("sign", "words"), [(signal.SIGSEGV, "crashed"), (signal.SIGKILL, "want of memory")]
)
def test_a_crash_is_told_and_the_worker_is_replaced(sign: signal.Signals, words: str) -> None:
    child = Child()
    job = Job(limits=Limits(), name="kapot.txt")
    child.ask(job, b"Eerst een gewone tekst.")
    threading.Timer(0.3, os.kill, (child.pid, sign)).start()
    with pytest.raises(Broken) as caught:
        child.ask(job, LONG.encode() * 10)
    assert words in caught.value.error.what
    with Pool() as fresh:
        assert fresh.text(b"Daarna ook.").text == "Daarna ook."


def test_nothing_is_left_running(pool: Pool) -> None:
    with Pool() as brief:
        brief.text(b"Tekst.")
        child = brief._idle[0]
        pid = child.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_worker_ends_with_its_parent() -> None:
    script = (
        "import os\nfrom inzet.reading.guard.child import Child\n"
        "from inzet.reading.guard import Limits\n"
        "from inzet.reading.guard.protocol import Job\n"
        "child = Child()\nchild.ask(Job(limits=Limits()), b'Tekst.')\n"
        "print(child.pid, flush=True)\nos._exit(0)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    pid = int(ran.stdout)
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the worker outlived its parent")


def test_the_worker_knows_no_settings_and_opens_no_connections(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INZET_MODEL_KEY", "geheim")
    child = Child()
    try:
        child.ask(Job(limits=Limits()), b"Tekst.")
        assert b"INZET_MODEL_KEY" not in Path(f"/proc/{child.pid}/environ").read_bytes()
    finally:
        child.close()
    script = (
        "import socket\nfrom inzet.reading.guard import worker\n"
        "worker._forbid_connections()\nsocket.create_connection(('127.0.0.1', 9))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert "opens no connections" in ran.stderr


def test_modules_of_the_folder_one_stands_in_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("inzet", "lxml", "msgspec", "socket", "json"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    with Pool() as found:
        assert found.text(docx(para("Tekst."))).text == "Tekst."
    assert not (tmp_path / "ran").exists()


def test_a_failed_paper_leaves_the_record_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        Record.create(tmp_path / "r.db", "Bureau") as record,
        Pool(limits=Limits(memory=80 << 20)) as small,
    ):
        monkeypatch.setattr(intake, "shared", lambda: small)
        intake.take(record, SAMPLE.read_bytes()[:2000], name="goed.txt")
        before = record.view(record.reader()).papers().items
        with pytest.raises(UnreadableFile, match="more memory"):
            intake.take(record, LONG.encode() * 4, name="groot.txt")
        assert record.view(record.reader()).papers().items == before
        assert intake.take(record, SAMPLE.read_bytes()[:2000]).outcome == "known"


def test_workers_that_read_papers_can_be_let_go_of() -> None:
    """What they kept of a paper ends with them; who reads meanwhile is not disturbed."""
    with Pool() as pool:

        def reader() -> int:
            (child,) = pool._idle
            return child.pid

        pool.text(b"Nederland steunt het voorstel.", name="a.txt")
        first = reader()
        pool.text(b"Nederland steunt het voorstel.", name="a.txt")
        assert reader() == first
        pool.renew()
        assert pool._idle == []
        held = pool._taken()
        pool.renew()
        pool._back(held, tired=False)
        assert pool._idle == []
        assert pool.text(b"Nederland steunt het voorstel.", name="a.txt").text
