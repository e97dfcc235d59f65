"""Lines of their own that are sessions, points, or neither. All papers are invented."""

from __future__ import annotations

from inzet.reading.announcement.meetings import meetings
from inzet.reading.dating import said_in
from inzet.reading.document import anchor_of, genre_of
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions

_AGENDA = """Geannoteerde agenda Raad Buitenlandse Zaken van 4 en 5 juni 2014

Hierbij bied ik u de geannoteerde agenda aan van de Raad Buitenlandse Zaken van 4 en 5 juni 2014.

"""


def read(text: str) -> list[tuple[str | None, list[str]]]:
    """The sessions of the first meeting, each with its points and topics."""
    paper = structure(load(text.encode()))
    anchor = anchor_of(paper, said_in(paper, genre_of(paper)))
    found = meetings(paper, find_mentions(paper, anchor), said_on=anchor)
    return [
        (one.title, [str(item.title) for item in (*one.items, *one.topics)])
        for one in found[0].sessions
    ]


def points(text: str) -> list[str]:
    return [title for _, titles in read(text) for title in titles]


def test_what_stands_above_the_fields_of_a_letterhead_is_no_point() -> None:
    text = (
        "Geannoteerde agenda van de Raad Buitenlandse Zaken van 4 juni 2014\n\n"
        "Ministerie van Buitenlandse Zaken\n\nOude Werf 12\n\nDatum   20 mei 2014\n"
        "Onderwerp   Geannoteerde agenda RBZ\n\n"
        "Hierbij bied ik u de geannoteerde agenda aan voor genoemde Raad.\n\n"
        "Libië\nDe Raad spreekt over de toestand in Tripoli en over de grens in het zuiden.\n"
    )
    assert points(text) == ["Libië"]


def test_labels_that_come_back_are_no_points() -> None:
    text = _AGENDA + (
        "Libië: grensbewaking\nDossiernaam: EUBAM\nVerloop: eerste lezing\n"
        "Opmerking: het mandaat loopt in mei van het volgend jaar af.\n\n"
        "Mali\nDossiernaam: EUTM\nVerloop: tweede lezing\n"
        "Opmerking: de opleiding van het derde bataljon is begonnen.\n"
    )
    assert points(text) == ["Libië: grensbewaking", "Mali"]


def test_countries_and_days_before_a_colon_are_no_labels() -> None:
    text = _AGENDA + (
        "Libië: sancties\nDe Raad spreekt over de lijst van personen en bedrijven.\n\n"
        "Libië: grensbewaking\nDe missie heeft een nieuw hoofd, dat de Raad toespreekt.\n\n"
    )
    assert points(text) == ["Libië: sancties", "Libië: grensbewaking"]


def test_addresses_numbers_and_footers_are_no_points() -> None:
    lines = [
        "Nummer KST98765",
        "1415tkkst21501-99",
        "Verlengde Havenstraat 41",
        "Deel dit via Twitter",
        "Noot voor de redactie: foto's op verzoek",
        "Lees verder op de site van de Raad",
    ]
    text = _AGENDA + "Libië\nDe Raad spreekt over de toestand in Tripoli en in het zuiden.\n\n"
    assert points(text + "\n\n".join(lines) + "\n") == ["Libië"]
