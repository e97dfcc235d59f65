"""Measured on labelled English sentences; the floors stand a little below what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.reading.measure import Measured, labelled, lines, measure

_GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def development() -> Measured:
    return measure(labelled(_GOLD / "sentences-en-dev.jsonl"))


@pytest.mark.parametrize(
    ("act", "precision", "recall"),
    [
        ("position own", 0.95, 0.94),
        ("position other", 0.85, 0.95),
        ("commitment own", 0.95, 0.95),
        ("status", 0.90, 0.90),
        ("condition", 0.90, 0.90),
        ("decision", 0.90, 0.92),
        ("expectation", 0.90, 0.85),
        ("agenda", 0.90, 0.92),
    ],
)
def test_floors_on_the_development_set(
    development: Measured, act: str, precision: float, recall: float
) -> None:
    assert development.acts[act].precision >= precision, "\n".join(lines(development))
    assert development.acts[act].recall >= recall, "\n".join(lines(development))


def test_few_lookalikes_are_taken_for_the_speaker(development: Measured) -> None:
    fallen, all_of_them = sum(development.lured.values()), sum(development.lures.values())
    assert fallen / all_of_them <= 0.05, "\n".join(lines(development))
