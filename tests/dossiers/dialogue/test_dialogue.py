"""Dialogue: with whom, on what, in which sessions, what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.dossiers import Answer, Asked, answer, folded, procedure, roll
from inzet.vocabulary.acts import Act
from tests.dossiers.chained import APRIL, NOVEMBER, VILNIUS, chained
from tests.dossiers.planting import Planted

DOSSIER = "dialogue/ip4"


def headline(answered: Answer) -> str:
    return " ".join(sentence.text for sentence in answered.headline)


def table(answered: Answer, key: str) -> list[list[str]]:
    found = next(each for each in answered.tables if each.key == key)
    return [[cell.text for cell in row] for row in found.rows]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    planting = chained(tmp_path_factory.mktemp("samples"))
    yield planting
    planting.record.close()


def test_with_whom_on_what_and_where(samples: Planted) -> None:
    answered = answer(samples.view(), DOSSIER)
    assert answered.values["partners"].value == ["AUS", "JPN", "KOR", "NZL"]
    assert answered.values["topics"].value == [
        "cyber security",
        "economic security",
        "exchange of analyses",
        "best practices",
    ]
    said = answered.state["said"]
    assert [each["meeting"] for each in said] == [NOVEMBER] * 3 + [APRIL] * 3 + [VILNIUS] * 3
    assert table(answered, "sessions") == [
        ["NATO FMM, 29 November 2022, session 3", "3"],
        ["NATO FMM, 4 April 2023, session 3", "3"],
    ]
    assert [row[1:3] for row in table(answered, "outcomes")] == [
        ["NATO", "promise"],
        ["NATO", "promise"],
    ]
    assert "of one that took place nothing is told" in headline(answered)


def test_before_the_summit_nothing_had_come_of_it(samples: Planted) -> None:
    answered = answer(samples.view(known_on="2023-03-17"), DOSSIER)
    assert answered.values["outcomes"].value == 0
    assert "Of what came of it nothing is told." in headline(answered)


def test_an_analysis_that_was_shared_is_told(planted: Planted) -> None:
    planted.say(
        Act.POSITION,
        DOSSIER,
        party="NLD",
        meeting=APRIL,
        content={"polarity": "positive", "modality": "want", "topics": ["exchange of analyses"]},
    )
    wanted = answer(planted.view(), DOSSIER)
    assert "is spoken of by Netherlands" in headline(wanted)
    planted.say(Act.CONTEXT, DOSSIER, party="JPN", said="2023-06-01", content={"kind": "analysis"})
    answered = answer(planted.view(), DOSSIER)
    assert answered.values["shared"].value == 1
    assert "One analysis or best practice was shared." in headline(answered)
    assert [row[1:3] for row in table(answered, "exchange")] == [
        ["Japan", "shared"],
        ["Netherlands", "wish"],
    ]


def test_a_reader_who_sees_less(planted: Planted) -> None:
    planted.say(Act.POSITION, DOSSIER, marking="PUBLIC", party="NLD", content={"partners": ["JPN"]})
    planted.say(Act.DECISION, DOSSIER, party="NATO", content={"partners": ["KOR"]})
    answered = answer(planted.view(reader="PUBLIC"), DOSSIER)
    assert answered.values["partners"].value == ["JPN"]
    assert answered.values["outcomes"].value == 0


def test_all_dialogues_in_dutch(samples: Planted) -> None:
    answered = answer(samples.view(), "dialogue", language="nl")
    assert answered.title == "Dialogen"
    assert DOSSIER in [row[0] for row in table(answered, "dossiers")]
    assert answer(samples.view(), "dialogue/georgia-moldova").title == (
        "Dialogue: Georgia and Moldova"
    )


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_order_of_statements_changes_nothing(samples: Planted, data: st.DataObject) -> None:
    dialogue, view = procedure("dialogue"), samples.view()
    facts = folded(view, dialogue).facts
    shuffled = {key: facts[key] for key in data.draw(st.permutations(sorted(facts)))}
    asked, members = Asked(dt.date(2024, 1, 1), DOSSIER), roll(view)
    assert dialogue.answer(dialogue.state(facts, asked, members), asked) == dialogue.answer(
        dialogue.state(shuffled, asked, members), asked
    )


@pytest.mark.seed
def test_the_four_partners_from_the_seed_and_the_samples(shared: Path, tmp_path: Path) -> None:
    """The worked answer: November 2022, April 2023 (the seed), Vilnius, in order, with holders."""
    planting = chained(tmp_path, seed=shared)
    answered = answer(planting.view(), DOSSIER)
    meetings = [each["meeting"] for each in answered.state["said"]]
    assert meetings == [NOVEMBER] * 3 + [APRIL] * 7 + [VILNIUS] * 3
    april = [each for each in answered.state["said"] if each["meeting"] == APRIL]
    assert [(each["who"], each["act"]) for each in april if each["modality"]] == [
        ("NLD", "position")
    ] * 5
    assert answered.values["partners"].value == ["AUS", "JPN", "KOR", "NZL"]
    asked = {"security in the Indo-Pacific", "exchange of analyses", "best practices"}
    assert asked <= set(answered.values["topics"].value)
    assert "is spoken of by Netherlands" in headline(answered)
    planting.record.close()
