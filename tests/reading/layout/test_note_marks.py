"""Marks of notes that cling to words are no part of the words; other figures are."""

from __future__ import annotations

import pytest

from inzet.reading.layout.note_marks import note_marks
from inzet.reading.reader import read_paper

PAPER = """12 345 Havens

Nr. 6 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN

Den Haag, 9 mei 2018

Hierbij bied ik u het verslag aan van de Raad Buitenlandse Zaken van 7 mei 2018.

Nederland steunt het voorstel1 over de havens.2 Het kabinet acht covid19 en de G20 van belang
voor de kade3, zoals eerder gemeld.

1 Raadpleegbaar via de griffie.

2 Zie Kamerstuk 12 345, nr. 5.

3 Idem.
"""


def test_marks_are_taken_out_and_quotes_still_verify() -> None:
    paper = read_paper(PAPER.encode(), name="brief.txt")
    assert paper.reading.dropped == 0
    quotes = [each.quote for each in paper.reading.statements if each.act == "position"]
    assert "Nederland steunt het voorstel over de havens." in quotes
    assert any("covid19 en de G20 van belang voor de kade, zoals" in quote for quote in quotes)


@pytest.mark.parametrize(
    "text",
    [
        "Het voorstel1 is besproken.\n",
        "Het voorstel2 is besproken.\n\n2 Zie de brief.\n",
        "1 Haven\n2 Spoor\n\nHet voorstel1 is besproken.\n",
        "Over mh17 en covid19.\n\n1 Haven\n",
        "Zie nr.1 van de lijst.\n\n1 Haven\n",
    ],
)
def test_other_figures_stay(text: str) -> None:
    assert note_marks(text) == []
