"""Forms in which ministries announce meetings, in invented sentences."""

from __future__ import annotations

import pytest

from inzet.reading import reader
from inzet.reading.result import Reading


def read(text: str) -> Reading:
    return reader.read_paper(text.encode(), name="paper.txt", opinions=()).reading


def ids(text: str) -> list[str]:
    return [one.id for one in read(text).meetings]


def letter(*body: str, title: str = "Raad Buitenlandse Zaken van 12 mei 2014") -> str:
    head = (
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 2 mei 2014",
        f"Hierbij bied ik u de geannoteerde agenda aan van de {title}.",
        f"GEANNOTEERDE AGENDA {title.upper()}",
    )
    return "\n\n".join((*head, *body)) + "\n"


def titles(text: str) -> list[str | None]:
    sessions = [one for notice in read(text).meetings for one in notice.sessions]
    return [item.title for one in sessions for item in (one.items or one.topics)]


def test_a_single_heading_is_an_item() -> None:
    text = letter("Visserij", "De Raad zal stilstaan bij de toestand van de visserij.")
    assert titles(text) == ["Visserij"]


@pytest.mark.parametrize(
    "cited",
    [
        "Zie de geannoteerde agenda van de Raad Algemene Zaken van 10 mei jl. (Kamerstuk 1).",
        "Hier wordt verwezen naar het verslag van de Raad Algemene Zaken van 10 mei jl.",
        "Het verslag van de Raad Algemene Zaken d.d. 10 mei 2014 is u reeds toegegaan.",
        "Hierover is uw Kamer geïnformeerd in het verslag van de Raad Algemene Zaken van 10 mei.",
        "De geannoteerde agenda van de Raad Buitenlandse Zaken van 11 november 2013 ging erop in.",
    ],
)
def test_the_meeting_of_another_paper_that_is_cited_is_not_announced(cited: str) -> None:
    assert ids(letter("Visserij", cited, "Handel", "De Raad spreekt over handel.")) == [
        "eu-fac-2014-05-12"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "informele RAZEB (Gymnich)",
        "informele Raad Algemene Zaken en Externe Betrekkingen (‘Gymnich’)",
        "informele Raad Buitenlandse Zaken ('Gymnich')",
    ],
)
def test_an_informal_council_and_its_byname_are_one_meeting(name: str) -> None:
    assert ids(letter("Visserij", "Punt.", title=f"{name} van 12 en 13 mei 2014")) == [
        "eu-gymnich-2014-05-12"
    ]


def test_a_year_mistyped_makes_no_second_meeting() -> None:
    text = letter("Visserij", "De Raad spreekt over visserij.").replace(
        "VAN 12 MEI 2014", "VAN 12 MEI 2013"
    )
    assert len(ids(text)) == 1


def test_days_without_a_year_follow_the_month_of_the_title() -> None:
    text = (
        "Kamerbrief over de geannoteerde agenda Brussel juni 2009\n\n"
        "De ministers van Defensie van de NAVO komen op 4 en 5 juni in Brussel bijeen. De agenda "
        "bestaat uit drie vaste punten: vlootbeheer, opleiding en toezicht.\n"
    )
    assert ids(text) == ["nato-dmm-2009-06-04"]
    assert titles(text) == ["vlootbeheer", "opleiding", "toezicht"]


def test_topics_of_a_running_sentence() -> None:
    text = letter(
        "De Raad zal spreken over Noordland, het havenbeleid, de zuidelijke kust en de visserij."
    )
    assert titles(text) == ["Noordland", "havenbeleid", "zuidelijke kust", "visserij"]


def test_a_place_no_list_knows() -> None:
    text = letter("Visserij", "Punt.").replace(
        "van de Raad Buitenlandse Zaken van 12 mei 2014.",
        "van het Gymnich-overleg te Oudewaterhuizen dat op 12/13 mei a.s. zal plaatsvinden.",
    )
    assert "Oudewaterhuizen" in [one.place for one in read(text).meetings]


