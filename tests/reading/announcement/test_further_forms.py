"""Other ways in which a paper tells that a meeting is, where, and who is there."""

from __future__ import annotations

import pytest

from inzet.reading.announcement.meetings import meetings
from inzet.reading.dating import said_in
from inzet.reading.document import anchor_of, genre_of
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions
from inzet.vocabulary.meetings import MeetingNotice

_FAC = "Geannoteerde agenda Raad Buitenlandse Zaken van 4 juni 2014\n\n"
_HELD = "Verslag van de Raad Buitenlandse Zaken van 4 juni 2014\n\n"
_GAC = "Geannoteerde agenda Raad Algemene Zaken van 4 juni 2014\n\n"
_NATO = "Verslag NAVO-ministers van Defensie, Brussel, 4 en 5 juni 2014\n\n"
_OSCE = "Verslag OVSE-ministeriële raad van 4 juni 2014\n\n"
_EN = "Foreign Affairs Council: agenda for the meeting of 4 June 2014\n\n"
_EN_NATO = "Report of the NATO Defence Ministers meeting in Brussels on 4 and 5 June 2014\n\n"
_LETTER = "Aan de Voorzitter van de Tweede Kamer\n\nDen Haag, 12 mei 2014\n\n"


def read(text: str) -> tuple[MeetingNotice, ...]:
    paper = structure(load(text.encode()))
    anchor = anchor_of(paper, said_in(paper, genre_of(paper)))
    return meetings(paper, find_mentions(paper, anchor), said_on=anchor)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # News of a minister who goes there, attends or is host.
        (
            (
                "Minister Jansen naar Brussel\n\nNieuwsbericht | 12-05-2014\n\nMinister "
                "Jansen woont "
                "dinsdag 3 en woensdag 4 juni de ministeriële NAVO-bijeenkomst in Brussel bij.\n"
            ),
            ("nato-ministerial-2014-06-03", "Brussels"),
        ),
        (
            (
                "Minister Jansen op reis\n\nNieuwsbericht | 12-05-2014\n\nMinister Jansen vertrekt "
                "maandag naar Vilnius voor de bijeenkomst van NAVO-ministers van "
                "Defensie op 3 en 4 "
                "juni.\n"
            ),
            ("nato-dmm-2014-06-03", "Vilnius"),
        ),
        (
            (
                "Gasten in Maastricht\n\nNieuwsbericht | 12-05-2014\n\nMinister Jansen "
                "ontvangt dinsdag"
                " 3 en woensdag 4 juni zijn collega's van de NAVO in Maastricht.\n"
            ),
            ("nato-ministerial-2014-06-03", "Maastricht"),
        ),
        # Leaders of an organisation come together in a summit.
        (
            _LETTER + "Op 3 en 4 juni a.s. komen de staatshoofden en regeringsleiders van de 56 "
            "deelnemende staten van de OVSE in Wenen bijeen.\n",
            ("osce-summit-2014-06-03", "Vienna"),
        ),
        # Where it is stands between the verb and what it is.
        (
            _LETTER
            + "Op 3 en 4 mei jl. vond in Riga een informele bijeenkomst plaats van ministers"
            " en staatssecretarissen voor Europese Zaken.\n",
            ("eu-informal-gac-2014-05-03", "Riga"),
        ),
        (
            _LETTER + "Op 3 en 4 mei jl. heb ik in Riga deelgenomen aan de bijeenkomst van "
            "NAVO-ministers van Defensie.\n",
            ("nato-dmm-2014-05-03", "Riga"),
        ),
        (
            (
                "Press statement\n\nIssued on 3 June 2014\n\nNATO Foreign and Defence "
                "Ministers came "
                "together today in Brussels to work on the decisions to come.\n"
            ),
            ("nato-ministerial-2014-06-03", "Brussels"),
        ),
        # On a line below a heading of practical matters, or right behind the name.
        (
            (
                "Foreign Affairs Council, 3 June 2014\n\nMain results\n\nMinisters held "
                "a debate on the "
                "state of things in the region.\n\nMeeting information\n3 June 2014\n9:00\n"
                "Convention Center, Luxembourg\n"
            ),
            ("eu-fac-2014-06-03", "Luxembourg"),
        ),
        (
            (
                "General Affairs Council, 3 June 2014\n\nThe Minister told Parliament "
                "of the outcome of "
                "the General Affairs Council in Luxembourg. It was a long day for all of them.\n"
            ),
            ("eu-gac-2014-06-03", "Luxembourg"),
        ),
    ],
)
def test_meetings_and_their_places(text: str, expected: tuple[str, str | None]) -> None:
    (notice, *_) = read(text)
    assert (notice.id, notice.place) == expected


