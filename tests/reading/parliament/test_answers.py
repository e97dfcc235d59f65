"""Which passage answers which question."""

from __future__ import annotations

from inzet.reading.load import load
from tests.reading.parliament.reading import statements

IN_TURN = """VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

De leden van de VVD-fractie vragen naar tong. Hoeveel wordt er gevangen?

Antwoord

De vangst van tong daalt.

De leden van de SP-fractie vragen naar schol.

Antwoord

De vangst van schol stijgt. Er is genoeg.

De leden van de CDA-fractie vragen naar garnalen.
"""

APART = """VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

I Vragen en opmerkingen vanuit de fracties

Vragen en opmerkingen van de leden van de VVD-fractie

De leden van de VVD-fractie danken de minister. Kan de minister aangeven hoeveel schepen Denemarken
inzet voor de tongvisserij? Wat vindt de minister van de pulsvisserij? Hoe staat het met walvissen?

Vragen en opmerkingen van de leden van de SP-fractie

De leden van de SP-fractie vragen waarom de heffing op garnalen stijgt.

II Antwoord van de minister

De leden van de VVD-fractie vragen hoeveel schepen Denemarken voor de tongvisserij inzet. Denemarken
zet twaalf schepen in. Dat is minder dan vorig jaar.

Ook vragen deze leden wat de minister vindt van de pulsvisserij. De pulsvisserij is verboden.

De leden van de SP-fractie vragen waarom de heffing op garnalen stijgt. De kosten stijgen.
"""

QUESTIONS = """Beantwoording vragen van de leden De Wit en Aalders (beiden ABC) over tong

Geachte Voorzitter, hierbij de antwoorden van het kabinet.

Vraag 1

Kent u het bericht over tong?

Antwoord

Ja.

Vraag 2

Wat vindt u daarvan?

Vraag 3

Deelt u de zorg over schol?

Antwoord op vraag 2 en 3

De vangst is genoeg. Er wordt geteld.

Vraag 4

Wat kost dat?
"""


def answered(text: str) -> list[tuple[str, str | None, str | None]]:
    """(question, its number, its answer) of each question."""
    plain = load(text.encode()).text
    found = []
    for one in statements(text):
        if one.content.get("kind") in ("question", "request"):
            span = one.content.get("answer")
            words = " ".join(plain[span["start"] : span["end"]].split()) if span else None
            found.append((one.quote, one.content.get("number"), words))
    return found


def test_an_answer_follows_its_questions() -> None:
    assert [(quote[-12:], words) for quote, _, words in answered(IN_TURN)] == [
        ("n naar tong.", "De vangst van tong daalt."),
        ("er gevangen?", "De vangst van tong daalt."),
        (" naar schol.", "De vangst van schol stijgt. Er is genoeg."),
        ("ar garnalen.", None),
    ]


def test_an_answer_is_headed_by_the_question_said_again() -> None:
    found = {quote: words for quote, _, words in answered(APART)}
    ships = "Denemarken zet twaalf schepen in. Dat is minder dan vorig jaar."
    assert [words for quote, words in found.items() if "schepen" in quote] == [
        ships
    ]  # said again, it stands once
    assert found["Wat vindt de minister van de pulsvisserij?"] == "De pulsvisserij is verboden."
    shrimps = "De leden van de SP-fractie vragen waarom de heffing op garnalen stijgt."
    assert found[shrimps] == "De kosten stijgen."


def test_what_is_not_answered_has_no_answer() -> None:
    found = {quote: words for quote, _, words in answered(APART)}
    assert found["Hoe staat het met walvissen?"] is None


def test_written_questions_by_their_numbers() -> None:
    both = "De vangst is genoeg. Er wordt geteld."
    assert answered(QUESTIONS) == [
        ("Kent u het bericht over tong?", "1", "Ja."),
        ("Wat vindt u daarvan?", "2", both),
        ("Deelt u de zorg over schol?", "3", both),
        ("Wat kost dat?", "4", None),
    ]


BY_TOPIC = """VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

Algemeen

De leden van de VVD-fractie hebben nog enkele vragen.

Tong en schol

De leden van de VVD-fractie zijn blij. Welke landen vragen om lagere quota?

De leden van de PvdA-fractie vragen hoeveel schol er wordt teruggegooid.

Antwoord van het kabinet

Denemarken vraagt om lagere quota. Er wordt 300 ton schol teruggegooid.

Walvissen

De leden van de SP-fractie vragen of Noorwegen op walvissen jaagt.

Antwoord van het kabinet

Noorwegen jaagt op dwergvinvissen.
"""


def test_groups_that_ask_under_a_topic_are_answered_together() -> None:
    both = "Denemarken vraagt om lagere quota. Er wordt 300 ton schol teruggegooid."
    assert [words for _, _, words in answered(BY_TOPIC)] == [
        both,
        both,
        "Noorwegen jaagt op dwergvinvissen.",
    ]
