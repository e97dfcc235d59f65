"""Who presides, is host, partner, guest or observer, by what sentences of own make say."""

from __future__ import annotations

import pytest

from inzet.reading.announcement.meetings import meetings
from inzet.reading.announcement.participants.leaders import with_leaders
from inzet.reading.announcement.participants.presidencies import in_turn, out_of_turn, rotates
from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.document import anchor_of
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions, mentions_in
from inzet.vocabulary.meetings import MeetingNotice
from inzet.vocabulary.times import first_day

_FAC = "Geannoteerde agenda Raad Buitenlandse Zaken van 4 juni 2014\n\n"
_FAC_HELD = "Verslag van de Raad Buitenlandse Zaken van 4 juni 2014\n\n"
_EUCO = "Geannoteerde agenda Europese Raad van 4 juni 2014\n\n"
_GYMNICH = "Verslag informele Raad Buitenlandse Zaken (Gymnich) van 4 juni 2014\n\n"
_MILIEU = "Geannoteerde agenda Milieuraad van 4 juni 2014\n\n"
_NATO = "Geannoteerde agenda NAVO-ministers van Defensie, Brussel, 4 en 5 juni 2014\n\n"
_NATO_HELD = "Verslag NAVO-ministers van Defensie, Brussel, 4 en 5 juni 2014\n\n"
_UN = "Verslag ministeriële week Algemene Vergadering van de Verenigde Naties, 4 juni 2014\n\n"
_G20 = "Geannoteerde agenda G20-top van 4 juni 2014\n\nGeachte voorzitter,\n\n"
_EN_FAC = "Foreign Affairs Council: agenda for the meeting of 4 June 2014\n\n"
_EN_MILIEU = "Environment Council\n\n04/06/2014\n\n"
_EN_NATO = "Report of the NATO Defence Ministers meeting in Brussels on 4 and 5 June 2014\n\n"


def read(text: str) -> MeetingNotice:
    paper = structure(load(f"{text}\n\nDit was wat er te zeggen viel.\n".encode()))
    (notice, *_) = meetings(paper, find_mentions(paper, anchor_of(paper)))
    return notice


def people(text: str) -> set[str]:
    notice = read(text)
    everyone = [*notice.participants, *(p for one in notice.sessions for p in one.participants)]
    found = {f"{one.party} {one.capacity}" for one in everyone}
    return {one for one in found if not one.endswith(" members member")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_MILIEU + "Het Griekse voorzitterschap licht het voorstel toe.", {"GRC chair"}),
        # On that day another country presided.
        (_MILIEU + "Over het Deense voorzitterschap bestaat onvrede.", set()),
        (_FAC + "Het Griekse voorzitterschap heeft een tekst gemaakt.", set()),
        (_FAC + "De Hoge Vertegenwoordiger leidt de besprekingen.", {"EU chair"}),
        (_FAC_HELD + "Hoge Vertegenwoordiger Ashton was voorzitter.", {"EU chair"}),
        (_EUCO + "Voorzitter Van Rompuy zal de vergadering leiden.", {"European Council chair"}),
        (_UN + "Secretaris-Generaal Ban Ki-moon zat de top voor.", {"UN chair"}),
        (_UN + "Ik woonde een door Maleisië voorgezeten debat bij.", {"MYS chair"}),
        (
            _NATO_HELD + "De secretaris-generaal, die alle sessies voorzat, sloot af.",
            {"NATO chair"},
        ),
        (_NATO_HELD + "De delegatie werd geleid door de Belgische minister.", set()),
        # That somebody presides tells of nobody else that he is there.
        (
            _NATO_HELD
            + "Onder voorzitterschap van de secretaris-generaal waren er drie thema's, te "
            "weten Kosovo, Moldavië en Georgië.",
            {"NATO chair"},
        ),
        (_EN_FAC + "Baroness Ashton will chair the meeting.", {"EU chair"}),
        (
            f"{_EN_MILIEU}Chair\n\nThe Minister for Environment of Greece\n\nMinisters will meet.",
            {"GRC chair"},
        ),
    ],
)
def test_who_presides(text: str, expected: set[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_GYMNICH + "Gastland was Griekenland.", {"GRC host"}),
        (_GYMNICH + "Het overleg werd belegd door de Griekse minister.", {"GRC host"}),
        (_GYMNICH + "De Griekse minister ontving zijn ambtgenoten in Kreta.", {"GRC host"}),
        (
            _GYMNICH
            + "Op uitnodiging van de Griekse minister kwamen wij bijeen. Hij zat ook voor.",
            {"GRC host", "GRC chair"},
        ),
        (_GYMNICH + "Een ontbijt werd door Nederland georganiseerd.", {"NLD host"}),
        # Who asks the others is not asked himself.
        (_GYMNICH + "Wij waren daar op uitnodiging van mijn Griekse ambtgenoot.", {"GRC host"}),
    ],
)
def test_who_is_host(text: str, expected: set[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_FAC + "De directeur van het ECDC zal de ministers toespreken.", {"ECDC guest"}),
        (_FAC + "Tijdens de lunch leidt de Unicef-directeur het gesprek in.", {"UNICEF guest"}),
        (
            _FAC + "Eurocontrol en de IAEA zijn voor dit punt uitgenodigd.",
            {"Eurocontrol guest", "IAEA guest"},
        ),
        (
            _FAC + "De voorzitters van de Wereldbank en het IMF schuiven aan.",
            {"WB guest", "IMF guest"},
        ),
        (_FAC + "De IAEA meldde vorig jaar een stijging.", set()),
        (_FAC + "Voor Mali gaf de Europese Raad de Hoge Vertegenwoordiger opdracht.", set()),
        (_FAC_HELD + "Commissaris Piebalgs waarschuwde voor honger.", {"Commission guest"}),
        (_FAC + "Commissaris Piebalgs waarschuwde voor honger.", set()),
        # An envoy is not there for the country that he is sent to.
        (_FAC + "De VN-gezant voor Jemen zal aanwezig zijn.", {"UN guest"}),
        (_NATO + "De Hoge Vertegenwoordiger van de EU is uitgenodigd.", {"EU guest"}),
    ],
)
def test_bodies_that_are_there(text: str, expected: set[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            _FAC + "Aan tafel zijn ook IJsland (de VN als waarnemer) en Moldavië.",
            {"UN observer", "ISL guest", "MDA guest"},
        ),
        (
            _EN_FAC + "Moldova attends as an observer; Japan takes part.",
            {"MDA observer", "JPN guest"},
        ),
        (_EN_FAC + "Chile takes part as permanent guest.", {"CHL guest"}),
        (_NATO_HELD + "Oekraine nam als partnerland het woord.", {"UKR partner"}),
        (_G20 + "Nederland is door het voorzitterschap uitgenodigd.", {"NLD guest"}),
    ],
)
def test_capacity_holds_in_its_clause(text: str, expected: set[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_FAC + "Tot slot lunchen de ministers met Moldavië.", {"MDA guest"}),
        (
            _FAC + "Er wordt met de ministers van Jordanië en Irak gesproken.",
            {"JOR guest", "IRQ guest"},
        ),
        (
            _FAC + "Japan en Chili waren door hun ambassadeur vertegenwoordigd.",
            {"JPN guest", "CHL guest"},
        ),
        (_FAC + "De minister van Jordanië zit mee aan tafel.", {"JOR guest"}),
        (
            _FAC + "Namens Jemen doet minister Al-Sallal verslag van de onderhandelingen met Iran.",
            set(),
        ),
        (_FAC + "Een lunch met Moldavië gaat niet door.", set()),
        (
            _NATO + "Het diner is gewijd aan de Westelijke Balkan; Jordanië schuift aan.",
            {"JOR guest"},
        ),
        (_NATO_HELD + "Tot slot sprak de Raad over de missie met president Karzai.", {"AFG guest"}),
        (_NATO_HELD + "De NAVO-Georgië Commissie besprak de hervormingen.", {"GEO partner"}),
        (_NATO + "Een NAVO-Ruslandraad is niet voorzien.", set()),
        (_EN_NATO + "Bosnia was represented by its ambassador.", {"BIH guest"}),
    ],
)
def test_who_is_there(text: str, expected: set[str]) -> None:
    assert people(text) == expected


