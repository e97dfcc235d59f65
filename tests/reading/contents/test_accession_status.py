"""Statuses of an accession: the step, who took it, who has not, when and where."""

from __future__ import annotations

from typing import Any

import pytest

from inzet.reading.contents import content_of, validity
from inzet.vocabulary.acts import Act
from tests.reading.contents.saying import ALLIANCE, paper, said

_HEADED = "Verslag van de ministers\n\nToetreding van Albanië en Kroatië\n\n{text}\n"


def _content(text: str) -> dict[str, Any]:
    alliance = paper(_HEADED.format(text=text), said_on="2008-09-01", meetings=(ALLIANCE,))
    return content_of(Act.STATUS, "accession", said(alliance, text[:15], Act.STATUS), alliance)


def test_an_invitation_with_its_place_and_month() -> None:
    content = _content(
        "Albanië is in april 2008 in Boekarest uitgenodigd toe te treden tot de NAVO."
    )
    assert content["candidates"] == ["ALB"]
    assert content["event"] == "invited to accede"
    assert (content["when"], content["where"]) == ("2008-04", "Bucharest")
    assert validity(Act.STATUS, content) == ("2008-04", None)


@pytest.mark.parametrize(
    ("words", "by", "count", "of"),
    [
        ("Bijna alle bondgenoten", "nearly all allies", None, None),
        ("Negentien van de 26 bondgenoten", "19 of 26 allies", 19, 26),
        ("Vijf bondgenoten", "5 allies", 5, None),
        ("Verscheidene bondgenoten", "several allies", None, None),
    ],
)
def test_who_has_approved(words: str, by: str, count: int | None, of: int | None) -> None:
    content = _content(f"{words} hebben hun goedkeuringsprocedure afgerond.")
    assert content["event"] == "national approval completed"
    assert content["by"] == by
    assert (content.get("count"), content.get("of")) == (count, of)
    assert content["candidates"] == ["ALB", "HRV"]


def test_who_has_not_is_pending_and_nothing_has_happened() -> None:
    content = _content("Griekenland en Spanje hebben de protocollen nog niet geratificeerd.")
    assert content["pending"] == ["GRC", "ESP"]
    assert content["stage"] == "national approval completed"
    assert "event" not in content


def test_done_by_some_and_not_by_others_in_one_sentence() -> None:
    content = _content("Er zijn 24 van de 26 bondgenoten gereed, Griekenland en Spanje niet.")
    assert content["pending"] == ["GRC", "ESP"]
    assert (content["count"], content["of"]) == (24, 26)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "De bondgenoten ondertekenden op 9 juli 2008 de protocollen.",
            "accession protocol signed",
        ),
        ("Het Deense parlement stemde in met de toetreding.", "approved by parliament"),
        ("Frankrijk heeft de akte van bekrachtiging nedergelegd.", "acceptance deposited"),
        ("Het verdrag is voor beide landen in werking getreden.", "in force"),
    ],
)
def test_the_steps_of_an_accession(text: str, event: str) -> None:
    assert _content(text)["event"] == event


def test_a_status_without_a_step_holds_from_no_date() -> None:
    content = _content("Het parlement zal de protocollen in oktober behandelen.")
    assert validity(Act.STATUS, content) == (None, None)


def test_a_date_after_a_semicolon_is_not_when_the_step_was_taken() -> None:
    content = _content(
        "Negen bondgenoten hebben hun goedkeuringsprocedure afgerond; Spanje was op 3 juni zover."
    )
    assert "when" not in content
    assert validity(Act.STATUS, content) == (None, None)
