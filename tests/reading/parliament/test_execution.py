"""What letters and reports tell of carrying motions out."""

from __future__ import annotations

import pytest

from tests.reading.parliament.reading import statements, told

LETTER = """28 123 Visserij

Nr. 51 BRIEF VAN DE MINISTER VAN VISSERIJ

Den Haag, 18 maart 2019

Geachte Voorzitter,

{}
"""
MOTION = "(Kamerstuk 28 123, nr. 32)"


def carried_out(words: str) -> list[tuple[str, str, str | None]]:
    found = told(LETTER.format(words), "carrying out")
    return [(one["motion"], one["state"], one.get("how")) for one in found]


@pytest.mark.parametrize(
    ("words", "state", "how"),
    [
        (f"Hiermee geef ik uitvoering aan de motie-De Wit {MOTION}.", "carried out", None),
        (
            f"De motie van het lid De Wit over tong {MOTION} is hiermee afgedaan.",
            "carried out",
            None,
        ),
        (f"Daarmee beschouw ik de motie-De Wit c.s. {MOTION} als uitgevoerd.", "carried out", None),
        (f"Hiermee is voldaan aan de motie-De Wit {MOTION}.", "carried out", None),
        (
            f"De motie-De Wit {MOTION} wordt betrokken bij de evaluatie van de vloot.",
            "under way",
            "bij de evaluatie van de vloot",
        ),
        (
            f"Het kabinet geeft uitvoering aan de motie-De Wit {MOTION} door jaarlijks te tellen.",
            "under way",
            "door jaarlijks te tellen",
        ),
        (f"Conform de motie-De Wit {MOTION} zal het kabinet hierop wijzen.", "under way", None),
        (f"De motie-De Wit {MOTION} is deels uitgevoerd.", "partly carried out", None),
        (f"De motie-De Wit {MOTION} kan het kabinet niet uitvoeren.", "not carried out", None),
    ],
)
def test_what_is_told(words: str, state: str, how: str | None) -> None:
    assert carried_out(words) == [("kst-28123-32", state, how)]


def test_of_a_motion_without_a_number_the_movers_are_told() -> None:
    assert carried_out("De motie van de leden De Wit en Aalders is hiermee afgedaan.") == [
        ("motie-de-wit-aalders", "carried out", None)
    ]


@pytest.mark.parametrize(
    "words",
    [
        f"Over de motie-De Wit {MOTION} is gesproken.",
        f"Kunt u aangeven of de motie-De Wit {MOTION} is uitgevoerd?",
        "Hiermee geef ik uitvoering aan de toezegging over tong (Kamerstuk 28 123, nr. 30).",
        "Nederland is met de uitvoering van het besluit (Kamerstuk 28 123, nr. 30) bezig.",
    ],
)
def test_what_tells_nothing(words: str) -> None:
    assert carried_out(words) == []


def test_it_is_the_governments_and_no_position() -> None:
    found = statements(LETTER.format(f"Hiermee geef ik uitvoering aan de motie-De Wit {MOTION}."))
    assert [(one.act, one.party, one.dossiers) for one in found] == [("status", "NLD", ())]


def test_members_do_not_tell_it() -> None:
    text = """VERSLAG VAN EEN COMMISSIEDEBAT

De heer Jansen (XYZ): Hiermee is de motie-De Wit (28 123, nr. 32) niet uitgevoerd.

De voorzitter: Dank.

Minister Visser: De motie-De Wit (28 123, nr. 32) is hiermee afgedaan.
"""
    assert [one["state"] for one in told(text, "carrying out")] == ["carried out"]
