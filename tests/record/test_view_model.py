"""A view shows what the plain model says, for any history, reader and moment."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inzet.record import Batch, Fault, Filter, Record, View
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.errors import RecordError
from tests.record.world import (
    MARKINGS,
    READERS,
    Clock,
    Kept,
    Model,
    add_paper,
    home,
    statement,
)
from tests.strategies import days, partial_dates

TEXT = "Het kabinet steunt de toetreding. Het kabinet zal de Kamer informeren over Finland."
SPANS = ((0, 33), (34, 83), (34, 62))
DOSSIERS = ("accession/FIN", "accession/SWE", "pledge/two")

steps = st.tuples(
    st.sampled_from(
        ["paper", "statement", "statement", "correction", "correction", "withdrawal", "review"]
    ),
    st.sampled_from(MARKINGS),
    st.integers(0, 30),
    st.integers(0, 30),
    st.none() | partial_dates(),
    st.integers(0, 40),
    st.booleans(),
)
moments = st.tuples(st.none() | days, st.none() | days)


class History:
    """A record and its model, grown step by step."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.record = home(folder, self.clock)
        self.model = Model()
        self._papers: list[str] = []
        self._batches = 0

    def grow(self, batches: list[list[Any]]) -> None:
        """Each list becomes one batch under the marking of its first step."""
        for batch_steps in batches:
            self.clock.sleep(batch_steps[0][5])
            self._batches += 1
            with self.record.batch(batch_steps[0][1]) as batch:
                for step in batch_steps:
                    self._step(batch, step)

    def _step(self, batch: Batch, step: Any) -> None:
        kind, _, pick, other, said, _, flag = step
        body = self._body(kind, pick, other, said, flag)
        try:
            if body is None:
                text = f"{len(self._papers)} {TEXT}"
                paper = add_paper(batch, text, said=said)
                self._papers.append(paper)
                raw = kinds.Paper(sha256="", media_type="", size=0, title="", said=said)
                self._keep(batch, paper, raw)
            else:
                self._keep(batch, batch.add(body), body)
        except RecordError:
            return

    def _keep(self, batch: Batch, entry_id: str, body: Any) -> None:
        if isinstance(body, kinds.Correction):
            target = self.model.by_id(body.target).body
            old = target.statement if isinstance(target, kinds.Correction) else target
            assert isinstance(old, kinds.Statement)
            inner = replace(body.statement, identity=old.identity)
            body = replace(body, statement=inner, said=target.said)
        elif isinstance(body, kinds.Statement) and body.said is None:
            assert isinstance(body.citation, SpanCitation)
            said = self.model.by_id(body.citation.paper).body.said
            body = replace(body, said=said)
        self.model.entries.append(
            Kept(entry_id, body, batch.marking, self._batches, self.clock.now.date())
        )

    def _body(self, kind: str, pick: int, other: int, said: str | None, flag: bool) -> Any:
        targets = [k for k in self.model.entries if not isinstance(k.body, kinds.Paper)] or None
        spoken = [
            k for k in self.model.entries if isinstance(k.body, kinds.Statement | kinds.Correction)
        ]
        if kind == "paper" or not self._papers:
            return None
        if kind == "statement" or not spoken:
            number = pick % len(self._papers)
            text = f"{number} {TEXT}"
            start, end = SPANS[other % 3]
            shift = text.index(TEXT)
            return statement(
                self._papers[number],
                text,
                start + shift,
                end + shift,
                said=said,
                valid_from=said if flag else None,
                valid_to="2024-06" if other % 4 == 0 else None,
                dossiers=(DOSSIERS[other % 3],),
                language="nl",
            )
        target = spoken[pick % len(spoken)]
        if kind == "correction":
            old = target.body
            inner = old.statement if isinstance(old, kinds.Correction) else old
            assert isinstance(inner, kinds.Statement)
            return kinds.Correction(
                target=target.id,
                statement=replace(inner, rule="person", feed="", nonce=""),
            )
        if kind == "review":
            verdict = "rejected" if flag else "confirmed"
            return kinds.Review(target=target.id, verdict=verdict, said=said, by="Jan")
        every = targets if targets and flag else self.model.entries
        return kinds.Withdrawal(target=every[pick % len(every)].id, said=said)


def all_pages(view: View, size: int, **options: Any) -> list[Any]:
    """Every row of a list, page by page."""
    rows: list[Any] = []
    after = None
    while True:
        page = view.statements(limit=size, after=after, **options)
        assert len(page.items) <= size
        rows += page.items
        after = page.next
        if after is None:
            return rows


