"""Sessions that running text and timetables tell, in invented sentences."""

from __future__ import annotations

import pytest

from inzet.reading import reader

_LETTER = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 2 mei 2014\n\n"
    "Geachte voorzitter,\n\n"
    "Hierbij bied ik u de geannoteerde agenda aan van de bijeenkomst van de ministers van "
    "Buitenlandse Zaken van de NAVO van 12 en 13 mei 2014 te Brussel.\n\n"
)
_ENGLISH = (
    "Report of the Foreign Affairs Council of 12 May 2014\n\n"
    "I attended the Foreign Affairs Council in Brussels on 12 May 2014.\n\n"
)


def told(text: str) -> list[tuple[str | None, list[str | None]]]:
    paper = reader.read_paper(f"{text}\n".encode(), name="paper.txt", opinions=())
    return [
        (one.title, [item.title for item in (*one.items, *one.topics) if item.title])
        for one in paper.reading.meetings[0].sessions
    ]


def test_parts_of_a_day_are_sessions_where_something_is_spoken_of() -> None:
    text = (
        f"{_LETTER}Op maandagmiddag wordt gesproken over de havens. Daarna komen de stranden aan "
        "de orde. Tijdens het diner staat het weer centraal. In de ochtend van de tweede dag "
        "reizen de ministers aan.\n\n's Middags spreken de ministers over de duinen.\n"
    )
    assert told(text) == [
        ("Maandagmiddag", ["havens", "stranden"]),
        ("Diner", ["weer"]),
        ("'s Middags", ["duinen"]),
    ]


def test_each_clause_of_a_sentence_tells_its_session() -> None:
    text = (
        f"{_LETTER}Op maandagavond wordt gesproken over de havens, waarna tijdens het diner van "
        "gedachten wordt gewisseld over de stranden.\n"
    )
    assert told(text) == [("Maandagavond", ["havens"]), ("Diner", ["stranden"])]


def test_a_day_by_itself_opens_what_happens_on_it() -> None:
    text = (
        f"{_LETTER}Maandag 12 mei, 15.00 uur. De ministers spreken over de havens.\n\n"
        "Dinsdag 13 mei, 9.00 uur. Aan de orde komt het weer.\n"
    )
    assert told(text) == [("Maandag 12 mei", ["havens"]), ("Dinsdag 13 mei", ["weer"])]


def test_a_council_that_does_not_meet_is_no_session() -> None:
    text = (
        f"{_LETTER}De Noord-Atlantische Raad vergadert op dinsdag. Op de agenda staan de havens en "
        "de stranden. Aansluitend komt de NAVO-Ruslandraad bijeen. Daar zal het weer besproken "
        "worden. Een bijeenkomst van de NAVO-Oekraïnecommissie vindt niet plaats.\n"
    )
    assert told(text) == [
        ("Noord-Atlantische Raad", ["havens", "stranden"]),
        ("NAVO-Ruslandraad", ["weer"]),
    ]


def test_english_text_tells_its_sessions() -> None:
    text = (
        f"{_ENGLISH}The Council turned to harbours in the morning. The working lunch was devoted "
        "to beaches. The weather was on the agenda of the afternoon.\n"
    )
    assert told(text) == [
        ("In the morning", ["harbours"]),
        ("Working lunch", ["beaches"]),
        ("The afternoon", ["weather"]),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Onderwerpen: de havens en de stranden.",
        "Thema’s zijn de havens en de stranden.",
        "Besproken worden de havens en de stranden.",
        "Er zal tevens de havens en de stranden besproken worden.",
        "De Raad heeft een tweetal hoofdthema’s, te weten de havens en de stranden.",
        "De ministers keren terug naar de havens en de stranden.",
        "De havens en de stranden komen ter sprake.",
    ],
)
def test_what_is_on_the_table(sentence: str) -> None:
    assert told(f"{_LETTER}{sentence}\n") == [(None, ["havens", "stranden"])]


def test_who_signed_is_no_point() -> None:
    text = (
        f"{_LETTER}Onderwerp is het weer.\n\nDe Minister van Buitenlandse Zaken,\n\n"
        "Piet van der Strand\n"
    )
    assert told(text) == [(None, ["weer"])]


def test_hours_in_one_block_are_each_a_session() -> None:
    text = (
        f"{_LETTER}Het programma ziet er als volgt uit:\n\nMaandag 12 mei\n"
        "15.00 uur   Noord-Atlantische Raad: havens\n"
        "17.00 uur   Persconferentie\n"
        "19.00 uur   Werkdiner ministers: stranden (met de buren\n            en de overburen)\n\n"
        "Dinsdag 13 mei\n"
        "09.00 uur   Bijeenkomst over het weer met de partners\n"
        "11.30 uur   NAVO-Oekraïnecommissie met de buren\n"
    )
    assert told(text) == [
        ("Noord-Atlantische Raad", ["havens"]),
        ("Werkdiner ministers", ["stranden"]),
        ("Bijeenkomst over het weer met de partners", ["het weer"]),
        ("NAVO-Oekraïnecommissie", []),
    ]