def test_the_later_text_of_a_session_tells_of_its_guests() -> None:
    notice = read(
        _NATO_HELD
        + "Eerste werksessie\n\nDe ministers spraken over geld. Het ging om veel. Niemand was "
        "ertegen. Nederland wil meer. Ook daarna bleef het stil.\n\nTot slot schoof de Moldavische "
        "minister aan.\n\nTweede werksessie\n\nDe ministers spraken over schepen.\n"
    )
    there = [{one.party for one in each.participants} for each in notice.sessions]
    assert there == [{"MDA"}, set()]


def test_lines_of_a_timetable_are_read_one_by_one() -> None:
    text = (
        "Het programma is: 10.00 uur betrekkingen met Rusland 12.00 uur lunch met Moldavië 14.00 "
        "uur NAVO-Oekraïnecommissie 16.00 uur sluiting"
    )
    assert people(_NATO + text) == {"MDA guest", "UKR partner"}


def test_where_all_are_partners() -> None:
    text = _NATO_HELD + "Euro-Atlantische Partnerschapsraad\n\nMoldavië en Servië namen deel.\n"
    assert people(text) == {"MDA partner", "SRB partner"}


def test_a_debate_tells_in_passing_who_will_come() -> None:
    notice = read(
        "VERSLAG VAN EEN ALGEMEEN OVERLEG\n\nVastgesteld 3 juni 2014\n\nDe vaste commissie voor "
        "Buitenlandse Zaken heeft op 28 mei 2014 overleg gevoerd met minister Timmermans van "
        "Buitenlandse Zaken over:\n\n- de brief d.d. 20 mei 2014 met de geannoteerde agenda van de "
        "Raad Buitenlandse Zaken van 4 juni 2014 te Luxemburg.\n\nDe heer Jansma (CDA): "
        "Voorzitter. Ik lees dat de Jordaanse minister bij de lunch aanschuift. "
        "Met Iran praat niemand.\n"
    )
    assert [(one.party, one.capacity) for one in notice.participants] == [("JOR", "guest")]


def test_leaders_are_those_of_the_day() -> None:
    text = "De heer Stoltenberg en president Karzai spraken."

    def of(year: int) -> list[tuple[str, ...]]:
        said = with_leaders(text, mentions_in(text, "nl"), "nl", first_day(f"{year}-06-01"))
        return [one.parties for one in said.persons]

    assert of(2014) == [("AFG",)]
    assert of(2015) == [("NATO",), ()]


def test_whose_turn_it_is() -> None:
    day = first_day("2014-06-04")
    environment = Setting("EU", day, "nl", key="envi")
    assert rotates(environment)
    assert in_turn("GRC", environment)
    assert out_of_turn("DNK", environment)
    assert not out_of_turn("DNK", Setting("EU", first_day("2050-01-01"), "nl"))
    assert not rotates(Setting("EU", day, "nl", key="fac"))
    assert rotates(Setting("EU", first_day("2005-04-16"), "nl", key="gymnich"))