played = given(
    batches=st.lists(st.lists(steps, min_size=1, max_size=6), min_size=1, max_size=7),
    moment=moments,
    size=st.integers(1, 4),
)


@settings(max_examples=30, deadline=None)
@played
def test_a_view_shows_what_the_model_says(batches: Any, moment: Any, size: int) -> None:
    _shows_what_the_model_says(batches, moment, size)


@pytest.mark.soak
@settings(max_examples=600, deadline=None)
@played
def test_a_view_shows_what_the_model_says_of_many(batches: Any, moment: Any, size: int) -> None:
    _shows_what_the_model_says(batches, moment, size)


def _shows_what_the_model_says(batches: Any, moment: Any, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = History(Path(folder))
        history.grow(batches)
        record = history.record
        compare(history, moment, size)
        assert not [found for found in record.verify(projections=True) if isinstance(found, Fault)]
        before = everything(record)
        record.rebuild()
        assert everything(record) == before
        record.close()


def compare(history: History, moment: Any, size: int) -> None:
    """For every reader: lists, counts, search and single statements agree with the model."""
    as_of, known_on = moment
    for name, markings in READERS.items():
        view = history.record.view(history.record.reader(name), as_of=as_of, known_on=known_on)
        wanted = history.model.shown(markings, as_of, known_on, None)
        rows = all_pages(view, size)
        assert sorted(row.entry for row in rows) == sorted(wanted)
        said = [history.model.day(history.model.by_id(row.entry)) for row in rows]
        assert said == sorted(said, reverse=True)
        assert view.count() == len(wanted)
        assert sum(view.counts("act").values()) == len(wanted)
        assert view.count(Filter(words="kabinet")) == len(wanted)
        found = view.search("kabinet", limit=1000).items
        assert sorted(h.statement.entry for h in found if h.statement) == sorted(wanted)
        for dossier in DOSSIERS:
            rows = all_pages(view, size, filter=Filter(dossier=dossier))
            inside = [i for i, body in wanted.items() if dossier in body.dossiers]
            assert sorted(row.entry for row in rows) == sorted(inside)


def everything(record: Record) -> list[Any]:
    """All that every reader sees, for comparing before and after."""
    found: list[Any] = []
    for reader in record.readers():
        view = record.view(reader)
        rows = all_pages(view, 50)
        found.append(rows)
        found.append([view.history(row.identity) for row in rows])
        found.append([view.counts(by) for by in ("act", "dossier", "procedure", "paper")])
        found.append(view.papers().items)
        found.append(view.search("kabinet").items)
        found.append(view.feeds())
    return found


def test_partial_and_undated(tmp_path: Path) -> None:
    clock = Clock()
    record = home(tmp_path, clock)
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        undated = batch.add(statement(paper, TEXT, 0, 33))
        partial = batch.add(
            statement(paper, TEXT, 34, 83, said="2022-11", valid_from="2022", valid_to="2022-12")
        )
    reader = record.reader("PUBLIC")

    def shown(**moment: dt.date) -> set[str]:
        return {row.entry for row in record.view(reader, **moment).statements().items}  # type: ignore[arg-type]

    day = dt.date
    assert shown(known_on=day(2022, 10, 31)) == set()
    assert shown(known_on=day(2022, 11, 1)) == {partial}
    assert shown(known_on=day(2023, 2, 28)) == {partial}
    # Undated: the day it arrived.
    assert shown(known_on=day(2023, 3, 1)) == {partial, undated}
    assert shown(as_of=day(2021, 12, 31)) == set()
    assert shown(as_of=day(2022, 1, 1)) == {partial}
    assert shown(as_of=day(2022, 12, 31)) == {partial}
    assert shown(as_of=day(2023, 1, 1)) == set()
    assert shown(as_of=day(2023, 3, 1)) == {undated}


def test_arrived_by(tmp_path: Path) -> None:
    clock = Clock()
    record = home(tmp_path, clock)
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT, said="2022-01-01")
        first = batch.add(statement(paper, TEXT, 0, 33))
    between = clock()
    with record.batch("PUBLIC") as batch:
        batch.add(kinds.Review(target=first, verdict="rejected", said="2022-01-01"))
    reader = record.reader("PUBLIC")
    assert record.view(reader).count() == 0
    assert record.view(reader, arrived_by=between).count() == 1
    assert record.view(reader, arrived_by=between - dt.timedelta(days=1)).count() == 0
