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
        ("position own", 0.97, 0.97),
        ("commitment own", 0.97, 0.97),
        ("status", 0.85, 0.95),
        ("condition", 0.80, 0.95),
        ("decision", 0.95, 0.95),
        ("expectation", 0.95, 0.95),
        ("agenda", 0.95, 0.95),
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
        ("position own", 0.94, 0.88),
        ("commitment own", 0.97, 0.97),
        ("status", 0.97, 0.97),
        ("agenda", 0.93, 0.97),
        ("decision", 0.96, 0.90),
        ("condition", 0.96, 0.96),
        ("expectation", 0.96, 0.96),
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
        ("position own", 0.82, 0.91),
        ("commitment own", 0.90, 0.78),
        ("status", 0.78, 0.78),
        ("condition", 0.65, 0.78),
        ("decision", 0.82, 0.66),
        ("expectation", 0.90, 0.84),
        ("agenda", 0.90, 0.68),
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
