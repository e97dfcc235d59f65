"""What a site puts around a paper goes; the paper, its number and its date stay."""

from __future__ import annotations

import pytest

from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.reader import read_paper

LETTER = """12 345 Havens en vaarwegen

Nr. 67 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 9 mei 2018

Hierbij bied ik u het verslag aan van de Raad Buitenlandse Zaken van 7 mei 2018 in Brussel.

De Minister van Buitenlandse Zaken, A.B. Voorbeeld

Havens

Nederland steunt het voorstel om de havens van het eiland uit te diepen en de kade te verlengen.
"""
SEARCH_SITE = f"""[overzicht] [activiteiten] [besluiten] [commissies]
[toezeggingen] [stemmingen] [uitgebreid zoeken]

Verslag Raad Buitenlandse Zaken van 7 mei 2018

Havens en vaarwegen

Brief regering

Nummer: 2018D10001, datum: 2018-05-09, bijgewerkt: 2018-05-10 11:00, versie: 2

Directe link naar document (.pdf), link naar pagina op de site van de Kamer.

Gerelateerde personen:- Eerste ondertekenaar: A.B. Voorbeeld, minister van Buitenlandse Zaken
- Mede ondertekenaar: C.D. Ander, staatssecretaris

Bijlagen:
- Beslisnota bij het verslag

Onderdeel van zaak 2018Z20002:
- Indiener: A.B. Voorbeeld, minister van Buitenlandse Zaken
- Voortouwcommissie: vaste commissie voor Buitenlandse Zaken
- 2018-05-16 13:00: Commissie bespreekt de havens (Procedurevergadering), vaste commissie

Preview document (origineel)

{LETTER}"""
GAZETTE = f"""Kamerstuk
Datum publicatieOrganisatieVergaderjaarDossier- en ondernummer
Tweede Kamer der Staten-Generaal2017-201812345 nr. 67

Zoals vergunningen, bouwplannen en meer

Adressen en contactpersonen van organisaties

U bent hier:

Home

{LETTER}
Naar boven

Over deze website
Privacy en cookies
Toegankelijkheid
"""
MINISTRY = f"""Ga direct naar inhoud

Home > Documenten > Kamerstukken

Deze site gebruikt cookies om beter te werken. Akkoord?

Menu

Zoeken binnen de site

Kamerbrief over de Raad Buitenlandse Zaken van 7 mei 2018

{LETTER}
Deel deze pagina

Heeft deze informatie u geholpen?

Zie ook

Verslag Raad Buitenlandse Zaken van 16 april 2018

Download: kamerbrief (PDF | 4 pagina's | 90 kB)

Service
Over deze site
Copyright
"""


@pytest.mark.parametrize("page", [SEARCH_SITE, GAZETTE, MINISTRY])
def test_a_text_saved_from_a_site_reads_as_its_letter(page: str) -> None:
    alone = read_paper(LETTER.encode(), name="brief.txt")
    saved = read_paper(page.encode(), name="brief.txt")
    assert [(each.act, each.quote) for each in saved.reading.statements] == [
        (each.act, each.quote) for each in alone.reading.statements
    ]
    assert saved.reading.statements
    assert saved.reading.document.said_on == "2018-05-09"
    assert "kst-12345-67" in saved.reading.document.numbers
    assert saved.reading.document.genre == alone.reading.document.genre
    texts = " ".join(block.text for block in saved.structured.blocks)
    for word in ("cookies", "stemmingen", "ondertekenaar", "Commissie bespreekt", "vergunningen",
                 "16 april", "Privacy", "Copyright", "geholpen", "Home"):  # fmt: skip
        assert word not in texts
    assert {each.quote for each in saved.reading.unrecognised} <= {
        each.quote for each in alone.reading.unrecognised
    } | {"Kamerbrief over de Raad Buitenlandse Zaken van 7 mei 2018"}


def test_the_number_that_the_site_gives_is_kept() -> None:
    numbers = read_paper(SEARCH_SITE.encode(), name="brief.txt").reading.document.numbers
    assert "2018D10001" in numbers


def test_the_page_itself_reads_as_its_letter() -> None:
    paragraphs = "".join(f"<p>{one}</p>" for one in SEARCH_SITE.split("\n\n"))
    page = f"<html><body>{paragraphs}</body></html>".replace("\n", "<br>")
    alone = read_paper(LETTER.encode(), name="brief.txt")
    saved = read_paper(page.encode(), name="brief.html")
    assert [each.quote for each in saved.reading.statements] == [
        each.quote for each in alone.reading.statements
    ]
    assert saved.reading.document.said_on == "2018-05-09"


def test_a_paper_about_menus_loses_nothing() -> None:
    text = (
        "Verslag van de Raad\n\nMenu\n\nDe ministers spraken over het menu van de lunch.\n\n"
        "Cookies\n\nHet voorstel over cookies is besproken door de ministers van alle landen.\n\n"
        "Zie ook\n\nNederland steunt het voorstel over de havens en de kade van het eiland ten "
        "volle en zal dat in de komende maanden in alle gremia blijven zeggen.\n"
    )
    found = structure(load(text.encode()))
    assert [block.text for block in found.blocks][1:3] == [
        "Menu",
        "De ministers spraken over het menu van de lunch.",
    ]
    assert "Zie ook" in [block.text for block in found.blocks]


def test_notes_after_the_last_link_are_kept() -> None:
    text = LETTER + "\nNaar boven\n\n1 Raadpleegbaar op verzoek (Kamerstuk 12 345, nr. 66).\n"
    blocks = [block.text for block in structure(load(text.encode())).blocks]
    assert "Naar boven" not in blocks
    assert any("Raadpleegbaar" in block for block in blocks)
