"""What came since a mark, applied to what there was, gives what there is: for any history."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.record import Delta, StatementRow, View, deltas
from inzet.vocabulary.entries import Review, Withdrawal
from tests.record.test_view_model import TEXT, History, all_pages, moments, steps
from tests.record.world import READERS, Clock, add_paper, home, statement

Kept = set[tuple[str, str, str | None]]
histories = st.lists(st.lists(steps, min_size=1, max_size=6), min_size=1, max_size=4)


def kept(rows: Iterable[StatementRow]) -> Kept:
    return {(row.identity, row.entry, row.review) for row in rows}


def applied(before: Kept, delta: Delta) -> Kept:
    gone = kept(delta.before)
    assert gone <= before, "what is said to have stood did"
    return (before - gone) | kept(delta.now)


@settings(max_examples=30, deadline=None)
@given(earlier=histories, later=histories, moment=moments)
def test_a_delta_leads_from_what_there_was_to_what_there_is(
    earlier: Any, later: Any, moment: Any
) -> None:
    _leads_there(earlier, later, moment)


@pytest.mark.soak
@settings(max_examples=600, deadline=None)
@given(earlier=histories, later=histories, moment=moments)
def test_deltas_lead_from_what_there_was_to_what_there_is(
    earlier: Any, later: Any, moment: Any
) -> None:
    _leads_there(earlier, later, moment)


def _leads_there(earlier: Any, later: Any, moment: Any) -> None:
    as_of, known_on = moment
    with tempfile.TemporaryDirectory() as folder:
        history = History(Path(folder))
        history.grow(earlier)

        def view(name: str) -> View:
            reader = history.record.reader(name)
            return history.record.view(reader, as_of=as_of, known_on=known_on)

        before = {name: (view(name).mark(), kept(all_pages(view(name), 50))) for name in READERS}
        history.grow(later)
        for name, (mark, rows) in before.items():
            now = view(name)
            if now.mark().scope != mark.scope:
                assert now.since(mark) is None, "a feed that is new to the reader: begin anew"
                continue
            delta = now.since(mark)
            assert delta is not None
            assert applied(rows, delta) == kept(all_pages(now, 50))
            assert delta.mark == now.mark()
            assert kept(all_pages(now.until(mark), 50)) == rows
            dossiers = {name for row in all_pages(now, 50) for name in row.dossiers}
            assert now.dossiers() == tuple(sorted(dossiers))
            assert now.dossiers("pledge") == tuple(
                each for each in sorted(dossiers) if each.startswith("pledge/")
            )
        history.record.close()


def test_a_confirmation_that_is_taken_back_touches_its_statement(tmp_path: Path) -> None:
    record = home(tmp_path, Clock())
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        said = batch.add(statement(paper, TEXT, 0, 33))
        review = batch.add(Review(target=said, verdict="confirmed", by="Jan"))
    view = record.view(record.reader("PUBLIC"))
    mark = view.mark()
    with record.batch("PUBLIC") as batch:
        batch.add(Withdrawal(target=review))
    delta = view.since(mark)
    assert delta is not None
    assert [row.review for row in delta.before] == ["confirmed"]
    assert [row.review for row in delta.now] == [None]


def test_nothing_came_and_too_much_came(tmp_path: Path, monkeypatch: Any) -> None:
    record = home(tmp_path, Clock())
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        batch.add(statement(paper, TEXT, 0, 33))
    view = record.view(record.reader("PUBLIC"))
    mark = view.mark()
    assert view.since(mark) == Delta(mark, (), ())
    with record.batch("PUBLIC") as batch:
        for start in range(1, 4):
            batch.add(statement(paper, TEXT, start, 33))
    assert view.mark() != mark
    delta = view.since(mark)
    assert delta is not None
    assert len(delta.now) == 3
    monkeypatch.setattr(deltas, "MOST", 2)
    assert view.since(mark) is None


def test_what_comes_to_a_feed_one_may_not_read_leaves_no_mark(tmp_path: Path) -> None:
    record = home(tmp_path, Clock())
    with record.batch("PUBLIC") as batch:
        add_paper(batch, TEXT)
    anybody = record.reader("PUBLIC")
    before = record.view(anybody).mark()
    with record.batch("INTERNAL") as batch:
        paper = add_paper(batch, "Iets anders.")
        batch.add(statement(paper, "Iets anders.", 0, 12))
    assert record.view(anybody).mark() == before
    assert record.view(record.reader()).since(before) is None, "another reader's mark"
