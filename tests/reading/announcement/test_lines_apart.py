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


def test_a_weekday_before_a_colon_is_the_day_of_a_session() -> None:
    text = _AGENDA + (
        "Woensdag: Libië\nDe ministers bespreken de toestand in Tripoli en in het zuiden.\n\n"
        "Donderdag: diner\nDe ministers spreken tijdens het diner over de toekomst van Mali.\n"
    )
    assert [title for title, _ in read(text)] == ["Libië", "Diner"]
    english = (
        "Foreign Affairs Council: agenda for the meeting of 4 and 5 June 2014\n\n"
        "Wednesday: Libya\n\nMinisters will discuss the situation in Tripoli and in the south.\n\n"
        "Day two, 5 June\n\n> Mali\n\nMinisters will talk about the training of the army.\n\n"
        "> Niger\n\nMinisters will take stock of the roads through the desert.\n"
    )
    assert read(english) == [("Libya", ["Libya"]), ("Day two", ["Mali", "Niger"])]


def test_chapters_in_capitals_are_sessions_with_or_without_points() -> None:
    text = _AGENDA + (
        "ZUIDELIJKE BUREN\n\nLibië\nDe Raad spreekt over de toestand in Tripoli en het zuiden.\n\n"
        "Mali\nDe missie heeft een nieuw hoofd, dat de Raad voor het eerst toespreekt.\n\n"
        "ZEEVAART\n\nDe Raad bespreekt de vloot in de Golf van Aden, die kleiner wordt.\n\n"
        "OOSTELIJKE BUREN\n\nMoldavië\nDe Raad neemt conclusies aan over de verkiezingen.\n"
    )
    assert [title for title, _ in read(text)] == [
        "Zuidelijke buren",
        "Zeevaart",
        "Oostelijke buren",
    ]
    assert "Mali" in points(text)


def test_parts_of_a_councils_name_above_lines_of_a_list_are_sessions() -> None:
    text = _AGENDA + (
        "Defensie\n\n* Libië\nDe ministers spreken over de vloot voor de kust van Tripoli.\n\n"
        "* Mali\nDe ministers spreken over de opleiding van het leger in het zuiden.\n\n"
        "Handel\n\n* Ecuador\nDe ministers nemen kennis van de stand van de gesprekken.\n"
    )
    assert read(text) == [("Defensie", ["Libië", "Mali"]), ("Handel", ["Ecuador"])]


def test_chapters_with_letters_are_no_names_with_an_initial() -> None:
    text = _AGENDA + (
        "A. HANDEL\n\nA.1 Ecuador\n\nDe ministers nemen kennis van de stand van de gesprekken.\n\n"
        "A.2 Peru\n\nDe ministers spreken over het verdrag, dat in mei is getekend.\n\n"
        "B. DEFENSIE\n\nB.1 Mali\n\nDe ministers spreken over de opleiding van het leger.\n"
    )
    assert read(text) == [("Handel", ["Ecuador", "Peru"]), ("Defensie", ["Mali"])]


def test_a_day_in_brackets_is_no_part_of_a_title() -> None:
    text = _AGENDA + (
        "Sessie I – Libië (woensdag 4 juni, 14.30 uur)\n\nDe ministers spreken over Tripoli.\n\n"
        "Sessie II – Mali (donderdag 5 juni)\n\nDe ministers spreken over het leger aldaar.\n"
    )
    assert [title for title, _ in read(text)] == ["Libië", "Mali"]


def test_headings_above_numbered_paragraphs_of_a_communique_are_points() -> None:
    text = (
        "Final Communiqué\n\nMinisterial Meeting of the North Atlantic Council, Brussels, "
        "4 June 2014\n\n"
        "1. We, the Foreign Ministers of the Allies, met today in Brussels to take stock of our\n"
        "work since the last meeting.\n\n"
        "ARMS CONTROL\n\n2. We remain committed to arms control in all its aspects and to\n"
        "the treaties that we have signed.\n\n"
        "PARTNERSHIPS\n\n3. We thank our partners for what they do with us in all parts of the\n"
        "world, and in Afghanistan.\n"
    )
    assert points(text)[:2] == ["ARMS CONTROL", "PARTNERSHIPS"]


