"""Who speaks: openers, party groups, and the turns of debates, consultations and questions."""

from __future__ import annotations

import pytest

from inzet.reading.layout.openers import opener
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.turns.find import find_turns
from inzet.reading.turns.groups import group_named
from inzet.reading.turns.words import led_by, member_told
from inzet.vocabulary.speakers import Speaker, group_party


def turns(text: str, genre: str | None) -> list[tuple[str, str, str | None, str | None]]:
    """(first words, role, name, group) of every sentence."""
    paper = structure(load(text.encode()))
    found = find_turns(paper, genre, "NLD")
    rows = []
    for sentence in paper.sentences:
        speaker = found.of(sentence.id).speaker or Speaker(role="-")
        rows.append((sentence.text[:12], speaker.role, speaker.name, speaker.group))
    return rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De heer Van der Molen (XYZ): Dank u.", ("member", "Van der Molen", "XYZ")),
        ("Mevrouw Öztürk-de Wit (Lijst Jansen):", ("member", "Öztürk-de Wit", "Lijst Jansen")),
        ("De fungerend voorzitter:", ("chair", None, None)),
        ("Minister Jansen: Dank.", ("minister", "Jansen", None)),
        ("De minister van Defensie:", ("minister", None, None)),
        ("Staatssecretaris De Vries:", ("state secretary", "De Vries", None)),
        ("Minister-president Pietersen: Nee.", ("prime minister", "Pietersen", None)),
        ("De heer Jansen:", ("guest", "Jansen", None)),
        ("Vraag 3", ("question", None, None)),
        ("Antwoord op vraag 1 en 2", ("answer", None, None)),
        ("Antwoord: Ja.", ("answer", None, None)),
        ("Vraag 1 Bent u bekend met het bericht?", ("question", None, None)),
    ],
)
def test_what_opens_a_turn(text: str, expected: tuple[str, str | None, str | None]) -> None:
    found = opener(text, "nl")
    assert found is not None
    assert (found.role, found.name, found.group) == expected


@pytest.mark.parametrize(
    "text",
    [
        "De minister heeft gezegd: dat gaat niet.",
        "De voorzitter van de commissie, Jansen",
        "De heer Jansen (XYZ) vroeg hoe het met de visserij staat.",
        "Vragen staat vrij.",
        "Antwoord op deze vraag volgt later.",
        "Minister van Buitenlandse Zaken",
    ],
)
def test_what_opens_none(text: str) -> None:
    assert opener(text, "nl") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Smith (Labour): I thank the Minister.", ("member", "Smith", "Labour")),
        ("The Secretary of State for Defence (Jane Doe):", ("minister", "Jane Doe", None)),
        ("The Minister: No.", ("minister", None, None)),
        ("Question 4", ("question", None, None)),
    ],
)
def test_english_openers(text: str, expected: tuple[str, str | None, str | None]) -> None:
    found = opener(text, "en")
    assert found is not None
    assert (found.role, found.name, found.group) == expected


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Partij van de Arbeid", "PvdA"),
        ("CU", "ChristenUnie"),
        ("D’66", "D66"),
        ("50Plus", "50PLUS"),
        ("Groep Jansen", "Groep Jansen"),
        ("XYZ", "XYZ"),
    ],
)
def test_party_groups(printed: str, name: str) -> None:
    assert group_named(printed, "nl") == name


def test_groups_in_a_sentence() -> None:
    assert led_by("De leden van de fracties van VVD en SGP vragen dat.", "nl") == ("VVD", "SGP")
    assert led_by("De leden van de XYZ-fractie zijn tegen.", "nl") == ("XYZ",)
    assert led_by("De leden van de raad zijn tegen.", "nl") == ()
    assert group_party("NLD", "XYZ") == "parliament of NLD/XYZ"
    assert group_party("NLD", "VVD, SGP") == "parliament of NLD"
    assert group_party(None, "XYZ") is None


def test_whom_a_minister_tells() -> None:
    assert member_told("Ik zeg de heer Van der Molen toe dat ik schrijf.", "nl") == "Van der Molen"
    assert member_told("Ik zeg de Kamer toe dat ik schrijf.", "nl") is None


DEBATE = """VERSLAG VAN EEN COMMISSIEDEBAT

Aanvang 10.00 uur.

De voorzitter:
Ik open het debat.

De heer Van der Molen (XYZ):
Wat is de inzet?

Minister Jansen:
Voorzitter. Die is bekend.

Mevrouw De Wit (ABC):
Mij niet.

De heer Van der Molen:
Mij ook niet.

De vergadering wordt enkele minuten geschorst.
"""


