"""Nothing in the program may know the seed paper: no phrase of it, no date, no count."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_SOURCE = Path(__file__).resolve().parents[2] / "src" / "inzet"
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_READER = ("reading",)
_ORDINARY = frozenset(
    [
        "hand",
        "de",
        "het",
        "een",
        "van",
        "in",
        "op",
        "te",
        "en",
        "is",
        "zijn",
        "wordt",
        "worden",
        "dat",
        "die",
        "dit",
        "deze",
        "voor",
        "met",
        "aan",
        "bij",
        "tot",
        "naar",
        "om",
        "over",
        "door",
        "als",
        "of",
        "ook",
        "niet",
        "zal",
        "zullen",
        "minister",
        "ministers",
        "buitenlandse",
        "zaken",
        "hoge",
        "vertegenwoordiger",
        "europese",
        "unie",
        "navo",
        "eu",
        "raad",
        "top",
        "stand",
        "oorlog",
        "kamer",
        "tweede",
        "voorzitter",
        "staten",
        "generaal",
        "bijeenkomst",
        "vergadering",
    ]
)
"""Words of office and grammar: a phrase of these alone belongs to no paper."""


def _phrases(text: str, length: int = 5) -> set[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.mark.seed
def test_no_phrase_of_the_seed_stands_in_the_reader(shared: Path) -> None:
    paper = next((shared / "seed").glob("*.txt")).read_text(encoding="utf-8")
    telling = {phrase for phrase in _phrases(paper) if not set(phrase) <= _ORDINARY}
    found: dict[str, set[tuple[str, ...]]] = {}
    for folder in _READER:
        for path in (_SOURCE / folder).rglob("*"):
            if path.suffix in (".py", ".toml", ".csv", ".json"):
                shared_phrases = telling & _phrases(path.read_text(encoding="utf-8"))
                if shared_phrases:
                    found[str(path.relative_to(_SOURCE))] = shared_phrases
    assert not found


@pytest.mark.seed
def test_no_date_of_the_seed_stands_in_the_reader(shared: Path) -> None:
    expected = (shared / "seed" / "expected.json").read_text(encoding="utf-8")
    dates = set(re.findall(r"\b\d{4}-\d{2}-\d{2}\b", expected))
    assert dates
    for folder in _READER:
        for path in (_SOURCE / folder).rglob("*"):
            if path.suffix in (".py", ".toml", ".json"):
                text = path.read_text(encoding="utf-8")
                assert not [date for date in dates if date in text], path.name