def test_what_follows_up_something_named_is_a_point() -> None:
    text = (
        "Annotated agenda for the General Affairs Council of 4 June 2014\n\n"
        "I shall attend the General Affairs Council in Brussels on 4 June.\n\n"
        "Cohesion\n\nMinisters will discuss the funds for the regions and how they are spent.\n\n"
        "Follow-up to the harbour summit\n\nThe presidency will report on the summit of May.\n\n"
        "Follow-up\n\nI shall write to the House after the meeting of the Council has ended.\n"
    )
    assert points(text) == ["Cohesion", "Follow-up to the harbour summit"]


def test_points_of_their_own_below_the_last_one_are_points_too() -> None:
    text = _AGENDA + (
        "(a) Libië\n    De Raad spreekt over de toestand in Tripoli en in het zuiden.\n\n"
        "(b) Diversen\n    - Walvissen in de haven (verzoek van Malta)\n"
        "    - Jaarverslag van de dienst (Commissie)\n\n"
        "4. Slot\n   a. Datum van de foto\n   b. Dank aan de tolken\n"
    )
    found = points(text)
    assert {"Diversen", "Walvissen in de haven", "Jaarverslag van de dienst"} <= set(found)
    assert {"Datum van de foto", "Dank aan de tolken"} <= set(found)


def test_a_numbered_point_that_names_a_format_is_a_point() -> None:
    text = (
        "Geannoteerde agenda JBZ-Raad van 4 en 5 juni 2014\n\n"
        "Hierbij bied ik u de geannoteerde agenda aan van de JBZ-Raad van 4 en 5 juni 2014.\n\n"
        "Woensdag 4 juni – Asiel\n\n1. Gemengd Comité: grenzen\nDe Commissie licht toe.\n\n"
        "2. Visa voor zeelieden\nDe Raad spreekt over de lijst van landen.\n\n"
        "3. Reisadvies\nDe Raad spreekt over de adviezen van de lidstaten.\n\n"
        "4. Opvang\nDe Raad neemt kennis van de aantallen.\n"
    )
    assert read(text) == [
        ("Asiel", ["Gemengd Comité: grenzen", "Visa voor zeelieden", "Reisadvies", "Opvang"])
    ]


def test_the_title_above_an_agenda_is_neither_session_nor_point() -> None:
    text = _AGENDA + (
        "GEANNOTEERDE AGENDA RAAD BUITENLANDSE ZAKEN\n\n"
        "Libië\n\nDe Raad spreekt over de toestand in Tripoli en in het zuiden.\n"
    )
    assert read(text) == [(None, ["Libië"])]


def test_a_heading_below_a_stop_with_the_mark_of_a_note() -> None:
    text = _AGENDA + (
        "Libië\nDe Raad spreekt over de toestand in Tripoli en in het zuiden. Pas daarna komt de\n"
        "vloot ter sprake, die sinds mei voor de kust ligt.1\n"
        "Verhouding EU-Mali\nDe Raad spreekt over de opleiding van het leger en over de grens in\n"
        "het noorden, die nog altijd open ligt.\n"
    )
    assert points(text) == ["Libië", "Verhouding EU-Mali"]


def test_annexes_and_what_is_adopted_in_a_list_are_no_points() -> None:
    text = (
        "Annotated agenda for the Environment Council of 4 June 2014\n\n"
        "I shall attend the Environment Council in Brussels on 4 June.\n\n"
        "Legislative deliberations (public)\n\n"
        "Seaweed\n\nThe Council will discuss the proposal on seaweed in the northern seas.\n\n"
        "Conclusions on driftwood\n\nThe Council will adopt conclusions on what drifts ashore.\n\n"
        "Any other business\n\nThe following points will be taken:\n\n"
        "(a) the state of the dunes (information from the Commission);\n\n"
        "(b) shells (information from the presidency).\n\n"
        "A-points\n\nThe list of points that are adopted without debate is not yet known.\n"
    )
    found = points(text)
    assert "Conclusions on driftwood" in found
    assert "the state of the dunes" in found
    assert not {"Legislative deliberations (public)", "A-points"} & set(found)


