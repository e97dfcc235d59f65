"""The chain: meetings put together from papers, linked to the last and to what they prepare."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.meetings import chain, meeting
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.meetings import MeetingLink, MeetingNotice, Participant, Session
from tests.meetings.planting import Planted


def council(day: str, **more: object) -> MeetingNotice:
    """A council of agriculture ministers on a day."""
    return MeetingNotice(
        **{
            "id": f"eu-agrifish-{day}",
            "name": "Agriculture and Fisheries Council",
            "body": "EU",
            "format": "agriculture ministers",
            "from_": day,
            "to": day,
            "place": "Luxembourg",
            **more,  # type: ignore[arg-type]
        }
    )


def test_the_meeting_before_is_found_by_its_month(planted: Planted) -> None:
    planted.paper("2020-05-25", council("2020-06-08"))
    planted.paper(
        "2020-09-14",
        council("2020-09-21", previous=MeetingLink(name="Agriculture Council", month="2020-06")),
    )
    june, september = chain(planted.view())
    assert (june.id, june.next) == ("eu-agrifish-2020-06-08", september.id)
    assert september.previous == june.id


def test_another_format_in_that_month_is_not_the_meeting_before(planted: Planted) -> None:
    planted.paper("2020-05-25", council("2020-06-08", id="eu-envi-2020-06-08", format="others"))
    planted.paper(
        "2020-09-14",
        council("2020-09-21", previous=MeetingLink(name="Agriculture Council", month="2020-06")),
    )
    ids = {each.id: each for each in chain(planted.view())}
    assert ids["eu-agrifish-2020-09-21"].previous == "eu-agrifish-2020-06"
    assert ids["eu-agrifish-2020-06"].mentioned_only
    assert ids["eu-envi-2020-06-08"].next is None


def test_what_a_meeting_prepares_stands_in_the_chain_before_its_own_paper_comes(
    planted: Planted,
) -> None:
    link = MeetingLink(
        name="Climate Summit Bonn", from_="2020-11-02", to="2020-11-03", place="Bonn"
    )
    planted.paper("2020-09-14", council("2020-09-21", prepares=link))
    council_, summit = chain(planted.view())
    assert council_.prepares == summit.id
    assert summit.prepared_by == (council_.id,)
    assert summit.mentioned_only
    assert summit.first == dt.date(2020, 11, 2)


def test_a_later_paper_fills_in_and_replaces_but_does_not_unsay(planted: Planted) -> None:
    announced = council(
        "2020-09-21",
        certainty="expected",
        sessions=(
            Session(number=1, on="2020-09-21", title="Vangstmogelijkheden"),
            Session(number=2, title="Landbouw"),
        ),
        participants=(Participant(party="NOR", capacity="guest"),),
    )
    held = council(
        "2020-09-21",
        place=None,
        certainty="held",
        sessions=(Session(number=1, certainty="held"),),
        participants=(Participant(party="GBR", capacity="guest"),),
    )
    planted.paper("2020-09-14", announced)
    planted.paper("2020-09-28", held)
    [one] = chain(planted.view())
    assert one.notice.certainty == "held"
    assert one.notice.place == "Luxembourg"
    assert [(each.number, each.title, each.certainty) for each in one.notice.sessions] == [
        (1, "Vangstmogelijkheden", "held"),
        (2, "Landbouw", "confirmed"),
    ]
    assert {each.party for each in one.notice.participants} == {"NOR", "GBR"}
    assert len(one.papers) == 2


def test_on_an_earlier_day_the_report_is_not_known_yet(planted: Planted) -> None:
    planted.paper("2020-09-14", council("2020-09-21", certainty="expected"))
    planted.paper("2020-09-28", council("2020-09-21", certainty="held"))
    [then] = chain(planted.view(known_on=dt.date(2020, 9, 20)))
    assert then.notice.certainty == "expected"
    assert chain(planted.view(known_on=dt.date(2020, 9, 1))) == []


def test_a_meeting_is_found_by_the_beginning_of_its_id(planted: Planted) -> None:
    planted.paper("2020-09-14", council("2020-09-21"), council("2020-10-19"))
    assert meeting(planted.view(), "eu-agrifish-2020-10").id == "eu-agrifish-2020-10-19"
    with pytest.raises(NotFound, match="eu-agrifish-2020-09-21, eu-agrifish-2020-10-19"):
        meeting(planted.view(), "eu-agrifish")
    with pytest.raises(NotFound, match="there is no meeting “nato”"):
        meeting(planted.view(), "nato")
