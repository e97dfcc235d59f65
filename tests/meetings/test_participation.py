"""Who sits in which session: what papers say, and who was a member on the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from inzet.meetings import Meeting, chain, meeting, participation
from inzet.meetings.participation import Change, member_since, members_between
from inzet.vocabulary.meetings import MeetingNotice, Participant, Session
from tests.meetings.planting import Planted

ALLIES = Participant(party="NATO members", capacity="member", count=28)
INVITED = Participant(party="MNE", capacity="invitee")


def council(**more: Any) -> Meeting:
    """NATO ministers on 5 and 6 June 2017; Montenegro became a member on the 5th."""
    notice = MeetingNotice(
        id="nato-fmm-2017-06-05",
        name="Foreign Ministers",
        body="NATO",
        format="foreign ministers",
        from_="2017-06-05",
        to="2017-06-06",
        **more,
    )
    return Meeting(notice=notice, sources=(), papers=())


def test_who_joins_on_a_day_was_no_member_as_it_began() -> None:
    day = dt.date(2017, 6, 5)
    found = members_between("NATO", day, day + dt.timedelta(days=1))
    assert found is not None
    assert len(found.opening) == 28
    assert "MNE" not in found.opening
    assert found.joined == (Change("MNE", day),)
    assert len(found.closing) == 29
    after = members_between("NATO", day + dt.timedelta(days=1), day + dt.timedelta(days=1))
    assert after is not None
    assert (len(after.opening), after.joined) == (29, ())


def test_who_leaves_counts_until_its_last_day() -> None:
    found = members_between("EU", dt.date(2020, 1, 31), dt.date(2020, 2, 1))
    assert found is not None
    assert (len(found.opening), found.left) == (28, (Change("GBR", dt.date(2020, 2, 1)),))
    assert members_between("no such body", dt.date(2020, 1, 31), dt.date(2020, 2, 1)) is None


def test_what_the_paper_says_stands_and_beside_it_what_held() -> None:
    sessions = (Session(number=1, on="2017-06-05"), Session(number=2, on="2017-06-06"))
    first, second = participation(council(participants=(ALLIES, INVITED), sessions=sessions))
    for seats, members in ((first, 28), (second, 29)):
        allies, invited = seats.delegations
        assert (allies.count, invited.capacity) == (28, "invitee")
        assert allies.members is not None
        assert len(allies.members.opening) == members
        assert invited.held == Change("MNE", dt.date(2017, 6, 5))
        assert {one.said_of for one in seats.delegations} == {"meeting"}


def test_a_session_without_a_day_is_on_the_days_of_its_meeting() -> None:
    [seats] = participation(council(participants=(ALLIES,), sessions=(Session(number=1),)))
    members = seats.delegations[0].members
    assert members is not None
    assert (members.first.day, members.last.day) == (5, 6)


def test_guests_come_for_their_own_session_or_it_is_not_told_which() -> None:
    guest = Participant(party="UKR", capacity="guest")
    partner = Participant(party="JPN", capacity="partner")
    sessions = (Session(number=1, participants=(guest,)), Session(number=2))
    told = participation(council(participants=(ALLIES, guest, partner), sessions=sessions))
    assert [(each.number, [one.party for one in each.delegations]) for each in told] == [
        (1, ["NATO members", "UKR"]),
        (2, ["NATO members"]),
        (None, ["JPN"]),
    ]
    assert list(told[0].by_capacity()) == ["member", "guest"]


def test_the_format_follows_from_who_is_at_the_table() -> None:
    guests = [
        (),
        (Participant(party="UKR", capacity="guest"), Participant(party="EU", capacity="guest")),
        tuple(Participant(party=code, capacity="partner") for code in ("JPN", "AUS")),
        (Participant(party="EU", capacity="guest"),),
    ]
    sessions = tuple(Session(number=n, participants=who) for n, who in enumerate(guests, 1))
    found = participation(council(participants=(ALLIES,), sessions=sessions))
    assert [each.format and each.format.setting for each in found] == [
        "NAC",
        "with Ukraine",
        "with partners",
        "with the EU",
    ]
    assert {each.format.level for each in found if each.format} == {"foreign ministers"}
    [unknown] = participation(council(sessions=(Session(number=1),)))
    assert unknown.format is not None
    assert unknown.format.setting is None


def test_a_meeting_whose_days_are_not_known_expands_nothing() -> None:
    notice = MeetingNotice(
        id="nato-fmm-2017", name="Ministers", body="NATO", from_="2017", participants=(ALLIES,)
    )
    [seats] = participation(Meeting(notice=notice, sources=(), papers=()))
    assert seats.delegations[0].members is None
    assert member_since("MNE", "NATO", dt.date(2017, 6, 4)) is None


def test_a_later_paper_adds_to_who_is_told(planted: Planted) -> None:
    for said, who in (("2017-05-20", ALLIES), ("2017-06-20", INVITED)):
        planted.paper(said, council(participants=(who,)).notice)
    [seats] = participation(meeting(planted.view(), "nato-fmm-2017-06-05"))
    assert [one.party for one in seats.delegations] == ["NATO members", "MNE"]
    assert len(chain(planted.view())) == 1
