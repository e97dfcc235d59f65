"""The country a paper speaks from: what does and has things is at home, the rest are places."""

from __future__ import annotations

import pytest

from inzet.reading.home import Home, weighed
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.reader import read_paper

_AID = """\
More help for the harbour towns

Norway will provide a further 40 boats to the fishers in Iceland.

There are many boats in Iceland that were lost to the ice in Iceland.

Norway's boats will sail from Bergen to Iceland with our best wishes.
"""


def _home(text: str) -> Home:
    return Home(structure(load(text.encode(), name="paper.txt")))


def test_who_does_and_has_things_is_at_home() -> None:
    home = _home(_AID)
    assert home.code == "NOR"
    assert home.may_be("NOR")
    assert home.rather("ISL") == "NOR"


def test_a_place_where_things_are_done_speaks_for_nothing() -> None:
    scores = dict(weighed(structure(load(_AID.encode(), name="paper.txt")))[0])
    assert scores["ISL"] == 0 < scores["NOR"]


def test_of_whom_one_demands_something_one_does_not_speak() -> None:
    text = (
        "On a strait\n\nWe condemn Norway’s closing of it. Norway has closed it.\n\n"
        "Norway will pay for our boats. Norway must open it, and we urge Norway to do so.\n"
    )
    assert _home(text).code is None
    assert read_paper(text.encode(), name="strait.txt").reading.document.on_behalf_of is None


def test_news_of_a_country_is_not_its_paper() -> None:
    text = "Boats\n\nNorway will build boats. Norway has yards. Norwegian people are glad.\n"
    assert _home(text).code is None


@pytest.mark.parametrize(
    "text",
    [
        "A note on ice\n\nIce is cold. Boats are dear. Nobody sails there in winter.\n",
        "On boats\n\nNorway and Iceland will sail together. Norway has boats. Iceland has ice.\n",
    ],
)
def test_nobody_stands_out(text: str) -> None:
    assert _home(text).code is None


def test_a_guest_in_the_title_is_not_whose_paper_it_is() -> None:
    text = (
        "Visit to Norway by the Prime Minister of Iceland\n\n"
        "I look forward to welcoming the Prime Minister of Iceland to Norway in June.\n\n"
        "Our help to Iceland is Norway's third largest. Norway will go on with our work there.\n"
    )
    assert read_paper(text.encode(), name="visit.txt").reading.document.on_behalf_of == "NOR"


def test_what_two_gave_out_together_is_neither_one_s() -> None:
    text = (
        "Norway-Iceland Joint Leaders’ Statement\n\n"
        "Prime Minister Berg of Norway was glad to welcome the Prime Minister of Iceland.\n\n"
        "Norway will provide boats. Norway has boats. We call on all to sail with care.\n"
    )
    assert read_paper(text.encode(), name="joint.txt").reading.document.on_behalf_of is None


def test_dutch_is_spoken_elsewhere_too() -> None:
    text = (
        "Antwoord op een vraag over boten\n\n"
        "België steunt de vissers. De Belgische regering zal boten sturen. Ons land wacht.\n"
        "\nIn België wachten wij op het ijs. België heeft daar ervaring mee.\n"
    )
    assert read_paper(text.encode(), name="vraag.txt").reading.document.on_behalf_of == "BEL"


def test_names_without_their_accents_count() -> None:
    assert _home("Boten\n\nBelgie steunt ons. Belgie zal varen.\n").code == "BEL"
