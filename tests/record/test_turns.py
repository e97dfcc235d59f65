"""One makes a thing, the others wait for it; nobody waits for themselves, or for ever."""

from __future__ import annotations

import contextlib
import threading
import time
from pathlib import Path

from inzet.record import Memory, Record
from inzet.record.turns import Turns
from tests.record.test_memory import add


def test_what_many_ask_for_at_once_is_made_once(tmp_path: Path) -> None:
    memory, made, got = Memory(), list[int](), list[int]()
    with Record.create(tmp_path / "r.db", "Ministry") as record:
        add(record, "one", "PUBLIC")

        def make() -> int:
            made.append(threading.get_ident())
            time.sleep(0.2)
            return 7

        def ask() -> None:
            view = record.view(record.reader(), memory=memory)
            got.append(view.remembered("slow", make))

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert got == [7] * 6
    assert len(made) == 1


def test_who_waits_for_one_that_fails_makes_it() -> None:
    turns, order = Turns(), list[str]()

    def fails() -> None:
        with contextlib.suppress(ValueError), turns.turn("k"):
            order.append("fails")
            started.set()
            time.sleep(0.1)
            raise ValueError

    started = threading.Event()
    thread = threading.Thread(target=fails)
    thread.start()
    started.wait(5)
    with turns.turn("k"):
        order.append("makes")
    thread.join()
    assert order == ["fails", "makes"]


def test_nobody_waits_for_themselves_nor_for_ever() -> None:
    turns = Turns(patience=0.05)
    with turns.turn("k"), turns.turn("k"), turns.turn("other"):
        done = threading.Event()

        def impatient() -> None:
            with turns.turn("k"):
                done.set()

        thread = threading.Thread(target=impatient)
        thread.start()
        assert done.wait(5)
        thread.join()
