"""Promises: due when, and what is known of their keeping on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from inzet.meetings import Keeping, commitments
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import MeetingNotice
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


def test_the_soonest_comes_first_and_the_undated_last(planted: Planted) -> None:
    planted.paper("2020-09-14", statements=(promise(),))
    planted.paper("2020-09-15", statements=(promise(due_by="2020-12-31"),))
    planted.paper("2020-09-16", statements=(promise(due_by="2020-10-01"),))
    found = commitments(planted.view(), on=dt.date(2020, 9, 20))
    assert [each.due for each in found] == [dt.date(2020, 10, 1), dt.date(2020, 12, 31), None]
