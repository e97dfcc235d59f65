"""Stretches that are taken, against asking each of them."""

from __future__ import annotations

import random

from inzet.reading.mentions.taken import Taken


def test_nothing_is_taken_twice() -> None:
    chance = random.Random(3)
    length = 80
    taken = Taken(length)
    known: list[tuple[int, int]] = []
    for _ in range(200):
        start = chance.randrange(length - 1)
        end = min(length, start + chance.randint(1, 12))
        free = all(end <= first or last <= start for first, last in known)
        assert taken.free(start, end) is free
        if free:
            taken.add(start, end)
            known.append((start, end))


def test_what_only_borders_is_free() -> None:
    taken = Taken(20)
    taken.add(5, 10)
    assert taken.free(0, 5)
    assert taken.free(10, 20)
    assert not taken.free(9, 10)
