"""Deadlines: how they are worded, bound to their event, and never invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.reading.contents.deadlines import Deadline, find_deadline
from inzet.vocabulary.times import first_day
from tests.reading.contents.saying import ALLIANCE, COUNCIL, paper


def _found(text: str, **more: object) -> Deadline | None:
    context = paper(text, **more)  # type: ignore[arg-type]
    return find_deadline(context.structured.sentences[0], context)


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        (
            "Vóór 1 juli zal ik uw Kamer informeren.",
            "Vóór 1 juli",
            {"due_before": "2019-07-01"},
        ),
        (
            "Ik zal u uiterlijk 14 juni 2019 berichten.",
            "uiterlijk 14 juni 2019",
            {"due_by": "2019-06-14"},
        ),
        (
            "De Kamer wordt uiterlijk eind september 2019 geïnformeerd.",
            "uiterlijk eind september 2019",
            {"due_by": "2019-09-30"},
        ),
        (
            "In september 2019 ontvangt uw Kamer een brief.",
            "In september 2019",
            {"due_on": "2019-09"},
        ),
        (
            "Uw Kamer ontvangt in het tweede kwartaal van 2020 een evaluatie.",
            "in het tweede kwartaal van 2020",
            {"due_by": "2020-06-30"},
        ),
        (
            "Voor het einde van het jaar kom ik hierop terug.",
            "Voor het einde van het jaar",
            {"due_by": "2019-12-31"},
        ),
        (
            "Binnen zes weken stuur ik u een reactie.",
            "Binnen zes weken",
            {"due_by": "2019-06-17"},
        ),
        (
            "Ik zal u in de tweede helft van oktober 2019 de verdeling sturen.",
            "in de tweede helft van oktober 2019",
            {"due_on": "2019-10"},
        ),
        (
            "Dat doe ik in de voortgangsbrief van juli 2019.",
            "in de voortgangsbrief van juli 2019",
            {"due_on": "2019-07"},
        ),
        ("Uw Kamer krijgt begin juni 2019 een brief.", "begin juni 2019", {"due_on": "2019-06"}),
        (
            "Binnen twee maanden stuur ik u een reactie.",
            "Binnen twee maanden",
            {"due_by": "2019-07-06"},
        ),
    ],
)
def test_a_date_that_is_said_becomes_a_day(text: str, words: str, days: dict[str, str]) -> None:
    found = _found(text)
    assert found is not None
    assert found.due["words"] == words
    assert found.days == days


@pytest.mark.parametrize(
    ("text", "words", "kind", "event"),
    [
        (
            "Voor het zomerreces zal ik u informeren.",
            "Voor het zomerreces",
            "before",
            "summer recess",
        ),
        ("Ik zal u voor de zomer informeren.", "voor de zomer", "before", "summer"),
        (
            "Nog voor de begrotingsbehandeling krijgt u een brief.",
            "Nog voor de begrotingsbehandeling",
            "before",
            "budget debate",
        ),
        ("Deze maand nog zal ik u berichten.", "Deze maand", "on", "deze maand"),
        ("Dit najaar kunt u een brief tegemoetzien.", "Dit najaar", "on", "dit najaar"),
        (
            "De nota gaat gelijktijdig met de Miljoenennota naar uw Kamer.",
            "gelijktijdig met de Miljoenennota",
            "on",
            "budget memorandum",
        ),
        ("Direct na de zomer praat ik u bij.", "Direct na de zomer", "after", "summer"),
        (
            "Uw Kamer krijgt jaarlijks voor Prinsjesdag een brief.",
            "voor Prinsjesdag",
            "before",
            "Budget Day",
        ),
        ("In het najaar zal ik u berichten.", "In het najaar", "on", "autumn"),
        ("Vóór de verkiezingen wordt u bericht.", "Vóór de verkiezingen", "before", "elections"),
        (
            "Uiterlijk twee weken voor de stemming wordt u bericht.",
            "Uiterlijk twee weken voor de stemming",
            "by",
            "2 weeks before vote",
        ),
    ],
)
def test_an_event_without_a_day_stays_without_one(
    text: str, words: str, kind: str, event: str
) -> None:
    found = _found(text)
    assert found is not None
    assert found.due == {kind: event, "words": words}
    assert found.days == {}


@pytest.mark.parametrize(
    ("text", "kind", "identity", "days"),
    [
        (
            "Voorafgaand aan de Europese Raad zal ik u informeren.",
            "before",
            "eu-euco-2019-06-20",
            {"due_before": "2019-06-20"},
        ),
        (
            "Vóór deze Raad zal ik u informeren.",
            "before",
            "eu-fac-2019-05-13",
            {"due_before": "2019-05-13"},
        ),
        (
            "Na afloop van de bijeenkomst zal het kabinet u berichten.",
            "after",
            "eu-fac-2019-05-13",
            {},
        ),
        (
            "Binnen drie weken na de vergadering doe ik uw Kamer verslag.",
            "after",
            "eu-fac-2019-05-13",
            {"due_by": "2019-06-03"},
        ),
        (
            "Vóór de Raad Algemene Zaken van 18 juni 2019 zal ik u informeren.",
            "before",
            "eu-gac-2019-06-18",
            {"due_before": "2019-06-18"},
        ),
    ],
)
def test_a_deadline_is_bound_to_the_meeting_it_names(
    text: str, kind: str, identity: str, days: dict[str, str]
) -> None:
    found = _found(text)
    assert found is not None
    assert kind in found.due
    assert found.due["meeting"] == identity
    assert found.days == days


def test_the_summit_is_the_one_that_the_meeting_prepares() -> None:
    found = _found(
        "Voorafgaand aan de top informeer ik u.", said_on="2006-05-30", meetings=(ALLIANCE,)
    )
    assert found is not None
    assert found.due["before"] == "NATO Summit Riga"
    assert found.days == {"due_before": "2006-11-28"}


def test_the_next_meeting_is_another_one_and_has_no_day() -> None:
    found = _found("Vóór de volgende Raad Buitenlandse Zaken zal ik u schriftelijk berichten.")
    assert found is not None
    assert found.due["before"] == "next Foreign Affairs Council"
    assert "meeting" not in found.due
    assert found.days == {}


@pytest.mark.parametrize(
    "text",
    [
        "Te zijner tijd zal ik uw Kamer informeren.",
        "Zo spoedig mogelijk ontvangt u een brief.",
        "Zodra de uitkomst bekend is, wordt u geïnformeerd.",
        "Ik zal u informeren over de inzet voor de top.",
        "Ik zal u berichten over de bijeenkomst in maart.",
        "Op deze vraag kom ik terug.",
        "Het kabinet zal u op de hoogte houden.",
        "Ik zal uw Kamer informeren over het plan voor 2021.",
    ],
)
def test_no_deadline_is_read_where_none_is_set(text: str) -> None:
    assert _found(text) is None


def test_without_the_papers_day_no_day_is_counted() -> None:
    found = _found("Binnen zes weken stuur ik u een reactie.", said_on=None)
    assert found is not None
    assert found.due["within"] == "6 weeks"
    assert found.days == {}


def test_the_words_given_as_a_hint_are_where_it_looks() -> None:
    text = "Vóór 1 juli valt het besluit en uiterlijk 1 augustus zal ik u berichten."
    context = paper(text)
    start = text.index("uiterlijk")
    one = find_deadline(
        context.structured.sentences[0], context, (start, start + len("uiterlijk 1 augustus"))
    )
    assert one is not None
    assert one.days == {"due_by": "2019-08-01"}


@given(
    st.sampled_from(["Vóór", "Uiterlijk", "Na afloop van", "Binnen", "In", "Tijdens", "Per"]),
    st.text(alphabet="abc deJuliRaad1234567890 -.,", max_size=60),
)
def test_whatever_is_said_the_days_are_dates_and_the_words_stand_in_the_text(
    opening: str, rest: str
) -> None:
    text = f"{opening} {rest} zal ik uw Kamer informeren."
    context = paper(text, meetings=(COUNCIL,))
    for one in context.structured.sentences:
        found = find_deadline(one, context)
        if found is None:
            continue
        assert found.due["words"] in one.text
        for day in found.days.values():
            first_day(day)
