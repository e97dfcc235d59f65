"""What is on the table, with the dossiers that it and what was said on it are about."""

from __future__ import annotations

from typing import Any

from inzet.meetings import items, meeting, said_at
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import Item, Session
from tests.meetings.planting import TEXT, Planted
from tests.meetings.test_chain import council

MEETING = "eu-agrifish-2020-09-21"


def said(
    session: int | None, item: str | None, *dossiers: str, holder: str = "het kabinet"
) -> dict[str, Any]:
    """A position under an item of a session."""
    return {
        "act": Act.POSITION,
        "party": "NLD",
        "holder": f"{holder} {session} {item}",
        "meeting": MEETING,
        "session": session,
        "item": item,
        "dossiers": dossiers,
    }


def test_items_stand_in_order_each_with_its_dossiers(planted: Planted) -> None:
    sessions = (
        Session(
            number=1,
            items=(
                Item(title="Vis", dossiers=("watch/fish",)),
                Item(title="Vlees", dossiers=("watch/meat",)),
            ),
        ),
        Session(number=2, items=(Item(procedure="watch", dossiers=("watch/milk",)),)),
    )
    planted.paper(
        "2020-09-14",
        council("2020-09-21", sessions=sessions),
        statements=(
            said(1, "Vlees", "watch/meat", "watch/trade"),
            said(1, "Vis", "watch/cod"),
            said(1, "Rondvraag", "watch/eggs"),
            said(2, None, "watch/cheese"),
            said(None, None, "watch/all"),
        ),
    )
    view = planted.view()
    found = items(meeting(view, MEETING), said_at(view, meeting(view, MEETING)))
    assert [(one.session, one.title, one.dossiers, len(one.statements)) for one in found] == [
        (1, "Vis", ("watch/fish", "watch/cod"), 1),
        (1, "Vlees", ("watch/meat", "watch/trade"), 1),
        (1, "Rondvraag", ("watch/eggs",), 1),
        (2, None, ("watch/milk", "watch/cheese"), 1),
        (None, None, ("watch/all",), 1),
    ]


def test_a_topic_holds_what_its_sentence_says_and_nothing_twice(planted: Planted) -> None:
    topic = Item(title="de toestand", dossiers=("watch/mali",), quote=TEXT)
    session = Session(number=1, topics=(topic, topic))
    planted.paper(
        "2020-09-14",
        council("2020-09-21", sessions=(session,)),
        statements=(said(1, None, "watch/sahel"),),
    )
    view = planted.view()
    first, second = items(meeting(view, MEETING), said_at(view, meeting(view, MEETING)))
    assert (first.dossiers, len(first.statements)) == (("watch/mali", "watch/sahel"), 1)
    assert second.statements == ()
