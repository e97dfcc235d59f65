"""Sessions and points that headings and lists tell, in invented sentences."""

from __future__ import annotations

from inzet.reading import reader

_TOP = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 2 mei 2014\n\n"
    "Hierbij bied ik u de geannoteerde agenda aan van de Raad Algemene Zaken van 12 en 13 mei "
    "2014 te Brussel.\n\n"
)
_LETTER = f"{_TOP}GEANNOTEERDE AGENDA RAAD ALGEMENE ZAKEN VAN 12 EN 13 MEI 2014\n\n"
_TEXT = "Het kabinet steunt het voorstel van de Commissie op hoofdlijnen."


def told(text: str) -> list[tuple[str | None, list[str | None]]]:
    paper = reader.read_paper(f"{text}\n".encode(), name="paper.txt", opinions=())
    return [
        (one.title, [item.title for item in (*one.items, *one.topics) if item.title])
        for notice in paper.reading.meetings
        for one in notice.sessions
    ]


def test_chapters_with_numbers_of_their_own_are_sessions() -> None:
    text = (
        f"{_LETTER}I. KUST EN ZEE\n\nHavens\n\n{_TEXT}\n\nStranden\n\n{_TEXT}\n\n"
        f"II. LAND EN DUIN\n\nDuinen\n\n{_TEXT}\n"
    )
    assert told(text) == [("Kust en zee", ["Havens", "Stranden"]), ("Land en duin", ["Duinen"])]


def test_points_that_are_numbered_like_others_are_no_chapters() -> None:
    text = f"{_LETTER}1. Havens\n\n{_TEXT}\n\n2. Diversen\n\na) Stranden\n\nb) Duinen\n"
    assert [title for title, _ in told(text)] == [None]


def test_a_title_with_the_days_of_one_meeting_opens_its_session() -> None:
    text = (
        "Den Haag, 2 mei 2014\n\nGeachte voorzitter,\n\nHierbij bied ik u het verslag aan van de "
        "Raad Algemene Zaken van 15 april 2014 en de geannoteerde agenda van de Raad Algemene "
        f"Zaken van 12 mei 2014.\n\nVERSLAG RAAD ALGEMENE ZAKEN VAN 15 APRIL 2014\n\nHavens\n\n"
        f"{_TEXT}\n\nGEANNOTEERDE AGENDA RAAD ALGEMENE ZAKEN VAN 12 MEI 2014\n\nOntbijt\n\n"
        f"De ministers spreken over de stranden.\n\nDuinen\n\n{_TEXT}\n"
    )
    assert [(title, items) for title, items in told(text) if "erslag" in str(title)] == [
        ("Verslag raad algemene zaken", ["Havens"])
    ]
    assert ("Ontbijt", ["stranden"]) in told(text)
    assert ("Geannoteerde agenda raad algemene zaken", ["Duinen"]) in told(text)


def test_what_stands_under_a_session_as_a_name_is_its_topic() -> None:
    text = (
        f"{_LETTER}Agendapunt 1: opening\n\nToespraak van de burgemeester.\n\n"
        "Agendapunt 2: eerste plenaire sessie\n\nDe havens; de stranden.\n\n"
        "Agendapunt 3: tweede plenaire sessie\n\nGesproken wordt over de duinen.\n"
    )
    assert told(text) == [
        ("opening", ["Toespraak van de burgemeester"]),
        ("eerste plenaire sessie", ["havens", "stranden"]),
        ("tweede plenaire sessie", ["duinen"]),
    ]


def test_a_line_with_a_label_is_no_point() -> None:
    text = (
        f"{_LETTER}Havens\n\nAard bespreking: oriënterend debat\n\n{_TEXT}\n\n"
        f"Stranden\n\nDocument: ST 1234/14\n\n{_TEXT}\n"
    )
    assert told(text) == [(None, ["Havens", "Stranden"])]


def test_a_meal_in_a_list_is_a_session_with_what_is_spoken_of() -> None:
    text = (
        f"{_LETTER}- HAVENS. De Raad neemt een besluit.\n\n- STRANDEN. Ter bespreking.\n\n"
        "- WERKLUNCH MET DE BUREN. De buren zijn uitgenodigd. Gesproken wordt over de duinen.\n"
    )
    assert told(text) == [
        (None, ["HAVENS", "STRANDEN"]),
        ("Werklunch met de buren", ["duinen"]),
    ]


def test_a_heading_above_points_is_no_session_as_only_some_of_its_neighbours_are() -> None:
    text = (
        f"{_LETTER}Maandag 12 mei\n\nWerksessie ministers\n\nHavens\n\n{_TEXT}\n\n"
        f"Stranden\n\n{_TEXT}\n\nDuinen\n\n{_TEXT}\n\n"
        "Werkdiner ministers\n\nGesproken wordt over het weer.\n\n"
        "Dinsdag 13 mei\n\nSessie met de buren\n\nGesproken wordt over de zee.\n"
    )
    assert told(text) == [
        ("Werksessie ministers", ["Havens", "Stranden", "Duinen"]),
        ("Werkdiner ministers", ["weer"]),
        ("Sessie met de buren", ["zee"]),
    ]


def test_parts_of_the_name_of_a_council_divide_its_agenda() -> None:
    text = (
        f"{_LETTER}Algemene Zaken\n\nHavens\n\n{_TEXT}\n\nStranden\n\n{_TEXT}\n\n"
        f"Defensie\n\nDe ministers spreken over de duinen.\n"
    )
    assert told(text) == [("Algemene Zaken", ["Havens", "Stranden"]), ("Defensie", ["duinen"])]


def test_numbered_points_are_no_parts_of_a_council() -> None:
    text = f"{_LETTER}1. Visserij\n\n2. Handel\n\n{_TEXT}\n\n3. Havens\n\n{_TEXT}\n"
    assert [title for title, _ in told(text)] == [None]


def test_what_ends_the_meeting_is_a_session() -> None:
    text = (
        f"{_LETTER}Havens\n\n{_TEXT}\n\nKust en zee\n\nDe bijeenkomst wordt afgesloten met een "
        "vergadering over de stranden.\n"
    )
    assert [title for title, _ in told(text)] == [None, "Kust en zee"]


def test_a_council_numbered_among_sessions_is_one() -> None:
    text = (
        "Den Haag, 2 mei 2014\n\nGeachte voorzitter,\n\nHierbij bied ik u de geannoteerde agenda "
        "aan van de Raad Buitenlandse Zaken met ministers van Defensie van 12 mei 2014.\n\n"
        "1. Bestuursraad van het agentschap\n\nGesproken wordt over de havens.\n\n"
        f"2. RBZ Defensie\n\nStranden\n\n{_TEXT}\n\nDuinen\n\n{_TEXT}\n\n"
        "3. Sessie met de buren\n\nGesproken wordt over de zee.\n\n"
        "4. Werklunch\n\nDe ministers spreken over het weer.\n"
    )
    assert ("RBZ Defensie", ["Stranden", "Duinen"]) in told(text)


def test_what_a_session_is_about_is_told_once() -> None:
    text = f"{_LETTER}Havens\n\n{_TEXT}\n\nLunch: stranden\n\nDe ministers spreken over de zee.\n"
    assert told(text) == [(None, ["Havens"]), ("Lunch: stranden", ["stranden"])]