def test_two_councils_that_share_a_word() -> None:
    found = read(
        "Statement\n\nThursday 29 May 2014\n\nThe Foreign Affairs and General Affairs Councils will"
        " meet in Brussels on 3 and 4 June 2014. I will attend the second of them myself.\n"
    )
    assert [one.id for one in found] == ["eu-fac-2014-06-03", "eu-gac-2014-06-04"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who presides and who is host.
        (_OSCE + "Zwitserland, dat gastland en voorzitter was, was tevreden.", {"CHE chair"}),
        (_OSCE + "Gastland en voorzitter Zwitserland zond een tekst rond.", {"CHE chair"}),
        (_OSCE + "In 2011 werd onder Litouws voorzitterschap een besluit genomen.", set()),
        (_GAC + "Onder Italiaans voorzitterschap is in 2003 een begin gemaakt.", set()),
        (_NATO + "Zij kwamen bijeen met Letland als gastheer en de SG als voorzitter.", {"NATO"}),
        (_OSCE + "Op donderdag zat Hoge Vertegenwoordiger Ashton een ontbijt voor.", {"EU chair"}),
        (_NATO + "De operatie staat onder Duitse leiding.", set()),
        (_NATO + "Spanje, Portugal en Italië treden op als gastland voor de oefening.", set()),
        (_EN_NATO + "Nepal was the subject of lunch, which the Minister chaired.", set()),
        (
            (
                "Verslag informele Raad Algemene Zaken van 4 juni 2014\n\nMinister "
                "Janopoulos trad op "
                "als gastheer en voorzitter."
            ),
            {"GRC host", "GRC chair"},
        ),
        (_NATO + "De ministers zijn te gast bij hun Poolse collega Nowak.", {"POL host"}),
        (_EN_NATO + "We thank the Government of Hungary for its hospitality.", {"HUN host"}),
    ],
)
def test_who_leads(text: str, expected: set[str]) -> None:
    found = _told(text)
    for one in expected:
        assert any(each.startswith(one) for each in found), found
    if not expected:
        assert not {one for one in found if one.endswith(("chair", "host"))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Whom they all met in the margins is there; whom one minister met by himself is not.
        (_FAC + "In de marge van de Raad ontmoeten de ministers president Karzai.", {"AFG guest"}),
        (_FAC + "In de marge van de Raad sprak ik met de Noorse minister.", set()),
        (_EN + "The High Representative met President Karzai in the margins.", {"AFG guest"}),
        (_EN + "In the margins I met the Norwegian minister.", set()),
        # With whom they spoke of something.
        (
            _EN + "Ministers discussed co-operation with NATO Secretary-General Rasmussen.",
            {"NATO guest"},
        ),
        (
            # Whose paper it is has to be told, or it would be the guest's.
            (
                "Raad Buitenlandse Zaken van 4 juni 2014\n\nDe Minister van Buitenlandse Zaken van "
                "Nederland\n\nOver lunch, Ministers discussed relations with the Egyptian Foreign "
                "Minister. The Netherlands will say so."
            ),
            {"EGY guest"},
        ),
        (
            _HELD + "Er werd met de ministers van de kandidaat-lidstaten Turkije en IJsland over "
            "energie gesproken.",
            {"TUR guest", "ISL guest"},
        ),
        (_HELD + "De HV koppelde terug over haar gesprekken met premier Maliki.", set()),
        # Where they come from, what they are for.
        (
            _HELD + "De lunch met de ministers uit Servië en Albanië was kort.",
            {"SRB guest", "ALB guest"},
        ),
        (
            _HELD + "De Raad sprak met de commissaris voor Vrede en Veiligheid van de AU.",
            {"AU guest"},
        ),
        (_EN + "Ministers will hear from the Quartet Representative.", {"Quartet guest"}),
        (_EN_NATO + "The Swedish minister and colleagues from Jordan took part.", {"JOR guest"}),
        # Who could not come.
        (_FAC + "Commissaris Hahn zou aanwezig zijn, maar is verhinderd.", set()),
        (_EN + "Commissioner Füle will not be present.", set()),
        # A council of others, or one that is wished for.
        (_NATO + "De ambassadeurs kunnen in de NAVO-Rusland Raad bijeenkomen.", set()),
        # What they come to is another thing.
        (_NATO + "Oekraïne gaat deelnemen aan de Navo-reactiemacht.", set()),
    ],
)
def test_who_is_there(text: str, expected: set[str]) -> None:
    found = _told(text)
    assert expected <= found
    if not expected:
        assert not {one for one in found if not one.endswith(("chair", "host"))}


def test_all_are_partners_at_a_summit_with_partners() -> None:
    found = _told(
        "Kabinetsinzet Top Oostelijk Partnerschap, Riga, 4 juni 2014\n\n"
        "Aan de zitting nemen ook Georgië en Moldavië deel."
    )
    assert {"GEO partner", "MDA partner"} <= found


def _told(text: str) -> set[str]:
    (notice, *_) = read(f"{text}\n\nDit was wat er te zeggen viel.\n")
    there = [*notice.participants]
    there += [one for session in notice.sessions for one in session.participants]
    return {f"{one.party} {one.capacity}" for one in there} - {"EU members member"}
