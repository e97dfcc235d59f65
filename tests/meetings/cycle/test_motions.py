"""A motion as it stands on a day, out of every source that tells of it."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.meetings.cycle import motion, motions
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.parliament import (
    Appreciation,
    Execution,
    Motion,
    MotionAppreciated,
    MotionCarriedOut,
    MotionVoted,
    Mover,
    Result,
)
from tests.meetings.cycle.planting import refers, says, tell
from tests.meetings.planting import Planted

ON = dt.date(2023, 12, 31)
ID = "kst-28676-431"
MOVED = Motion(
    motion=ID,
    movers=(Mover(name="Jansen"), Mover(name="De Vries", group="VVD")),
    on="2023-03-22",
    dictum="verzoekt de regering iets te doen",
)


def moved(planted: Planted) -> None:
    """The motion's own paper."""
    planted.paper("2023-03-22", statements=(says(MOVED),), genre="motion", numbers=(ID,))


def test_a_motion_of_which_nothing_else_is_told_is_not_voted_on_and_not_carried_out(
    planted: Planted,
) -> None:
    moved(planted)
    (found,) = motions(planted.view(), on=ON)
    assert (found.id, found.moved_on) == (ID, dt.date(2023, 3, 22))
    assert (found.appreciation, found.result, found.execution) == (None, None, None)
    assert found.answered_in == ()
    assert not found.open
    assert found.paper is not None
    assert found.paper.numbers == (ID,)


def test_sources_of_the_same_motion_are_one_motion_however_its_number_is_written(
    planted: Planted,
) -> None:
    moved(planted)
    for written in ("28 676, nr. 431", "KST-28676-431"):
        vote = MotionVoted(motion=written, result=Result.ADOPTED, on="2023-03-28")
        tell(planted.record, vote, said="2023-03-28")
    (found,) = motions(planted.view(), on=ON)
    assert found.result is Result.ADOPTED
    assert found.open
    assert found.conflicts == ()


def test_held_over_and_then_voted_on_is_no_conflict(planted: Planted) -> None:
    moved(planted)
    for day, result in (("2023-03-28", Result.HELD_OVER), ("2023-05-09", Result.REJECTED)):
        tell(planted.record, MotionVoted(motion=ID, result=result, on=day), said=day)
    assert motion(planted.view(), "431", on=ON).result is Result.REJECTED
    assert motion(planted.view(), "431", on=ON).conflicts == ()
    assert motion(planted.view(), "431", on=dt.date(2023, 4, 1)).result is Result.HELD_OVER


def test_sources_that_differ_on_one_day_are_both_kept_and_it_is_told_which_was_used(
    planted: Planted,
) -> None:
    moved(planted)
    read = MotionVoted(motion=ID, result=Result.REJECTED, on="2023-03-28")
    planted.paper("2023-03-28", statements=(says(read),))
    tell(
        planted.record,
        MotionVoted(motion=ID, result=Result.ADOPTED, on="2023-03-28"),
        said="2023-03-28",
    )
    found = motion(planted.view(), ID, on=ON)
    assert found.result is Result.ADOPTED
    (conflict,) = found.conflicts
    assert conflict.what == "vote"
    assert len(conflict.others) == 1
    assert conflict.rule == "open data goes before what was read"


def test_it_is_carried_out_by_the_paper_that_says_so_and_answered_by_what_refers_to_it(
    planted: Planted,
) -> None:
    moved(planted)
    planted.paper("2023-03-22", statements=(refers(ID),))
    referring = planted.paper("2023-05-01", statements=(refers(ID),), genre="letter")
    assert motion(planted.view(), ID, on=ON).execution is None
    done = MotionCarriedOut(motion=ID, state=Execution.DONE, how="By letter.")
    telling = planted.paper("2023-06-01", statements=(says(done),), genre="letter")
    found = motion(planted.view(), ID, on=ON)
    assert found.execution is Execution.DONE
    assert [each.id for each in found.answered_in] == [referring, telling]
    assert motion(planted.view(), ID, on=dt.date(2023, 5, 31)).execution is None


