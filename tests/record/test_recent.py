"""What came last, and what no longer stands: for one reader, in the order of arrival."""

from __future__ import annotations

import datetime as dt
from typing import Any

from inzet.record import Filter, Record
from inzet.vocabulary.entries import Correction, Review, Withdrawal
from tests.record.world import Clock, add_paper, statement

TEXT = "Een zin over kabels. Nog een zin over dijken. En een derde zin."


def _two(record: Record, marking: str = "PUBLIC", **more: Any) -> tuple[str, list[str]]:
    with record.batch(marking) as batch:
        text = TEXT if marking == "PUBLIC" else f"{TEXT} {marking}"
        paper = add_paper(batch, text, said="2023-02-01")
        made = [
            batch.add(statement(paper, text, start, end, dossiers=("watch/china",), **more))
            for start, end in ((0, 20), (21, 45))
        ]
    return paper, made


def _quotes(record: Record, reader: str | None = None, filter: Filter | None = None) -> list[str]:
    view = record.view(record.reader(reader))
    return [row.quote for row in view.newest(filter or Filter())]


def test_the_newest_are_those_that_arrived_last(record: Record, clock: Clock) -> None:
    own, (first, _) = _two(record)
    clock.sleep(1)
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, "Oud papier.", said="2001-01-01")
        batch.add(statement(paper, "Oud papier.", 0, 11))
    assert _quotes(record)[0] == "Oud papier.", "said long ago, and new here"
    old = record.view(record.reader()).statement(first)
    with record.batch("PUBLIC") as batch:
        put = statement(own, TEXT, 0, 20, party="NLD")
        assert put.identity == old.identity
        batch.add(Correction(target=first, statement=put))
    found = record.view(record.reader()).newest(limit=1)
    assert [(row.identity, row.party, row.corrected) for row in found] == [
        (old.identity, "NLD", True)
    ]


def test_a_filter_narrows_what_is_new_and_what_ended(record: Record) -> None:
    _, (first, second) = _two(record)
    on, off = Filter(dossier="watch/china"), Filter(dossier="accession/SWE")
    assert len(_quotes(record, filter=on)) == 2
    assert _quotes(record, filter=off) == []
    with record.batch("PUBLIC") as batch:
        batch.add(Withdrawal(target=first))
        batch.add(Review(target=second, verdict="rejected"))
    view = record.view(record.reader())
    assert [each.why for each in view.ended(on)] == ["rejected", "withdrawn"]
    assert view.ended(Filter(words="kabels"))[0].row.quote == TEXT[:20]
    assert view.ended(off) == ()
    assert view.newest(on) == ()


def test_what_ended_with_its_paper_and_came_back(record: Record) -> None:
    paper, _ = _two(record)
    with record.batch("PUBLIC") as batch:
        gone = batch.add(Withdrawal(target=paper))
    view = record.view(record.reader())
    assert {each.why for each in view.ended()} == {"withdrawn"}
    assert {each.row.paper for each in view.ended()} == {None}
    with record.batch("PUBLIC") as batch:
        batch.add(Withdrawal(target=gone))
    assert record.view(record.reader()).ended() == ()


def test_a_corrected_statement_that_is_withdrawn_ended_once(record: Record) -> None:
    paper, (first, _) = _two(record)
    with record.batch("PUBLIC") as batch:
        put = statement(paper, TEXT, 0, 20, party="NLD")
        second = batch.add(Correction(target=first, statement=put))
    with record.batch("PUBLIC") as batch:
        batch.add(Review(target=second, verdict="rejected"))
    found = record.view(record.reader()).ended()
    assert [each.row.identity for each in found] in ([], [put.identity])
    standing = [row.identity for row in record.view(record.reader()).newest()]
    assert (put.identity in standing) != bool(found)


def test_a_reader_learns_of_no_closing_that_is_hidden(record: Record) -> None:
    _two(record, "INTERNAL")
    _, (first, _) = _two(record)
    with record.batch("INTERNAL") as batch:
        batch.add(Withdrawal(target=first))
    assert len(_quotes(record, "PUBLIC")) == 2
    assert record.view(record.reader("PUBLIC")).ended() == ()
    assert len(record.view(record.reader()).ended()) == 1


def test_a_mark_of_a_time_tells_what_came_since(record: Record, clock: Clock) -> None:
    _two(record)
    then = clock()
    clock.sleep(1)
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, "Later.", said="2023-03-01")
        batch.add(statement(paper, "Later.", 0, 6))
    view = record.view(record.reader("PUBLIC"))
    delta = view.since(view.mark_at(then))
    assert delta is not None
    assert [row.quote for row in delta.now] == ["Later."]
    assert delta.before == ()
    assert view.mark_at(clock() + dt.timedelta(days=1)) == view.mark()
    first = view.since(view.mark_at(dt.datetime(2000, 1, 1, tzinfo=dt.UTC)))
    assert first is not None
    assert len(first.now) == 3
