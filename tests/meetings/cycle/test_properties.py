"""Whatever came first, and whoever looks: the same cycle, and nothing by what one may not see."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.meetings.cycle import cycle, motions
from inzet.record import View
from inzet.vocabulary.parliament import (
    Appreciation,
    Debate,
    DebateForm,
    Motion,
    MotionAppreciated,
    MotionVoted,
    Mover,
    PlaceInCycle,
    Result,
    Stage,
)
from tests.meetings.cycle.planting import DMM, FMM, HELD, refers, says, tell
from tests.meetings.planting import Planted

ON = dt.date(2023, 12, 31)
AGENDA, OTHER, MOTION = "kst-28676-429", "kst-28676-430", "kst-28676-431"
VOTES = (Result.ADOPTED, Result.REJECTED)

ARRIVALS: tuple[Callable[[Planted, str], Any], ...] = (
    lambda to, m: to.paper(
        "2023-03-17", FMM, genre="annotated agenda", numbers=(AGENDA,), title="agenda", marking=m
    ),
    lambda to, m: to.paper(
        "2023-03-17",
        DMM,
        genre="annotated agenda",
        numbers=(OTHER,),
        title="other agenda",
        marking=m,
    ),
    lambda to, m: to.paper(
        "2023-04-14", HELD, genre="minister's report", title="report", marking=m
    ),
    lambda to, m: to.paper(
        "2023-03-22",
        statements=(says(Debate(on="2023-03-22", committee="Foreign Affairs", papers=(AGENDA,))),),
        genre="report of a debate",
        title="debate",
        marking=m,
    ),
    lambda to, m: to.paper(
        "2023-03-23",
        statements=(refers(AGENDA), refers(OTHER)),
        genre="report of a debate",
        title="of both",
        marking=m,
    ),
    lambda to, m: to.paper(
        "2023-03-22",
        statements=(says(Motion(motion=MOTION, on="2023-03-22", movers=(Mover(name="Jansen"),))),),
        genre="motion",
        numbers=(MOTION,),
        title="motion",
        marking=m,
    ),
    lambda to, m: tell(
        to.record,
        Debate(
            on="2023-03-22T14:30",
            committee="Foreign Affairs",
            form=DebateForm.COMMITTEE,
            number="2023A1",
        ),
        said="2023-03-20",
        marking=m,
    ),
    *(
        lambda to, m, result=result, rule=rule: tell(
            to.record,
            MotionVoted(motion=MOTION, result=result, on="2023-03-28"),
            said="2023-03-28",
            rule=rule,
            marking=m,
        )
        for result, rule in zip(VOTES, ("data:open", "a rule"), strict=True)
    ),
    *(
        lambda to, m, each=each: tell(
            to.record,
            MotionAppreciated(motion="28 676, nr. 431", appreciation=each),
            said="2023-03-22",
            rule="a rule",
            marking=m,
        )
        for each in (Appreciation.UNTIMELY, Appreciation.ADVISED_AGAINST)
    ),
)


def shown(view: View) -> Any:
    """A cycle and the motions without what chance gives: ids of entries."""

    def of(meeting: str) -> Any:
        found = cycle(view, meeting, on=ON)
        return (
            [(each.stage, each.paper.title, each.why, each.judged) for each in found.papers],
            [(each.stage, each.on, each.committee) for each in found.discussions],
            [each.id for each in found.motions],
            [(each.stage, each.what, each.fits) for each in found.unplaced],
        )

    return of(FMM.id), of(DMM.id), [_motion(each) for each in motions(view, on=ON)]


def _motion(each: Any) -> Any:
    conflicts = [(one.what, one.rule, one.used.content) for one in each.conflicts]
    return each.id, each.movers, each.appreciation, each.result, each.meeting, each.why, conflicts


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(len(ARRIVALS))))
def test_the_order_of_arrival_changes_nothing(order: list[int]) -> None:
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        asked = []
        for folder, places in ((first, range(len(ARRIVALS))), (second, order)):
            planted = Planted(Path(folder))
            for place in places:
                ARRIVALS[place](planted, "INTERNAL")
            asked.append(shown(planted.view()))
            planted.record.close()
        assert asked[0] == asked[1]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.booleans(), min_size=len(ARRIVALS), max_size=len(ARRIVALS)), st.booleans())
def test_a_reader_sees_what_a_record_with_only_their_part_would_show(
    public: list[bool], judged: bool
) -> None:
    """What others see or judge is not in it: not as a paper, a conflict, or another reason."""
    # A meeting that a reader does not see has no cycle to compare.
    public = [True, True, *public[2:]]
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        whole, part = Planted(Path(first)), Planted(Path(second))
        for arrives, is_public in zip(ARRIVALS, public, strict=True):
            for planted in (whole, part) if is_public else (whole,):
                arrives(planted, "PUBLIC" if is_public else "INTERNAL")
        if judged:
            for paper in whole.view().papers().items:
                word = PlaceInCycle(
                    paper=paper.id, meeting=DMM.id, stage=Stage.REPORT, ground="so", by="anna"
                )
                tell(whole.record, word, said="2023-04-01", rule="person")
        reader = whole.record.reader("PUBLIC")
        theirs = shown(whole.record.view(reader))
        alone = shown(part.record.view(part.record.reader("PUBLIC")))
        whole.record.close()
        part.record.close()
        assert theirs == alone
