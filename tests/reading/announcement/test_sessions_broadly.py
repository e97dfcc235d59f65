"""Sessions and points as many papers tell them: by headings, beside them and in running text."""

from __future__ import annotations

from inzet.reading import reader

_LETTER = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 2 mei 2014\n\n"
    "Geachte voorzitter,\n\n"
    "Hierbij bied ik u de geannoteerde agenda aan van de bijeenkomst van de ministers van "
    "{who} van 12 en 13 mei 2014 te Brussel.\n\n"
)
_NATO = _LETTER.format(who="Buitenlandse Zaken van de NAVO")
_COUNCIL = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 20 mei 2014\n\n"
    "Hierbij bied ik u het verslag aan van de Raad Algemene Zaken van 12 mei 2014.\n\n"
    "Verslag Raad Algemene Zaken\n\n"
)
_ENGLISH = (
    "Report of the Foreign Affairs Council of 12 May 2014\n\n"
    "I attended the Foreign Affairs Council in Brussels on 12 May 2014. {more}\n\n"
)
_TEXT = "De ministers namen kennis van het rapport dat in april werd rondgezonden.\n\n"
_SAID = "Ministers took note of the report that had been circulated to them in April.\n\n"


def told(text: str) -> list[tuple[str | None, list[str | None]]]:
    paper = reader.read_paper(f"{text}\n".encode(), name="paper.txt", opinions=())
    return [
        (one.title, [item.title for item in (*one.items, *one.topics) if item.title])
        for one in paper.reading.meetings[0].sessions
    ]


def points(text: str) -> list[str | None]:
    return [item for _, items in told(text) for item in items]


def test_two_meals_among_points_are_no_programme() -> None:
    text = (
        f"{_NATO}Havens\n\n{_TEXT}Werklunch\n\n{_TEXT}Stranden\n\n{_TEXT}Diner\n\n{_TEXT}"
        f"Duinen\n\n{_TEXT}"
    )
    assert points(text) == ["Havens", "Stranden", "Duinen"]
    assert {title for title, _ in told(text)} == {None, "Werklunch", "Diner"}


def test_a_council_behind_numbered_sessions_is_one_of_its_own() -> None:
    text = (
        f"{_NATO}Sessie 1: Havens\n\n{_TEXT}Sessie 2: Stranden\n\n{_TEXT}"
        f"NAVO-Georgië Commissie\n\n{_TEXT}"
    )
    assert [title for title, _ in told(text)][-1] == "NAVO-Georgië Commissie"


def test_two_councils_in_one_heading_meet_together() -> None:
    text = f"{_NATO}Havens\n\n{_TEXT}NAVO-Oekraïne Commissie en NAVO-Georgië Commissie\n\n{_TEXT}"
    assert told(text)[1][0] == "NAVO-Oekraïne Commissie en NAVO-Georgië Commissie"


def test_a_point_may_tell_its_session_in_its_heading() -> None:
    text = (
        f"{_ENGLISH.format(more='')}Harbours\n\n{_SAID}Beaches (lunch)\n\n{_SAID}Dunes\n\n{_SAID}"
    )
    assert told(text) == [(None, ["Harbours"]), ("Lunch", ["Beaches"]), (None, ["Dunes"])]


def test_another_formation_of_the_council_stands_beside_it() -> None:
    text = (
        f"{_COUNCIL}Havens\n\n{_TEXT}Stranden\n\n{_TEXT}"
        f"Verslag Raad Algemene Zaken in Artikel 50-samenstelling\n\nDuinen\n\n{_TEXT}"
    )
    assert [items for _, items in told(text)] == [["Havens", "Stranden"], ["Duinen"]]
    assert told(text)[0][0] == "Raad Algemene Zaken"


def test_points_under_a_council_without_text_of_its_own_are_no_sessions() -> None:
    text = (
        f"{_NATO}Informeel diner\n\n{_TEXT}Noord-Atlantische Raad\n\nHavens\n\n{_TEXT}"
        f"Stranden\n\n{_TEXT}Euro-Atlantische Partnerschapsraad\n\n{_TEXT}"
    )
    assert ("Noord-Atlantische Raad", ["Havens", "Stranden"]) in told(text)


def test_what_is_adopted_without_debate_is_a_session() -> None:
    text = f"{_ENGLISH.format(more='')}Harbours\n\n{_SAID}Without discussion\n\n{_SAID}"
    assert [title for title, _ in told(text)] == [None, "Without discussion"]


def test_what_is_adopted_without_debate_is_on_the_table() -> None:
    said = "The Council approved the sale of beaches and took note of the report on dunes."
    text = f"{_ENGLISH.format(more='')}Harbours\n\n{_SAID}Without discussion\n\n{said}"
    assert told(text)[1] == ("Without discussion", ["sale of beaches", "report on dunes"])


