"""Ministers whom a paper calls by their name only: its own where they signed it."""

from __future__ import annotations

from inzet.reading.reader import read

_PAPER = """21 501-02 Raad Algemene Zaken en Raad Buitenlandse Zaken

Nr. 1998 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 12 februari 2015

Hierbij bied ik u het verslag aan van de Raad Buitenlandse Zaken van 9 februari 2015.

De Minister van Buitenlandse Zaken,

B. de Boer

VERSLAG RAAD BUITENLANDSE ZAKEN VAN 9 FEBRUARI 2015

Libië

Minister De Boer onderstreepte het belang van een wapenstilstand. Hij riep op tot meer steun.
Minister Almodovar onderstreepte het belang van de visserij.
"""


def test_a_signer_is_the_government_and_another_minister_is_not() -> None:
    _, reading = read(_PAPER.encode(), name="paper.txt")
    held = [(one.party, one.holder) for one in reading.statements if one.act == "position"]
    assert held[0] == ("NLD", "Minister De Boer")
    assert held[1][0] == "NLD"
    assert held[2][0] != "NLD"


def test_the_prime_minister_of_a_paper_is_its_own() -> None:
    text = _PAPER.replace("Minister Almodovar", "Minister-president Jansen")
    _, reading = read(text.encode(), name="paper.txt")
    assert reading.statements[-1].party == "NLD"
