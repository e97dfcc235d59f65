"""What belongs to the cycle of a meeting, and why."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from inzet.meetings import chain
from inzet.meetings.cycle import Cycle, cycle, waiting
from inzet.vocabulary.acts import Act
from inzet.vocabulary.parliament import (
    Consultation,
    Debate,
    DebateForm,
    Execution,
    Motion,
    MotionCarriedOut,
    PlaceInCycle,
    Stage,
)
from inzet.vocabulary.speakers import Speaker
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


def test_a_planned_debate_stands_in_the_cycle_before_it_is_held(planted: Planted) -> None:
    announced(planted)
    plan = Debate(on="2023-03-22T14:30", papers=(AGENDA,), number="2023A1")
    tell(planted.record, plan, said="2023-03-18")
    before = cycle(planted.view(), FMM.id, on=dt.date(2023, 3, 19))
    (discussion,) = before.discussions
    assert (discussion.on, discussion.paper) == (dt.date(2023, 3, 22), None)
    planted.paper(
        "2023-05-01",
        statements=(says(Debate(on="2023-03-22", number="2023A1")),),
        genre="report of a debate",
    )
    (held,) = of(planted).discussions
    assert held.paper is not None
    assert len(held.sources) == 2


def test_a_two_minute_debate_follows_the_debate_that_its_title_names(planted: Planted) -> None:
    announced(planted)
    planted.paper(
        "2023-03-22",
        statements=(says(Debate(on="2023-03-22", papers=(AGENDA,))),),
        genre="report of a debate",
    )
    quick = Debate(
        on="2023-03-29", form=DebateForm.TWO_MINUTE, subject="Tweeminutendebat Ministers (CD 22/03)"
    )
    planted.paper("2023-03-29", statements=(says(quick),), genre="report of a debate")
    tell(planted.record, Motion(motion="kst-28676-435", on="2023-03-29"), said="2023-03-29")
    found = of(planted)
    (placed,) = [each for each in found.papers if each.stage is Stage.TWO_MINUTE]
    assert placed.why == "follows what was discussed on 2023-03-22"
    assert [each.why for each in found.motions] == [
        "moved in the two-minute debate of 2023-03-29, in the same file"
    ]


def test_a_committee_that_debates_such_meetings_places_a_debate_of_which_nothing_else_is_told(
    planted: Planted,
) -> None:
    announced(planted)
    earlier = msgspec.structs.replace(
        FMM, id="nato-fmm-2022-11-29", from_="2022-11-29", to="2022-11-30"
    )
    planted.paper("2022-11-18", earlier, genre="annotated agenda", numbers=("kst-28676-400",))
    planted.paper(
        "2022-11-23",
        statements=(says(Debate(on="2022-11-23", committee="Europe", papers=("kst-28676-400",))),),
        genre="report of a debate",
    )
    planted.paper(
        "2023-03-22",
        statements=(says(Debate(on="2023-03-22", committee="Europe")),),
        genre="report of a debate",
    )
    planted.paper(
        "2023-03-23",
        statements=(says(Debate(on="2023-03-23", committee="Fisheries")),),
        genre="report of a debate",
    )
    (discussion,) = of(planted).discussions
    assert discussion.on == dt.date(2023, 3, 22)


def test_a_decision_note_goes_with_the_paper_it_says_it_goes_with(planted: Planted) -> None:
    announced(planted)
    asked = {
        "act": Act.CONTEXT,
        "content": {"kind": "decision asked", "paper": AGENDA},
        "holder": "asked",
    }
    note = planted.paper("2023-03-16", statements=(asked,), genre="decision note")
    assert (Stage.DECISION_NOTE, note) in stages(of(planted))
    near = planted.paper("2023-03-16", genre="decision note", title="about nothing here")
    assert near not in [each.paper.id for each in of(planted).papers]


def test_a_question_has_the_passage_that_answers_it(planted: Planted) -> None:
    announced(planted)
    question = {
        "act": Act.CONTEXT,
        "content": {"kind": "question", "answer": {"start": 0, "end": 7}},
        "holder": "VVD",
        "speaker": Speaker(role="group", group="VVD"),
    }
    unanswered = {**question, "content": {"kind": "question"}, "holder": "SP"}
    damaged = {**question, "content": {"kind": "question", "answer": "yes"}, "holder": "D66"}
    planted.paper(
        "2023-03-30",
        statements=(refers(AGENDA), question, unanswered, damaged),
        genre="report of a written consultation",
    )
    (discussion,) = of(planted).discussions
    answers = {each.row.holder: each.answer for each in discussion.questions}
    assert answers == {"VVD": "Een zin", "SP": None, "D66": None}
    assert {each.group for each in discussion.questions} == {"VVD"}


def test_a_promise_of_the_register_belongs_where_its_debate_does(planted: Planted) -> None:
    announced(planted)
    tell(
        planted.record,
        Debate(on="2023-03-22", papers=(AGENDA,), number="2023A1"),
        said="2023-03-18",
    )
    content = {"given": "oral", "to": "NLD", "debate": "2023A1", "number": "TZ202303-001"}
    promise = {"act": Act.COMMITMENT, "content": content, "holder": "the minister"}
    planted.paper("2023-03-25", statements=(promise,), genre="letter")
    (found,) = of(planted).promises
    assert found.number == "TZ202303-001"


def test_what_a_cycle_waits_for(planted: Planted) -> None:
    announced(planted)
    found = of(planted)
    (meeting,) = chain(planted.view())

    def stages_waited(on: dt.date) -> list[tuple[str, bool]]:
        asked = cycle(planted.view(), FMM.id, on=on)
        return [(str(each.stage), each.late) for each in waiting(asked, meeting, on=on)]

    assert stages_waited(dt.date(2023, 3, 20)) == [("debate", False), ("meeting", False)]
    assert stages_waited(dt.date(2023, 4, 20)) == [("debate", True), ("report", True)]
    planted.paper("2023-04-14", HELD, genre="minister's report")
    assert stages_waited(dt.date(2023, 4, 20)) == [("debate", True)]
    assert found.next is None


def test_what_has_no_day_is_waited_for_in_the_order_of_the_stages(planted: Planted) -> None:
    announced(planted)
    own = {"meeting": FMM.id}
    told: list[Any] = [
        Debate(on="2023-03-23", form=DebateForm.TWO_MINUTE, number="2023A2"),
        Debate(on="2023-03-22T14:30", form=DebateForm.COMMITTEE, number="2023A1"),
        Consultation(deadline="2023-03-21T12:00"),
    ]
    for content in told:
        tell(planted.record, content, said="2023-03-10", **own)
    tell(planted.record, Motion(motion="kst-28676-431"), said="2023-03-23", **own)
    (meeting,) = chain(planted.view())
    on = dt.date(2023, 4, 3)
    asked = cycle(planted.view(), FMM.id, on=on)
    waited = waiting(asked, meeting, on=on)
    assert [(str(each.stage), each.by and each.by.isoformat()) for each in waited] == [
        ("meeting", "2023-04-05"),
        ("written consultation", None),
        ("debate", None),
        ("two-minute debate", None),
        ("motion", None),
    ]
    begins = {each.stage: each.begins for each in asked.discussions}
    assert begins[Stage.DEBATE] == "2023-03-22T14:30"
    assert begins[Stage.TWO_MINUTE] is None


def test_what_a_paper_of_the_cycle_says_of_an_earlier_motion_settles_it(planted: Planted) -> None:
    done = MotionCarriedOut(motion="kst-28676-400", state=Execution.DONE, how="By this letter.")
    tell(planted.record, Motion(motion="kst-28676-400", on="2022-11-23"), said="2022-11-23")
    planted.paper(
        "2023-03-17",
        FMM,
        # The sentence that says so names the motion too: it is told once.
        statements=(says(done), refers("kst-28676-400")),
        genre="annotated agenda",
        numbers=(AGENDA,),
    )
    found = of(planted)
    assert [(each.what, each.of, each.judged) for each in found.settlements] == [
        ("motion", "kst-28676-400", True)
    ]
    assert [row.content["motion"] for row in found.settled] == ["kst-28676-400"]
