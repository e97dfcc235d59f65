"""Whose paper it is where only its kind, its speaker or its council tells; whose minister."""

from __future__ import annotations

import pytest

from inzet.reading.layout.sentences import split
from inzet.reading.reader import read_paper
from inzet.reading.saying.english.matcher import EnglishMatcher

AGENDA = "Geannoteerde agenda van de Visserijraad van 3 mei 2011\n\n"
PRESS = "Press conference by NATO Secretary General Joan Example\n\n"
HANSARD = "Volume 500: debated on Monday 3 May 2010\n\nThe NATO defence ministers met in May.\n"
ASKED = "To ask the Taoiseach if he will report on his visit to the islands.\n\nI met them.\n"
SHEET = "Fact sheet: Harbours\n\nThe U.S. helps. The Afghan government repairs its harbours.\n"
G8 = "G8 Foreign Ministers met in Hull on 3 May.\n\n"
POINT = (
    "Joint press point\n\nwith the NATO Secretary General and the Prime Minister of Georgia\n\n"
    "SECRETARY GENERAL: Good morning.\n\nPRIME MINISTER: Good morning.\n\n"
    "SECRETARY GENERAL: It is early.\n\n"
)
UN = "United Nations\n\nGeneral Assembly\n\n"
ASK = "To ask the Secretary of State for Fog what was discussed.\n\n"
CONCLUSIONS = (
    "Delegations will find attached the Presidency Conclusions of the European Council.\n\n"
)


def _own(text: str) -> str | None:
    return read_paper(text.encode(), name="paper.txt").reading.document.on_behalf_of


@pytest.mark.parametrize(
    ("text", "own"),
    [
        # Dutch agendas and reports are the Dutch government's where nothing tells of another.
        (
            f"{AGENDA}De Raad spreekt over tong.\n",
            "NLD",
        ),
        (
            f"{AGENDA}De Belgische regering steunt het voorstel. De Raad spreekt over tong.\n",
            None,
        ),
        (
            f"{PRESS}President Obama of the United States called. Good afternoon to you all.\n",
            "NATO",
        ),
        (HANSARD, "GBR"),
        (ASKED, "IRL"),
        (SHEET, "USA"),
        (
            "IP/09/1\n\nToday the Commission adopted two reports on the lighthouses of the sea.\n",
            "Commission",
        ),
        (
            f"{CONCLUSIONS}1. The European Council agreed on lighthouses.\n",
            "European Council",
        ),
        (
            "Lamps at sea\n\nLast updated: 3 May 2010\n\nAllies light their lamps at sea.\n",
            "NATO",
        ),
        (
            f"{UN}1. Calls upon all of the owners to light their lamps at sea;\n",
            "UN",
        ),
        (
            "European Commission - MEMO\n\nThis is of the lamps that have been lit.\n",
            "Commission",
        ),
    ],
)
def test_whose_paper(text: str, own: str | None) -> None:
    assert _own(text) == own


def test_a_minister_is_known_by_name() -> None:
    text = (
        "Verslag van de Visserijraad van 3 mei 2011\n\n"
        "Minister Verhagen benadrukte dat vuurtorens nodig blijven. "
        "Minister Westerwelle benadrukte dat vuurtorens te duur zijn. "
        "Minister Voorbeeldig benadrukte dat vuurtorens mooi zijn.\n"
    )
    held = [
        one.party
        for one in read_paper(text.encode(), name="paper.txt").reading.statements
        if one.act == "position"
    ]
    assert held[:2] == ["NLD", "DEU"]
    assert held[2] not in ("NLD", "DEU"), "nobody knows whose minister that is"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        # Those who met speak, whoever they are.
        (
            "G8 Foreign Ministers met in Hull on 3 May.\n\nMinisters stressed that fog kills.\n",
            "group",
        ),
        ('"We, the leaders of three islands, need lamps.\n\nLamps are essential."\n', "group"),
        # What is put is asked, what follows answers; a committee and a peer are parliament.
        (
            f"{ASK}I stressed that lamps are dear.\n",
            "GBR",
        ),
        (
            "Fog Committee - Fourth Report of Session 2003-04\n\nWe urge the ministry to hurry.\n",
            "parliament of GBR",
        ),
        (
            "Lords Chamber\n\n# Lord Lamp of Fog\n\nMy Lords, I welcome this debate on fog.\n",
            "parliament of GBR",
        ),
        ("Deputy Ann Lamp:\n\nI support it.\n", None),
        # Who leads a body speaks for it, a guest for the country whose office the top names.
        (f"{POINT}SECRETARY GENERAL: I welcome the new lamps of the port.\n", "NATO"),
        (f"{POINT}PRIME MINISTER: I too welcome the new lamps.\n", "GEO"),
        (
            f"{POINT}MODERATOR: One.\n\nQ: Fog?\n\nA: I welcome the new lamps of the port.\n",
            "NATO",
        ),
        # A resolution begins its lines with what it does.
        (
            f"{UN}Calls upon donors to light the lamps of the ports of the north;\n",
            "UN",
        ),
        # Minutes tell for whom somebody speaks behind the name.
        (
            f"{UN}ANN LAMP (Brazil) said that fog kills. She urged all to light their lamps.\n",
            "BRA",
        ),
        # "The Government" in a body's paper is of the country that it was last about.
        (
            "Report from the Commission\n\nAlbania has new lamps. The Minister urged speed.\n",
            "ALB",
        ),
    ],
)
def test_whose_words(text: str, party: str | None) -> None:
    found = read_paper(text.encode(), name="paper.md").reading.statements
    held = [one.party for one in found if one.act == "position"]
    assert held[-1:] == ([party] if party else [])


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        # The mark of a note is glued to the full stop.
        (
            "Dat besloot de Raad (in mei).2 Daarna kwam niets.",
            ["Dat besloot de Raad (in mei).2", "Daarna kwam niets."],
        ),
        ("Zie paragraaf 3.2 Maatregelen voor meer.", ["Zie paragraaf 3.2 Maatregelen voor meer."]),
        ("He said so. ”Our lights burn.”", ["He said so.", "”Our lights burn.”"]),
        ("Zo was het. ’s Middags ook.", ["Zo was het. ’s Middags ook."]),
    ],
)
def test_sentences_end(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split(text, "nl")] == sentences


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("“We call on all sides to light the lamps,” the French Foreign Minister said.", "FRA"),
        ("“We call on all sides to light the lamps,” reads a poster by the harbour.", None),
    ],
)
def test_what_is_quoted_is_whoevers_said_it(text: str, party: str | None) -> None:
    found = EnglishMatcher("GBR").find(text).matches
    assert [one.holder.party for one in found if one.holder] == ([party] if party else [])
