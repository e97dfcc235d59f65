"""Requests for information: who is asked, who answered, what is due, as far as one may read."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.library import answer, ask, close, request, requests
from inzet.meetings.sources import today
from inzet.record import Record
from inzet.vocabulary.errors import (
    InputError,
    NotFound,
    NotOwner,
    ReferenceInward,
    UnknownValue,
)
from tests.library.partners import Partners, hand, practice, seen

SOON = (today() + dt.timedelta(days=5)).isoformat()
LATER = today() + dt.timedelta(days=9)


def asked(record: Record, *to: str, marking: str | None = None, **more: object) -> str:
    who = to or ("Allyland",)
    made = ask(
        record,
        record.reader(),
        hand(marking),
        question="How do you hear of damage?",
        to=who,
        **more,  # type: ignore[arg-type]
    )
    return str(made.identity)


def stands(record: Record, name: str, on: dt.date | None = None) -> str:
    return str(request(seen(record), name, on=on or today()).status)


def test_a_request_goes_to_who_is_asked_and_comes_back(both: Partners) -> None:
    name = asked(both.home, due=SOON, dossiers=["hybrid/undersea-infrastructure"])
    both.meet()
    mine = request(seen(both.ally), name[:12], on=today())
    assert mine.waits_for(both.ally.reader())
    assert not mine.is_of(both.ally.reader())
    assert (stands(both.ally, name), stands(both.ally, name, LATER)) == ("open", "overdue")
    item = practice(both.ally, "REL-BACK")
    given = answer(
        both.ally,
        both.ally.reader(),
        name,
        hand(),
        gives="part",
        text="By one number.",
        items=[item],
    )
    assert given.marking == "REL-BACK", "under what the asker reads"
    both.meet()
    back = request(seen(both.home), name, on=today())
    assert (back.status, back.asked[0].waits, back.is_of(both.home.reader())) == (
        "partly",
        True,
        True,
    )
    assert back.answers[0].content.items == (item,)
    answer(both.ally, both.ally.reader(), name, hand(), gives="whole", text="And by mail.")
    both.meet()
    assert stands(both.home, name, LATER) == "answered"
    assert requests(seen(both.home, "PUBLIC"), on=today()) == ()


def test_declined_closed_and_taken_back(both: Partners) -> None:
    declined, closed, gone = (asked(both.home) for _ in range(3))
    both.meet()
    answer(both.ally, both.ally.reader(), declined, hand(), gives="declined", text="Not ours.")
    with pytest.raises(NotOwner):
        close(both.ally, both.ally.reader(), gone, hand(), outcome="withdrawn", text="No.")
    close(both.home, both.home.reader(), closed, hand(), outcome="answered", text="By telephone.")
    close(both.home, both.home.reader(), gone, hand(), outcome="withdrawn", text="Moot.")
    both.meet()
    for record in (both.home, both.ally):
        assert [stands(record, each) for each in (declined, closed, gone)] == [
            "declined",
            "answered",
            "withdrawn",
        ]
    assert not request(seen(both.ally), gone, on=LATER).waits_for(both.ally.reader())


def test_who_could_not_read_it_is_not_asked(both: Partners) -> None:
    with pytest.raises(InputError, match="Allyland may not read"):
        asked(both.home, marking="INTERNAL")
    with pytest.raises(UnknownValue, match="Nowhere"):
        asked(both.home, "Nowhere")
    with pytest.raises(InputError, match="asks somebody"):
        ask(both.home, both.home.reader(), hand(), question="Why?", to=[])
    with pytest.raises(InputError, match="past"):
        asked(both.home, due="2020-01-01")
    inside = practice(both.home, "INTERNAL")
    with pytest.raises(ReferenceInward):
        asked(both.home, marking="REL-ALLY", about=inside)
    both.home.define_audience("REL-NARROW", [both.ally.organisation.id])
    assert request(seen(both.home), asked(both.home), on=today()).told.row.marking == "REL-NARROW"


def test_several_are_asked_and_each_answers_for_itself(both: Partners) -> None:
    name = asked(both.home, "Allyland", "Partnerland")
    both.meet()
    answer(both.ally, both.ally.reader(), name, hand(), gives="whole", text="So.")
    both.meet()
    found = request(seen(both.home), name, on=today())
    assert [each.waits for each in found.asked] == [False, True]
    assert found.status == "partly"


def test_nobody_answers_under_anothers_name(both: Partners) -> None:
    name = asked(both.home, marking="PUBLIC")
    false = Record.create(both.home.path.parent / "false.db", "Allyland")
    both.send(both.home, false)
    answer(false, false.reader(), name, hand("PUBLIC"), gives="whole", text="All is well.")
    both.send(false, both.home)
    found = request(seen(both.home), name, on=today())
    assert found.asked[0].answer is None, "two bear the name, and it is not the key that was asked"
    assert len(found.answers) == 1
    false.close()


def test_an_answer_shows_nobody_more_than_the_request(both: Partners) -> None:
    name = asked(both.home)
    both.meet()
    with pytest.raises(ReferenceInward):
        answer(both.ally, both.ally.reader(), name, hand("PUBLIC"), gives="whole", text="So.")
    inside = practice(both.ally, "INTERNAL")
    with pytest.raises(InputError, match="no audience of yours"):
        answer(
            both.ally, both.ally.reader(), name, hand(), gives="part", text="So.", items=[inside]
        )
    with pytest.raises(UnknownValue):
        answer(both.ally, both.ally.reader(), name, hand(), gives="some", text="So.")
    with pytest.raises(NotFound):
        request(seen(both.home, "PUBLIC"), name, on=today())