def test_a_title_in_capitals_may_be_long() -> None:
    text = letter("Visserij", "Punt.").replace(
        "GEANNOTEERDE AGENDA RAAD BUITENLANDSE ZAKEN VAN 12 MEI 2014",
        "VERSLAG VAN DE EUROPESE RAAD VAN 24 EN 25 APRIL 2014 EN GEANNOTEERDE AGENDA VOOR DE "
        "BUITENGEWONE BIJEENKOMST VAN DE EU STAATSHOOFDEN EN REGERINGSLEIDERS VAN 12 MEI 2014 "
        "TE BRUSSEL",
    )
    assert read(text).document.genre == "annotated agenda and report"


def test_who_presides() -> None:
    english = (
        "Agriculture Council\n\nVolume 12: debated on Tuesday 6 May 2014\n\n"
        "I will attend the General Affairs Council in Brussels on 13 May. "
        "The Council will be chaired by the Greek EU presidency.\n\n"
        "Fisheries\n\nMinisters will discuss fisheries.\n"
    )
    found = read(english)
    assert found.document.said_on == "2014-05-06"
    assert [(one.party, one.capacity) for one in found.participants] == [("GRC", "chair")]
    dutch = letter("De Raad wordt voorgezeten door Griekenland.", "Visserij", "Punt.")
    assert ("GRC", "chair") in [(one.party, one.capacity) for one in read(dutch).participants]


def test_with_whom_a_council_begins() -> None:
    text = (
        "Justice and Home Affairs Council\n\nVolume 12: debated on Tuesday 6 May 2014\n\n"
        "I will attend the Justice and Home Affairs Council in Brussels on 13 May.\n\n"
        "The Council, beginning in Mixed Committee with Norway, Iceland and Switzerland, will "
        "hear a report.\n"
    )
    found = {(one.party, one.capacity) for one in read(text).participants}
    assert found == {("NOR", "partner"), ("ISL", "partner"), ("CHE", "partner")}


def report(*body: str) -> str:
    head = (
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 16 mei 2014",
        "Hierbij bied ik u het verslag aan van de Raad Algemene Zaken van 13 mei 2014.",
        "VERSLAG RAAD ALGEMENE ZAKEN VAN 13 MEI 2014",
    )
    return "\n\n".join((*head, *body)) + "\n"


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Europese Raad 26-27 juni", "De Raad sprak over de top."),
        (
            "Visserij",
            "Hij lichtte de geannoteerde agenda van de Europese Raad van 26 juni a.s. toe.",
        ),
    ],
)
def test_what_a_council_prepares_is_a_point_of_its_report(heading: str, told: str) -> None:
    assert ids(report(heading, told, "Handel", "De Raad sprak.")) == ["eu-gac-2014-05-13"]


def test_a_month_mistyped_makes_no_second_meeting() -> None:
    text = report("Visserij", "De Raad sprak.").replace("van 13 mei 2014.", "van 13 april 2014.")
    assert len(ids(text)) == 1


def test_a_title_over_three_lines() -> None:
    text = (
        "Geannoteerde agenda van de bijeenkomst van\n\nde Raad Algemene Zaken,\n\n"
        "13 – 14 mei 2014 te Brussel\n\nVisserij\n\nDe Raad zal spreken over visserij.\n"
    )
    found = read(text).meetings
    assert [(one.id, one.to, one.place) for one in found] == [
        ("eu-gac-2014-05-13", "2014-05-14", "Brussels")
    ]


def test_headings_in_a_row_are_a_list_of_items() -> None:
    text = letter("1. Visserij", "2. Handel", "3. Havens", "Uitvoer", "De Raad spreekt.")
    assert titles(text)[:3] == ["Visserij", "Handel", "Havens"]


def test_names_of_who_speaks_or_signs_are_no_items() -> None:
    english = (
        "General Affairs Council\n\nVolume 12: debated on Tuesday 6 May 2014\n\n"
        "The Minister for Europe (Ms Ann Bee)\n\n"
        "I will attend the General Affairs Council in Brussels on 13 May.\n\n"
        "Fisheries\n\nMinisters will look at fisheries.\n"
    )
    assert titles(english) == ["Fisheries"]
    signed = letter("De minister van Buitenlandse Zaken, Drs. A.B. Ceder", "Visserij", "Punt.")
    assert titles(signed) == ["Visserij"]


