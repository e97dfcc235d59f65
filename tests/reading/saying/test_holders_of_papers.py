"""Whose a stance is where its holder is named in passing: a table, a list, a surname, "het"."""

from __future__ import annotations

import pytest

from inzet.reading.reader import read_paper
from inzet.reading.saying.found import Found
from inzet.reading.saying.frames import Matcher

_MATCHER = Matcher("nl", "NLD")

REPORT = """VERSLAG VAN DE RAAD {name} VAN 18 MAART 2013

Hierbij bied ik u het verslag aan van de {name} van 18 maart 2013.

{said}
"""


def positions(said: str, name: str = "Raad Buitenlandse Zaken") -> list[tuple[str | None, str]]:
    text = REPORT.format(name=name, said=said)
    read = read_paper(text.encode(), name="paper.txt", opinions=()).reading.statements
    return [(s.party, s.rule) for s in read if s.act == "position"]


def test_the_ministers_of_a_council_are_the_council() -> None:
    found = positions("De ministers riepen op tot spoed. Zij spraken hun zorg uit over de vangst.")
    assert [party for party, _ in found] == ["Council", "Council"]
    assert [party for party, _ in positions("Enkele ministers riepen op tot spoed.")] != ["Council"]


def test_heads_of_government_are_the_european_council() -> None:
    found = positions("De regeringsleiders riepen op tot spoed.", "Europese Raad")
    assert [party for party, _ in found] == ["European Council"]


@pytest.mark.parametrize(
    "said",
    [
        "Een aantal lidstaten, waaronder Nederland, benadrukte het belang van toezicht.",
        "Verscheidene leden van de Raad, waaronder ook Nederland, riepen op tot toezicht.",
        "Toezicht werd door vele lidstaten, waaronder Nederland, bepleit.",
    ],
)
def test_who_is_among_a_group_holds_it_too(said: str) -> None:
    parties = {party for party, _ in positions(said)}
    assert "NLD" in parties
    assert len(parties) == 2


def test_it_is_whoever_was_spoken_of_with_het() -> None:
    found = positions("Het voorzitterschap toonde zich bezorgd. Het riep lidstaten op tot spoed.")
    # The paper is of the first half of a year in which Ireland presided.
    assert [party for party, _ in found] == ["IRL", "IRL"]
    assert positions("De haven is vol. Het pleit voor spoed.") == []


def test_what_the_aim_of_another_is_is_the_others() -> None:
    found = positions("De inzet van Malta is om de vloot te verkleinen.")
    assert found == [("MLT", "position.nominal.inzet-is")]


def whose(text: str) -> list[tuple[str, str | None]]:
    found: Found = _MATCHER.find(text)
    return [(one.kind, one.party) for one in found.actors]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("De VVD wil lagere quota.", [("parliament", "parliament")]),
        ("Jansen (SP) is tegen de heffing.", [("parliament", "parliament")]),
        ("Piet van der Molen van GroenLinks vreest de heffing.", [("parliament", "parliament")]),
        ("Voor het CDA is dit een onhoudbare situatie.", [("parliament", "parliament")]),
        ("Rutte steunt het voorstel.", [("government", "NLD")]),
        ("Volgens Merkel moet de heffing weg.", [("party", "DEU")]),
        ("Slot van de brief.", []),
    ],
)
def test_groups_and_leaders_are_known_by_name(
    text: str, actors: list[tuple[str, str | None]]
) -> None:
    assert whose(text) == actors


def test_a_debate_by_its_initials_is_not_the_council() -> None:
    assert ("body", "Council") not in whose("Tijdens het AO Ecofin sprak men over vis.")
