"""Every cue's own examples: what it must find, and what it must leave alone."""

from __future__ import annotations

import pytest

from inzet.reading.saying.choose import choose
from inzet.reading.saying.cues import Cue, cues
from inzet.reading.saying.frames import Matcher

_MATCHER = Matcher("nl", "NLD")
_CUES = cues("nl").cues
_LAST_RESORT = ("position.open.stance", "commitment.open.present", "context.open.title")


def _found(cue: Cue, text: str) -> bool:
    """Whether a cue speaks for the government (or for the paper) in a sentence."""
    found = _MATCHER.find(text)
    if cue.id in _LAST_RESORT:
        return any(one.match.cue is cue for one in choose(found, _MATCHER))
    return any(match.cue is cue and match.own for match in found.matches)


@pytest.mark.parametrize("cue", _CUES, ids=lambda cue: cue.id)
def test_a_cue_finds_its_positive_examples(cue: Cue) -> None:
    for text in cue.yes:
        if cue.holder in ("body", "notown", "any", "others"):
            assert any(match.cue is cue for match in _MATCHER.find(text).matches), text
        else:
            assert _found(cue, text), text


@pytest.mark.parametrize("cue", _CUES, ids=lambda cue: cue.id)
def test_a_cue_leaves_its_negative_examples(cue: Cue) -> None:
    for text in cue.no:
        assert not _found(cue, text), text


def test_there_is_breadth() -> None:
    frames: dict[str, int] = {}
    for cue in _CUES:
        frames[cue.act] = frames.get(cue.act, 0) + len(cue.frames) + len(cue.phrases)
    assert frames["position"] >= 250
    assert frames["commitment"] >= 60
    for act in ("status", "condition", "decision", "expectation", "context"):
        assert frames[act] >= 20, act


def test_every_cue_has_examples_for_and_against() -> None:
    assert all(cue.yes and cue.no for cue in _CUES)
    assert len({cue.id for cue in _CUES}) == len(_CUES)
