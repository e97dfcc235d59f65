"""The classifier that ships: a table of weights, and what may become of what it says."""

from __future__ import annotations

import json
import math
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.reading.opinion import classifier
from inzet.reading.opinion.classifier import Classifier, Weights
from inzet.reading.opinion.features import features
from inzet.reading.reader import read_paper

TABLE = Weights(
    classes=("commitment", "context", "status"),
    bias=(-2.0, 0.0, -2.0),
    weights={"w zuinig": ((2, 6.0),), "w haven": ((0, 6.0),)},
    thresholds={"status": 0.5, "commitment": 0.5},
)
PAPER = """\
GEANNOTEERDE AGENDA VAN DE RAAD VOOR BUITENLANDSE ZAKEN VAN 12 MAART 2018

Den Haag, 2 maart 2018

Lange jaren was de haven dicht. Ginds kijkt men zuinig, zo viel te merken. Er viel veel regen.
"""


@pytest.fixture
def tabled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "weights", lambda language: TABLE)


def test_shares_are_those_of_one_class_against_the_rest() -> None:
    found = TABLE.shares(frozenset(("w zuinig", "w unknown")))
    each = [1 / (1 + math.exp(-x)) for x in (-2.0, 0.0, 4.0)]
    assert found == pytest.approx([one / sum(each) for one in each])


def test_it_speaks_where_it_is_sure_and_the_rules_are_silent(tabled: None) -> None:
    paper = read_paper(PAPER.encode(), name="p.txt", on_behalf_of="NLD")
    made = {one.rule: one for one in paper.reading.statements}
    assert made["classifier.status.silent"].quote.startswith("Ginds kijkt men zuinig")
    assert made["classifier.status.silent"].party is None
    promise = made["classifier.commitment.silent"]
    assert promise.party == "NLD"
    assert "due_by" not in promise.content
    assert float(promise.explanation["certainty"]) >= 0.5
    silent = read_paper(PAPER.encode(), name="p.txt", on_behalf_of="NLD", opinions=())
    assert not any(one.rule.startswith("classifier") for one in silent.reading.statements)


def test_a_promise_of_nobody_is_not_proposed(tabled: None) -> None:
    text = PAPER.partition("\n\n")[2].partition("\n\n")[2]
    paper = read_paper(text.encode(), name="p.txt")
    assert paper.reading.document.on_behalf_of is None
    assert not any(one.act == "commitment" for one in paper.reading.statements)


def test_a_member_in_a_debate_is_not_asked_about(tabled: None) -> None:
    turns = "\n\n".join(
        f"De heer Jansen ({group}): De haven kijkt zuinig vandaag." for group in "ABCD"
    )
    paper = read_paper(f"VERSLAG VAN EEN ALGEMEEN OVERLEG\n\n{turns}\n".encode(), name="p.txt")
    assert not any(one.rule.startswith("classifier") for one in paper.reading.statements)


@given(st.text(max_size=300), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_has_features(text: str, headings: list[str]) -> None:
    assert features(text, tuple(headings))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_table_that_ships_is_whole(language: str) -> None:
    raw = json.loads(
        files("inzet.reading").joinpath(f"languages/{language}/classifier.json").read_text("utf-8")
    )
    table = classifier.weights(language)
    assert table is not None
    assert len(table.bias) == len(table.classes)
    assert set(table.thresholds) <= set(table.classes) - {"context", "other", "position"}
    assert all(0 <= at < len(table.classes) for row in table.weights.values() for at, _ in row)
    assert " proposals right in papers/unseen" in raw["unseen"]
    assert sum(table.shares(features("Een zin."))) == pytest.approx(1)


def test_it_needs_no_network() -> None:
    assert Classifier.sends is False
