"""Conditions: criteria with their subject and what they are for."""

from __future__ import annotations

from inzet.reading.contents import content_of, extra
from inzet.reading.contents.criteria import criteria_in, named_condition
from inzet.reading.linking.dossiers import Linker
from inzet.vocabulary.acts import Act
from tests.reading.contents.saying import paper, said, sentence

_PARAGRAPH = """Georgië

Georgië heeft de persvrijheid vergroot. Ook de strijd tegen witwassen vordert. Dat zijn
voorwaarden voor visumvrijheid.

Georgië heeft oligarchen voor de rechter gebracht.
"""


def test_what_a_paragraph_calls_a_condition_is_one() -> None:
    context = paper(_PARAGRAPH)
    first = named_condition(sentence(context, "persvrijheid"), context)
    assert first == [
        {
            "for": "GEO",
            "towards": "visa-free travel",
            "criterion": "media freedom",
            "text": "persvrijheid",
        }
    ]
    second = named_condition(sentence(context, "witwassen"), context)
    assert second[0]["criterion"] == "anti-money-laundering"
    assert second[0]["for"] == "GEO"
    assert named_condition(sentence(context, "oligarchen"), context) == []


def test_the_sentence_that_says_so_holds_them_all() -> None:
    context = paper(_PARAGRAPH)
    content = content_of(
        Act.CONDITION, "criteria", said(context, "voorwaarden voor", Act.CONDITION), context
    )
    assert [one["criterion"] for one in content["criteria"]] == [
        "media freedom",
        "anti-money-laundering",
    ]
    assert content["towards"] == "visa-free travel"


def test_rule_of_law_and_reforms_named_together_are_one() -> None:
    context = paper("In Moldavië vorderen de rechtsstaat en de nodige hervormingen.")
    found = criteria_in(context.structured.sentences[0], context)
    assert [one["criterion"] for one in found] == ["rule of law and reforms"]
    assert found[0]["text"] == "rechtsstaat en de nodige hervormingen"


def test_a_stance_on_criteria_names_them_without_making_them_conditions() -> None:
    context = paper("Nederland vindt dat Servië de rechtspraak moet versterken.")
    content = content_of(Act.POSITION, "criteria", said(context, "Servië", Act.POSITION), context)
    assert content["criteria"] == [{"for": "SRB", "criterion": "judiciary", "text": "rechtspraak"}]


def test_extra_statements_stand_in_the_criteria_dossier() -> None:
    context = paper(_PARAGRAPH)
    found = extra(sentence(context, "persvrijheid"), context, Linker(context))
    assert [(one.act, one.rule, one.dossiers) for one in found] == [
        (Act.CONDITION, "criteria.named", ("criteria/georgia",))
    ]


def test_another_countrys_condition_does_not_reach_back() -> None:
    context = paper(
        "Servië versterkt de persvrijheid. Kosovo voldoet aan de voorwaarden voor visumvrijheid."
    )
    first, second = context.structured.sentences
    assert named_condition(first, context) == []
    content = content_of(Act.CONDITION, "criteria", said(context, "Kosovo", Act.CONDITION), context)
    assert second.text.startswith("Kosovo")
    assert content == {"criteria": [], "towards": "visa-free travel", "for": "XKX"}
