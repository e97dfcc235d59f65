"""The classifier that ships: a table of weights, and what may become of what it says."""

from __future__ import annotations

import json
import math
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.reading.gold.annotation import ACTS
from inzet.reading.opinion import classifier
from inzet.reading.opinion.candidates import HELD, RULE
from inzet.reading.opinion.classifier import Classifier, Weights, unpacked
from inzet.reading.opinion.features import features
from inzet.reading.reader import read_paper

TABLE = Weights.of(
    acts=("commitment", "status"),
    bias=(-2000, -2000),
    rows={
        "w zuinig": ((1, 6000),),
        "w haven": ((0, 6000),),
        "c author": ((0, 1000),),
        "w regen": ((1, -9000),),
    },
    thresholds={
        "status": {"nobody": 0.5, "rule": 0.2},
        "commitment": {"author": 0.5},
    },
)
PAPER = """\
GEANNOTEERDE AGENDA VAN DE RAAD VOOR BUITENLANDSE ZAKEN VAN 12 MAART 2018

Den Haag, 2 maart 2018

Lange jaren was de haven dicht. Ginds kijkt men zuinig, zo viel te merken. Er viel veel regen.
"""


@pytest.fixture
def tabled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "weights", lambda language: TABLE)


def test_it_weighs_each_act_for_itself_and_its_case() -> None:
    total = TABLE.total(("w zuinig", "w unknown"))
    assert unpacked(TABLE.bias + total, 2) == [-2000, 4000]
    assert TABLE.shares(total, ["c nobody"])[1] == pytest.approx(1 / (1 + math.exp(-4.0)))
    assert TABLE.shares(total, ["c author"])[0] == pytest.approx(1 / (1 + math.exp(1.0)))
    assert TABLE.shares(total, ["c author", "w haven"])[0] == pytest.approx(1 / (1 + math.exp(-5)))


_WEIGHTS = st.lists(st.tuples(st.integers(0, 4), st.integers(-90_000, 90_000)), max_size=6)


@given(st.dictionaries(st.text(max_size=3), _WEIGHTS, max_size=30), st.data())
def test_packed_weights_add_up_as_each_for_itself(
    rows: dict[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    table = Weights.of("abcde", [7, -3, 0, -90_000, 5], rows, {})
    found = data.draw(st.frozensets(st.sampled_from([*rows, "\0 unknown"])))
    expected = [7, -3, 0, -90_000, 5]
    for name in found:
        for at, weight in rows.get(name, ()):
            expected[at] += weight
    assert unpacked(table.bias + table.total(found), 5) == expected


def test_it_speaks_where_it_is_sure_and_the_rules_are_silent(tabled: None) -> None:
    paper = read_paper(PAPER.encode(), name="p.txt", on_behalf_of="NLD")
    made = {one.rule: one for one in paper.reading.statements}
    assert made["classifier.status.nobody"].quote.startswith("Ginds kijkt men zuinig")
    assert made["classifier.status.nobody"].party is None
    promise = made["classifier.commitment.author"]
    assert promise.party == "NLD"
    assert "due_by" not in promise.content
    assert float(promise.explanation["certainty"]) >= 0.5
    silent = read_paper(PAPER.encode(), name="p.txt", on_behalf_of="NLD", opinions=())
    assert not any(one.rule.startswith("classifier") for one in silent.reading.statements)


def test_what_it_doubts_is_left_with_its_cue_and_the_reason(tabled: None) -> None:
    told = "Het verdrag is nog niet door alle partijen geratificeerd"
    text = f"{PAPER}\n{told}, en regen valt er ook.\n"
    rules = read_paper(text.encode(), name="p.txt", on_behalf_of="NLD", opinions=())
    read = next(one for one in rules.reading.statements if one.quote.startswith(told))
    assert (read.act, read.dossier) == ("status", None)
    both = read_paper(text.encode(), name="p.txt", on_behalf_of="NLD")
    assert not any(one.quote.startswith(told) for one in both.reading.statements)
    left = next(one for one in both.reading.unrecognised if one.quote.startswith(told))
    assert (read.rule, "doubted") in left.refused


def test_a_promise_of_nobody_is_not_proposed(tabled: None) -> None:
    text = PAPER.partition("\n\n")[2].partition("\n\n")[2]
    paper = read_paper(text.encode(), name="p.txt")
    assert paper.reading.document.on_behalf_of is None
    assert not any(one.act == "commitment" for one in paper.reading.statements)


def test_what_a_member_says_in_a_debate_is_the_members(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Weights.of(
        acts=("position", "commitment"),
        bias=(-2000, 9000),
        rows={"w zuinig": ((0, 6000),)},
        thresholds={"position": {"turn": 0.5}, "commitment": {"author": 0.5}},
    )
    monkeypatch.setattr(classifier, "weights", lambda language: table)
    turns = "\n\n".join(
        f"De heer Jansen ({group}): De haven kijkt zuinig vandaag." for group in "ABCD"
    )
    paper = read_paper(f"VERSLAG VAN EEN ALGEMEEN OVERLEG\n\n{turns}\n".encode(), name="p.txt")
    made = [one for one in paper.reading.statements if one.rule.startswith("classifier")]
    assert {one.rule for one in made} == {"classifier.position.turn"}
    assert len(made) == 4
    assert all((one.party or "").startswith("parliament") for one in made)


def test_a_stance_that_another_was_preferred_to_is_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (
        f"{PAPER}\nHet kabinet zal de Kamer voor 1 mei informeren, omdat Nederland grote waarde "
        "hecht aan goede betrokkenheid.\n"
    )
    rules = read_paper(text.encode(), name="p.txt", on_behalf_of="NLD", opinions=())
    held = [one.act for one in rules.reading.statements if one.quote.startswith("Het kabinet")]
    assert held == ["commitment"]
    table = Weights.of(("position",), (3000,), {}, {"position": {"passed": 0.5}})
    monkeypatch.setattr(classifier, "weights", lambda language: table)
    both = read_paper(text.encode(), name="p.txt", on_behalf_of="NLD")
    held = [one.act for one in both.reading.statements if one.quote.startswith("Het kabinet")]
    assert sorted(held) == ["commitment", "position"]


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
    assert len(raw["bias"]) == len(table.acts)
    assert set(table.acts) == set(ACTS) == set(raw["thresholds"])
    for act, cases in table.thresholds.items():
        # Nobody is given a promise that it is not quite sure of, nor a stance that it doubts.
        least = {"commitment": 0.5, "position": 0.5}.get(act, 0.0)
        assert all(at >= least for case, at in cases.items() if act in HELD and case != RULE)
    assert all(0 <= int(at) < len(table.acts) for row in raw["weights"].values() for at in row)
    assert raw["papers"] > 50
    told = raw["cross_validation"]
    kinds = {name.partition(", ")[2] for name in told}
    # A table that went on learning was tried on what was new.
    assert kinds
    assert kinds <= {"real", "typed"}
    for kind in kinds:
        assert told[f"both, {kind}"] > told[f"rules alone, {kind}"]


def test_it_needs_no_network() -> None:
    assert Classifier.sends is False
