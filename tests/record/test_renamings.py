"""Names that people judged: every list, filter and count of a view gives the same ones."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzet.record import Filter, Record, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, Withdrawal
from tests.record.world import add_paper, statement

NAMES = {
    "dossier": ("watch/a", "watch/b", "watch/c", "watch/d"),
    "meeting": ("eu-a-2020-01-01", "eu-b-2020-01-01", "eu-c-2020-01-01"),
}
PAPERS = 3


def judgement(**content: Any) -> Statement:
    """A person's judgement with this content."""
    return Statement(
        identity=content_id(content),
        act=Act.CONTEXT,
        quote="one is the other",
        citation=OutsideCitation(identifier="judgement", date="2024-01-01", says="seen"),
        content=content,
        said="2024-01-01",
        rule="person",
    )


def answers(view: View) -> dict[str, Any]:
    """What a view tells of names: rows, filters and counts, each held against the rows."""
    rows = [row for row in view.statements(limit=1000).items if row.rule != "person"]
    by_dossier = Counter(name for row in rows for name in row.dossiers)
    by_meeting = Counter(row.meeting for row in rows if row.meeting)
    assert view.counts("dossier") == dict(sorted(by_dossier.items()))
    assert view.dossiers() == view.dossiers("watch") == tuple(sorted(by_dossier))
    assert view.counts("meeting") == dict(sorted(by_meeting.items()))
    for what, names in NAMES.items():
        for name in names:
            shown = view.dossier_name(name) if what == "dossier" else view.meeting_name(name)
            wanted = Filter(**{what: name})  # type: ignore[arg-type]
            found = list(view.statements(wanted, limit=1000).items)
            under = [
                row
                for row in rows
                if shown in (row.dossiers if what == "dossier" else (row.meeting,))
            ]
            assert found == under
            assert view.count(wanted) == len(under)
            other = "meeting" if what == "dossier" else "dossier"
            told = Counter(
                each
                for row in under
                for each in (row.dossiers if other == "dossier" else (row.meeting,))
                if each
            )
            assert view.counts(other, wanted) == dict(sorted(told.items()))
    return {row.identity: (row.dossiers, row.meeting) for row in rows}


names_of = {what: st.sampled_from(names) for what, names in NAMES.items()}


@st.composite
def judged(draw: st.DrawFn) -> dict[str, Any]:
    what = draw(st.sampled_from(sorted(NAMES)))
    found: dict[str, Any] = {
        "kind": draw(st.sampled_from(("same", "apart"))),
        "what": what,
        "name": draw(names_of[what]),
        "as": draw(names_of[what]),
    }
    if found["kind"] == "apart":
        found["papers"] = draw(st.lists(st.integers(0, PAPERS - 1), max_size=2, unique=True))
        found["statements"] = draw(st.lists(st.integers(0, 5), max_size=2, unique=True))
    return found


