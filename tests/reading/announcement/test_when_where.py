"""Day and place of meetings, in the places where papers tell them."""

from __future__ import annotations

import pytest

from inzet.reading.announcement.meetings import meetings
from inzet.reading.dating import said_in
from inzet.reading.document import anchor_of, genre_of
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions
from inzet.vocabulary.meetings import MeetingNotice


def read(text: str) -> tuple[MeetingNotice, ...]:
    paper = structure(load(text.encode()))
    anchor = anchor_of(paper, said_in(paper, genre_of(paper)))
    return meetings(paper, find_mentions(paper, anchor), said_on=anchor)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Declaration\n\nThe Ministers responsible for soil, meeting in Exampleville on 19 "
                "and 20 April 2012, have adopted the following Declaration on soil.\n"
            ),
            ("meeting-2012-04-19", "2012-04-20", "Exampleville"),
        ),
        (
            (
                "Press release\nPublished: 21/05/2015\n\nForeign ministers of the Council of "
                "Europe met in Brussels on Tuesday. Norway spoke of the Court and of its budget.\n"
            ),
            ("coe-cm-2015-05-19", "2015-05-19", "Brussels"),
        ),
        (
            (
                "Final Statement\n\nMeeting of the North Atlantic Council at the level of Foreign "
                "Ministers, Brussels\n\nIssued on: 07 Dec. 2011\n\n"
                "1. We, the Foreign Ministers, met in Brussels today to speak of many things.\n"
            ),
            ("nato-fmm-2011-12-07", "2011-12-07", "Brussels"),
        ),
        (
            (
                "Fact sheet\nApril 1, 2016\n\nNuclear Security Summit\n\nThe President hosted "
                "leaders from many countries in Washington on March 31 and April 1.\n"
            ),
            ("nuclear-security-summit-nss-2016-03-31", "2016-04-01", "Washington"),
        ),
        (
            (
                "COUNCIL OF EXAMPLES            Brussels, 15 May 2007\n\n2800th Council meeting\n"
                "External Relations - Development\n\nAID - Council conclusions\n\n"
                "The Council held an exchange of views on aid for trade and what it does.\n"
            ),
            ("eu-gaerc-2007-05-15", "2007-05-15", "Brussels"),
        ),
        (
            (
                "COUNCIL OF EXAMPLES\nEN\nPRESS RELEASE\n3199th Council meeting\nEnvironment\n"
                "Luxembourg, 26 and 27 April 2012\n\nMain results of the Council\n\n"
                "Concerning soil, ministers had a public debate on what may be done.\n"
            ),
            ("eu-envi-2012-04-26", "2012-04-27", "Luxembourg"),
        ),
        (
            (
                "Brussels, 27 November 2012\n\nPreparation of the Environment Council, 28 & 29 "
                "November 2012\n\nThe Environment Council will take place in Brussels on 28 & 29 "
                "November 2012 and will discuss the state of the soil.\n"
            ),
            ("eu-envi-2012-11-28", "2012-11-29", "Brussels"),
        ),
        (
            (
                "Geannoteerde agenda Milieuraad oktober\n\nDen Haag, 16 september 2021\n\n"
                "De geannoteerde agenda voor de Raad van 11 en 12 oktober gaat hierbij.\n"
            ),
            ("eu-envi-2021-10-11", "2021-10-12", None),
        ),
        (
            (
                "Datum 3 juli 2018\nBetreft Verslag Europese Raad 28 juni 2018\n\nGeachte "
                "voorzitter,\n\nOp 28 juni kwamen de regeringsleiders in Brussel bijeen.\n"
            ),
            ("eu-euco-2018-06-28", "2018-06-28", "Brussels"),
        ),
        (
            (
                "aan de Voorzitter van de Tweede Kamer\nd.d. 30 mei 2013\n"
                "inz. VTE-Raad 6 en 7 juni 2013, Luxemburg\n\n"
                "Hierbij treft u aan de geannoteerde agenda van deze Raad.\n"
            ),
            ("eu-tte-2013-06-06", "2013-06-07", "Luxembourg"),
        ),
    ],
)
def test_day_and_place(text: str, expected: tuple[str, str, str | None]) -> None:
    found = read(text)[0]
    assert (found.id, found.to, found.place) == expected


def test_the_report_of_the_meeting_before_is_told_by_its_day() -> None:
    first, second = read(
        "Datum 26 november 2010\n"
        "Betreft Geannoteerde agenda EPSCO-Raad 6-7 december 2010 en verslag 21 oktober 2010\n\n"
        "Hierbij zend ik u de geannoteerde agenda van de Raad en het verslag van de vorige Raad.\n"
    )
    assert (first.id, first.certainty) == ("eu-epsco-2010-12-06", "confirmed")
    assert (second.id, second.certainty) == ("eu-epsco-2010-10-21", "held")


def test_the_day_of_an_agenda_lies_ahead() -> None:
    text = (
        "Den Haag, 15 september 2006\n\nOnderwerp: Informele NAVO-ministeriële Gent\n\n"
        "Zoals de ministers van Defensie van de NAVO gewend zijn, wordt op 28 en 29 september "
        "aanstaande in Gent een informele bijeenkomst gehouden. België, dat op 29 maart 2004 voor "
        "het laatst een bijeenkomst hield, is gastheer.\n"
    )
    (found,) = read(text)
    assert (found.from_, found.to) == ("2006-09-28", "2006-09-29")