def test_the_title_of_a_session_is_its_topic() -> None:
    text = (
        f"{_LETTER}Werksessie I – Havens van de kust\n\nDe ministers spraken over het weer.\n\n"
        "Werksessie II – NAVO-Oekraïnecommissie\n\nDe ministers spraken over de duinen.\n"
    )
    assert told(text) == [
        ("Havens van de kust", ["Havens van de kust"]),
        ("NAVO-Oekraïnecommissie", ["duinen"]),
    ]


_FILL = "Het kabinet steunt het voorstel van de Commissie op hoofdlijnen."


def test_a_programme_above_the_headings_has_their_points() -> None:
    text = (
        f"{_LETTER}Het programma ziet er als volgt uit. Op maandagmiddag spreken de ministers over "
        "de staat van de havens. Het werkdiner is bestemd voor het strand, en in de ochtend komen "
        f"het weer en de wind aan de orde.\n\nHavens\n\n{_FILL}\n\nStrand\n\n{_FILL}\n\n"
        f"Weer\n\n{_FILL}\n\nDuinen\n\n{_FILL}\n"
    )
    assert told(text) == [
        ("Maandagmiddag", ["Havens"]),
        ("Werkdiner", ["Strand"]),
        ("In de ochtend", ["Weer", "wind"]),
        (None, ["Duinen"]),
    ]


def test_what_is_said_under_headings_divides_their_points() -> None:
    text = (
        f"{_LETTER}Havens\n\nDe lunch ging over de havens van de kust. {_FILL}\n\n"
        f"Stranden\n\n's Middags werd gesproken over de stranden. {_FILL}\n\n"
        f"Duinen\n\n{_FILL}\n"
    )
    assert told(text) == [("Lunch", ["Havens"]), ("'s Middags", ["Stranden", "Duinen"])]


def test_one_meal_under_a_heading_divides_nothing() -> None:
    text = (
        f"{_LETTER}Havens\n\n{_FILL}\n\nStranden\n\nTijdens de lunch wordt gesproken over de "
        f"stranden. {_FILL}\n\nDuinen\n\n{_FILL}\n"
    )
    assert told(text) == [(None, ["Havens", "Stranden", "Duinen"]), ("Lunch", ["stranden"])]


def test_points_are_divided_over_sessions_with_numbers() -> None:
    text = (
        f"{_LETTER}Sessie 1, op maandagmiddag, gaat over de staat van de havens. Tijdens het diner "
        "spreken de ministers over de stranden. De dag wordt besloten met een bijeenkomst over de "
        f"duinen.\n\nHavens\n\n{_FILL}\n\nStranden\n\n{_FILL}\n"
    )
    assert told(text) == [
        ("Sessie", ["Havens"]),
        ("Diner", ["Stranden"]),
        ("Bijeenkomst over de duinen", []),
    ]


def test_a_clause_is_no_topic() -> None:
    text = f"{_LETTER}Gesproken wordt over de havens, als de tijd het toelaat, en over de zee.\n"
    assert told(text) == [(None, ["havens", "zee"])]


@pytest.mark.parametrize(
    ("sentence", "meal"),
    [
        ("Over lunch Mr Example presented the report of 25 February on harbours.", "Lunch"),
        ("At a ministerial dinner on 12 May colleagues spoke of harbours.", "Dinner"),
        ("The working lunch, with the master of the harbour, was long.", "Working lunch"),
        ("Our host gave a dinner, to which the pilots had come.", "Dinner"),
        ("Lunch was devoted to harbours.", "Lunch"),
    ],
)
def test_english_meals_in_many_wordings(sentence: str, meal: str) -> None:
    text = f"{_ENGLISH}Dredging\n\nThe Council discussed dredging at length and agreed.\n\n"
    assert meal in [title for title, _ in told(f"{text}{sentence} It rained all day.")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Before lunch Ministers discussed harbours.",
        "Over lunch on 3 March, in another place, they had discussed harbours.",
        "The Minister of Malta joined us for lunch.",
    ],
)
def test_no_meal_of_the_meeting_is_no_session(sentence: str) -> None:
    text = f"{_ENGLISH}Dredging\n\nThe Council discussed dredging at length and agreed.\n\n"
    assert "Lunch" not in [title for title, _ in told(f"{text}{sentence} It rained all day.")]