written = st.lists(
    st.tuples(
        st.integers(0, PAPERS - 1),
        st.lists(names_of["dossier"], max_size=3, unique=True),
        st.none() | names_of["meeting"],
    ),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(written=written, judgements=st.lists(judged(), max_size=5))
def test_every_answer_gives_the_same_names_and_undoing_brings_back_the_old(
    tmp_path: Path, written: list[Any], judgements: list[dict[str, Any]]
) -> None:
    path = tmp_path / f"{content_id([repr(written), repr(judgements)])[:16]}.db"
    if path.exists():
        return
    with Record.create(path, "Judges") as record:
        identities: list[str] = []
        with record.batch("PUBLIC") as batch:
            text = "In this paper stands a great deal"
            papers = [add_paper(batch, f"{text} {number}") for number in range(PAPERS)]
            for at, (paper, dossiers, meeting) in enumerate(written):
                body = statement(
                    papers[paper],
                    f"{text} {paper}",
                    at,
                    at + 5,
                    dossiers=tuple(dossiers),
                    meeting=meeting,
                )
                identities.append(body.identity)
                batch.add(body)
        with record.batch("INTERNAL") as batch:
            add_paper(batch, "A feed that is there before anybody judges")
        first = record.view(record.reader())
        before, mark = answers(first), first.mark()
        entries = []
        for content in judgements:
            kept = dict(content)
            if content["kind"] == "apart":
                kept["papers"] = [papers[number] for number in content["papers"]]
                kept["statements"] = [
                    identities[number] for number in content["statements"] if number < len(written)
                ]
            with record.batch("INTERNAL") as batch:
                entries.append(batch.add(judgement(**kept)))
            answers(record.view(record.reader()))
        assert answers(record.view(record.reader("PUBLIC"))) == before
        assert answers(record.view(record.reader(), as_written=True)) == before
        with record.batch("INTERNAL") as batch:
            for entry in dict.fromkeys(entries):
                batch.add(Withdrawal(target=entry, ground="undone"))
        last = record.view(record.reader())
        assert answers(last) == before
        assert answers(last.until(mark)) == before
        assert last.since(mark) is not None, "undone, the names are as they were"


@pytest.fixture
def record(tmp_path: Path) -> Any:
    with Record.create(tmp_path / "judged.db", "Judges") as opened:
        yield opened


def test_a_statement_on_both_counts_once(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        text = "In this paper stands a great deal"
        paper = add_paper(batch, text)
        batch.add(statement(paper, text, 0, 5, dossiers=("watch/a", "watch/b")))
        batch.add(statement(paper, text, 1, 6, dossiers=("watch/b",)))
        batch.add(judgement(kind="same", what="dossier", name="watch/a", **{"as": "watch/b"}))
    view = record.view(record.reader("PUBLIC"))
    assert view.counts("dossier") == {"watch/b": 2}
    assert view.count(Filter(dossier="watch/a")) == 2
    assert view.counts("procedure") == {"watch": 2}


def test_a_judgement_counts_for_every_day(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        text = "In this paper stands a great deal"
        paper = add_paper(batch, text, said="2020-03-04")
        said_then = {"said": "2020-03-04", "dossiers": ("watch/a",)}
        batch.add(statement(paper, text, 0, 5, **said_then))
        batch.add(judgement(kind="same", what="dossier", name="watch/a", **{"as": "watch/b"}))
    [said] = {row.said for row in record.view(record.reader()).paper_statements(paper)}
    assert said is not None
    assert said < dt.date(2024, 1, 1)
    for view in (
        record.view(record.reader(), as_of=said),
        record.view(record.reader(), known_on=said),
    ):
        assert view.counts("dossier") == {"watch/b": 1}
    long_ago = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    assert record.view(record.reader(), arrived_by=long_ago).counts("dossier") == {}


def test_what_was_kept_of_a_view_is_made_anew_when_names_were_judged(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        text = "In this paper stands a great deal"
        paper = add_paper(batch, text)
        batch.add(statement(paper, text, 0, 5, dossiers=("watch/a",)))
    with record.batch("INTERNAL") as batch:
        add_paper(batch, "A feed that is there before anybody judges")
    public, own = record.view(record.reader("PUBLIC")), record.view(record.reader())
    marks = public.mark(), own.mark()
    with record.batch("INTERNAL") as batch:
        batch.add(judgement(kind="same", what="dossier", name="watch/a", **{"as": "watch/b"}))
    assert record.view(record.reader("PUBLIC")).since(marks[0]) is not None
    view = record.view(record.reader())
    assert view.since(marks[1]) is None
    assert view.until(marks[1]).dossiers() == ("watch/a",)
    assert record.view(record.reader(), as_written=True).mark().scope != view.mark().scope


def test_what_another_organisation_judges_names_nothing_here(
    record: Record, tmp_path: Path
) -> None:
    with Record.create(tmp_path / "other.db", "Others") as other:
        with other.batch("PUBLIC") as batch:
            text = "In this paper stands a great deal"
            paper = add_paper(batch, text)
            batch.add(statement(paper, text, 0, 5, dossiers=("watch/a",)))
            batch.add(judgement(kind="same", what="dossier", name="watch/a", **{"as": "watch/b"}))
        view = other.view(other.reader("PUBLIC"))
        assert view.counts("dossier") == {"watch/b": 1}
        for feed in view.feeds():
            record.receive_all(view.parcels(feed.id), view.bytes_of(feed.id))
    assert record.view(record.reader()).counts("dossier") == {"watch/a": 1}
