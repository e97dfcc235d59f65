"""Official publications as XML read like the pages of the same papers."""

from __future__ import annotations

import pytest

from inzet.reading.load import load
from inzet.reading.reader import read
from inzet.vocabulary.errors import UnreadableFile

_SENTENCES = (
    "Op 1 en 2 december 2020 komen de NAVO-ministers van Buitenlandse Zaken bijeen in Brussel.",
    "Het kabinet hecht eraan dat bondgenoten hun afspraken nakomen.",
    "Voor 1 mei 2021 zal het kabinet u informeren over de inzet.",
)
XML = f"""<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie>
  <metadata><meta name="DC.identifier" content="kst-28676-901"/></metadata>
  <kamerstuk>
    <kamerstukkop><tekstregel inhoud="vergaderjaar">2020-2021</tekstregel></kamerstukkop>
    <dossier><dossiernummer><dossiernr>28 676</dossiernr></dossiernummer><titel>NAVO</titel>
    </dossier>
    <stuk>
      <stuknr>Nr. <ondernummer kamer="2">901</ondernummer></stuknr>
      <titel>BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN</titel>
      <algemeen><vrije-tekst><tekst>
        <al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al>
        <al>Den Haag, 20 november 2020</al>
        <al>Hierbij bied ik u de geannoteerde agenda aan voor deze bijeenkomst.</al>
        <tussenkop>Geannoteerde agenda van de NAVO-ministers van Buitenlandse Zaken</tussenkop>
        <al>{_SENTENCES[0]}<noot><noot.nr>1</noot.nr><noot.al>Zie ook de vorige
        brief.</noot.al></noot></al>
        <al>{_SENTENCES[1]}</al>
        <lijst><li><li.nr>1.</li.nr><al>Een <nadruk type="vet">eerste</nadruk> punt.</al></li>
        </lijst>
        <table><tgroup><tbody><row><entry>Land</entry><entry>Bedrag</entry></row></tbody>
        </tgroup></table>
        <al>{_SENTENCES[2]}</al>
      </tekst></vrije-tekst></algemeen>
    </stuk>
  </kamerstuk>
</officiele-publicatie>"""


def test_its_words_stand_in_order_and_its_metadata_does_not() -> None:
    extracted = load(XML.encode(), name="kst-28676-901.xml")
    text = extracted.text
    assert "28 676 NAVO" in text
    assert [text.index(sentence) for sentence in _SENTENCES] == sorted(
        text.index(sentence) for sentence in _SENTENCES
    )
    assert "DC.identifier" not in text
    assert "1. Een eerste punt." in text
    assert "Land\tBedrag" in text
    notes = [mark for mark in extracted.marks if mark.kind == "note"]
    assert [text[mark.start : mark.end] for mark in notes] == ["1 Zie ook de vorige brief."]
    assert notes[0].anchor == text.index(_SENTENCES[0]) + len(_SENTENCES[0])


def test_it_is_read_as_the_page_of_the_same_paper_is() -> None:
    _, reading = read(XML.encode(), name="kst-28676-901.xml")
    assert reading.document.numbers == ("kst-28676-901",)
    assert reading.document.genre == "annotated agenda"
    assert reading.document.said_on == "2020-11-20"
    acts = {statement.act for statement in reading.statements}
    assert {"position", "commitment"} <= acts


def test_turns_of_a_debate_keep_their_speakers() -> None:
    turns = "".join(
        f"<spreekbeurt><spreker><voorvoegsels>De heer</voorvoegsels><naam><achternaam>{name}"
        f"</achternaam></naam> (<politiek>{group}</politiek>):</spreker><tekst><al>{words}</al>"
        "</tekst></spreekbeurt>"
        for name, group, words in (
            ("Jansen", "ABC", "Voorzitter. Wij vinden dat de norm te laag is."),
            ("Pietersen", "XYZ", "Wij steunen de afspraak van Wales."),
            ("Jansen", "ABC", "Is de minister dat met mij eens?"),
        )
    )
    xml = f"<officiele-publicatie><handelingen>{turns}</handelingen></officiele-publicatie>"
    _, reading = read(xml.encode(), name="h-tk-20202021-31-4.xml")
    groups = {one.speaker.group for one in reading.statements if one.speaker}
    assert groups == {"ABC", "XYZ"}


def test_one_that_breaks_off_says_so() -> None:
    with pytest.raises(UnreadableFile, match="no whole XML"):
        load(XML[: len(XML) // 2].encode(), name="kst.xml")


def test_entities_are_not_followed() -> None:
    bomb = '<!DOCTYPE k [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    xml = f"{bomb}<kamerstuk><al>Een &b; zin.</al></kamerstuk>"
    assert "aaaa" not in load(xml.encode(), name="kst.xml").text
