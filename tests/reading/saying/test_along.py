"""Who shares a stance: companions, those in the same subject, the one named among others."""

from __future__ import annotations

import pytest

from inzet.reading.saying.along import along
from inzet.reading.saying.choose import choose
from inzet.reading.saying.frames import Matcher

_MATCHER = Matcher("nl", "NLD")


def _beside(text: str) -> list[str | None]:
    """Parties of whoever shares the stance that was chosen; None for a group without a name."""
    found = _MATCHER.find(text)
    shared = [along(one.match, found) for one in choose(found, _MATCHER)]
    return [
        actor.party
        for match in shared
        if match is not None
        for actor in (match.joint or (match.holder,))
        if actor is not None
    ]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Met Duitsland heeft Nederland op haast aangedrongen.", ["DEU"]),
        ("Samen met Duitsland en Polen drong Nederland aan op haast.", ["DEU", "POL"]),
        ("Nederland pleitte, evenals Malta, voor een lagere heffing.", ["MLT"]),
        ("Nederland voelt evenmin als Malta voor een hogere heffing.", ["MLT"]),
        ("Malta en Nederland steunen de heffing.", ["MLT"]),
        ("Malta en enkele andere lidstaten steunen een hogere heffing.", ["MLT"]),
    ],
)
def test_who_shares_a_stance_holds_it_too(text: str, parties: list[str | None]) -> None:
    assert _beside(text) == parties


@pytest.mark.parametrize(
    "text",
    [
        "Met Duitsland wil Nederland een gesprek over de heffing.",
        "Nederland hecht eraan om samen met Malta de heffing te bezien.",
        "Nederland heeft samen met Malta op haast aangedrongen.",
        "Nederland, gastland van de conferentie, steunt de heffing.",
        "Nederland steunt de heffing.",
        "Malta en Ierland steunen de heffing.",
    ],
)
def test_whoever_only_stands_beside_does_not(text: str) -> None:
    assert _beside(text) == []


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Van Maltese zijde is op haast aangedrongen.", "MLT"),
        ("Van de zijde van Malta werd op haast aangedrongen.", "MLT"),
        ("Dat werd door Parijs en Berlijn ondersteund.", "FRA"),
        ("Tbilisi drong aan op haast.", "GEO"),
    ],
)
def test_a_side_and_a_capital_stand_for_a_government(text: str, party: str) -> None:
    found = _MATCHER.find(text)
    holders = [one.match.holder for one in choose(found, _MATCHER)]
    assert party in [holder.party for holder in holders if holder is not None]


def test_what_parliament_asked_is_told_in_the_papers_of_the_government() -> None:
    told = Matcher("nl", "NLD")
    told.petitions = True
    text = "Verschillende fracties verzochten om een lagere heffing."
    assert not choose(_MATCHER.find(text), _MATCHER)
    assert [one.match.cue.act for one in choose(told.find(text), told)] == ["position"]
    asked = told.find("Het lid Jansen vroeg bij het debat of de heffing omlaag kan.")
    assert not [one for one in choose(asked, told) if one.match.cue.act == "position"]


def test_whoever_an_aim_is_about_does_not_hold_it() -> None:
    text = "Nederland heeft drie doelen: hulp, Malta en Ierland als lid verwelkomen, en geld."
    found = _MATCHER.find(text)
    holders = [one.match.holder for one in choose(found, _MATCHER)]
    assert {holder.party for holder in holders if holder is not None} <= {"own", "NLD"}
