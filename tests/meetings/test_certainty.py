"""Whether a meeting takes place, or took place: as papers tell, and else unknown."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.meetings import chain, meeting
from inzet.meetings.meeting import certainty
from inzet.vocabulary.meetings import Certainty, MeetingLink, MeetingNotice, Session
from tests.meetings.planting import Planted
from tests.meetings.test_chain import council

MEETING, LAST = "eu-agrifish-2020-09-21", dt.date(2020, 9, 21)
AFTER = LAST + dt.timedelta(days=1)


@pytest.mark.parametrize("said", list(Certainty))
def test_that_its_day_has_passed_does_not_make_it_held(said: Certainty) -> None:
    settled = said in (Certainty.HELD, Certainty.CANCELLED)
    assert certainty(said, LAST, LAST) is said
    assert certainty(said, LAST, AFTER) is (said if settled else Certainty.UNKNOWN)
    assert certainty(said, None, AFTER) is said


def test_a_report_makes_it_held_from_when_it_is_known(planted: Planted) -> None:
    planted.paper("2020-09-14", council("2020-09-21", certainty="expected"))
    planted.paper("2020-09-28", council("2020-09-21", certainty="held"))
    now = meeting(planted.view(), MEETING)
    assert now.certainty(dt.date(2020, 9, 20)) is Certainty.HELD
    then = meeting(planted.view(known_on=AFTER), MEETING)
    assert then.certainty(LAST) is Certainty.EXPECTED
    assert then.certainty(AFTER) is Certainty.UNKNOWN


def test_what_only_announces_does_not_unsay_a_report_but_a_cancelling_does(
    planted: Planted,
) -> None:
    planted.paper("2020-09-28", council("2020-09-21", certainty="held"))
    planted.paper("2020-10-05", council("2020-09-21", certainty="confirmed"))
    assert meeting(planted.view(), MEETING).certainty(AFTER) is Certainty.HELD
    planted.paper("2020-10-06", council("2020-09-21", certainty="cancelled"))
    assert meeting(planted.view(), MEETING).certainty(AFTER) is Certainty.CANCELLED


def test_a_later_paper_that_calls_it_the_last_one_tells_that_it_was_held(planted: Planted) -> None:
    link = MeetingLink(name="Agriculture Council", month="2020-09")
    planted.paper("2020-09-14", council("2020-09-21"))
    planted.paper("2020-09-20", council("2020-10-19", previous=link))
    september, _ = chain(planted.view())
    assert september.past_in is None, "said before it was over"
    assert september.certainty(AFTER) is Certainty.UNKNOWN
    planted.paper("2020-10-12", council("2020-10-19", previous=link))
    september, october = chain(planted.view())
    assert september.certainty(AFTER) is Certainty.HELD
    assert september.past_in is not None
    assert september.past_in.said == dt.date(2020, 10, 12)
    assert october.certainty(AFTER) is Certainty.CONFIRMED


def test_a_meeting_that_is_only_named_is_expected_and_then_unknown(planted: Planted) -> None:
    link = MeetingLink(
        name="Climate Summit Bonn",
        from_="2020-11-02",
        to="2020-11-03",
        place="Bonn",
        format="heads of state and government",
    )
    planted.paper("2020-09-14", council("2020-09-21", prepares=link))
    summit = chain(planted.view())[-1]
    assert summit.notice.format == "heads of state and government"
    assert summit.certainty(dt.date(2020, 11, 3)) is Certainty.EXPECTED
    assert summit.certainty(dt.date(2020, 11, 4)) is Certainty.UNKNOWN


def test_a_session_is_as_sure_as_papers_make_it(planted: Planted) -> None:
    sessions = (
        Session(number=1, on="2020-09-21", certainty="held"),
        Session(number=2, on="2020-09-22", certainty="expected"),
        Session(number=3, certainty="cancelled"),
    )
    notice = MeetingNotice(
        id="eu-x-2020-09-21", name="X", from_="2020-09-21", to="2020-09-22", sessions=sessions
    )
    planted.paper("2020-09-14", notice)
    one = meeting(planted.view(), "eu-x-2020-09-21")
    told = [one.certainty_of(each, dt.date(2020, 9, 23)) for each in one.notice.sessions]
    assert told == ["held", "unknown", "cancelled"]
