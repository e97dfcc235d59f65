"""How many questions of whole consultations are given the answer that belongs to them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.reading.parliament.test_answers import answered

_PAPERS = Path(__file__).parent / "consultations"
_PAIRS: dict[str, dict[str, str]] = tomllib.loads((_PAPERS / "pairs.toml").read_text("utf-8"))
_FOUND = {"mussels": 6}
"""Where not every question finds its answer: how many do."""


def read(name: str) -> list[tuple[str, str | None]]:
    """(question, answer) of every question of a paper."""
    text = (_PAPERS / f"{name}.txt").read_text("utf-8")
    return [(quote, words) for quote, _, words in answered(text)]


@pytest.mark.parametrize("name", _PAIRS)
def test_questions_find_the_answers_that_belong_to_them(name: str) -> None:
    told = read(name)
    pairs = _PAIRS[name]
    right = 0
    for asked, answer in pairs.items():
        found = [words for quote, words in told if asked in quote]
        wrong = [words for words in found if words and (not answer or answer not in words)]
        assert wrong == [], asked
        right += any(found)
    assert right == _FOUND.get(name, sum(1 for answer in pairs.values() if answer))


@pytest.mark.parametrize("name", _PAIRS)
def test_a_question_stands_once(name: str) -> None:
    told = [quote for quote, _ in read(name)]
    for asked in _PAIRS[name]:
        assert sum(asked in quote for quote in told) <= 1, asked
    assert len(told) <= len(_PAIRS[name])