def test_the_turns_of_a_debate() -> None:
    found = turns(DEBATE, "report of a debate")
    assert [row[1:] for row in found] == [
        ("chair", None, None),
        ("member", "Van der Molen", "XYZ"),
        ("minister", "Jansen", None),
        ("minister", "Jansen", None),
        ("member", "De Wit", "ABC"),
        ("member", "Van der Molen", "XYZ"),
        ("-", None, None),
    ]
    assert turns(DEBATE, None) == found, "a paper of unknown kind that gives turns is a debate"


def test_a_debate_told_in_the_third_person() -> None:
    found = turns(
        """VERSLAG VAN EEN ALGEMEEN OVERLEG

Vragen en opmerkingen uit de commissie

De heer Van der Molen (XYZ) is voor een lagere heffing op tong. Hij vraagt wat de inzet is.

Mevrouw De Wit (ABC) deelt die vraag.

Antwoord van de minister

De minister ziet geen reden voor een lagere heffing. Hij komt er schriftelijk op terug.
""",
        "report of a debate",
    )
    assert [row[1:] for row in found] == [
        ("member", "Van der Molen", "XYZ"),
        ("member", "Van der Molen", "XYZ"),
        ("member", "De Wit", "ABC"),
        ("minister", None, None),
        ("minister", None, None),
    ]


def test_a_consultation_with_questions_before_answers() -> None:
    found = turns(
        """VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

De commissie heeft vragen voorgelegd over de visserij.

I Vragen en opmerkingen vanuit de fracties

Vragen en opmerkingen van de leden van de XYZ-fractie

De leden van de XYZ-fractie lazen de agenda. Het kabinet noemt de heffing. Waarom is dat?

II Antwoord van de minister

De leden van de XYZ-fractie vragen naar de heffing. De heffing is nodig.

Op de vraag van de leden van de ABC-fractie is het antwoord nee.
""",
        "report of a written consultation",
    )
    assert [row[1:] for row in found] == [
        ("-", None, None),
        ("group", None, "XYZ"),
        ("group", None, "XYZ"),
        ("group", None, "XYZ"),
        ("group", None, "XYZ"),
        ("government", None, None),
        ("government", None, None),
    ]


def test_a_consultation_that_answers_in_turn() -> None:
    found = turns(
        """VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

De leden van de XYZ-fractie vragen naar tong. Zij zijn bezorgd.

Antwoord

De vangst van tong daalt.

De leden van de ABC-fractie vragen naar schol. Die is schaars.

Antwoord

De vangst van schol stijgt.
""",
        "report of a written consultation",
    )
    assert [(row[1], row[3]) for row in found] == [
        ("group", "XYZ"),
        ("group", "XYZ"),
        ("government", None),
        ("group", "ABC"),
        ("group", "ABC"),
        ("government", None),
    ]


def test_a_consultation_without_headings_or_labels() -> None:
    found = turns(
        """VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

De leden van de XYZ-fractie zijn bezorgd over tong. Wat is de vangst?

Het kabinet kent die zorg. De vangst daalt.

De leden van de ABC-fractie vragen naar schol.

Nee, die is niet schaars.
""",
        "report of a written consultation",
    )
    assert [(row[1], row[3]) for row in found] == [
        ("group", "XYZ"),
        ("group", "XYZ"),
        ("government", None),
        ("government", None),
        ("group", "ABC"),
        ("government", None),
    ]


def test_written_questions() -> None:
    found = turns(
        """Beantwoording vragen van de leden De Wit en Aalders (beiden ABC) over tong

Geachte Voorzitter, hierbij de antwoorden.

Vraag 1

Kent u het bericht over tong?

Antwoord

Ja.

2

Wat vindt u daarvan?

Antwoord op vraag 2

Niets.
""",
        "written questions",
    )
    ask = ("member", "De Wit en Aalders", "ABC")
    assert [row[1:] for row in found if len(row[0]) > 2][-4:] == [
        ask,
        ("government", None, None),
        ask,
        ("government", None, None),
    ]


def test_an_agenda_has_no_turns() -> None:
    assert not find_turns(structure(load(DEBATE.encode())), "annotated agenda", "NLD").by_sentence
    letter = "Geachte Voorzitter,\n\nIk schrijf u over tong. De vangst daalt.\n"
    assert {row[1] for row in turns(letter, "letter")} == {"-"}


def test_endless_lists_of_groups_are_read_in_no_time() -> None:
    text = (
        "De leden van de fracties van " + ", ".join(["VVD", "Aap Noot", "SP"] * 2000) + " vragen."
    )
    assert led_by(text, "nl")[:3] == ("VVD", "Aap Noot", "SP")
    assert opener("De heer " + "Jan Piet " * 20_000, "nl") is None
