"""Measured on labelled sentences; the floors stand a little below what was measured.

The sentences of the test set are only counted here, never shown.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.reading.measure import Measured, labelled, lines, measure

_GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def development() -> Measured:
    return measure(labelled(_GOLD / "sentences-dev.jsonl"))


@pytest.fixture(scope="module")
def second() -> Measured:
    return measure(labelled(_GOLD / "sentences-dev2.jsonl"))


@pytest.fixture(scope="module")
def unseen() -> Measured:
    return measure(labelled(_GOLD / "sentences-test.jsonl"))


@pytest.mark.parametrize(
    ("act", "precision", "recall"),
    [
        ("position own", 0.94, 0.94),
        ("commitment own", 0.92, 0.95),
        ("status", 0.85, 0.85),
        ("condition", 0.80, 0.80),
        ("decision", 0.85, 0.85),
        ("expectation", 0.85, 0.85),
        ("agenda", 0.85, 0.85),
    ],
)
def test_floors_on_the_development_set(
    development: Measured, act: str, precision: float, recall: float
) -> None:
    assert development.acts[act].precision >= precision, "\n".join(lines(development))
    assert development.acts[act].recall >= recall, "\n".join(lines(development))


@pytest.mark.parametrize(
    ("act", "precision", "recall"),
    [
        ("position own", 0.90, 0.86),
        ("commitment own", 0.96, 0.95),
        ("status", 0.92, 0.92),
        ("agenda", 0.86, 0.95),
        ("decision", 0.88, 0.85),
        ("condition", 0.90, 0.90),
        ("expectation", 0.90, 0.92),
    ],
)
def test_floors_on_the_second_development_set(
    second: Measured, act: str, precision: float, recall: float
) -> None:
    assert second.acts[act].precision >= precision, "\n".join(lines(second))
    assert second.acts[act].recall >= recall, "\n".join(lines(second))


@pytest.mark.parametrize(
    ("act", "precision", "recall"),
    [
        ("position own", 0.80, 0.90),
        ("commitment own", 0.90, 0.76),
        ("status", 0.78, 0.73),
        ("condition", 0.65, 0.70),
        ("decision", 0.72, 0.62),
        ("expectation", 0.80, 0.80),
        ("agenda", 0.80, 0.66),
    ],
)
def test_floors_on_the_test_set(
    unseen: Measured, act: str, precision: float, recall: float
) -> None:
    assert unseen.acts[act].precision >= precision, "\n".join(lines(unseen))
    assert unseen.acts[act].recall >= recall, "\n".join(lines(unseen))


def test_few_lookalikes_are_taken_for_the_government(unseen: Measured) -> None:
    fallen, all_of_them = sum(unseen.lured.values()), sum(unseen.lures.values())
    assert fallen / all_of_them <= 0.12, "\n".join(lines(unseen))