def test_a_chapter_above_points_is_a_session_beside_a_meal_above_points() -> None:
    text = (
        "Geannoteerde agenda NAVO-ministers van Defensie, Brussel, 4 en 5 juni 2014\n\n"
        "Hierbij bied ik u de geannoteerde agenda aan van de bijeenkomst van de "
        "NAVO-ministers van Defensie op 4 en 5 juni 2014 te Brussel.\n\n"
        "Werkdiner: inzet\n\nMali\nDe ministers spreken over de opleiding van het leger.\n\n"
        "Libië\nDe ministers spreken over de vloot voor de kust van Tripoli.\n\n"
        "Vernieuwing\n\nMaterieel\nDe ministers spreken over de aanschaf van kleine schepen.\n"
    )
    assert read(text) == [("Werkdiner: inzet", ["Mali", "Libië"]), ("Vernieuwing", ["Materieel"])]


def test_what_is_done_with_a_point_on_a_line_below_it_is_no_part_of_it() -> None:
    text = (
        "Geannoteerde agenda van de Raad Justitie en Binnenlandse Zaken van 4 en 5 juni 2014\n\n"
        "Hierbij bied ik u de geannoteerde agenda aan van de JBZ-Raad van 4 en 5 juni 2014.\n\n"
        "I. Raad voor Veiligheid en Justitie\n\n1. Verordening getuigen op zee\n"
        "= Algemene oriëntatie\n\nInhoud voorstel\nDe verordening regelt verhoor op schepen.\n\n"
        "Indicatie krachtenveld en positie EP\nDe meeste lidstaten zijn ervoor.\n\n"
        "2. Diversen\na. Werkgroep havens\n= informatie van het voorzitterschap\n"
        "b. Werkgroep kusten\n= informatie van het voorzitterschap\n\n"
        "II. Raad voor Binnenlandse Zaken\n\n3. Veerboten\n= Stand van zaken\n"
        "Het voorzitterschap licht de stand toe.\n"
    )
    assert read(text) == [
        (
            "Raad voor Veiligheid en Justitie",
            [
                "Verordening getuigen op zee",
                "Diversen",
                "Werkgroep havens",
                "Werkgroep kusten",
            ],
        ),
        ("Raad voor Binnenlandse Zaken", ["Veerboten"]),
    ]


def test_conclusions_far_below_the_top_are_no_title() -> None:
    text = (
        "Foreign Affairs Council, 4 June 2014\n\nStatement made on 2 June 2014\n\n"
        "I will attend the Foreign Affairs Council on 4 June. It will be held in Brussels.\n\n"
        "Mali\n\nMinisters will discuss the army and its training in the south.\n\n"
        "Libya\n\nMinisters will take stock of the fleet off the coast.\n\n"
        "Council Conclusions\n\nThe Council is expected to adopt conclusions on Peru.\n"
    )
    assert points(text)[:2] == ["Mali", "Libya"]


def test_a_day_above_sessions_is_theirs() -> None:
    text = (
        "Geannoteerde agenda NAVO-ministers van Defensie, Brussel, 4 en 5 juni 2014\n\n"
        "Woensdag 4 juni\n\nEerste werksessie: Mali\nDe ministers spreken over het leger.\n\n"
        "Donderdag 5 juni\n\nTweede werksessie: Libië\nDe ministers spreken over de vloot.\n"
    )
    paper = structure(load(text.encode()))
    found = meetings(paper, find_mentions(paper, None))
    assert [one.on for one in found[0].sessions] == ["2014-06-04", "2014-06-05"]


def test_a_part_of_a_council_with_its_day_is_a_session_and_further_reading_none() -> None:
    text = (
        "Written statement: Transport, Telecommunications and Energy Council\n\n"
        "The Transport, Telecommunications and Energy Council will meet in Brussels on "
        "4 and 5 June 2014.\n\n"
        "Energy, 4 June\n\nMinisters will discuss the price of peat and how it is told.\n\n"
        "Transport, 5 June\n\nMinisters will discuss the lamps of bicycles in the dark.\n\n"
        "Further reading\n\n• Lamps of bicycles: an overview\n\n• Peat: prices since 1990\n"
    )
    assert [title for title, _ in read(text)] == ["Energy", "Transport"]
    assert not any("overview" in one or one == "Peat" for one in points(text))
