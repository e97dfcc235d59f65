"""A program that is killed at any moment loses nothing it was told is kept, and repeats nothing."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inzet.record import Record
from tests.faults.importing import CITED, text_of
from tests.faults.places import Place
from tests.record.travelling import sound

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "import sys; from inzet.cli import main; sys.exit(main())"


@contextmanager
def importing(address: str, first: int, last: int) -> Iterator[subprocess.Popen[str]]:
    """An import that runs meanwhile."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.importing", address, str(first), str(last)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def told(running: subprocess.Popen[str]) -> set[int]:
    """What it said is kept; a line that was half written counts for nothing."""
    assert running.stdout is not None
    return {int(each) for each in running.stdout.read().split("\n")[:-1] if each}


def check(address: str, acknowledged: set[int]) -> int:
    """Everything acknowledged stands there once and whole; how many papers there are."""
    with Record.open(address) as record:
        assert sound(record)
        rows = record.view(record.reader()).papers(limit=1000).items
        found = [row.title for row in rows]
        assert len(found) == len(set(found))
        assert {text_of(number)[:40] for number in acknowledged} <= set(found)
        assert set(record.view(record.reader()).counts("paper").values()) <= {CITED}
        return len(found)


def kill_some(address: str, kills: int, papers: int) -> None:
    """Kills an import again and again, then lets it run to its end."""
    dice = random.Random(8)
    acknowledged: set[int] = set()
    for turn in range(kills):
        # Every second one from its start on, to meet the opening too; else while it writes.
        with importing(address, 0, papers) as running:
            assert running.stdout is not None
            if turn % 2:
                acknowledged.add(int(running.stdout.readline()))
                time.sleep(dice.uniform(0, 0.25))
            else:
                time.sleep(dice.uniform(0, 2.0))
            running.send_signal(signal.SIGKILL)
            acknowledged |= told(running)
        if turn % 10 == 9 or kills < 10:
            assert check(address, acknowledged) >= len(acknowledged)
    with importing(address, 0, papers) as running:
        acknowledged |= told(running)
        assert running.wait() == 0
    assert acknowledged == set(range(papers))
    assert check(address, acknowledged) == papers


def test_an_import_that_is_killed_loses_and_repeats_nothing(place: Place) -> None:
    kill_some(place.made(), 2, 8)


@pytest.mark.soak
def test_an_import_that_is_killed_two_hundred_times(place: Place) -> None:
    kill_some(place.made(), 200, 900)


def test_two_programs_import_at_once(place: Place) -> None:
    address = place.made()
    with importing(address, 0, 8) as one, importing(address, 8, 16) as other:
        assert told(one) | told(other) == set(range(16))
        assert (one.wait(), other.wait()) == (0, 0)
    assert check(address, set(range(16))) == 16
    with Record.open(address) as record:
        view = record.view(record.reader())
        (feed,) = (each for each in view.feeds() if each.marking == "PUBLIC")
        parcels = list(view.parcels(feed.id))
        # In one chain, in the order in which they came.
        assert [each.first for each in parcels] == [1 + 5 * number for number in range(16)]
        assert [each.time for each in parcels] == sorted(each.time for each in parcels)


def read(address: str, folder: Path) -> subprocess.Popen[str]:
    """The command itself."""
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "read", "--record", address, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
        text=True,
    )


@pytest.mark.soak
def test_the_command_that_is_killed_goes_on(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(40):
        said = f"Het kabinet steunt plan {number}. Uiterlijk 1 juli 2023 volgt een brief."
        (folder / f"{number:02}.txt").write_text(said, "utf-8")
    address, dice, before = place.made(), random.Random(9), 0
    for _ in range(20):
        with read(address, folder) as running:
            time.sleep(dice.uniform(0.5, 6))
            running.kill()
        with Record.open(address) as record:
            assert sound(record)
            now = len(record.view(record.reader()).papers(limit=100).items)
            assert now >= before
            before = now
    with read(address, folder) as running:
        assert running.wait() == 0, running.stdout.read() if running.stdout else ""
    with Record.open(address) as record:
        titles = [row.sha256 for row in record.view(record.reader()).papers(limit=100).items]
        assert len(titles) == len(set(titles)) == 40
        assert sound(record)
