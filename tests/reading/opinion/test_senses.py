"""Senses: the same kinds of saying in every language, from tables of words."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from inzet.reading.opinion import senses as module
from inzet.reading.opinion.senses import Senses, senses


def _raw(language: str) -> dict[str, Any]:
    path = files("inzet.reading").joinpath(f"languages/{language}/senses.toml")
    return tomllib.loads(path.read_text("utf-8"))


def test_words_stems_and_phrases_are_found_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {
        "good": {"is": ["fine", "excel*", "worth its salt"]},
        "bad": {"is": ["poor"]},
        "praise": {"is": ["excellen*"]},
    }
    monkeypatch.setattr(module, "table", lambda language, name: table)
    made = Senses("xx")
    said = ["a", "poor", "but", "excelling", "idea", "worth", "its", "salt"]
    assert made.of(said) == ["bad", "good", "good"]
    assert made.of(["excellence"]) == ["praise"]  # the longest stem tells
    assert made.of(["worth", "its"]) == []


def test_both_languages_know_the_same_senses() -> None:
    assert set(_raw("nl")) == set(_raw("en"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_entries_are_words_in_lower_case(language: str) -> None:
    for sense, row in _raw(language).items():
        assert len(row["is"]) == len(set(row["is"])), sense
        for entry in row["is"]:
            assert entry == entry.lower()
            # A phrase is found by its first word as it is.
            assert " " not in entry or "*" not in entry.split()[0], entry
            assert "*" not in re.sub(r"\w{3,}\*", "", entry), entry


def test_the_same_thing_is_said_alike_in_two_languages() -> None:
    assert "support" in senses("nl").of(["nederland", "steunt", "dit", "voorstel"])
    assert "support" in senses("en").of(["the", "netherlands", "supports", "this", "proposal"])


def test_a_language_without_a_table_has_no_senses() -> None:
    assert senses("sv").of(["bra"]) == []
