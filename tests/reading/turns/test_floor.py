"""Who has the floor where nothing calls a paper a debate, and where turns run on."""

from __future__ import annotations

import pytest

from inzet.reading.document import describe, genre_of
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.reader import read_paper


def genre(text: str) -> str | None:
    return genre_of(structure(load(text.encode()), language="nl"))


@pytest.mark.parametrize(
    "text",
    [
        "De heer Jansen (CDA):\n\nVoorzitter. De sluis is te smal en dat moet anders.",
        "Minister De Vries:\n\nMevrouw de voorzitter. De sluis is breed genoeg.",
        "De voorzitter:\n\nHet woord is aan de heer Jansen.",
        "Voorzitter. De sluis is te smal. Mijn fractie wil een bredere.",
    ],
)
def test_a_single_speech_is_of_a_debate(text: str) -> None:
    assert genre(text) == "report of a debate"


@pytest.mark.parametrize(
    "text",
    [
        "Geachte voorzitter,\n\nHierbij informeer ik u over de sluis.",
        "De heer Jansen (Waterschap Oost): de sluis is te smal en dat moet anders.",
        "De voorzitter van het waterschap opende de sluis.",
    ],
)
def test_what_gives_nobody_the_floor(text: str) -> None:
    assert genre(text) != "report of a debate"


def test_members_of_its_parliament_tell_whose_government_is_asked() -> None:
    paper = structure(load(b"De heer Jansen (CDA): De sluis is te smal."), language="nl")
    assert describe(paper, "0" * 64).on_behalf_of == "NLD"


def test_turns_that_run_on_in_a_paragraph_are_turns() -> None:
    text = (
        "De heer Jansen (CDA): Ik ben blij met de sluis. Mevrouw De Wit (SP): Dat zegt de heer "
        "Jansen altijd. Minister Pietersen: Ik zal de Kamer een brief sturen."
    )
    read = read_paper(text.encode(), name="paper.txt").reading
    assert [(s.act, s.party, s.quote) for s in read.statements] == [
        ("position", "parliament of NLD/CDA", "Ik ben blij met de sluis."),
        ("commitment", "NLD", "Ik zal de Kamer een brief sturen."),
    ]


TOLD = """VERSLAG VAN EEN ALGEMEEN OVERLEG

De heer Jansen (CDA) wijst op de sluis. Hij steunt een bredere sluis. Het verbaast hem dat de sluis
lekt. De sluis is naar zijn oordeel te smal.

De minister vindt de sluis breed genoeg. Hij zegt toe de Kamer een brief te sturen. De heer Jansen
(CDA) betreurt dat. De minister komt in het verslag op de sluis terug.
"""


def test_whoever_is_told_of_is_he() -> None:
    read = read_paper(TOLD.encode(), name="paper.txt", on_behalf_of="NLD").reading
    found = {s.quote.replace("\n", " "): (s.act, s.party) for s in read.statements}
    assert found["Hij steunt een bredere sluis."] == ("position", "parliament of NLD/CDA")
    theirs = ("position", "parliament of NLD/CDA")
    assert found["Het verbaast hem dat de sluis lekt."] == theirs
    assert found["De sluis is naar zijn oordeel te smal."] == theirs
    assert found["Hij zegt toe de Kamer een brief te sturen."] == ("commitment", "NLD")
    assert found["De heer Jansen (CDA) betreurt dat."] == ("position", "parliament of NLD/CDA")


BILL = """VERSLAG

De vaste commissie voor Waterstaat, belast met het voorbereidend onderzoek van dit wetsvoorstel,
brengt als volgt verslag uit.

De leden van de CDA-fractie hebben kennisgenomen van het voorstel. Zij steunen de bredere sluis.
"""
NOTE = """NOTA NAAR AANLEIDING VAN HET VERSLAG

De leden van de CDA-fractie willen weten of de sluis breed genoeg is. Zij vragen om cijfers. De
regering acht de sluis breed genoeg.
"""


def test_a_committee_asks_about_a_bill_and_the_government_answers() -> None:
    asked = read_paper(BILL.encode(), name="paper.txt", on_behalf_of="NLD").reading
    held = [(s.party, s.quote) for s in asked.statements if s.act == "position"]
    assert held == [("parliament of NLD/CDA", "Zij steunen de bredere sluis.")]
    answered = read_paper(NOTE.encode(), name="paper.txt", on_behalf_of="NLD").reading
    held = [
        (s.party, s.quote.replace("\n", " ")) for s in answered.statements if s.act == "position"
    ]
    assert held == [("NLD", "De regering acht de sluis breed genoeg.")]


MOTION = """MOTIE VAN HET LID JANSEN

De Kamer,

gehoord de beraadslaging,

overwegende dat de sluis zes meter breed is;

overwegende dat de sluis te smal is voor vissers;

verzoekt de regering een bredere sluis te bouwen,

en gaat over tot de orde van de dag.

Jansen

Appreciatie van het kabinet

De regering acht de sluis breed genoeg.
"""


def test_a_motion_weighs_and_the_letter_below_it_is_the_governments() -> None:
    read = read_paper(MOTION.encode(), name="paper.txt", on_behalf_of="NLD").reading
    held = [(s.party, s.quote[:36]) for s in read.statements if s.act == "position"]
    assert held == [
        ("parliament of NLD", "overwegende dat de sluis te smal is "),
        ("parliament of NLD", "verzoekt de regering een bredere slu"),
        ("NLD", "De regering acht de sluis breed geno"),
    ]
