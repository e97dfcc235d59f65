"""The day on which a paper was said, in the places where papers have it."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.reading.dating import said_in
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.reader import read_paper

_BODY = (
    "\n\nDit is de tekst van het stuk, die verder niets zegt over de dag waarop het verscheen.\n"
)
_ENGLISH = "\n\nThis is the text of the paper, which does not say anything else about its day.\n"


def day(text: str, genre: str | None = None) -> str | None:
    found = said_in(structure(load(text.encode())), genre)
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    "head",
    [
        "Datum 8 mei 2019",
        "datum: 8 mei 2019",
        "Datum\n8 mei 2019",
        "d.d. 8 mei 2019",
        "Den Haag, 8 mei 2019",
        "’s-Gravenhage, 8 mei 2019",
        "Ons kenmerk: X-1                     Den Haag, 8 mei 2019",
        "Vastgesteld 8 mei 2019",
        "Voorgesteld 8 mei 2019",
        "Peildatum: 8 mei 2019",
        "Nieuwsbericht | 08-05-2019 | 14:30",
        "Woensdag 8 mei 2019",
    ],
)
def test_dutch_letterheads(head: str) -> None:
    assert day(f"Ministerie van Voorbeelden\n{head}\n{_BODY}") == "2019-05-08"


@pytest.mark.parametrize(
    "head",
    [
        "8 May 2019",
        "May 8, 2019",
        "Wednesday 8 May 2019",
        "Date: 8 May 2019",
        "Brussels, 8 May 2019",
        "Published: 08/05/2019",
        "Press release | No 12/19 | Published: 08/05/2019",
        "Press release No. 309 08.05.2019",
        "• 8 May. 2019 -",
        "Press Release: (2019) 12    Issued on: 08 May 2019    Last updated: 09 May 2019",
        "Written Ministerial Statement — 8 May 2019",
        "8 May 2019                       To the Committee",
        "Submitted by the Office of Examples on 8 May 2019",
        "COUNCIL OF EXAMPLES            Brussels, 8 May 2019",
        "HC Deb 08 May 2019 vol 659 cc12-14WS",
        "Office of Lighthouses written statement – made at 12:00 am on 8th May 2019.",
        "Luxembourg, 08/05/2019 - 18:47, UNIQUE ID: 190508_23",
        "Office of Lighthouses written statement – made on 8th May 2019.",
        "No. 2019/7 - Harbourtown, West Riding - May 8, 2019",
    ],
)
def test_english_letterheads(head: str) -> None:
    assert day(f"Office of Examples\n{head}\n{_ENGLISH}") == "2019-05-08"


def test_a_dateline() -> None:
    text = (
        "Office of Examples\n\nOSLO, 8 May 2019 – The Government has made a choice today, it says."
    )
    assert day(text) == "2019-05-08"


def test_the_end_of_a_paper() -> None:
    body = "Verdrag van Voorbeeld\n\nUtrecht, 3 april 2001" + _BODY * 3
    assert day(f"{body}\n\nUitgegeven de twaalfde mei 2019.\n", "treaty series") == "2019-05-12"
    assert day(f"Agenda{_BODY}\n\nDen Haag, 8 mei 2019\nDe Minister") == "2019-05-08"


def test_a_debate_was_said_on_its_own_day() -> None:
    text = "Verslag van een algemeen overleg\nVastgesteld 9 juni 2019\n\nDe commissie heeft op "
    assert day(f"{text}8 mei 2019 overleg gevoerd met de minister.{_BODY}") == "2019-06-09"
    found = day(f"{text}8 mei 2019 overleg gevoerd met de minister.{_BODY}", "report of a debate")
    assert found == "2019-05-08"


def test_answers_were_said_when_they_came() -> None:
    text = "Vragen van het lid X over Y (ingezonden 1 mei 2019). Antwoord (ontvangen 8 mei 2019)."
    assert day(f"{text}{_BODY}", "written questions") == "2019-05-08"


@pytest.mark.parametrize(
    "text",
    [
        "Geannoteerde agenda Raad Algemene Zaken van 8 mei 2019",
        "GEANNOTEERDE AGENDA\nRAAD ALGEMENE ZAKEN\nd.d. 8 en 9 mei 2019 te Brussel",
        "Backgrounder\nMay 2019",
    ],
)
def test_a_meeting_s_day_is_not_the_paper_s(text: str) -> None:
    assert day(text + _BODY) is None


def test_a_text_agreed_at_a_meeting_is_said_on_its_last_day() -> None:
    text = "Declaration\n\nThe Ministers, meeting in Oslo on 7 and 8 May 2019, declare as follows."
    assert day(text + _ENGLISH, "communiqué") == dt.date(2019, 5, 8).isoformat()
    assert day(text + _ENGLISH, "letter") is None


PLENARY = """
Aan de orde is het VAO Visserij (AO d.d. 30/01/2020).

De voorzitter:
Het woord is aan de heer Van der Molen.

De heer Van der Molen (XYZ):
Voorzitter. Er is te weinig tong.

Minister De Boer:
Voorzitter. Het kabinet steunt een fonds voor vissers.

Lijst van ingekomen stukken, een brief van de minister van Visserij d.d. 3 februari 2020

4 februari 2020
"""


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("51e vergadering\nDonderdag 6 februari 2020\nAanvang 10.15 uur\n\nTong", "2020-02-06"),
        ("Tweede Kamer, 51e vergadering, donderdag 6 februari 2020\n\n7 Visserij", "2020-02-06"),
        ("Nr. 51 Vergadering van donderdag 6 februari 2020\n\n7 Visserij", "2020-02-06"),
        ("Eerste Kamer, 20e vergadering, dinsdag 11 februari 2020\n\nVisserij", "2020-02-11"),
        ("Visserij\n\nAanvang 10.15 uur\n\nDinsdag 11 februari 2020", "2020-02-11"),
        ("Plenair verslag Tweede Kamer, 51e vergadering\nDonderdag 6 februari 2020", "2020-02-06"),
        ("Handelingen, Vergaderjaar 2019-2020, nr. 51, item 7\n\n7 Visserij", None),
    ],
)  # fmt: skip
def test_a_plenary_report_has_the_day_of_its_header(head: str, day: str | None) -> None:
    """A year of sittings is no day, nor is that of a paper that came in."""
    text = f"{head}\n{PLENARY}"
    assert read_paper(text.encode(), name="paper.txt").reading.document.said_on == day
