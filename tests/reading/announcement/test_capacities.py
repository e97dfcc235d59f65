"""In which capacity somebody is there, by what the codebook decides: invitees are to join, partners
are called so or meet in a format of their own, all others are guests."""

from __future__ import annotations

import pytest

from inzet.reading.announcement.meetings import meetings
from inzet.reading.document import anchor_of
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions

_AGENDA = "Geannoteerde agenda Milieuraad van 4 juni {year}\n\n"
_REPORT = "Verslag van de Milieuraad van 4 juni {year}\n\n"
_FAC_HELD = "Verslag van de Raad Buitenlandse Zaken van 4 juni {year}\n\n"
_NATO = "Geannoteerde agenda NAVO-ministers van Defensie, Brussel, 4 en 5 juni {year}\n\n"
_EN = "Environment Council\n\nReport of the meeting of 4 June {year}\n\n"
_EN_AGENDA = "Environment Council: agenda for the meeting of 4 June {year}\n\n"
_EN_NATO = "Report of the NATO Defence Ministers meeting in Brussels on 4 and 5 June {year}\n\n"


def everybody(head: str, text: str, year: int) -> set[str]:
    words = f"{head.format(year=year)}{text}\n\nDit was wat er te zeggen viel.\n"
    paper = structure(load(words.encode()))
    (notice, *_) = meetings(paper, find_mentions(paper, anchor_of(paper)))
    everyone = [*notice.participants, *(p for one in notice.sessions for p in one.participants)]
    return {f"{one.party} {one.capacity}" for one in everyone}


def people(head: str, text: str, year: int) -> set[str]:
    found = everybody(head, text, year)
    return {one for one in found if not one.endswith((" members member", " chair"))}


