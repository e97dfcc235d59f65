"""Positions, expectations, decisions, statuses and figures: what each holds."""

from __future__ import annotations

import pytest

from inzet.reading.contents import content_of, validity
from inzet.vocabulary.acts import Act
from tests.reading.contents.saying import paper, said


def _content(act: Act, procedure: str | None, text: str, **more: str) -> dict[str, object]:
    context = paper(text)
    return content_of(act, procedure, said(context, text[:10], act, **more), context)


def test_a_position_keeps_its_polarity_subjects_and_countries() -> None:
    content = _content(
        Act.POSITION,
        "watch",
        "Nederland is tegen sancties op visserij uit Noorwegen en Marokko.",
        polarity="negative",
        modality="oppose",
    )
    assert content == {
        "polarity": "negative",
        "modality": "oppose",
        "about": ["sanctions", "fisheries"],
        "parties": ["NOR", "MAR"],
    }


def test_a_dialogue_has_partners_and_topics() -> None:
    content = _content(
        Act.POSITION, "dialogue", "Nederland wil met Canada en Chili over cyber en handel spreken."
    )
    assert content["partners"] == ["CAN", "CHL"]
    assert content["topics"] == ["cyber security", "trade"]


def test_an_expectation_keeps_its_date() -> None:
    content = _content(Act.EXPECTATION, None, "Naar verwachting volgt het besluit in oktober 2019.")
    assert content == {"when": "2019-10"}


def test_a_decision_keeps_when_and_where() -> None:
    content = _content(
        Act.DECISION, "watch", "In Lissabon is op 3 mei 2019 besloten tot een proef."
    )
    assert content == {"when": "2019-05-03", "where": "Lisbon"}
    assert validity(Act.DECISION, content) == (None, None)


def test_a_status_outside_accession_counts_and_gives_figures() -> None:
    content = _content(Act.STATUS, "watch", "Zes lidstaten halen de norm van 40 procent niet.")
    assert content["by"] == "6 member states"
    assert content["count"] == 6
    assert content["figures"] == [{"value": "40", "unit": "percent"}]


def test_a_figure_has_value_and_unit() -> None:
    content = _content(Act.FIGURE, "pledge", "De uitgaven aan defensie bedragen 1,3% van het bbp.")
    assert (content["value"], content["unit"]) == ("1.3", "percent")


def test_an_assessment_is_a_stance() -> None:
    content = _content(Act.ASSESSMENT, None, "De handel met Peru verloopt stroef.")
    assert content == {"polarity": "positive", "about": ["trade"], "parties": ["PER"]}


@pytest.mark.parametrize("act", [Act.CONTEXT, Act.REFERENCE, Act.PARTICIPATION])
def test_other_acts_hold_nothing_of_their_own(act: Act) -> None:
    assert _content(act, None, "De Raad bespreekt de sluis.") == {}


def test_the_agenda_of_a_dialogue_names_its_partners() -> None:
    content = _content(Act.CONTEXT, "dialogue", "De ministers spreken met Japan over energie.")
    assert content == {"partners": ["JPN"], "topics": ["energy"]}
