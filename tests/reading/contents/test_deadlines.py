"""Deadlines: how they are worded, bound to their event, and never invented."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.reading.contents.deadlines import Deadline, find_deadline
from inzet.reading.reader import read
from inzet.vocabulary.times import first_day
from tests.reading.contents.saying import ALLIANCE, COUNCIL, paper


def _found(text: str, **more: object) -> Deadline | None:
    context = paper(text, **more)  # type: ignore[arg-type]
    return find_deadline(context.structured.sentences[0], context)


_NEXT_WEEK = {"due_by": "2019-05-19"}
_TUESDAY = {"due_by": "2019-05-07"}


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
        ("Deze maand nog zal ik u berichten.", "Deze maand", {"due_on": "2019-05"}),
        ("Volgende maand zal ik u berichten.", "Volgende maand", {"due_on": "2019-06"}),
        ("Uw Kamer ontvangt deze week een brief.", "deze week", {"due_by": "2019-05-12"}),
        ("Uiterlijk volgende week kom ik hierop terug.", "Uiterlijk volgende week", _NEXT_WEEK),
        ("Uiterlijk dinsdag a.s. krijgt u bericht.", "Uiterlijk dinsdag a.s.", _TUESDAY),
        ("Aanstaande dinsdag krijgt u bericht.", "Aanstaande dinsdag", {"due_on": "2019-05-07"}),
        ("Eind mei zal ik u berichten.", "Eind mei", {"due_on": "2019-05"}),
        ("Nog vóór medio juni wordt u bericht.", "Nog vóór medio juni", {"due_by": "2019-06-30"}),
        (
            "Voor het einde van de maand bericht ik u.",
            "Voor het einde van de maand",
            {"due_by": "2019-05-31"},
        ),
        (
            "Voor het einde van het kwartaal bericht ik u.",
            "Voor het einde van het kwartaal",
            {"due_by": "2019-06-30"},
        ),
        (
            "In de tweede helft van 2019 bericht ik u.",
            "In de tweede helft van 2019",
            {"due_by": "2019-12-31"},
        ),
        ("In Q3 2019 bericht ik u.", "In Q3 2019", {"due_by": "2019-09-30"}),
        ("Tussen 1 en 15 juni bericht ik u.", "Tussen 1 en 15 juni", {"due_by": "2019-06-15"}),
        ("Ik bericht u in de week van 3 juni.", "in de week van 3 juni", {"due_by": "2019-06-09"}),
        ("Binnen een half jaar volgt een brief.", "Binnen een half jaar", {"due_by": "2019-11-06"}),
        (
            "Binnen twee weken na 1 juni volgt een brief.",
            "Binnen twee weken na 1 juni",
            {"due_by": "2019-06-15"},
        ),
        ("Begin volgend jaar bericht ik u.", "Begin volgend jaar", {"due_on": "2020"}),
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


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Binnen tien werkdagen ontvangt u een reactie.", {"within": "10 working days"}),
        ("Binnen enkele weken ontvangt u een reactie.", {"within": "enkele weken"}),
        ("In de komende maanden bericht ik u.", {"within": "de komende maanden"}),
        ("Komend najaar bericht ik u.", {"on": "komend najaar"}),
        ("In het vergaderjaar 2019-2020 bericht ik u.", {"on": "vergaderjaar 2019-2020"}),
        ("Bij de begroting voor 2020 bericht ik u.", {"on": "budget"}),
        ("Uiterlijk vrijdag bericht ik u.", {"by": "vrijdag"}),
    ],
)
def test_what_no_day_follows_from_has_none(text: str, due: dict[str, str]) -> None:
    found = _found(text)
    assert found is not None
    assert {key: value for key, value in found.due.items() if key != "words"} == due
    assert found.days == {}


@pytest.mark.parametrize(
    ("text", "words", "due", "days"),
    [
        ("We will write by the end of May.", "by the end of May", "by", {"due_by": "2019-05-31"}),
        ("I will report before the summer recess.", "before the summer recess", "before", {}),
        (
            "I will write within three weeks of the Council.",
            "within three weeks of the Council",
            "within",
            {"due_by": "2019-06-03"},
        ),
        (
            "I will write to you ahead of the European Council.",
            "ahead of the European Council",
            "before",
            {"due_before": "2019-06-20"},
        ),
        (
            "We will provide an update no later than 14 June 2019.",
            "no later than 14 June 2019",
            "by",
            {"due_by": "2019-06-14"},
        ),
        ("I will write to the House next month.", "next month", "on", {"due_on": "2019-06"}),
        ("I will write to you this week.", "this week", "on", {"due_by": "2019-05-12"}),
        (
            "We will report in the second half of 2019.",
            "in the second half of 2019",
            "on",
            {"due_by": "2019-12-31"},
        ),
        ("I will report back in Q3 2020.", "in Q3 2020", "on", {"due_by": "2020-09-30"}),
        ("I will write later this year.", "later this year", "on", {"due_on": "2019"}),
        ("We will publish it this autumn.", "this autumn", "on", {}),
        (
            "I will write again before the end of the year.",
            "before the end of the year",
            "by",
            {"due_by": "2019-12-31"},
        ),
        (
            "I will send it two weeks before the Council.",
            "two weeks before the Council",
            "by",
            {"due_by": "2019-04-29"},
        ),
        ("We will respond within ten working days.", "within ten working days", "within", {}),
        ("In the coming months we will report.", "In the coming months", "within", {}),
        ("Following the Council I will write.", "Following the Council", "after", {}),
        ("I will write next Tuesday.", "next Tuesday", "on", {"due_on": "2019-05-07"}),
        ("I will inform Parliament before Easter.", "before Easter", "before", {}),
        ("We will lay the list of ports by Easter.", "by Easter", "by", {}),
        ("I will write before the June Council.", "before the June Council", "before", {}),
        (
            "I will write before the House rises on 20 June.",
            "before the House rises on 20 June",
            "before",
            {"due_before": "2019-06-20"},
        ),
    ],
)
def test_english(text: str, words: str, due: str, days: dict[str, str]) -> None:
    found = _found(text, language="en")
    assert found is not None
    assert found.due["words"] == words
    assert due in found.due
    assert found.days == days


@pytest.mark.parametrize(
    "text",
    [
        "I will update the House in due course.",
        "We will write to you as soon as possible.",
        "We will write to you shortly.",
        "I will update the House on the outcome of the Council.",
        "I will set out our position at the Council.",
        "We may write to you.",
        "The letter from Mrs May will be published.",
        "A list of ports will be laid before the House.",
        "I will work on the list together with the Netherlands.",
        "We will pay between 0.15 and 0.20 per cent.",
    ],
)
def test_no_deadline_in_english_where_none_is_set(text: str) -> None:
    assert _found(text, language="en") is None


_TIMES = {
    # Words of a time, as the paper of 6 May 2019 means it: its first and last day, and how
    # precise a date that follows from it may be (figures of ISO 8601: day, month, year, none).
    "nl": [
        ("14 juni 2019", "2019-06-14", "2019-06-14", 10),
        ("14 juni", "2019-06-14", "2019-06-14", 10),
        ("juni 2019", "2019-06-01", "2019-06-30", 7),
        ("eind juni", "2019-06-01", "2019-06-30", 7),
        ("medio juni 2019", "2019-06-01", "2019-06-30", 7),
        ("begin 2020", "2020-01-01", "2020-12-31", 4),
        ("2020", "2020-01-01", "2020-12-31", 4),
        ("volgende maand", "2019-06-01", "2019-06-30", 7),
        ("volgende week", "2019-05-13", "2019-05-19", 0),
        ("het derde kwartaal van 2019", "2019-07-01", "2019-09-30", 0),
        ("de tweede helft van 2019", "2019-07-01", "2019-12-31", 0),
        ("Q4 2019", "2019-10-01", "2019-12-31", 0),
        ("de zomer", None, None, 0),
        ("het najaar van 2019", None, None, 0),
        ("het zomerreces", None, None, 0),
        ("het vergaderjaar 2019-2020", None, None, 0),
        ("Prinsjesdag", None, None, 0),
        ("de komende maanden", None, None, 0),
    ],
    "en": [
        ("14 June 2019", "2019-06-14", "2019-06-14", 10),
        ("June 2019", "2019-06-01", "2019-06-30", 7),
        ("late June", "2019-06-01", "2019-06-30", 7),
        ("early 2020", "2020-01-01", "2020-12-31", 4),
        ("next month", "2019-06-01", "2019-06-30", 7),
        ("next week", "2019-05-13", "2019-05-19", 0),
        ("the third quarter of 2019", "2019-07-01", "2019-09-30", 0),
        ("the second half of 2019", "2019-07-01", "2019-12-31", 0),
        ("Q4 2019", "2019-10-01", "2019-12-31", 0),
        ("the summer", None, None, 0),
        ("the autumn of 2019", None, None, 0),
        ("the summer recess", None, None, 0),
        ("the coming months", None, None, 0),
    ],
}
_OPENINGS = {
    "nl": ["Vóór", "Nog vóór", "Uiterlijk", "Uiterlijk in", "In", "Voor", "Na", "Rond", "Tegen"],
    "en": ["Before", "Ahead of", "No later than", "By", "In", "After", "During", "Around"],
}
_REST = {"nl": "zal ik uw Kamer informeren.", "en": "I will write to the House."}


@pytest.mark.parametrize("language", ["nl", "en"])
@given(data=st.data())
@settings(deadline=None, max_examples=150)
def test_a_due_day_is_never_more_precise_than_the_words(language: str, data: st.DataObject) -> None:
    opening = data.draw(st.sampled_from(_OPENINGS[language]))
    time, first, last, precision = data.draw(st.sampled_from(_TIMES[language]))
    text = f"{opening} {time} {_REST[language]}"
    found = _found(text, language=language)
    if found is None:
        return
    assert found.due["words"] in text
    assert set(found.days) <= {"due_before", "due_by", "due_on"}
    if first is None:
        assert found.days == {}
    # A day at the edge of the time that is worded; nothing inside it is known.
    assert found.days.get("due_by", last) == last
    assert found.days.get("due_before", first) == first
    on = found.days.get("due_on")
    if on is not None:
        assert len(on) <= precision
        assert str(first).startswith(on)


@pytest.mark.parametrize("event", ["het arrest", "publicatie", "die beslissing"])
def test_an_event_of_ten_letters_is_no_day(event: str) -> None:
    found = _found(f"Het kabinet zal uw Kamer binnen zes weken na {event} informeren.")
    assert found is not None
    assert not found.days


_SAMPLES = [
    one.name
    for one in sorted(files("inzet.samples").iterdir(), key=lambda entry: entry.name)
    if one.name.endswith((".txt", ".html"))
]


@pytest.mark.parametrize("name", _SAMPLES)
def test_the_words_of_a_deadline_stand_in_the_quote(name: str) -> None:
    data = (files("inzet.samples") / name).read_bytes()
    for one in read(data, name=name)[1].statements:
        due = one.content.get("due")
        if due is None:
            assert not {"due_before", "due_by", "due_on"} & one.content.keys()
        else:
            assert due["words"] in one.quote


@pytest.mark.parametrize(
    "text", ["Wij zullen u jaar na jaar informeren.", "Stap voor stap zal ik u informeren."]
)
def test_a_word_on_both_sides_of_a_preposition_tells_no_day(text: str) -> None:
    assert _found(text) is None
