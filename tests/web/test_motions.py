"""Pages of motions and of the cycle of a meeting: each word rests on a statement in view."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import pytest

from inzet.vocabulary.parliament import (
    Appreciation,
    Debate,
    DebateForm,
    Execution,
    Motion,
    MotionAppreciated,
    MotionCarriedOut,
    MotionVoted,
    Mover,
    Parliamentary,
    Result,
    Stage,
)
from inzet.web.app import create_app
from inzet.web.words import LANGUAGES, catalogue
from tests.meetings.cycle.planting import tell
from tests.web.client import Client
from tests.web.workspace import AGENDA_MEETING, Workspace

CABLES = "kst-28676-901"
DRILL = "kst-28676-902"
ASKS = "verzoekt de regering een register van kabels te bepleiten"
AFTER = "known_on=2027-12-31"
AROUND = f"/meetings/{AGENDA_MEETING}"
TOLD: list[tuple[str, Parliamentary]] = [
    (
        "2027-06-02",
        Debate(
            on="2027-06-02",
            form=DebateForm.COMMITTEE,
            committee="Defensie",
            subject="NAVO-ministers van Defensie",
        ),
    ),
    (
        "2027-06-03",
        Motion(
            motion=CABLES,
            title="Motie over een register van kabels",
            movers=(Mover(name="Jansen", group="ABC"), Mover(name="De Vries", group="XYZ")),
            on="2027-06-03",
            dictum=ASKS,
        ),
    ),
    (
        "2027-06-03",
        MotionAppreciated(motion=CABLES, appreciation=Appreciation.LEFT_TO_PARLIAMENT),
    ),
    (
        "2027-06-05",
        MotionVoted(
            motion=CABLES,
            result=Result.ADOPTED,
            on="2027-06-05",
            in_favour=("ABC", "XYZ"),
            against=("QRS",),
        ),
    ),
    ("2027-06-03", Motion(motion=DRILL, title="Motie over een oefening", on="2027-06-03")),
    ("2027-06-05", MotionVoted(motion=DRILL, result=Result.REJECTED, on="2027-06-05")),
]


@pytest.fixture
def debated(workspace: Workspace) -> Workspace:
    """The workspace, with two motions, a debate and votes told beside its papers."""
    with workspace.open() as record:
        for said, content in TOLD:
            tell(record, content, said=said, meeting=AGENDA_MEETING)
    return workspace


def test_the_board_says_what_is_known_and_what_is_not(debated: Workspace, desk: Client) -> None:
    board = desk.get(f"/motions?lang=en&{AFTER}").text
    assert "Motie over een register van kabels" in board
    assert '<span class="tag kept">adopted</span>' in board
    assert '<span class="tag lapsed">rejected</span>' in board
    assert "left to parliament" in board
    cells = board.count(">unknown until a paper says so</td>")
    assert cells == 1, "of the adopted motion alone"
    only = desk.get(f"/motions?standing=open&format=json&{AFTER}").json()
    assert [each["id"] for each in only["motions"]] == [CABLES]
    assert desk.get("/motions?standing=lost").status_code == 400


def test_known_on_a_day_before_the_vote_nothing_is_said_of_it(
    debated: Workspace, desk: Client
) -> None:
    page = desk.get(f"/motions/{CABLES}?known_on=2027-06-04&lang=en").text
    assert "vote unknown" in page
    assert "QRS" not in page
    later = desk.get(f"/motions/{CABLES}?known_on=2027-06-06&lang=en").text
    assert "adopted" in later
    assert "QRS" in later


def test_a_motion_that_was_carried_out_says_by_which_words(
    debated: Workspace, desk: Client
) -> None:
    with debated.open() as record:
        done = MotionCarriedOut(motion=CABLES, state=Execution.DONE, how="The register is there.")
        tell(record, done, said="2027-06-15")
    page = desk.get(f"/motions/{CABLES}?lang=en&{AFTER}").text
    assert "What papers say was done with it" in page
    assert "unknown until a paper says so" not in page


def test_the_meeting_shows_its_cycle_in_the_language_of_who_looks(
    debated: Workspace, desk: Client
) -> None:
    page = desk.get(f"{AROUND}?lang=nl&{AFTER}").text
    assert "Rond de bijeenkomst in het parlement" in page
    assert f"/motions/{CABLES}" in page
    assert "Commissiedebat" in page
    whole = desk.get(f"{AROUND}/cycle?lang=nl&{AFTER}")
    assert whole.status_code == 200
    assert "oordeel Kamer" in whole.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_said_of_a_motion_has_words(language: str) -> None:
    known = catalogue(language)
    families: dict[str, Iterable[StrEnum]] = {
        "motion.appreciation": Appreciation,
        "motion.result": Result,
        "motion.execution": Execution,
        "discussion": DebateForm,
        "stage": (each for each in Stage if each is not Stage.MEETING),
    }
    for family, members in families.items():
        for each in members:
            assert f"{family}.{each.value.replace(' ', '-')}" in known


def test_who_may_not_read_it_sees_no_motion(debated: Workspace, tmp_path: Path) -> None:
    outside = Client(create_app(debated.open, reader="PUBLIC"))
    assert CABLES not in outside.get(f"/motions?{AFTER}").text
    hidden, never = (
        outside.get(f"/motions/{name}?lang=en&{AFTER}") for name in (CABLES, "kst-28676-999")
    )
    assert hidden.status_code == never.status_code == 404
    assert hidden.text.replace(CABLES, "") == never.text.replace("kst-28676-999", "")
    page = outside.get(f"{AROUND}?lang=en&{AFTER}").text
    assert "kabels te bepleiten" not in page
    assert "Motie" not in page
