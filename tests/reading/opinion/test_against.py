"""Whether a stance is against what it is about: a table that weighs the whole sentence."""

from __future__ import annotations

from importlib.resources import files

import pytest

from inzet.reading.opinion import classifier
from inzet.reading.opinion.against import (
    NEGATIVE,
    POSITIVE,
    Leanings,
    leanings,
    stance_features,
)
from inzet.reading.reader import read_paper

HEAD = """\
GEANNOTEERDE AGENDA VAN DE RAAD VOOR BUITENLANDSE ZAKEN VAN 12 MAART 2018

Den Haag, 2 maart 2018

"""
TABLE = Leanings(
    bias=-2000,
    weights={"w haven": 3000, f"r {NEGATIVE}": 2000, "w sluis": -3000},
    above=0.6,
    below=0.4,
)


def _read(text: str) -> list[tuple[str | None, str | None]]:
    """Polarity and modality of the stances of a paper."""
    reading = read_paper((HEAD + text).encode(), name="paper.txt").reading
    return [
        (one.content.get("polarity"), one.content.get("modality"))
        for one in reading.statements
        if one.act == "position"
    ]


def test_it_weighs_the_sentence_and_what_the_cue_says() -> None:
    assert not TABLE.turns(("w brug",), "position.say.zeggen", POSITIVE)
    assert TABLE.turns(("w haven",), "position.say.zeggen", POSITIVE)
    assert not TABLE.turns(("w haven",), "position.oppose.afwijzen", NEGATIVE)
    assert TABLE.turns(("w sluis",), "position.oppose.afwijzen", NEGATIVE)
    assert stance_features("position.oppose.afwijzen", NEGATIVE) == (
        "r position.oppose.afwijzen",
        "r position.oppose",
        "r negative",
        "r position.oppose negative",
    )


def test_a_stance_goes_the_way_that_the_whole_sentence_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Nederland pleit voor een haven. Nederland wijst een sluis af."
    monkeypatch.setattr(classifier, "leanings", lambda language: None)
    assert _read(text) == [("positive", "plead"), ("negative", "oppose")]
    monkeypatch.setattr(classifier, "leanings", lambda language: TABLE)
    # What turns out to be for something is no objection.
    assert _read(text) == [("negative", "plead"), ("positive", "opinion")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_table_that_ships_leans_on_words_and_cues(language: str) -> None:
    assert files("inzet.reading").joinpath(f"languages/{language}/against.json").is_file()
    table = leanings(language)
    assert table is not None
    assert 0 < table.below <= table.above < 1
    assert table.weights[f"r {NEGATIVE}"] > 0 > table.weights[f"r {POSITIVE}"]
    assert table.share(("v oppose", "v negation"), "position.say.say", POSITIVE) > table.share(
        ("v good", "v support"), "position.say.say", POSITIVE
    )


def test_a_language_without_a_table_keeps_what_cues_say() -> None:
    assert leanings("sv") is None
