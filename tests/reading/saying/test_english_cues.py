"""Every English cue's own examples: what it must find, and what it must leave alone."""

from __future__ import annotations

import pytest

from inzet.reading.saying.choose import choose
from inzet.reading.saying.english.cues import Cue, english_cues
from inzet.reading.saying.english.matcher import EnglishMatcher

_MATCHER = EnglishMatcher("GBR")
_BODY = EnglishMatcher("NATO")
"""For cues that only count in the paper of a body."""
_CUES = english_cues().cues
_LAST_RESORT = ("position.open.stance", "commitment.open.deed", "context.open.title")
_OF_ANYBODY = ("any", "none", "body", "notown", "another", "hosts", "nobody", "many", "others")


def _found(cue: Cue, text: str) -> bool:
    """Whether a cue speaks for the government (or for anybody, where it may) in a sentence."""
    found = (_BODY if cue.holder == "issuer" else _MATCHER).find(text)
    if cue.id in _LAST_RESORT:
        return any(one.match.cue is cue for one in choose(found, _MATCHER))
    anybody = cue.holder in _OF_ANYBODY
    return any(match.cue is cue and (match.own or anybody) for match in found.matches)


@pytest.mark.parametrize("cue", _CUES, ids=lambda cue: cue.id)
def test_a_cue_finds_its_positive_examples(cue: Cue) -> None:
    for text in cue.yes:
        assert _found(cue, text), (text, _MATCHER.find(text).refused)


@pytest.mark.parametrize("cue", _CUES, ids=lambda cue: cue.id)
def test_a_cue_leaves_its_negative_examples(cue: Cue) -> None:
    for text in cue.no:
        assert not _found(cue, text), text


def test_there_is_breadth() -> None:
    patterns = english_cues().patterns
    count = {
        act: sum(len(patterns[cue.id]) for cue in _CUES if cue.act == act)
        for act in {cue.act for cue in _CUES}
    }
    assert count["position"] >= 200
    assert count["commitment"] >= 40
    for act in ("status", "condition", "decision", "expectation", "context"):
        assert count[act] >= 20, (act, count)


def test_every_cue_has_examples_for_and_against() -> None:
    assert all(cue.yes and cue.no for cue in _CUES)
    assert len({cue.id for cue in _CUES}) == len(_CUES)
