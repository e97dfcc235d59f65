"""A paper that tells what somebody else's motion asks for takes no stance by it."""

from __future__ import annotations

import pytest

from tests.reading.parliament.reading import statements, told

LETTER = """Geachte Voorzitter,

Hierbij zend ik u het verslag van de Visserijraad van 12 februari 2019.

{}

De Minister van Visserij,
A. de Boer
"""


def stances(words: str) -> list[tuple[str, str]]:
    found = statements(LETTER.format(words))
    return [(one.act, one.quote) for one in found if one.act in ("position", "commitment")]


@pytest.mark.parametrize(
    "words",
    [
        (
            "De motie van het lid De Wit verzoekt de regering te pleiten voor een fonds "
            "(Kamerstuk 28 123, nr. 31)."
        ),
        "De motie-De Wit roept de regering op zich in te zetten voor schol.",
        (
            "Met de motie van het lid De Wit (Kamerstuk 28 123, nr. 31) is de regering "
            "verzocht om de Kamer voor 1 mei te informeren over tong."
        ),
        (
            "In de motie van het lid Bakker c.s. (Kamerstuk 28 123, nr. 40) wordt de regering "
            "gevraagd om zich in te spannen voor onderzoek."
        ),
        "De motie verzoekt de regering zich uit te spreken voor een fonds.",
        (
            "Ik noem de motie van het lid De Wit, waarin de regering wordt verzocht te "
            "pleiten voor een fonds."
        ),
    ],
)
def test_what_a_motion_asks_is_no_stance_of_the_paper(words: str) -> None:
    assert stances(words) == []
    assert told(LETTER.format(words), "motion") == []


@pytest.mark.parametrize(
    "words",
    [
        (
            "De motie verzoekt de regering te pleiten voor een fonds, en het kabinet steunt "
            "een fonds voor vissers."
        ),
        (
            "Conform de motie van het lid De Wit, die de regering verzoekt te pleiten voor "
            "schol, heeft het kabinet gepleit voor een fonds."
        ),
        "In lijn met de motie van het lid De Wit heeft het kabinet gepleit voor een fonds.",
        "Het kabinet steunt een fonds en vraagt daar aandacht voor.",
    ],
)
def test_what_the_government_adds_stays_its_own(words: str) -> None:
    assert [act for act, _ in stances(words)] == ["position"]


def test_this_motion_is_the_one_that_was_named_right_before() -> None:
    words = (
        "De motie van het lid De Wit (Kamerstuk 28 123, nr. 31) verzoekt de regering quota te "
        "bepleiten. Het kabinet heeft deze motie uitgevoerd door daar in de Raad om te vragen."
    )
    (done,) = told(LETTER.format(words), "carrying out")
    assert (done["motion"], done["state"]) == ("kst-28123-31", "carried out")
    apart = words.replace("Het kabinet", "Tong is schaars. Schol ook. Garnalen niet. Het kabinet")
    assert told(LETTER.format(apart), "carrying out") == []