def test_the_days_of_a_communique_on_a_line_of_their_own() -> None:
    text = (
        "Final Communiqué\n\non the Ministerial Meeting of the North Atlantic Council\n\n"
        "3 Jun. 1988 - 4 Jun. 1988\n\nWe agreed on the need for patience.\n"
    )
    found = read(text)
    assert found.document.said_on == "1988-06-04"
    assert [(one.id, one.to) for one in found.meetings] == [("nato-nac-1988-06-03", "1988-06-04")]


def test_a_place_before_the_day() -> None:
    text = (
        "G7 Foreign Ministers’ Meeting\n\nChairman’s Statement\n\n"
        "G7 Foreign Ministers met in Millbrook on 3 May 2008 to discuss the harvest.\n"
    )
    assert [one.place for one in read(text).meetings] == ["Millbrook"]


def test_sessions_told_one_after_another() -> None:
    text = letter(
        "De bijeenkomst begint met een werkdiner op 12 mei. Op 13 mei is er een werksessie over "
        "havens, gevolgd door een lunch van de Euro-Atlantische Partnerschapsraad. De vergadering "
        "wordt die dag afgesloten met bijeenkomsten van de NAVO-Oekraïne Commissie en de "
        "NAVO-Rusland Raad.",
        title="NAVO-Raad van ministers van Buitenlandse Zaken van 12 en 13 mei 2014",
    )
    assert [(one.title, one.on) for one in read(text).sessions] == [
        ("Werkdiner", "2014-05-12"),
        ("Werksessie over havens", "2014-05-13"),
        ("Lunch van de Euro-Atlantische Partnerschapsraad", "2014-05-13"),
        ("NAVO-Oekraïne Commissie", "2014-05-13"),
        ("NAVO-Rusland Raad", "2014-05-13"),
    ]


def test_a_lunch_alone_is_a_session_beside_the_rest() -> None:
    text = letter("De Raad spreekt over visserij. Tijdens de lunch wordt gesproken over havens.")
    found = read(text).sessions
    assert [one.title for one in found] == ["Lunch", None]
    assert [one.title for one in found[0].topics] == ["havens"]


def test_a_lunch_in_the_margin_is_none() -> None:
    text = letter("In de marge van de Raad wordt tijdens een lunch gesproken over havens.")
    assert not [one.title for one in read(text).sessions if one.title]


def test_the_security_council_is_reported_on_by_the_month() -> None:
    text = (
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDatum 7 mei 2003\n\n"
        "Betreft Werkzaamheden Veiligheidsraad / april 2003\n\n"
        "Hierbij bied ik u een verslag aan over de werkzaamheden van de Veiligheidsraad in de "
        "maand april 2003.\n\nALGEMEEN\n\nDe Raad werd in april voorgezeten door Chili.\n"
    )
    found = read(text)
    assert [(one.id, one.from_) for one in found.meetings] == [("un-unsc-2003-04", "2003-04")]
    assert [(one.party, one.capacity) for one in found.participants] == [("CHL", "chair")]


def test_a_title_that_is_printed_twice_is_no_item() -> None:
    title = "GEANNOTEERDE AGENDA VAN DE LEDEN VAN DE RAAD BUITENLANDSE ZAKEN VAN 12 MEI 2014"
    text = letter(title, "De Raad zal kort stil staan bij Noordland, China, de kust en de havens.")
    assert titles(text) == ["Noordland", "China", "kust", "havens"]


def test_two_councils_with_a_chair_each() -> None:
    text = (
        "Foreign and General Affairs Councils\n\nVolume 12: debated on Tuesday 6 May 2014\n\n"
        "I will attend the Foreign Affairs Council on 12 May and the General Affairs Council on "
        "13 May. The first will be chaired by the High Representative, and the second by the "
        "Greek presidency.\n\nFisheries\n\nMinisters will discuss fisheries.\n"
    )
    found = {(one.party, one.capacity) for one in read(text).participants}
    assert found == {("EU", "chair"), ("GRC", "chair")}
