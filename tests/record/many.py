"""Processes that write to one record at once, and processes that follow it meanwhile.

They are forked with nothing open: each opens the record itself, as programs do.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, statement_identity

FORK = multiprocessing.get_context("fork")
MARKINGS = ("PUBLIC", "INTERNAL")
WRITERS, BATCHES, LONGEST = 3, 8, 6

Open = Callable[[], Record]
Poll = Callable[[Record], list[Any]]
"""What came since it was asked before; empty where nothing did."""
Write = Callable[[Record, str, int, random.Random], None]
"""Writes one batch: by which writer, and the how many-eth of theirs."""


def said(words: str) -> Statement:
    """A statement outside any paper."""
    return Statement(
        identity=statement_identity(words, 0, 1, Act.POSITION, "2023-01-05"),
        act=Act.POSITION,
        party="NLD",
        dossiers=("watch/x",),
        quote=words,
        citation=OutsideCitation(identifier="x", says=words),
        rule="person",
        said="2023-01-05",
    )


def batch_of(words: str) -> tuple[str, int]:
    """(which batch, how many are in it) of a quote that ``write_statements`` wrote."""
    batch, _, size = words.split(" ")
    return batch, int(size)


def write_statements(record: Record, writer: str, number: int, chance: random.Random) -> None:
    """One to six statements in one batch, that tell so, in one of the feeds."""
    size = chance.randint(1, LONGEST)
    with record.batch(chance.choice(MARKINGS)) as batch:
        for place in range(size):
            batch.add(said(f"{writer}.{number} {place} {size}"))


def followed(open_record: Open, write: Write, followers: dict[str, Callable[[], Poll]]) -> Any:
    """What each follower was told, poll by poll, while some processes wrote; and no more than
    once all were done."""
    ended, told = FORK.Event(), FORK.Queue()
    follow = [
        FORK.Process(target=_follow, args=(open_record, name, make, ended, told))
        for name, make in followers.items()
    ]
    writers = [
        FORK.Process(target=_write, args=(open_record, write, str(number)))
        for number in range(WRITERS)
    ]
    with _running([*follow, *writers]):
        for each in writers:
            each.join()
            assert each.exitcode == 0
        ended.set()
        found = dict(told.get(timeout=60) for _ in follow)
        for each in follow:
            each.join()
    assert found.keys() == followers.keys()
    return found


def _write(open_record: Open, write: Write, name: str) -> None:
    chance = random.Random(name)
    with open_record() as record:
        for number in range(BATCHES):
            write(record, name, number, chance)


def _follow(open_record: Open, name: str, make: Callable[[], Poll], ended: Any, told: Any) -> None:
    polls: list[list[Any]] = []
    with open_record() as record:
        poll = make()
        while True:
            # Before it asks: what was written until then it is told.
            last = ended.is_set()
            polls.append(poll(record))
            if last and not polls[-1]:
                break
            time.sleep(0.002)
    told.put((name, [each for each in polls if each]))


@contextlib.contextmanager
def _running(processes: list[Any]) -> Iterator[None]:
    for each in processes:
        each.start()
    try:
        yield
    finally:
        for each in processes:
            each.kill()
            each.join()
