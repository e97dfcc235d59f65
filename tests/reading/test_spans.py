"""Spans, against asking each of them."""

from __future__ import annotations

import random

from inzet.reading.spans import Spans


def test_whether_any_is_touched() -> None:
    chance = random.Random(7)
    for _ in range(50):
        made = [(start, start + chance.randint(1, 30)) for start in chance.choices(range(200), k=9)]
        spans = Spans(made)
        for start in range(0, 230, 7):
            end = start + chance.randint(1, 20)
            known = any(first < end and start < last for first, last in made)
            assert spans.touch(start, end) is known


def test_none_is_touched_where_there_are_none() -> None:
    assert not Spans(()).touch(0, 10)
