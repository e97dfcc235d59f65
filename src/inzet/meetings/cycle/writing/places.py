"""Which papers belong to a cycle, and which do not, as people judge it."""

from __future__ import annotations

import datetime as dt

from inzet.meetings.chain import meeting as meeting_named
from inzet.meetings.cycle.binding import bind
from inzet.meetings.cycle.desk import (
    Written,
    announced,
    own_view,
    worded,
    write,
)
from inzet.meetings.cycle.writing.wording import (
    of_content,
    one_of,
)
from inzet.meetings.sources import Hand, Source
from inzet.record import Reader, Record
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.parliament import (
    PlaceInCycle,
    Stage,
)


def place(
    record: Record,
    reader: Reader,
    *,
    paper: str,
    meeting: str,
    stage: str,
    ground: str,
    by: str,
    belongs: bool = True,
    marking: str | None = None,
) -> Written:
    """A person's judgement that a paper is, or is not, a stage of the cycle of a meeting.

    Args:
        paper: id, unique beginning of an id, or number.
        belongs: whether it is put in the cycle; else it is taken out of it.

    Raises:
        NotFound: no such paper or meeting.
        UnknownValue: no such stage, or a paper that is not in the cycle it is taken out of.
        InputError: no ground; and as `desk.write`.
    """
    view = own_view(record, reader)
    found, placed = meeting_named(view, meeting), view.paper(paper)
    ground = worded(ground, what="a judgement of where a paper belongs")
    content = PlaceInCycle(
        paper=placed.id,
        meeting=found.id,
        stage=one_of(Stage, stage, "a stage"),
        belongs=belongs,
        ground=ground,
        by=by,
    )
    verb = "is" if belongs else "is not"
    words = of_content(content, found.id, f"{placed.title} {verb} a {content.stage} of {found.id}")
    hand = Hand(by=by, source=Source(ground=ground), marking=marking)
    return write(record, reader, hand, words, rests_on=[placed, *announced(view, found.id)])


def take_out(
    record: Record,
    reader: Reader,
    *,
    paper: str,
    meeting: str,
    ground: str,
    by: str,
    marking: str | None = None,
) -> Written:
    """A person's judgement that a paper does not belong to the cycle of a meeting.

    Raises:
        NotFound: no such paper or meeting.
        UnknownValue: the paper is not in that cycle, and does not seem to fit it.
        InputError: as `place`.
    """
    view = own_view(record, reader)
    found, placed = meeting_named(view, meeting), view.paper(paper)
    bound = bind(view, dt.date.max)
    stages = [each.stage for each in bound.papers.get(found.id, ()) if each.paper.id == placed.id]
    stages += [
        each.stage
        for each in bound.unplaced
        if each.paper is not None
        and each.paper.id == placed.id
        and found.id in {fit for fit, _ in each.fits}
    ]
    if not stages:
        raise UnknownValue(
            "this paper is not in the cycle of that meeting",
            where=placed.title,
            fix=f"inzet cycle {found.id} lists what is.",
        )
    return place(
        record,
        reader,
        paper=placed.id,
        meeting=found.id,
        stage=stages[0],
        ground=ground,
        by=by,
        belongs=False,
        marking=marking,
    )
