"""Motions and votes of houses that give motions no number."""

from __future__ import annotations

import pytest

from tests.reading.parliament.reading import english


def commons(outcome: str) -> str:
    return f"""House of Commons

Wednesday 5 June 2019

Mary Bloggs (Newtown) (Lab): I beg to move, That this House notes that cod is scarce; and calls on
the Government to seek a fund.

The Minister for Fisheries (John Doe): I hear my hon. Friend. Her Majesty's Government have no view.

{outcome}
"""


MOTION = "motion-mary-bloggs-2019-06-05"


def test_a_motion_is_named_by_who_moves_it_and_the_day() -> None:
    assert english(commons(""), "motion") == [
        {
            "motion": MOTION,
            "movers": [{"name": "Mary Bloggs", "group": "Labour"}],
            "on": "2019-06-05",
            "dictum": "That this House notes that cod is scarce; and calls on the Government to "
            "seek a fund.",
        }
    ]


@pytest.mark.parametrize(
    ("outcome", "result"),
    [
        ("Question put and agreed to.", "adopted"),
        ("Question accordingly negatived.", "rejected"),
        ("Motion, by leave, withdrawn.", "withdrawn"),
    ],
)
def test_what_became_of_it(outcome: str, result: str) -> None:
    assert english(commons(outcome), "vote") == [
        {"motion": MOTION, "result": result, "on": "2019-06-05"}
    ]


def test_a_division_gives_the_seats() -> None:
    outcome = (
        "Question put.\n\nThe House divided: Ayes 210, Noes 290.\n\nQuestion accordingly negatived."
    )
    (vote,) = english(commons(outcome), "vote")
    assert (vote["result"], vote["seats_in_favour"], vote["seats_against"]) == (
        "rejected",
        210,
        290,
    )


def test_a_vote_on_an_amendment_is_none_on_the_motion() -> None:
    outcome = "Question put, That the amendment be made.\n\nQuestion accordingly negatived."
    assert english(commons(outcome), "vote") == []
    assert english(commons("Amendment put and declared lost."), "vote") == []


def test_a_motion_of_the_dail() -> None:
    text = """Dáil Éireann Debate - Wednesday, 12 July 2017

Fisheries: Motion

The following motion was moved by Deputy Mary Rourke on Tuesday, 11 July 2017:

That Dáil Éireann:

notes that cod is scarce;

calls on the Government to seek a fund for fishermen.

Minister for Fisheries (Deputy John Smith): I thank the Taoiseach.

Question put: "That the motion be agreed to."

The Dáil divided: Tá, 78; Níl, 54; Staon, 2.

Question declared carried.
"""
    (motion,) = english(text, "motion")
    assert motion["motion"] == "motion-mary-rourke-2017-07-11"
    assert motion["dictum"].endswith("calls on the Government to seek a fund for fishermen.")
    (vote,) = english(text, "vote")
    assert (vote["result"], vote["seats_in_favour"], vote["seats_against"]) == ("adopted", 78, 54)
