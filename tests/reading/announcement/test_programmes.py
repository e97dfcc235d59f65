"""Sessions, points and participants in the forms of programmes, in invented sentences."""

from __future__ import annotations

import pytest

from inzet.reading import reader
from inzet.vocabulary.meetings import MeetingNotice

_LETTER = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 2 mei 2014\n\n"
    "Hierbij bied ik u de geannoteerde agenda aan van de Raad Algemene Zaken van 12 en 13 mei "
    "2014 te Brussel.\n\nGEANNOTEERDE AGENDA RAAD ALGEMENE ZAKEN VAN 12 EN 13 MEI 2014\n\n"
)
_TEXT = "Het kabinet steunt het voorstel van de Commissie op hoofdlijnen."
_ENGLISH = (
    "Report of the Environment Council of 12 May 2014\n\n"
    "I attended the Environment Council in Brussels on 12 May 2014.\n\n"
)


def read(text: str) -> MeetingNotice:
    paper = reader.read_paper(f"{text}\n".encode(), name="paper.txt", opinions=())
    return paper.reading.meetings[0]


def told(text: str) -> list[tuple[str | None, list[str | None]]]:
    return [
        (one.title, [item.title for item in (*one.items, *one.topics) if item.title])
        for one in read(text).sessions
    ]


def there(text: str) -> set[str]:
    found = {f"{one.party} {one.capacity}" for one in read(text).participants}
    return {one for one in found if not one.endswith(" members member")}


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Maandag 12 mei", "Maandag 12 mei"),
        ("Sport (13 mei, middag)", "Sport"),
        ("Gemengd Comité", "Gemengd Comité"),
        ("Bestuursraad EDA (09.00 – 10.30 uur)", "Bestuursraad EDA (09.00 – 10.30 uur)"),
        ("Ochtend: visserij", "Ochtend: visserij"),
    ],
)
def test_a_heading_opens_a_session(heading: str, title: str) -> None:
    text = f"{_LETTER}{heading}\n\nHavens\n\n{_TEXT}\n\nStranden\n\n{_TEXT}\n"
    assert told(text) == [(title, ["Havens", "Stranden"])]


def test_a_meal_is_a_session_and_what_follows_is_not_spoken_of_over_it() -> None:
    lunch = "Lunch\n\nDe ministers spreken over de stranden."
    text = f"{_LETTER}Havens\n\n{_TEXT}\n\n{lunch}\n\nDuinen\n\n{_TEXT}\n"
    assert told(text) == [(None, ["Havens"]), ("Lunch", ["stranden"]), (None, ["Duinen"])]


def test_lines_of_a_list_are_points() -> None:
    text = (
        f"{_LETTER}-   Havens. De Raad neemt een besluit.\n\n-   Stranden. Een debat is voorzien.\n"
    )
    assert told(text) == [(None, ["Havens", "Stranden"])]


def test_numbers_tell_lines_that_are_points() -> None:
    text = f"{_LETTER}1. Havens\n{_TEXT}\n\n2. Stranden\n{_TEXT}\n"
    assert told(text) == [(None, ["Havens", "Stranden"])]


def test_what_the_government_wants_is_no_list_of_points() -> None:
    text = f"{_LETTER}Havens\n\n{_TEXT} Nederland zet in op:\n\n- Minder lawaai\n\n- Meer zee\n"
    assert told(text) == [(None, ["Havens"])]


def test_a_timetable_is_a_programme() -> None:
    text = (
        "Meeting of NATO Ministers of Defence\n\nBrussels, 12-13 May 2014\n\nProgramme\n\n"
        "Monday, 12 May 2014\n\n"
        "12:30            Family photograph\n"
        "14:00 - 16:30    First working session of the North Atlantic Council: harbours\n"
        "19:30            Working dinner: beaches, with the EU High Representative\n\n"
        "Tuesday, 13 May 2014\n\n"
        "08:30 - 09:45    NATO-Ukraine Commission: dunes\n"
    )
    assert told(text) == [
        ("First working session", ["harbours"]),
        ("Working dinner", ["beaches"]),
        ("NATO-Ukraine Commission", ["dunes"]),
    ]


def test_text_tells_a_programme() -> None:
    text = (
        f"{_LETTER}De bijeenkomst vangt aan met een openingszitting. In de besloten slotzitting "
        "wordt gesproken over de havens en de stranden.\n"
    )
    assert told(text) == [("Openingszitting", []), ("Besloten slotzitting", ["havens", "stranden"])]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Het Griekse voorzitterschap legt een voorstel voor.", {"GRC chair"}),
        ("Griekenland, als voorzitter, licht het voorstel toe.", {"GRC chair"}),
        ("Het volgende, Italiaanse voorzitterschap wil meer doen.", set()),
        ("De directeur van Frontex licht het verslag toe.", {"Frontex guest"}),
        ("De directeur van Frontex is uitgenodigd.", {"Frontex guest"}),
        ("Noorwegen en IJsland nemen deel aan de bespreking.", {"NOR guest", "ISL guest"}),
        ("In de marge van de Raad spreekt de minister de directeur van Frontex toe.", set()),
    ],
)
def test_who_is_there(sentence: str, expected: set[str]) -> None:
    assert there(f"{_LETTER}Havens\n\n{sentence} {_TEXT}\n") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Greek presidency was in the chair.", {"GRC chair"}),
        ("The incoming Italian presidency spoke of its plans.", set()),
        ("Commissioner Doe told ministers of the new rules.", {"Commission guest"}),
        # The paper's own government is nobody to list.
        ("I represented the UK.", set()),
    ],
)
def test_who_was_there(sentence: str, expected: set[str]) -> None:
    assert there(f"{_ENGLISH}{sentence} The Government supports the proposal.\n") == expected


def test_what_is_said_to_be_points_may_be_small_letters() -> None:
    text = (
        "Environment Council\n\nI will attend the Environment Council in Brussels on 12 May 2014."
        "\n\nThe following items are on the agenda:\n\na) quiet harbours (information);\n\n"
        "b) the state of beaches;\n\nc) dunes.\n"
    )
    assert told(text) == [(None, ["quiet harbours", "the state of beaches", "dunes"])]


def test_a_heading_tells_with_whom_a_session_is() -> None:
    text = f"{_LETTER}Gemengd Comité (met Noorwegen en IJsland)\n\nHavens\n\n{_TEXT}\n"
    assert there(text) == {"NOR partner", "ISL partner"}
