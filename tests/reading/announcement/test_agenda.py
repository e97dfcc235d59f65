"""Items and sessions as papers head them, where no session has a number."""

from __future__ import annotations

from inzet.reading.announcement.meetings import meetings
from inzet.reading.document import anchor_of
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions
from inzet.vocabulary.meetings import MeetingNotice

_FILL = "De Raad spreekt hierover en neemt mogelijk een besluit. Het kabinet steunt dat.\n"


def read(text: str) -> tuple[MeetingNotice, ...]:
    paper = structure(load(text.encode()))
    return meetings(paper, find_mentions(paper, anchor_of(paper)))


def programme(notice: MeetingNotice) -> list[tuple[str | None, str | None, list[str | None]]]:
    return [(one.title, one.on, [item.title for item in one.items]) for one in notice.sessions]


def test_chapters_of_an_agenda_are_sessions() -> None:
    (notice,) = read(
        "GEANNOTEERDE AGENDA OJCS-RAAD VAN 6 EN 7 JUNI 2013\n\n"
        f"DEEL JEUGD (6 juni)\n\n1. Werk voor jongeren\n\n{_FILL}\n2. Vrijwilligers\n\n{_FILL}\n"
        f"DEEL CULTUUR (7 juni)\n\n3. Films\n\n{_FILL}\n4. Diversen\n\n{_FILL}"
    )
    assert programme(notice) == [
        ("Jeugd", "2013-06-06", ["Werk voor jongeren", "Vrijwilligers"]),
        ("Cultuur", "2013-06-07", ["Films", "Diversen"]),
    ]


def test_what_every_agenda_begins_with_is_no_item() -> None:
    (notice,) = read(
        "Annotated agenda Environment Council, 4 March 2014\n\n"
        "Item 1. Adoption of the agenda\n\nItem 2. A-items\n\n"
        "Item 3. Forests\n\nThe Council will discuss forests. The Government supports this.\n\n"
        "Proposed position\n\nThe Government is in favour of the text as it stands.\n\n"
        "Item 4. Any other business\n\nThe Commission will speak on soil.\n"
    )
    assert programme(notice) == [(None, "2014-03-04", ["Forests", "Any other business"])]


def test_one_that_calls_itself_a_session_makes_its_neighbours_sessions() -> None:
    (notice,) = read(
        "Geannoteerde agenda NAVO-ministers van Defensie, Brussel, 4 en 5 juni 2014\n\n"
        f"Opleiding en training\n\n{_FILL}\nWerksessie: vervolg op de Top\n\n{_FILL}"
    )
    assert [one.title for one in notice.sessions] == [
        "Opleiding en training",
        "Werksessie: vervolg op de Top",
    ]


def test_without_such_a_heading_there_is_one_session_without_a_title() -> None:
    (notice,) = read(
        "Geannoteerde agenda NAVO-ministers van Defensie, Brussel, 4 en 5 juni 2014\n\n"
        f"Opleiding en training\n\n{_FILL}\nVerhouding met partners\n\n{_FILL}"
    )
    assert programme(notice) == [(None, None, ["Opleiding en training", "Verhouding met partners"])]


def test_a_letterhead_and_the_name_of_the_meeting_are_no_items() -> None:
    (notice,) = read(
        "MINISTRY OF EXAMPLES\nExample House, London\n\n5 July 2016\n\nDear Chairman,\n\n"
        "NATO DEFENCE MINISTERIAL, 14-15 JUNE 2016\n\n"
        "I promised an account of last month’s meeting of NATO Defence Ministers, held in Brussels "
        "on 14 and 15 June 2016, and I am glad to give it here in full.\n\n"
        "Deterrence\n\nMinisters agreed on the posture for the years to come.\n\n"
        "Resources\n\nMinisters discussed what each nation spends and on what.\n"
    )
    assert (notice.id, notice.place) == ("nato-dmm-2016-06-14", "Brussels")
    assert programme(notice) == [(None, None, ["Deterrence", "Resources"])]


def test_the_first_of_four_points_opens_no_part_of_the_paper() -> None:
    main, *_ = read(
        "Geannoteerde agenda RBZ Defensie en EDA-Bestuursraad, Brussel, 18 mei 2015\n\n"
        f"1. EDA-Bestuursraad\n\n{_FILL}\n2. Operaties\n\n{_FILL}\n3. Battlegroups\n\n{_FILL}"
    )
    assert [item.title for item in main.sessions[0].items] == [
        "EDA-Bestuursraad",
        "Operaties",
        "Battlegroups",
    ]
