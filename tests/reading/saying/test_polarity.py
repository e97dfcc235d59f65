"""A stance is for or against what it is about."""

from __future__ import annotations

import pytest

from inzet.reading.saying.choose import choose
from inzet.reading.saying.frames import Matcher
from inzet.reading.saying.polarity import polarity


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher("nl", "NLD")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nederland is tegen een hogere afdracht.", "negative"),
        ("Nederland is niet tegen een hogere afdracht.", "positive"),
        ("Nederland heeft geen bezwaar tegen het mandaat.", "positive"),
        ("Het kabinet spreekt zich uit tegen een vetorecht.", "negative"),
        ("Het kabinet spreekt zich uit voor een vetorecht.", "positive"),
        ("Nederland steunt het mandaat niet.", "negative"),
        ("Het kabinet vindt de drempel te laag.", "negative"),
        ("Het kabinet acht dit een gevaarlijke ontwikkeling.", "negative"),
        ("Het kabinet vindt dat gevaarlijke stoffen apart vervoerd moeten worden.", "positive"),
        ("Het kabinet acht uitstel niet gevaarlijk.", "positive"),
        ("Het kabinet acht uitstel verstandig.", "positive"),
    ],
)
def test_for_or_against(matcher: Matcher, sentence: str, expected: str) -> None:
    found = matcher.find(sentence)
    (choice,) = [c for c in choose(found, matcher) if c.match.cue.act == "position"]
    assert polarity(choice.match, found, "nl") == expected
