"""What the government says of motions: by number, by mover, in lists, with reservations."""

from __future__ import annotations

import pytest

from tests.reading.parliament.reading import statements, told

MOVED = """7 Visserij

Aan de orde is het VAO Visserij.

De heer Van der Molen (XYZ):
Voorzitter.

De Kamer,

gehoord de beraadslaging,

verzoekt de regering, te pleiten voor een fonds voor vissers,

en gaat over tot de orde van de dag.

De voorzitter:
Deze motie is voorgesteld door het lid Van der Molen.

Zij krijgt nr. 31 (28123).

Mevrouw De Wit (ABC):
Voorzitter.

De Kamer,

gehoord de beraadslaging,

spreekt uit dat schepen kleiner moeten,

en gaat over tot de orde van de dag.

De voorzitter:
Deze motie is voorgesteld door het lid De Wit.

Zij krijgt nr. 32 (28123).

Minister Jansen:
Voorzitter. {}
"""


def said(words: str) -> list[tuple[str, str, str | None]]:
    found = told(MOVED.format(words), "appreciation")
    return [(one["motion"], one["appreciation"], one.get("provided")) for one in found]


FIRST, SECOND = "kst-28123-31", "kst-28123-32"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("De motie op stuk nr. 31 geef ik oordeel Kamer.", "left to parliament"),
        ("De motie op stuk nr. 31 laat ik aan het oordeel van de Kamer.", "left to parliament"),
        ("De motie op stuk nr. 31 moet ik ontraden.", "advised against"),
        ("Ik ontraad de motie op stuk nr. 31.", "advised against"),
        ("Ik neem de motie op stuk nr. 31 over.", "taken over"),
        ("De motie op stuk nr. 31 is ontijdig.", "untimely"),
        ("Ik verzoek de heer Van der Molen de motie op stuk nr. 31 aan te houden.", "untimely"),
        ("De motie op stuk nr. 31 zie ik als ondersteuning van beleid.", "in line with policy"),
        ("De motie op stuk nr. 31 spreekt voor zich.", "in line with policy"),
    ],
)
def test_verdicts(words: str, verdict: str) -> None:
    assert said(words) == [(FIRST, verdict, None)]


def test_a_verdict_on_the_motion_that_was_named_before() -> None:
    assert said(
        "Dan de motie op stuk nr. 32. Die vraagt iets wat wij niet kunnen. Die ontraad ik dus."
    ) == [(SECOND, "advised against", None)]
    assert said("Ik ontraad niets van wat de Raad wil.") == []


def test_a_motion_by_its_mover() -> None:
    assert said("De motie van mevrouw De Wit krijgt oordeel Kamer.") == [
        (SECOND, "left to parliament", None)
    ]
    # Of a motion that the paper knows no number of, the mover is all there is.
    assert said("De motie van de heer Aalders krijgt oordeel Kamer.") == [
        ("motie-aalders", "left to parliament", None)
    ]


def test_several_in_one_sentence_stand_at_their_own_places() -> None:
    words = "De moties op stukken nrs. 31 en 32 ontraad ik."
    assert said(words) == [(FIRST, "advised against", None), (SECOND, "advised against", None)]
    found = [one for one in statements(MOVED.format(words)) if one.rule == "cycle.appreciation"]
    assert [one.quote for one in found] == [words, "32 ontraad ik."]


@pytest.mark.parametrize(
    "words",
    [
        "Als ik motie nr. 31 zo mag lezen dat het om tong gaat, geef ik haar oordeel Kamer.",
        (
            "De motie op stuk nr. 31 laat ik aan het oordeel van de Kamer, als ik haar zo "
            "mag lezen dat het om tong gaat."
        ),
        "De motie op stuk nr. 31: oordeel Kamer, mits het om tong gaat.",
        (
            "Over de motie op stuk nr. 31: als ik haar zo mag uitleggen dat het om tong gaat. "
            "Met die uitleg geef ik de motie oordeel Kamer."
        ),
    ],
)
def test_a_reservation_is_kept_in_its_words(words: str) -> None:
    assert said(words) == [(FIRST, "left to parliament", "het om tong gaat")]


@pytest.mark.parametrize(
    "words",
    [
        "Waarom zou ik de motie op stuk nr. 31 ontraden?",
        "De motie op stuk nr. 31 zou ik dan moeten ontraden.",
        "Een eerdere motie op stuk nr. 31 werd ontraden.",
        "Op verzoek van de heer Van der Molen stel ik voor de motie nr. 31 aan te houden.",
    ],
)
def test_what_is_no_verdict(words: str) -> None:
    assert said(words) == []


def test_a_verdict_is_no_position_of_the_government() -> None:
    found = statements(MOVED.format("Ik ontraad de motie op stuk nr. 31."))
    assert [one.party for one in found if one.act == "position"] == [
        "parliament of NLD/XYZ",
        "parliament of NLD/ABC",
    ]


def test_a_member_gives_no_verdict() -> None:
    text = (
        MOVED.format("Dank u.")
        + "\nDe heer Van der Molen (XYZ):\nDe motie op stuk nr. 32: ontraden.\n"
    )
    assert told(text, "appreciation") == []


def test_a_list_in_a_letter() -> None:
    found = told(
        """28 123 Visserij

Nr. 50 BRIEF VAN DE MINISTER VAN VISSERIJ

Den Haag, 18 februari 2019

Geachte Voorzitter,

Hierbij geef ik u een appreciatie van de moties.

Motie van het lid Van der Molen over een fonds (Kamerstuk 28 123, nr. 31)

De regering kent het fonds. Het oordeel over deze motie laat ik aan uw Kamer.

Motie van het lid De Wit over schepen (Kamerstuk 28 123, nr. 32)

Hiervoor zijn geen middelen. Ik ontraad deze motie.

De motie van het lid Aalders c.s. over netten (Kamerstuk 28 123, nr. 34): ontijdig.
""",
        "appreciation",
    )
    assert [(one["motion"], one["appreciation"]) for one in found] == [
        (FIRST, "left to parliament"),
        (SECOND, "advised against"),
        ("kst-28123-34", "untimely"),
    ]