def test_a_changed_motion_takes_the_place_of_another(planted: Planted) -> None:
    moved(planted)
    changed = Motion(motion="kst-28676-440", on="2023-03-29", replaces=ID)
    tell(planted.record, changed, said="2023-03-29")
    assert motion(planted.view(), ID, on=ON).replaced_by == "kst-28676-440"


def test_the_appreciation_says_how_the_motion_must_be_read(planted: Planted) -> None:
    moved(planted)
    content = MotionAppreciated(
        motion=ID, appreciation=Appreciation.LEFT_TO_PARLIAMENT, provided="within the budget"
    )
    planted.paper("2023-03-22", statements=(says(content),), genre="report of a debate")
    found = motion(planted.view(), ID, on=ON)
    assert found.appreciation is Appreciation.LEFT_TO_PARLIAMENT
    assert found.provided == "within the budget"


def test_an_unknown_motion_is_told_with_the_known_ones(planted: Planted) -> None:
    moved(planted)
    with pytest.raises(NotFound, match="kst-28676-431"):
        motion(planted.view(), "999", on=ON)


def test_a_motion_named_by_who_moved_it_is_that_of_its_file_and_else_nobody_s(
    planted: Planted,
) -> None:
    moved(planted)
    vote = MotionVoted(motion="motie-jansen", result=Result.ADOPTED, on="2023-03-28")
    planted.paper("2023-03-28", statements=(says(vote),), numbers=("kst-28676-450",))
    planted.paper("2023-05-01", statements=(refers("motie-jansen"),), numbers=("kst-28676-460",))
    found = motion(planted.view(), ID, on=ON)
    assert found.result is Result.ADOPTED
    assert len(found.answered_in) == 1
    away = MotionVoted(motion="motie-jansen", result=Result.REJECTED, on="2023-03-29")
    planted.paper("2023-03-29", statements=(says(away),), numbers=("kst-99999-1",))
    assert [each.id for each in motions(planted.view(), on=ON)] == [ID, "motie-jansen"]
    assert motion(planted.view(), ID, on=ON).result is Result.ADOPTED


def test_of_what_one_paper_tells_twice_the_last_counts(planted: Planted) -> None:
    moved(planted)
    first = MotionAppreciated(motion=ID, appreciation=Appreciation.UNTIMELY)
    last = MotionAppreciated(motion=ID, appreciation=Appreciation.ADVISED_AGAINST)
    planted.paper("2023-03-22", statements=(says(last, start=8), says(first)), genre="letter")
    found = motion(planted.view(), ID, on=ON)
    assert found.appreciation is Appreciation.ADVISED_AGAINST
    assert found.conflicts == ()


def test_what_somebody_knows_without_a_source_goes_last_and_is_shown_as_differing(
    planted: Planted,
) -> None:
    moved(planted)
    read = MotionVoted(motion=ID, result=Result.REJECTED, on="2023-03-28")
    planted.paper("2023-03-28", statements=(says(read),))
    heard = MotionVoted(motion=ID, result=Result.ADOPTED, on="2023-03-28")
    tell(planted.record, heard, said="2023-04-01", rule="person", identifier="judgement")
    found = motion(planted.view(), ID, on=ON)
    assert found.result is Result.REJECTED
    assert [each.rule for each in found.conflicts] == [
        "what has a source goes before what a person knows"
    ]
    tell(planted.record, heard, said="2023-04-02", rule="person")
    found = motion(planted.view(), ID, on=ON)
    assert found.result is Result.ADOPTED
    assert [each.rule for each in found.conflicts] == [
        "what a person typed in from a source goes before what was read"
    ]


def test_open_data_that_differs_from_what_was_said_is_shown_as_differing_whatever_its_day(
    planted: Planted,
) -> None:
    moved(planted)
    said = MotionAppreciated(motion=ID, appreciation=Appreciation.UNTIMELY)
    planted.paper("2023-03-22", statements=(says(said),))
    booked = MotionAppreciated(motion=ID, appreciation=Appreciation.ADVISED_AGAINST)
    tell(planted.record, booked, said="2023-03-30")
    found = motion(planted.view(), ID, on=ON)
    assert found.appreciation is Appreciation.ADVISED_AGAINST
    assert [each.rule for each in found.conflicts] == ["the later source goes first"]