@pytest.mark.parametrize(
    ("head", "year", "text", "expected"),
    [
        # Between the agreement on their accession and the day they join.
        (_NATO, 2022, "Finland schuift aan bij het diner.", {"FIN guest"}),
        (_NATO, 2023, "De Zweedse minister schuift aan bij het diner.", {"SWE invitee"}),
        (_AGENDA, 2004, "De minister van Roemenië neemt deel.", {"ROU guest"}),
        (_AGENDA, 2006, "De minister van Roemenië neemt deel.", {"ROU invitee"}),
        (_AGENDA, 2006, "Roemenië neemt als waarnemer deel.", {"ROU observer"}),
        # Who was asked to come was not asked to join.
        (_AGENDA, 2024, "De ministers van Moldavië en Albanië zijn uitgenodigd.",
         {"MDA guest", "ALB guest"}),
        (_AGENDA, 2024, "Moldavië neemt als genodigde deel.", {"MDA guest"}),
    ],
)  # fmt: skip
def test_invitees_are_to_join(head: str, year: int, text: str, expected: set[str]) -> None:
    assert people(head, text, year) == expected


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        (_NATO, "Tot slot overleggen de ministers met de partners, waaronder Japan en Zuid-Korea.",
         {"JPN partner", "KOR partner"}),
        (_NATO, "Japan schuift aan bij het diner.", {"JPN guest"}),
        (_NATO, "De troepenleverende landen Japan en Jordanië schuiven aan.",
         {"JPN partner", "JOR partner"}),
        # Those to whom the troops are sent are the guests of those who send them.
        (_NATO, "De ISAF-partners, waaronder Japan, en de Afghaanse minister nemen deel.",
         {"JPN partner", "AFG guest"}),
        (_AGENDA, "In het Gemengd Comité nemen Noorwegen en IJsland deel.",
         {"NOR partner", "ISL partner"}),
        (_AGENDA, "Noorwegen en IJsland nemen deel aan de bespreking.", {"NOR guest", "ISL guest"}),
        (_AGENDA, "De sociale partners (BusinessEurope) zijn aanwezig.", {"BusinessEurope guest"}),
        (_NATO, "De ministers komen bijeen met de minister van Georgië.", {"GEO partner"}),
        (_NATO, "De ministers komen voor een lunch bijeen met de minister van Georgië.",
         {"GEO guest"}),
        (_EN_NATO, "Ministers met the partners, Japan and Jordan among them, who took part.",
         {"JPN partner", "JOR partner"}),
        (_EN, "Norway took part in the Mixed Committee.", {"NOR partner"}),
        (_EN, "The day began in the Mixed Committee with Norway.", {"NOR partner"}),
    ],
)  # fmt: skip
def test_partners_have_a_format_of_their_own(head: str, text: str, expected: set[str]) -> None:
    assert people(head, text, 2014) == expected


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        (_AGENDA, "De Commissie licht haar voorstel van 3 maart toe.", {"Commission guest"}),
        (_AGENDA, "De Commissie zal verslag doen van de stand van de onderhandelingen.",
         {"Commission guest"}),
        (_AGENDA, "De Commissie presenteert naar verwachting in juli een voorstel.", set()),
        (_AGENDA, "De Commissie heeft in maart een voorstel gedaan.", set()),
        (_AGENDA, "Havens\n\n= Informatie van de Commissie\n\nNederland is voor havens.",
         {"Commission guest"}),
        (_REPORT, "De Commissie zegde toe hierop terug te komen.", {"Commission guest"}),
        (_REPORT, "De Commissie publiceerde op 3 maart een voorstel.", set()),
        (_REPORT, "Voorafgaand informeerde de Hoge Vertegenwoordiger de ministers.", {"EU guest"}),
        (_FAC_HELD, "De Hoge Vertegenwoordiger informeerde de ministers.", set()),
        (_EN, "The Commission replied that more time was needed.", {"Commission guest"}),
        (_EN_AGENDA, "The Commission will provide an update on harbours.", {"Commission guest"}),
        (_EN_AGENDA, "The Commission will publish a report next year.", set()),
    ],
)  # fmt: skip
def test_institutions_that_speak_are_there(head: str, text: str, expected: set[str]) -> None:
    assert people(head, text, 2014) == expected


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        (_AGENDA, "De coördinator voor terrorismebestrijding licht de stand van zaken toe.",
         {"EU guest"}),
        (_FAC_HELD, "De commandant van operatie Atalanta deelde mee dat de kust rustig is.",
         {"EU guest"}),
        (_REPORT, "Commissievoorzitter Barroso opperde een fonds voor havens.",
         {"Commission guest"}),
        (_REPORT, "Servië en Albanië waren waarnemer; zij namen deel aan het gesprek.",
         {"SRB observer", "ALB observer"}),
        # What is agreed with a country tells nothing of who is there.
        (_EN, "The Commission briefed ministers on the agreement with Iran.", {"Commission guest"}),
        (_EN, "Nobody took part for Northern Ireland.", set()),
        (_EN, "Over lunch ministers discussed Syria with the Minister of Jordan, who took part.",
         {"JOR guest"}),
    ],
)  # fmt: skip
def test_who_is_sent_and_who_is_spoken_of(head: str, text: str, expected: set[str]) -> None:
    assert people(head, text, 2014) == expected


@pytest.mark.parametrize(
    ("line", "party"),
    [
        ("Chair(s): Jane Example, Minister for Harbours of Austria", "AUT"),
        ("President : Ms Jane Example\nMinister for Harbours of the Republic of Finland", "FIN"),
    ],
)
def test_a_line_of_the_chair(line: str, party: str) -> None:
    text = f"Environment Council\n\n4 June 2014\n\n{line}\n\nHarbours\n\nThere was a debate.\n"
    paper = structure(load(text.encode()))
    (notice, *_) = meetings(paper, find_mentions(paper, anchor_of(paper)))
    assert [one.party for one in notice.participants if one.capacity == "chair"] == [party]


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        (_NATO, "De Turkse minister was gastheer van een diner.", {"TUR host"}),
        (_NATO, "Secretaris-generaal Rasmussen is gastheer van het diner.", {"NATO host"}),
        (_AGENDA, "De Spaanse gastheer heeft een wandeling belegd.", {"ESP host"}),
        # Whose minister he is the sentence does not tell.
        (_AGENDA, "De minister was zeer te spreken over de gastheer.", set()),
        (_EN_NATO, "The Turkish Minister gave a dinner for all.", {"TUR host"}),
    ],
)
def test_who_receives_is_host(head: str, text: str, expected: set[str]) -> None:
    found = everybody(head, text, 2014)
    assert {one for one in found if one.endswith(" host")} == expected


def test_who_holds_the_presidency_is_in_the_chair() -> None:
    text = "The meeting was hosted by Greece, which holds the presidency."
    assert {"GRC chair", "GRC host"} <= everybody(_EN, text, 2014)
