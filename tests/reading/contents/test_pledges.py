"""Pledges: what was agreed, with its targets, and what is still to be agreed."""

from __future__ import annotations

from inzet.reading.contents import extra, validity
from inzet.reading.contents.pledges import Pledges
from inzet.reading.linking.dossiers import Linker
from inzet.vocabulary.acts import Act
from tests.reading.contents.saying import ALLIANCE, paper, sentence

_TEXT = """Defensie-uitgaven

Op de top in Praag in 2002 is afgesproken de defensie-uitgaven te laten groeien naar 3% van het
bbp in 2010, waarvan 25% voor nieuw materieel. De 3%-norm is nog niet gehaald. In Praag is ook
afgesproken dat het defensiebudget ten minste 1,5% van het bnp bedraagt. Op de Top in Riga moet
een nieuwe Defence Investment Pledge worden gesloten. De DIP vraagt geld.
"""


def test_an_agreement_with_place_year_deadline_and_targets() -> None:
    context = paper(_TEXT, said_on="2006-05-30", meetings=(ALLIANCE,))
    content = Pledges(context).content(sentence(context, "3% van"))
    assert content == {
        "name": "3% norm",
        "agreed_at": "Prague",
        "agreed_in": 2002,
        "deadline": 2010,
        "targets": [
            {
                "metric": "defence expenditure as share of GDP",
                "direction": "growing towards",
                "value": "3",
                "unit": "percent",
            },
            {
                "metric": "equipment and R&D as share of defence expenditure",
                "direction": "of which",
                "value": "25",
                "unit": "percent",
            },
        ],
    }
    assert validity(Act.DECISION, content) == ("2002", None)


def test_the_year_may_stand_in_another_sentence() -> None:
    context = paper(_TEXT, said_on="2006-05-30", meetings=(ALLIANCE,))
    content = Pledges(context).content(sentence(context, "1,5%"))
    assert content["agreed_in"] == 2002
    assert content["targets"][0]["direction"] == "at least"
    assert content["targets"][0]["value"] == "1.5"


def test_a_pledge_to_come_is_named_after_the_meeting_that_is_to_make_it() -> None:
    context = paper(_TEXT, said_on="2006-05-30", meetings=(ALLIANCE,))
    pledges = Pledges(context)
    assert pledges.to_come(sentence(context, "Riga")) == {
        "name": "new Defence Investment Pledge",
        "to_be_agreed_at": "NATO Summit Riga",
        "targets": [],
    }
    assert pledges.to_come(sentence(context, "De DIP")) == {}
    linker = Linker(context)
    assert linker.of(sentence(context, "De DIP"), Act.POSITION) == ("pledge/riga-2006",)
    assert linker.of(sentence(context, "3%-norm"), Act.POSITION)[0] == "pledge/prague-2002"


def test_an_unknown_year_is_not_guessed() -> None:
    context = paper("In Praag is afgesproken naar defensie-uitgaven van 3% van het bbp te gaan.")
    one = context.structured.sentences[0]
    assert "agreed_in" not in Pledges(context).content(one)
    assert Linker(context).of(one, Act.DECISION) == ("pledge/defence-expenditure",)


def test_extra_statements_are_a_decision_and_an_expectation() -> None:
    context = paper(_TEXT, said_on="2006-05-30", meetings=(ALLIANCE,))
    linker = Linker(context)
    rules = [one.rule for s in context.structured.sentences for one in extra(s, context, linker)]
    assert rules == ["pledge.agreed", "pledge.agreed", "pledge.to-be-agreed"]


def test_a_share_of_something_else_is_no_pledge() -> None:
    context = paper("In Praag is afgesproken de uitstoot met 40% te verlagen.")
    assert Pledges(context).content(context.structured.sentences[0]) == {}
