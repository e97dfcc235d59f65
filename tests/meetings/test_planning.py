"""A meeting that is typed in stands in its chain, until a paper says more."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from inzet.meetings import chain, meeting, said_at
from inzet.meetings.cycle.desk import withdraw
from inzet.meetings.planning import plan
from inzet.meetings.sources import Hand, Source
from inzet.reading.intake import take
from inzet.record import Record
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue

AGENDA = """\
Geannoteerde agenda voor de NAVO-ministers van Buitenlandse Zaken, Brussel, 3 en 4 april 2030

Den Haag, 20 maart 2030

Op 3 en 4 april 2030 komen de NAVO-ministers van Buitenlandse Zaken bijeen in Brussel. Het kabinet \
vindt dat bondgenoten hun afspraken moeten nakomen.
"""
NEXT = (
    AGENDA.replace("3 en 4 april", "2 en 3 december")
    .replace("Brussel", "Oslo")
    .replace("20 maart", "20 november")
)
HAND = Hand(by="ann", source=Source(ground="The calendar of the organisation"))


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """A record with one agenda."""
    made = Record.create(tmp_path / "inzet.db", "Ministry")
    take(made, AGENDA.encode(), name="agenda.txt", marking="PUBLIC")
    return made


def planned(record: Record, **more: Any) -> str:
    """Plans the December meeting; the id of the meeting."""
    [first] = chain(record.view(record.reader()))
    days: dict[str, Any] = {"first": "2030-12-03", "last": "2030-12-04"} | more
    return plan(record, record.reader(), HAND, like=first.id, **days).of


def test_it_follows_the_last_one_of_its_chain(record: Record) -> None:
    name = planned(record, place="Madrid")
    view = record.view(record.reader())
    found = meeting(view, name)
    before = chain(view)[0]
    assert name == "nato-fmm-2030-12-03"
    assert (found.previous, before.next) == (before.id, found.id)
    assert (found.notice.body, found.notice.format) == (before.notice.body, before.notice.format)
    assert found.notice.place == "Madrid"
    assert not found.mentioned_only
    assert said_at(view, found) == []
    assert found.sources[0].rule == "person"


def test_it_does_not_tell_that_the_one_before_it_was_held(tmp_path: Path) -> None:
    made = Record.create(tmp_path / "past.db", "Ministry")
    past = AGENDA.replace("2030", "2020")
    take(made, past.encode(), name="agenda.txt", marking="PUBLIC")
    name = planned(made)
    found = meeting(made.view(made.reader()), name)
    assert found.previous is not None
    before = meeting(made.view(made.reader()), found.previous)
    assert before.certainty(dt.date(2031, 1, 1)) == "unknown"


def test_a_paper_that_announces_it_goes_before(record: Record) -> None:
    name = planned(record, first="2030-12-02", last="2030-12-03", place="Madrid")
    taken = take(record, NEXT.encode(), name="next.txt", marking="PUBLIC", not_same=True)
    found = meeting(record.view(record.reader()), name)
    assert found.notice.place == "Oslo"
    assert [paper.id for paper in found.papers] == [taken.paper_id]
    assert len(found.sources) == 2


def test_it_is_taken_back(record: Record) -> None:
    name = planned(record)
    row = meeting(record.view(record.reader()), name).sources[0]
    withdraw(record, record.reader(), row.identity, by="ann", ground="Postponed.")
    with pytest.raises(NotFound):
        meeting(record.view(record.reader()), name)


def test_others_see_it_only_where_it_is_for_them(record: Record) -> None:
    name = planned(record)
    assert meeting(record.view(record.reader("PUBLIC")), name).notice.certainty == "expected"
    hidden = Hand(by="ann", source=HAND.source, marking="INTERNAL")
    [first, _] = chain(record.view(record.reader()))
    other = plan(record, record.reader(), hidden, like=first.id, first="2031-04-01").of
    with pytest.raises(NotFound):
        meeting(record.view(record.reader("PUBLIC")), other)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"first": "2030-13-01"}, UnknownValue),
        ({"last": "2030-12-01"}, UnknownValue),
        ({"certainty": "perhaps"}, UnknownValue),
        ({"prepares": "nato-summit"}, NotFound),
    ],
)
def test_what_cannot_be_is_refused(
    record: Record, changed: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        planned(record, **changed)
    assert len(chain(record.view(record.reader()))) == 1


def test_it_has_a_source_and_a_writer(record: Record) -> None:
    [first] = chain(record.view(record.reader()))
    for hand in (Hand(by="ann"), Hand(by="", source=HAND.source)):
        with pytest.raises(InputError):
            plan(record, record.reader(), hand, like=first.id, first="2030-12-03")


def test_the_day_it_was_typed_in_is_when_it_was_said(record: Record) -> None:
    name = planned(record)
    row = meeting(record.view(record.reader()), name).sources[0]
    assert row.said == dt.datetime.now(dt.UTC).date()
