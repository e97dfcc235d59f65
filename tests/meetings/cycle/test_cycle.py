"""What belongs to the cycle of a meeting, and why."""

from __future__ import annotations

import datetime as dt

from inzet.meetings.cycle import Cycle, cycle
from inzet.vocabulary.acts import Act
from inzet.vocabulary.parliament import (
    Consultation,
    Debate,
    DebateForm,
    Motion,
    PlaceInCycle,
    Stage,
)
from tests.meetings.cycle.planting import DMM, FMM, HELD, refers, says, tell
from tests.meetings.planting import Planted

ON = dt.date(2023, 12, 31)
AGENDA = "kst-28676-429"


def of(planted: Planted, meeting: str = FMM.id) -> Cycle:
    return cycle(planted.view(), meeting, on=ON)


def stages(found: Cycle) -> list[tuple[Stage, str]]:
    return [(each.stage, each.paper.id) for each in found.papers]


def announced(planted: Planted) -> str:
    return planted.paper("2023-03-17", FMM, genre="annotated agenda", numbers=(AGENDA,))


def test_agenda_debate_motion_and_report_in_their_order(planted: Planted) -> None:
    agenda = announced(planted)
    report = planted.paper("2023-04-14", HELD, genre="minister's report")
    debate = planted.paper(
        "2023-05-01",
        statements=(
            says(Debate(on="2023-03-22", committee="Foreign Affairs", papers=(AGENDA,))),
            says(Motion(motion="kst-28676-431", on="2023-03-22")),
        ),
        genre="report of a debate",
    )
    found = of(planted)
    assert stages(found) == [
        (Stage.AGENDA, agenda),
        (Stage.DEBATE, debate),
        (Stage.REPORT, report),
    ]
    assert [each.why for each in found.papers] == [
        "announces the meeting",
        "has kst-28676-429 on its agenda",
        "reports the meeting",
    ]
    (discussion,) = found.discussions
    assert (discussion.on, discussion.form) == (dt.date(2023, 3, 22), DebateForm.COMMITTEE)
    assert [(each.id, each.why) for each in found.motions] == [
        ("kst-28676-431", "moved in the debate of 2023-03-22")
    ]


def test_a_consultation_that_refers_to_the_agenda_has_its_deadline(planted: Planted) -> None:
    announced(planted)
    told = Consultation(deadline="2023-03-24T12:00", committee="Foreign Affairs")
    planted.paper(
        "2023-03-30",
        statements=(refers(AGENDA), says(told)),
        genre="report of a written consultation",
    )
    (discussion,) = of(planted).discussions
    assert discussion.stage is Stage.CONSULTATION
    assert discussion.form is None
    assert discussion.deadline == "2023-03-24T12:00"


def test_what_fits_two_meetings_goes_to_none_and_is_listed_with_both(planted: Planted) -> None:
    announced(planted)
    planted.paper("2023-03-17", DMM, genre="annotated agenda", numbers=("kst-28676-430",))
    both = planted.paper(
        "2023-03-22",
        statements=(refers(AGENDA), refers("kst-28676-430")),
        genre="report of a debate",
    )
    for meeting in (FMM.id, DMM.id):
        found = of(planted, meeting)
        assert found.discussions == ()
        (left,) = found.unplaced
        assert left.paper is not None
        assert left.paper.id == both
        assert {fit for fit, _ in left.fits} == {FMM.id, DMM.id}
    word = PlaceInCycle(paper=both, meeting=FMM.id, stage=Stage.DEBATE, ground="agreed", by="anna")
    tell(planted.record, word, said="2023-04-01", rule="person")
    found = of(planted)
    assert found.unplaced == () == of(planted, DMM.id).unplaced
    (placed,) = [each for each in found.papers if each.judged]
    assert placed.why == "by anna: agreed"
    assert len(found.discussions) == 1
    assert of(planted, DMM.id).discussions == ()


def test_a_person_takes_a_paper_out(planted: Planted) -> None:
    agenda = announced(planted)
    word = PlaceInCycle(paper=agenda, meeting=FMM.id, stage=Stage.AGENDA, belongs=False, by="anna")
    tell(planted.record, word, said="2023-04-01", rule="person")
    assert of(planted).papers == ()


def test_promises_are_those_made_in_the_papers_of_the_cycle(planted: Planted) -> None:
    promise = {"act": Act.COMMITMENT, "content": {"to": "NLD"}, "holder": "the cabinet"}
    planted.paper("2023-03-17", FMM, statements=(promise,), genre="annotated agenda")
    planted.paper("2023-03-18", statements=(promise,), genre="letter")
    assert len(of(planted).promises) == 1
