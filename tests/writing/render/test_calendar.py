"""Calendars: what goes in comes out of another's reader, and nothing that is unknown is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icalendar
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.record import View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import InputError, NotFound
from inzet.vocabulary.meetings import Session
from inzet.vocabulary.parliament import Consultation, Debate, DebateForm
from inzet.writing.render import formats
from inzet.writing.render.calendar import Entry, Kind, calendar, written
from inzet.writing.render.calendar.entries import moment
from inzet.writing.render.printable import printable
from tests.meetings.cycle.planting import FMM, says, tell
from tests.meetings.planting import TEXT, Planted
from tests.strategies import days
from tests.writing import drafts
from tests.writing.strategies import hostile

ON = dt.date(2023, 3, 20)


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[Planted]:
    planting = Planted(tmp_path)
    yield planting
    planting.record.close()


def _parsed(data: bytes) -> dict[str, Any]:
    found = icalendar.Calendar.from_ical(data)
    assert not found.errors
    assert not any(each.errors for each in found.subcomponents)
    return {str(each["uid"]): each for each in found.subcomponents}


def _of(view: View, name: str = "nato-fmm-2023-04-04", language: str = "en") -> dict[str, Any]:
    return _parsed(calendar(view, name, on=ON, language=language))


# Entries as a file

_minutes = st.datetimes(dt.datetime(2022, 1, 1), dt.datetime(2025, 1, 1)).map(
    lambda each: each.replace(second=0, microsecond=0)
)
_lines = hostile.map(lambda each: printable(each).strip())


@st.composite
def _entries(draw: st.DrawFn) -> Entry:
    kind = draw(st.sampled_from(Kind))
    starts = draw(days | _minutes) if kind is Kind.EVENT else None
    first = starts.date() if isinstance(starts, dt.datetime) else starts
    return Entry(
        kind=kind,
        uid="x@inzet",
        summary=draw(_lines),
        category=draw(st.sampled_from(("Meeting", "Promise, kept"))),
        changed=dt.datetime.combine(draw(days), dt.time(), dt.UTC),
        starts=starts,
        ends=first + dt.timedelta(days=draw(st.integers(0, 5))) if first else None,
        due=draw(st.none() | days | _minutes) if kind is Kind.TASK else None,
        status=draw(st.sampled_from(("", "CANCELLED"))),
        description="\n".join(draw(st.lists(_lines.filter(bool), max_size=3))),
        place=draw(_lines),
        url=draw(st.sampled_from(("", "https://zoek.officielebekendmakingen.nl/kst-1-2"))),
        public=draw(st.booleans()),
    )


@settings(max_examples=150, deadline=None)
@given(_entries(), st.sampled_from(("nl", "en")))
def test_an_entry_comes_back_with_the_same_facts(entry: Entry, language: str) -> None:
    data = written([entry], name="M", language=language)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    back = _parsed(data)["x@inzet"]
    assert back.name == entry.kind.value
    assert str(back["summary"]) == entry.summary
    assert back["summary"].params["language"] == language
    assert str(back.get("description", "")) == entry.description
    assert str(back.get("location", "")) == entry.place
    assert str(back.get("status", "")) == entry.status
    assert str(back.get("url", "")) == entry.url
    assert back["class"] == ("PUBLIC" if entry.public else "CONFIDENTIAL")
    assert back.get("dtstart", None) is None or back.decoded("dtstart") == entry.starts
    assert ("dtstart" in back) == (entry.starts is not None)
    assert (back.decoded("due") if "due" in back else None) == entry.due
    if entry.starts is not None and not isinstance(entry.starts, dt.datetime):
        assert back.decoded("dtend") == (entry.ends or entry.starts) + dt.timedelta(days=1)
    assert data == written([entry], name="M", language=language)


@settings(deadline=None)
@given(days, days)
def test_a_later_version_has_a_higher_number(one: dt.date, other: dt.date) -> None:
    def version(day: dt.date) -> int:
        entry = Entry(kind=Kind.TASK, uid="x", summary="s", category="c",
                      changed=dt.datetime.combine(day, dt.time(), dt.UTC))  # fmt: skip
        return int(_parsed(written([entry], name="M", language="en"))["x"]["sequence"])

    assert (version(one) < version(other)) == (one < other)


@pytest.mark.parametrize("told", [None, "", "2023", "2023-04", "2023-13-01", "spring", "2023-W10"])
def test_what_is_no_full_day_is_no_moment(told: str | None) -> None:
    assert moment(told) is None


# From the record


def test_a_meeting_and_its_sessions_stand_on_their_days(planted: Planted) -> None:
    sessions = (
        Session(number=1, on="2023-04-04", title="With Ukraine"),
        Session(number=2, on="2023-04-05", certainty="expected"),
        Session(number=3, title="Without a day"),
    )
    planted.paper(
        "2023-03-17",
        msgspec.structs.replace(FMM, sessions=sessions, place="Brussels"),
        numbers=("kst-99999-20",),
        stamp="Retold sample",
    )
    found = _of(planted.view())
    whole = found["meeting-nato-fmm-2023-04-04@inzet"]
    assert whole.decoded("dtstart") == dt.date(2023, 4, 4)
    assert whole.decoded("dtend") == dt.date(2023, 4, 6)
    assert (whole["status"], whole["location"]) == ("CONFIRMED", "Brussels")
    assert whole["url"] == "https://zoek.officielebekendmakingen.nl/kst-99999-20"
    assert whole["class"] == "CONFIDENTIAL"
    lines = str(whole["description"]).split("\n")
    assert lines[0] == "Retold sample"
    assert f"“{TEXT}”" in lines
    assert any("Without a day" in line for line in lines)
    first = found["session-nato-fmm-2023-04-04-1@inzet"]
    assert first.decoded("dtstart") == dt.date(2023, 4, 4)
    assert first.decoded("dtend") == dt.date(2023, 4, 5)
    assert first["status"] == "CONFIRMED"
    assert first["related-to"] == whole["uid"]
    second = found["session-nato-fmm-2023-04-04-2@inzet"]
    assert second["status"] == "TENTATIVE"
    assert len(found) == 3


def test_after_its_days_nobody_knows_until_a_paper_tells(planted: Planted) -> None:
    planted.paper("2023-03-17", FMM)

    def status() -> str | None:
        data = calendar(planted.view(), FMM.id, on=dt.date(2023, 5, 1), language="nl")
        found = _parsed(data)[f"meeting-{FMM.id}@inzet"].get("status")
        return None if found is None else str(found)

    assert status() is None
    planted.paper("2023-04-20", msgspec.structs.replace(FMM, certainty="held"))
    assert status() == "CONFIRMED"
    planted.paper("2023-04-21", msgspec.structs.replace(FMM, certainty="cancelled"))
    assert status() == "CANCELLED"


def test_a_meeting_of_which_only_the_month_is_known_is_no_event(planted: Planted) -> None:
    planted.paper("2023-03-17", msgspec.structs.replace(FMM, from_="2023-04", to=None))
    with pytest.raises(NotFound, match="has a day yet"):
        _of(planted.view())


def _promise(**content: Any) -> dict[str, Any]:
    return {
        "act": Act.COMMITMENT,
        "rule": "a rule",
        "party": "NLD",
        "holder": str(sorted(content.items())),
        "meeting": FMM.id,
        "content": {"what": "to inform", **content},
    }


@pytest.mark.parametrize(
    ("content", "due", "told"),
    [
        ({"due_by": "2023-06-01"}, dt.date(2023, 6, 1), None),
        ({"due_before": "2023-07-11"}, dt.date(2023, 7, 10), None),
        ({"due_by": "2023-06"}, dt.date(2023, 6, 30), "between 1 June 2023 and 30 June 2023"),
        ({}, None, "The paper gives no deadline."),
    ],
)
def test_a_promise_is_a_task_with_its_deadline_or_none(
    planted: Planted, content: dict[str, Any], due: dt.date | None, told: str | None
) -> None:
    planted.paper("2023-03-17", FMM, statements=(_promise(**content),), genre="annotated agenda")
    tasks = [each for each in _of(planted.view()).values() if each.name == "VTODO"]
    assert len(tasks) == 1
    (task,) = tasks
    assert (task.decoded("due") if "due" in task else None) == due
    assert ("between" in task["description"]) == bool(told and "between" in told)
    assert told is None or told in task["description"]
    assert task["status"] == "NEEDS-ACTION"
    assert "dtstart" not in task


def test_a_debate_and_the_end_of_a_consultation(planted: Planted) -> None:
    planted.paper("2023-03-17", FMM, numbers=("2023D10976",), genre="annotated agenda")
    tell(
        planted.record,
        Debate(on="2023-03-22T14:30", form=DebateForm.COMMITTEE, number="2023A00001",
               committee="Foreign affairs", papers=("2023D10976",)),
        said="2023-03-18",
    )  # fmt: skip
    tell(
        planted.record,
        Consultation(deadline="2023-03-21T12:00", number="2023A00002", papers=("2023D10976",)),
        said="2023-03-18",
    )
    found = _of(planted.view(), language="nl")
    debate = found["debate-nato-fmm-2023-04-04-2023A00001@inzet"]
    assert debate.decoded("dtstart") == dt.datetime(2023, 3, 22, 14, 30)
    assert str(debate["summary"]).startswith("Commissiedebat")
    assert "Foreign affairs" in debate["description"]
    asked = found["written-consultation-nato-fmm-2023-04-04-2023A00002@inzet"]
    assert asked.decoded("due") == dt.datetime(2023, 3, 21, 12)
    assert asked["status"] == "NEEDS-ACTION"


def test_what_a_reader_may_not_see_is_in_no_calendar(planted: Planted) -> None:
    planted.paper("2023-03-17", FMM, marking="PUBLIC", numbers=("2023D10976",))
    outside = planted.record.view(planted.record.reader("PUBLIC"))
    before = calendar(outside, FMM.id, on=ON, language="en")
    hidden = Debate(on="2023-03-22", number="2023A00001", papers=("2023D10976",))
    tell(planted.record, hidden, said="2023-03-18")
    planted.paper("2023-03-18", msgspec.structs.replace(FMM, place="Secret"),
                  statements=(_promise(due_by="2023-06-01"), says(hidden)))  # fmt: skip
    outside = planted.record.view(planted.record.reader("PUBLIC"))
    assert calendar(outside, FMM.id, on=ON, language="en") == before
    assert b"Secret" in calendar(planted.view(), FMM.id, on=ON, language="en")
    assert b"CLASS:PUBLIC" in before


def test_the_registry_makes_the_calendar_of_the_meeting_of_a_draft(planted: Planted) -> None:
    planted.paper("2023-03-17", FMM)
    draft = drafts.agenda()
    wanted = formats.format_of(".ics")
    data = formats.render(draft, wanted, view=planted.view())
    on = dt.date.fromisoformat(draft.on)
    assert data == calendar(planted.view(), draft.meeting, on=on, language="nl")
    with pytest.raises(InputError, match="is no day"):
        formats.render(msgspec.structs.replace(draft, on="soon"), wanted, view=planted.view())
