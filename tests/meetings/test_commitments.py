"""Promises: due when, and what is known of their keeping on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from inzet.meetings import join
from inzet.meetings.commitments import Keeping, commitments, history
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import MeetingLink, MeetingNotice
from tests.meetings.planting import Planted


def promise(**content: Any) -> dict[str, Any]:
    """A promise of the Dutch government with this content."""
    return {"act": Act.COMMITMENT, "party": "NLD", "holder": "het kabinet", "content": content}


def bound_to(event: str) -> dict[str, Any]:
    """Due before a meeting, of which the paper knew the day."""
    due = {"before": "the council", "words": "voor de Raad", "meeting": event}
    return promise(due=due, due_before="2020-10-19")


@pytest.mark.parametrize(
    ("content", "on", "due", "keeping"),
    [
        ({"due_before": "2020-10-19"}, "2020-10-18", "2020-10-18", Keeping.OPEN),
        ({"due_before": "2020-10-19"}, "2020-10-19", "2020-10-18", Keeping.OVERDUE),
        ({"due_by": "2020-10-19"}, "2020-10-19", "2020-10-19", Keeping.OPEN),
        ({"due_by": "2020-10"}, "2020-11-01", "2020-10-31", Keeping.OVERDUE),
        ({}, "2099-01-01", None, Keeping.OPEN),
        ({"due": {"words": "te zijner tijd"}}, "2099-01-01", None, Keeping.OPEN),
    ],
)
def test_a_deadline_passes_and_no_deadline_never_does(
    planted: Planted, content: dict[str, Any], on: str, due: str | None, keeping: Keeping
) -> None:
    planted.paper("2020-09-14", statements=(promise(**content),))
    [one] = commitments(planted.view(), on=dt.date.fromisoformat(on))
    assert one.due == (dt.date.fromisoformat(due) if due else None)
    assert one.keeping is keeping


def test_a_deadline_moves_with_its_meeting(planted: Planted) -> None:
    notice = MeetingNotice(id="eu-envi-2020-10-19", name="Environment Council", from_="2020-10-19")
    planted.paper("2020-09-14", notice, statements=(bound_to("eu-envi-2020-10-19"),))
    moved = MeetingNotice(id="eu-envi-2020-10-19", name="Environment Council", from_="2020-10-23")
    planted.paper("2020-10-01", moved)
    today = dt.date(2020, 10, 20)
    [now] = commitments(planted.view(), on=today)
    [then] = commitments(planted.view(known_on=dt.date(2020, 9, 30)), on=today)
    assert (now.before, now.keeping) == (dt.date(2020, 10, 23), Keeping.OPEN)
    assert (then.before, then.keeping) == (dt.date(2020, 10, 19), Keeping.OVERDUE)


def notice(id_: str, from_: str, to: str | None = None) -> MeetingNotice:
    """A meeting that is announced."""
    return MeetingNotice(id=id_, name="Environment Council", from_=from_, to=to)


def promised(due: dict[str, str], **days: str) -> dict[str, Any]:
    """A promise bound to the council of October 2020."""
    return promise(due={"words": "…", "meeting": "eu-envi-2020-10-19", **due}, **days)


@pytest.mark.parametrize(
    ("due", "earliest", "latest"),
    [
        ({"before": "the council"}, "2020-10-18", "2020-10-18"),
        ({"by": "the council"}, "2020-10-19", "2020-10-19"),
        ({"on": "the council"}, "2020-10-19", "2020-10-20"),
        ({"after": "the council"}, "2020-10-20", None),
        ({"within": "2 weeks", "after": "the council"}, "2020-11-03", "2020-11-03"),
        ({"within": "3 months", "after": "the council"}, "2021-01-20", "2021-01-20"),
        ({"within": "some weeks", "after": "the council"}, "2020-10-20", None),
    ],
)
def test_a_deadline_follows_the_days_of_its_event(
    planted: Planted, due: dict[str, str], earliest: str, latest: str | None
) -> None:
    told = notice("eu-envi-2020-10-19", "2020-10-19", "2020-10-20")
    planted.paper("2020-09-14", told, statements=(promised(due),))
    [one] = commitments(planted.view(), on=dt.date(2020, 10, 1))
    assert one.due_earliest == dt.date.fromisoformat(earliest)
    assert one.due == (dt.date.fromisoformat(latest) if latest else None)


def test_an_event_of_which_only_the_month_is_known_gives_a_range(planted: Planted) -> None:
    content = {"due": {"before": "the council", "meeting": "eu-envi-2020-10"}}
    planted.paper(
        "2020-09-14", notice("eu-envi-2020-10", "2020-10"), statements=(promise(**content),)
    )
    [then] = commitments(planted.view(), on=dt.date(2020, 10, 20))
    assert (then.due_earliest, then.due) == (dt.date(2020, 9, 30), dt.date(2020, 10, 30))
    assert (then.before, then.due_is_day, then.keeping) == (None, False, Keeping.OPEN)
    planted.paper("2020-10-01", notice("eu-envi-2020-10-19", "2020-10-19"))
    [now] = commitments(planted.view(), on=dt.date(2020, 10, 20))
    assert (now.before, now.due) == (dt.date(2020, 10, 19), dt.date(2020, 10, 18))
    assert (now.due_event, now.keeping) == ("eu-envi-2020-10-19", Keeping.OVERDUE)


def test_two_meetings_in_its_month_leave_a_deadline_as_it_is(planted: Planted) -> None:
    content = {"due": {"before": "the council", "meeting": "eu-envi-2020-10"}}
    planted.paper(
        "2020-09-14", notice("eu-envi-2020-10", "2020-10"), statements=(promise(**content),)
    )
    planted.paper("2020-10-01", notice("eu-envi-2020-10-02", "2020-10-02"))
    planted.paper("2020-10-01", notice("eu-envi-2020-10-19", "2020-10-19"))
    [one] = commitments(planted.view(), on=dt.date(2020, 10, 20))
    assert (one.before, one.due) == (None, dt.date(2020, 10, 30))


def test_a_meeting_that_moved_under_another_id_moves_the_deadline_once_joined(
    planted: Planted,
) -> None:
    old, new = "eu-envi-2020-10-19", "eu-envi-2020-10-23"
    planted.paper("2020-09-14", notice(old, "2020-10-19"), statements=(bound_to(old),))
    planted.paper("2020-10-01", notice(new, "2020-10-23"))
    today = dt.date(2020, 10, 20)
    [apart] = commitments(planted.view(), on=today)
    assert (apart.due, apart.keeping) == (dt.date(2020, 10, 18), Keeping.OVERDUE)
    record = planted.record
    join(record, record.reader(), "meeting", old, new, ground="It moved.", by="ann")
    [joined] = commitments(planted.view(), on=today)
    assert (joined.due, joined.keeping) == (dt.date(2020, 10, 22), Keeping.OPEN)
    assert joined.due_event == new
    told = [(each.what, each.due and each.due[1]) for each in history(planted.view(), joined)]
    assert told == [
        ("promised", None),
        ("due", dt.date(2020, 10, 18)),
        ("due moved", dt.date(2020, 10, 22)),
    ]


def test_before_the_next_meeting_is_known_once_that_is_announced(planted: Planted) -> None:
    due = {"before": "next Environment Council", "words": "before the next Council"}
    content = {**promise(due=due), "meeting": "eu-envi-2020-10-19"}
    first = notice("eu-envi-2020-10-19", "2020-10-19")
    planted.paper("2020-10-25", first, statements=(content,))
    [then] = commitments(planted.view(), on=dt.date(2020, 12, 20))
    assert (then.due, then.due_event, then.keeping) == (None, None, Keeping.OPEN)
    link = MeetingLink(name="Environment Council", id="eu-envi-2020-10-19", from_="2020-10-19")
    following = msgspec.structs.replace(notice("eu-envi-2020-12-17", "2020-12-17"), previous=link)
    planted.paper("2020-12-01", following)
    [now] = commitments(planted.view(), on=dt.date(2020, 12, 20))
    assert (now.due, now.keeping) == (dt.date(2020, 12, 16), Keeping.OVERDUE)
    told = [(each.on, each.what) for each in history(planted.view(), now)]
    assert told == [(dt.date(2020, 10, 25), "promised"), (dt.date(2020, 12, 1), "due")]


def test_what_happened_to_a_promise_is_told_in_order(planted: Planted) -> None:
    planted.paper(
        "2020-09-14",
        notice("eu-envi-2020-10-19", "2020-10-19"),
        statements=(bound_to("eu-envi-2020-10-19"),),
    )
    planted.paper("2020-09-20", notice("eu-envi-2020-10-19", "2020-10-19"))
    planted.paper("2020-10-01", notice("eu-envi-2020-10-19", "2020-10-23"))
    view = planted.view()
    [one] = commitments(view, on=dt.date(2020, 10, 20))
    told = [(each.on, each.what, each.due and each.due[1]) for each in history(view, one)]
    assert told == [
        (dt.date(2020, 9, 14), "promised", None),
        (dt.date(2020, 9, 14), "due", dt.date(2020, 10, 18)),
        (dt.date(2020, 10, 1), "due moved", dt.date(2020, 10, 22)),
    ]
    before = planted.view(known_on=dt.date(2020, 9, 30))
    assert [each.what for each in history(before, one)] == ["promised", "due"]


def test_the_soonest_comes_first_and_the_undated_last(planted: Planted) -> None:
    planted.paper("2020-09-14", statements=(promise(),))
    planted.paper("2020-09-15", statements=(promise(due_by="2020-12-31"),))
    planted.paper("2020-09-16", statements=(promise(due_by="2020-10-01"),))
    found = commitments(planted.view(), on=dt.date(2020, 9, 20))
    assert [each.due for each in found] == [dt.date(2020, 10, 1), dt.date(2020, 12, 31), None]