def test_who_is_quoted_is_no_point() -> None:
    text = (
        f"{_ENGLISH.format(more='')}Harbours\n\n“We listened to each other today, and that is "
        f"a beginning.”\n\nAnna Bee, Minister of Fisheries\n\n{_SAID}Dunes\n\n{_SAID}"
    )
    assert points(text) == ["Harbours", "Dunes"]


def test_a_summit_that_is_prepared_is_a_point() -> None:
    text = f"{_COUNCIL}{_TEXT}Europese Raad van juni 2014\n\n{_TEXT}Havens\n\n{_TEXT}"
    assert points(text) == ["Europese Raad van juni 2014", "Havens"]


def test_councils_that_are_listed_as_held_are_sessions() -> None:
    text = (
        f"{_NATO}Verder zijn er twee aparte bijeenkomsten met partners, te weten de "
        "NAVO-Oekraïne Commissie (NUC) en de NAVO-Rusland Raad (NRR). Ook zal de jaarlijkse "
        f"bijeenkomst plaatsvinden van de Nuclear Planning Group.\n\nHavens\n\n{_TEXT}"
    )
    assert [title for title, _ in told(text) if title] == [
        "NAVO-Oekraïne Commissie",
        "NAVO-Rusland Raad",
        "Nuclear Planning Group",
    ]


def test_headings_win_over_the_same_points_in_an_opening() -> None:
    more = "The meeting covered discussions on harbours, the sale of beaches and dunes."
    text = f"{_ENGLISH.format(more=more)}Harbours\n\n{_SAID}"
    assert points(text) == ["Harbours", "sale of beaches", "dunes"]


def test_an_opening_of_which_headings_repeat_nothing_announces_nothing() -> None:
    more = "The meeting covered the sale of beaches and dunes."
    assert points(f"{_ENGLISH.format(more=more)}Harbours\n\n{_SAID}") == ["Harbours"]


def test_what_stands_behind_a_meal_in_its_paragraph_is_spoken_of_over_it() -> None:
    text = (
        f"{_NATO}Havens\n\nBij het werkdiner was de gastheer van de bijeenkomst aanwezig. "
        f"Onderwerp van gesprek was de visserij.\n\nStranden\n\n{_TEXT}"
    )
    assert ("Werkdiner", ["visserij"]) in told(text)


def test_a_point_ends_before_what_it_includes_and_whom_it_is_with() -> None:
    more = (
        "Ministers discussed fisheries including mussels, relations with the Ruritanian Foreign "
        "Minister Anna Bee, the sale of beaches and jointly, with Development Ministers, dunes."
    )
    assert points(_ENGLISH.format(more=more)) == [
        "fisheries",
        "relations",
        "sale of beaches",
        "dunes",
    ]


def test_names_within_one_point_stay_together() -> None:
    more = "Ministers discussed harbours and the floods in Ruritania, Freedonia and Sylvania."
    text = _ENGLISH.format(more=more)
    assert points(text) == ["harbours", "floods in Ruritania, Freedonia and Sylvania"]


def test_a_footnote_mark_does_not_hide_the_agenda() -> None:
    text = (
        f"{_NATO}Op de agenda1 van de bijeenkomst staan de volgende onderwerpen: de visserij, het "
        "strandbeheer en de duinen.\n"
    )
    assert points(text) == ["visserij", "strandbeheer", "duinen"]


def test_what_comes_up_keeps_no_verb() -> None:
    text = (
        f"{_NATO}Tijdens de bijeenkomst zal de stand van zaken rondom de visserij aan de orde "
        "komen. De ministers bespreken het strandbeheer, waarbij met name de duinen.\n"
    )
    assert points(text) == ["visserij", "strandbeheer"]


def test_a_council_by_two_names_is_one() -> None:
    text = (
        f"{_NATO}Op 13 mei komen de NAVO-Rusland Raad (NRR) en de Euro-Atlantische Partnerschaps "
        "Raad (EAPR) bijeen.\n\n"
    )
    titles = [title for title, _ in told(text) if title]
    assert titles == ["NAVO-Rusland Raad", "Euro-Atlantische Partnerschaps Raad"]


def test_the_agenda_of_another_meeting_may_be_a_point() -> None:
    text = (
        "Geannoteerde agenda Raad Algemene Zaken van 21 september 2021\n\n"
        "Op 21 september 2021 vindt in Brussel een Raad Algemene Zaken plaats. Op de agenda van de "
        "Raad staan de volgende onderwerpen: havens, de geannoteerde agenda van de Europese Raad "
        f"van 21 oktober 2021 en stranden.\n\nHavens\n\n{_TEXT}"
    )
    paper = reader.read_paper(text.encode(), name="paper.txt", opinions=())
    assert [one.id for one in paper.reading.meetings] == ["eu-gac-2021-09-21"]


def test_what_was_spoken_of_stands_beside_the_headings_for_some_of_it() -> None:
    text = (
        f"{_ENGLISH.format(more='Foreign Ministers discussed harbours, beaches and dunes.')}"
        f"Harbours\n\n{_SAID}"
    )
    assert points(text) == ["Harbours", "beaches", "dunes"]
