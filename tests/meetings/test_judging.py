"""A person judges whether a promise was kept: by which paper, for whose eyes, and undone again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.meetings.commitments import Commitment, Keeping, commitments, history, keep, lapse, undo
from inzet.record import Filter, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation, SpanCitation
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from tests.meetings.planting import TEXT, Planted

AFTER = dt.date(2021, 1, 1)
PROMISED, KEPT = "2020-09-14", "2020-11-02"


def promise(planted: Planted, marking: str = "INTERNAL") -> str:
    """A promise that was due in October; its identity."""
    content = {"due_by": "2020-10-31", "to": "NLD"}
    fields = {"act": Act.COMMITMENT, "party": "NLD", "holder": "het kabinet", "content": content}
    planted.paper(PROMISED, statements=(fields,), marking=marking)
    return planted.view().statements().items[0].identity


def one(view: View, on: dt.date = AFTER) -> Commitment:
    """The only promise in view."""
    [found] = commitments(view, on=on)
    return found


def judge(planted: Planted, how: str, identity: str, paper: str = "", **more: Any) -> None:
    """keep, lapse or undo, by somebody."""
    reader = planted.record.reader()
    if how == "keep":
        keep(planted.record, reader, identity, by="ann", paper=paper, **more)
    elif how == "lapse":
        lapse(planted.record, reader, identity, by="ann", ground="The council was cancelled.")
    else:
        undo(planted.record, reader, identity, by="ann")


def test_a_promise_is_kept_by_a_paper_from_its_day_on(planted: Planted) -> None:
    identity, paper = promise(planted), planted.paper(KEPT)
    judge(planted, "keep", identity[:10], paper, quote="zin waar alles")
    now = one(planted.view())
    assert (now.keeping, now.late, now.waits) == (Keeping.KEPT, True, False)
    assert now.judgement is not None
    assert now.judgement.paper is not None
    assert now.judgement.paper.id == paper
    assert (now.judgement.since, now.judgement.by) == (dt.date.fromisoformat(KEPT), "ann")
    assert now.judgement.quote == "zin waar alles"
    assert isinstance(now.judgement.row.citation, SpanCitation)
    assert one(planted.view(), on=dt.date(2020, 11, 1)).keeping is Keeping.OVERDUE
    assert one(planted.view(known_on=dt.date(2020, 11, 1))).keeping is Keeping.OVERDUE


def test_without_a_sentence_the_paper_is_cited_as_a_judgement(planted: Planted) -> None:
    identity, paper = promise(planted), planted.paper(KEPT)
    judge(planted, "keep", identity, paper, partly=True)
    now = one(planted.view())
    assert (now.keeping, now.waits) == (Keeping.PARTLY, True)
    assert now.judgement is not None
    assert now.judgement.quote == ""
    assert isinstance(now.judgement.row.citation, OutsideCitation)
    assert now.judgement.row.citation.identifier == "judgement"


def test_partly_kept_then_kept_then_undone_step_by_step(planted: Planted) -> None:
    identity = promise(planted)
    first, second = planted.paper("2020-10-20"), planted.paper(KEPT)
    judge(planted, "keep", identity, first, partly=True)
    judge(planted, "keep", identity, second)
    assert one(planted.view()).keeping is Keeping.KEPT
    assert one(planted.view(), on=dt.date(2020, 10, 25)).keeping is Keeping.PARTLY
    judge(planted, "undo", identity)
    assert one(planted.view()).keeping is Keeping.PARTLY
    judge(planted, "undo", identity)
    assert one(planted.view()).keeping is Keeping.OVERDUE
    with pytest.raises(NotFound, match="nothing to undo"):
        judge(planted, "undo", identity)
    told = [(each.what, each.undone) for each in history(planted.view(), one(planted.view()))]
    assert told[:2] == [("promised", False), ("due", False)]
    assert sorted(told[2:]) == [
        ("kept", True),
        ("partly kept", True),
        ("undone", False),
        ("undone", False),
    ]


def test_a_promise_lapses_with_a_ground(planted: Planted) -> None:
    identity = promise(planted)
    judge(planted, "lapse", identity)
    now = one(planted.view(), on=dt.date.today())
    assert (now.keeping, now.waits) == (Keeping.LAPSED, False)
    assert now.judgement is not None
    assert (now.judgement.ground, now.judgement.paper) == ("The council was cancelled.", None)
    lapse(
        planted.record,
        planted.record.reader(),
        identity,
        by="ann",
        ground="No council.",
        on=dt.date(2020, 10, 1),
    )
    assert one(planted.view(), on=dt.date(2020, 10, 2)).keeping is Keeping.LAPSED


@pytest.mark.parametrize("marking", ["INTERNAL", "REL-ALLY"])
def test_who_may_not_read_the_judgement_sees_it_open(planted: Planted, marking: str) -> None:
    planted.record.define_audience("REL-ALLY", ["Ally"])
    identity = promise(planted, "PUBLIC")
    paper = planted.paper(KEPT, marking=marking)
    judge(planted, "keep", identity, paper)
    record = planted.record
    assert one(planted.view()).keeping is Keeping.KEPT
    public = record.view(record.reader("PUBLIC"))
    assert one(public).keeping is Keeping.OVERDUE
    assert {each.what for each in history(public, one(public))} == {"promised", "due"}
    ally = one(record.view(record.reader("Ally"))).keeping
    assert ally is (Keeping.KEPT if marking == "REL-ALLY" else Keeping.OVERDUE)


def test_two_audiences_leave_a_judgement_to_the_own_organisation(planted: Planted) -> None:
    planted.record.define_audience("REL-ALLY", ["Ally"])
    planted.record.define_audience("REL-OTHER", ["Other"])
    identity = promise(planted, "REL-ALLY")
    paper = planted.paper(KEPT, marking="REL-OTHER")
    done = keep(planted.record, planted.record.reader(), identity, by="ann", paper=paper)
    assert done.marking == "INTERNAL"


def test_a_paper_that_was_erased_keeps_nothing(planted: Planted) -> None:
    identity, paper = promise(planted), planted.paper(KEPT)
    judge(planted, "keep", identity, paper)
    planted.record.erase(paper, by="ann", ground="privacy")
    assert one(planted.view()).keeping is Keeping.OVERDUE


def test_what_cannot_keep_a_promise_is_refused(planted: Planted) -> None:
    early = planted.paper("2020-09-01")
    identity = promise(planted)
    own = planted.view().statement(identity).paper
    assert own is not None
    later = planted.paper(KEPT, statements=({"act": Act.POSITION, "content": {}},))
    position = planted.view().paper_statements(later)[0].identity
    for paper, told in ((early, "before the promise"), (own.id, "makes the promise")):
        with pytest.raises(UnknownValue, match=told):
            judge(planted, "keep", identity, paper)
    with pytest.raises(UnknownValue, match="not a commitment"):
        judge(planted, "keep", position, later)
    with pytest.raises(UnknownValue, match="quote"):
        judge(planted, "keep", identity, later, quote="Staat er niet")
    with pytest.raises(UnknownValue, match="without a ground"):
        lapse(planted.record, planted.record.reader(), identity, by="ann", ground=" ")
    with pytest.raises(UnknownValue, match="promised on"):
        lapse(
            planted.record,
            planted.record.reader(),
            identity,
            by="ann",
            ground="x",
            on=dt.date(2020, 9, 1),
        )
    for paper in (later, early):
        with pytest.raises(InputError):
            keep(planted.record, planted.record.reader("PUBLIC"), identity, by="x", paper=paper)
    assert one(planted.view()).keeping is Keeping.OVERDUE


@settings(max_examples=8, deadline=None)
@given(
    steps=st.lists(st.sampled_from(("keep", "partly", "lapse")), min_size=1, max_size=4),
    on=st.dates(dt.date(2020, 9, 1), dt.date.today()),
)
def test_judging_and_undoing_gives_the_same_answers(steps: list[str], on: dt.date) -> None:
    with TemporaryDirectory() as folder:
        planted = Planted(Path(folder))
        identity, paper = promise(planted), planted.paper(KEPT)

        def answers() -> list[Any]:
            views = planted.view(), planted.view(known_on=on)
            return [_plain(each) for view in views for each in commitments(view, on=on)]

        before = [answers()]
        for step in steps:
            how = "lapse" if step == "lapse" else "keep"
            more: dict[str, Any] = (
                {} if step == "lapse" else {"paper": paper, "partly": step == "partly"}
            )
            judge(planted, how, identity, **more)
            before.append(answers())
        for expected in reversed(before[:-1]):
            judge(planted, "undo", identity)
            assert answers() == expected
        planted.record.close()


def _plain(each: Commitment) -> tuple[Any, ...]:
    judged = each.judgement.row.entry if each.judgement else None
    return each.row.entry, each.due, each.before, each.keeping, judged


def test_the_sentence_that_was_planted_stands_once() -> None:
    assert TEXT.count("zin waar alles") == 1


def test_judgements_come_in_pages_like_all_statements(planted: Planted) -> None:
    identity = promise(planted)
    for day in range(1, 6):
        judge(planted, "keep", identity, planted.paper(f"2020-11-{day:02}"), partly=True)
    view, wanted = planted.view(), Filter(act=Act.CONTEXT, rule="person")
    paged: list[str] = []
    after = None
    while True:
        page = view.statements(wanted, limit=2, after=after)
        paged += [row.entry for row in page.items]
        after = page.next
        if after is None:
            break
    assert paged == [row.entry for row in view.statements(wanted).items]
    assert [row.said for row in view.statements(wanted).items] == [
        dt.date(2020, 11, day) for day in range(5, 0, -1)
    ]
