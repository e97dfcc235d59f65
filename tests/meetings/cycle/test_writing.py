"""What people type in of a cycle: with a source, seen by who may see what it rests on, undone."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.meetings.commitments import commitments
from inzet.meetings.cycle import Cycle, cycle, motion, motions
from inzet.meetings.cycle.writing import (
    add_consultation,
    add_debate,
    add_motion,
    add_promise,
    appreciate,
    carry_out,
    place,
    take_out,
    vote,
    withdraw,
)
from inzet.meetings.sources import Hand, Source
from inzet.record import Reader, Record
from inzet.vocabulary.errors import InputError, NotFound, ReferenceInward, UnknownValue
from inzet.vocabulary.parliament import Mover, Result, Stage
from tests.meetings.cycle.planting import DMM, FMM, HELD
from tests.meetings.planting import TEXT, Planted

ON = dt.date(2023, 12, 31)
DAY = dt.date(2023, 3, 22)
OUTSIDE = Source(identifier="list of votes", date="2023-03-28", says="adopted")
NUMBER = "kst-28676-431"


def hand(source: Source = OUTSIDE, **more: object) -> Hand:
    return Hand(by="anna", source=source, **more)  # type: ignore[arg-type]


@pytest.fixture
def own(planted: Planted) -> tuple[Record, Reader]:
    """The record, with an agenda that everybody sees."""
    planted.paper(
        "2023-03-17",
        FMM,
        genre="annotated agenda",
        numbers=("kst-28676-429",),
        marking="PUBLIC",
        on_behalf_of="NLD",
        addressee="parliament of NLD",
    )
    return planted.record, planted.record.reader()


def moved(own: tuple[Record, Reader]) -> str:
    written = add_motion(
        *own,
        hand(on=DAY),
        motion="28 676, nr. 431",
        title="On informing parliament",
        movers=[Mover(name="Jansen", group="VVD")],
        meeting=FMM.id,
    )
    return written.identity


def of(own: tuple[Record, Reader], **moment: object) -> Cycle:
    return cycle(own[0].view(own[1], **moment), FMM.id, on=ON)  # type: ignore[arg-type]


def test_a_motion_and_its_vote_stand_in_the_cycle_from_the_day_of_their_source(
    own: tuple[Record, Reader],
) -> None:
    moved(own)
    vote(*own, hand(on=dt.date(2023, 3, 28)), motion="431", result="Adopted", in_favour=["VVD"])
    (found,) = of(own).motions
    assert (found.id, found.result, found.in_favour) == (NUMBER, Result.ADOPTED, ("VVD",))
    assert found.voted_on == dt.date(2023, 3, 28)
    assert of(own, known_on=dt.date(2023, 3, 27)).motions == ()


def test_a_vote_on_a_motion_that_nobody_knows_is_refused(own: tuple[Record, Reader]) -> None:
    with pytest.raises(NotFound, match="999"):
        vote(*own, hand(), motion="999", result="adopted")


def test_a_word_that_is_no_result_is_told_with_those_that_are(own: tuple[Record, Reader]) -> None:
    moved(own)
    with pytest.raises(UnknownValue, match="held over"):
        vote(*own, hand(), motion=NUMBER, result="passed")
    with pytest.raises(UnknownValue, match="left to parliament"):
        appreciate(*own, hand(), motion=NUMBER, appreciation="fine")
    with pytest.raises(InputError, match="both"):
        vote(*own, hand(), motion=NUMBER, result="adopted", in_favour=["SP"], against=["SP"])


def test_what_somebody_knows_without_a_source_has_its_day(own: tuple[Record, Reader]) -> None:
    moved(own)
    heard = Source(ground="I was there")
    with pytest.raises(InputError, match="happened on a day"):
        appreciate(*own, hand(heard), motion=NUMBER, appreciation="untimely")
    appreciate(*own, hand(heard, on=DAY), motion=NUMBER, appreciation="untimely")
    appreciate(*own, hand(on=DAY), motion=NUMBER, appreciation="taken over")
    found = motion(own[0].view(own[1]), NUMBER, on=ON)
    assert str(found.appreciation) == "taken over"
    assert len(found.conflicts) == 1


def test_nobody_judges_that_a_motion_was_carried_out(own: tuple[Record, Reader]) -> None:
    moved(own)
    with pytest.raises(InputError, match="told by the government"):
        carry_out(*own, hand(Source(ground="I think so")), motion=NUMBER, state="carried out")
    carry_out(*own, hand(), motion=NUMBER, state="under way")
    assert str(motion(own[0].view(own[1]), NUMBER, on=ON).execution) == "under way"


def test_nothing_is_written_without_a_source_or_by_another_reader(
    own: tuple[Record, Reader],
) -> None:
    with pytest.raises(InputError, match="comes from"):
        add_debate(*own, hand(Source()), meeting=FMM.id, on="2023-03-22")
    with pytest.raises(InputError, match="own organisation"):
        add_debate(own[0], own[0].reader("PUBLIC"), hand(), meeting=FMM.id, on="2023-03-22")
    with pytest.raises(UnknownValue, match="not a day or a minute"):
        add_debate(*own, hand(), meeting=FMM.id, on="2023-03-22 half past two")


def test_what_rests_on_an_inner_paper_stays_inside(
    planted: Planted, own: tuple[Record, Reader]
) -> None:
    inner = planted.paper("2023-03-20", title="note")
    by_paper = hand(Source(paper=inner, quote=TEXT))
    written = add_consultation(*own, by_paper, meeting=FMM.id, deadline="2023-03-24T12:00")
    assert (written.marking, written.quote) == ("INTERNAL", TEXT)
    assert len(of(own).discussions) == 1
    public = own[0].view(own[0].reader("PUBLIC"))
    assert cycle(public, FMM.id, on=ON).discussions == ()
    with pytest.raises(ReferenceInward):
        add_debate(
            *own,
            hand(by_paper.source, marking="PUBLIC"),
            meeting=FMM.id,
            on="2023-03-22",
        )


def test_by_default_it_is_seen_as_widely_as_what_it_is_about(own: tuple[Record, Reader]) -> None:
    assert add_debate(*own, hand(), meeting=FMM.id, on="2023-03-22T14:30").marking == "PUBLIC"
    unknown = add_motion(*own, hand(on=DAY), motion="kst-1-1", title="About nothing known")
    assert unknown.marking == "INTERNAL"


def test_a_promise_from_the_register_is_a_promise_like_any_other(
    own: tuple[Record, Reader],
) -> None:
    add_promise(
        *own,
        hand(on=DAY),
        meeting=FMM.id,
        what="A letter on the costs",
        number="TZ202303-001",
        to_member="Jansen",
        before=FMM.id,
    )
    (found,) = of(own).promises
    assert (found.form, found.number, found.member) == ("oral", "TZ202303-001", "Jansen")
    assert found.before == dt.date(2023, 4, 4)
    assert len(commitments(own[0].view(own[1]), on=ON)) == 1
    with pytest.raises(InputError, match="made on a day"):
        add_promise(*own, hand(Source(ground="heard it")), meeting=FMM.id, what="More")


def test_a_paper_is_placed_and_taken_out_and_each_is_undone(
    planted: Planted, own: tuple[Record, Reader]
) -> None:
    paper = planted.paper("2023-04-14", HELD, genre="minister's report")
    placed = place(
        *own, paper=paper, meeting=FMM.id, stage="meeting", ground="Its annex", by="anna"
    )
    judged = [each for each in of(own).papers if each.judged]
    assert [(each.stage, each.judgement) for each in judged] == [(Stage.MEETING, placed.identity)]
    out = take_out(*own, paper=paper, meeting=FMM.id, ground="Another meeting", by="anna")
    assert [each.paper.id for each in of(own).removed] == [paper]
    assert paper not in [each.paper.id for each in of(own).papers]
    for written in (out, placed):
        withdraw(*own, written.identity[:12], by="anna", ground="")
    (found,) = [each for each in of(own).papers if each.paper.id == paper]
    assert (found.stage, found.judged, of(own).removed) == (Stage.REPORT, False, ())


def test_what_is_not_in_a_cycle_is_not_taken_out_of_it(
    planted: Planted, own: tuple[Record, Reader]
) -> None:
    paper = planted.paper("2023-03-17", DMM, genre="annotated agenda")
    with pytest.raises(UnknownValue, match="not in the cycle"):
        take_out(*own, paper=paper, meeting=FMM.id, ground="no", by="anna")


def test_only_what_was_typed_in_is_taken_back(planted: Planted, own: tuple[Record, Reader]) -> None:
    identity = moved(own)
    withdraw(*own, identity, by="anna", ground="entered twice")
    assert motions(own[0].view(own[1]), on=ON) == []
    read = own[0].view(own[1]).statements().items[0]
    with pytest.raises(UnknownValue, match="not typed in"):
        withdraw(*own, read.identity, by="anna", ground="")


def test_a_form_may_be_told_by_the_words_it_alone_begins_with(own: tuple[Record, Reader]) -> None:
    record, reader = own
    for typed in ("two-minute", "Plenary", "debate"):
        add_debate(*own, hand(), meeting=FMM.id, on="2023-03-22", form=typed)
    forms = {row.content.get("form") for row in record.view(reader).parliamentary("debate")}
    assert forms == {"two-minute debate", "plenary debate", "debate"}
    for typed in ("tw", "", "min"):
        with pytest.raises(UnknownValue, match="form of debate"):
            add_debate(*own, hand(), meeting=FMM.id, on="2023-03-22", form=typed)


@pytest.mark.parametrize(
    ("said", "day", "seen", "unseen"),
    [
        # Planned: it holds from the day on which it was said to be.
        ("2023-03-10", "2023-03-22T14:00", dt.date(2023, 3, 10), dt.date(2023, 3, 9)),
        # Told afterwards: from its own day on, and no earlier.
        ("2023-06-01", "2023-03-22", dt.date(2023, 3, 22), dt.date(2023, 3, 21)),
    ],
)
def test_what_is_planned_holds_from_the_day_it_was_said(
    own: tuple[Record, Reader], said: str, day: str, seen: dt.date, unseen: dt.date
) -> None:
    record, reader = own
    told = hand(Source(identifier="the agenda of the house", date=said, says="so"))
    add_debate(*own, told, meeting=FMM.id, on=day)
    add_consultation(*own, told, meeting=FMM.id, deadline=day)
    for as_of, count in ((seen, 1), (unseen, 0)):
        view = record.view(reader, as_of=as_of)
        found = [len(view.parliamentary(kind)) for kind in ("debate", "consultation")]
        assert found == [count, count], as_of
