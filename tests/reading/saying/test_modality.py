"""The kind of saying is one that pages and views have words for, in every language."""

from __future__ import annotations

import pytest

from inzet.dossiers.sayings.shown import Shown
from inzet.dossiers.sayings.stances import Stance
from inzet.reading.saying.cues import cues
from inzet.reading.saying.english.cues import english_cues
from inzet.reading.saying.found import Signal
from inzet.reading.saying.modality import MODALITIES, modality
from inzet.web.words import Words

_CUES: tuple[Signal, ...] = (*cues("nl").cues, *english_cues().cues)
_FAMILIES = sorted({one.family for one in _CUES if one.act == "position"})


@pytest.mark.parametrize("family", _FAMILIES)
def test_every_family_of_stances_is_a_kind_of_saying(family: str) -> None:
    assert modality(family) in MODALITIES


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_has_words(language: str) -> None:
    shown, words = Shown(language), Words(language)
    for each in MODALITIES:
        assert words.maybe(f"stance.{each}"), each
        assert shown.words(f"modality_{each}")
        assert shown.stance(Stance(each, against=False)) == shown.words(f"modality_{each}")
