"""Cursors, look-ups and search."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzet.record import Filter, Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import NotFound, UnknownValue
from tests.record.world import add_paper, home, statement
from tests.strategies import typed

TEXT = "Het kabinet steunt de toetreding van Finland. Wij danken België en Zweden hartelijk."


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Twenty papers on ten days, of which every second is internal."""
    with home(tmp_path_factory.mktemp("lists")) as record:
        for index in range(20):
            with record.batch("INTERNAL" if index % 2 else "PUBLIC") as batch:
                text = f"{index} {TEXT}"
                paper = add_paper(
                    batch,
                    text,
                    said=f"2022-01-{index // 2 + 1:02}",
                    title=f"Agenda {index}",
                    numbers=(f"KST-{index}",),
                    language="nl",
                    genre="agenda" if index % 3 else "report",
                )
                for start, act in ((0, Act.POSITION), (20, Act.COMMITMENT)):
                    batch.add(
                        statement(
                            paper,
                            text,
                            start,
                            start + 40,
                            act=act,
                            party="NLD" if index % 3 else "FIN",
                            dossiers=("accession/FIN", f"pledge/{index % 4}"),
                            meeting=f"m-{index % 5}",
                            session=index % 3,
                            language="nl",
                            rule=f"rule-{index % 2}",
                        )
                    )
        yield record


@settings(max_examples=40, deadline=None)
@given(
    size=st.integers(1, 30),
    reader=st.sampled_from(["PUBLIC", "Home"]),
    asked=st.builds(
        Filter,
        dossier=st.sampled_from([None, "accession/FIN", "pledge/1", "none"]),
        procedure=st.sampled_from([None, "pledge", "accession", "pled"]),
        act=st.sampled_from([None, "position", "commitment"]),
        party=st.sampled_from([None, "NLD", "FIN"]),
        meeting=st.sampled_from([None, "m-1"]),
        session=st.sampled_from([None, 0, 1]),
        rule=st.sampled_from([None, "rule-0"]),
        method=st.sampled_from([None, "rule", "person"]),
        reviewed=st.sampled_from([None, None, False, True]),
        said_from=st.none() | st.dates(*[__import__("datetime").date(2022, 1, d) for d in (1, 9)]),
        words=st.sampled_from([None, "kabinet", "finland -", "nergens"]),
    ),
)
def test_pages_neither_skip_nor_repeat(
    planted: Record, size: int, reader: str, asked: Filter
) -> None:
    view = planted.view(planted.reader(reader))
    whole = view.statements(asked, limit=1000)
    assert whole.next is None
    rows: list[Any] = []
    after = None
    while True:
        page = view.statements(asked, limit=size, after=after)
        rows += page.items
        after = page.next
        if after is None:
            break
    assert tuple(rows) == whole.items
    assert view.count(asked) == len(rows)
    for row in rows:
        assert asked.dossier in (None, *row.dossiers)
        assert asked.act in (None, row.act)
        assert asked.party in (None, row.party)
        assert asked.session in (None, row.session)
        assert row.said is not None
        assert asked.said_from is None or row.said >= asked.said_from
    for by in ("act", "party", "meeting", "paper", "year", "review"):
        assert sum(view.counts(by, asked).values()) == len(rows)
        some = view.counts(by, asked, newest=3)
        assert sum(some.values()) == min(3, len(rows)), "of the newest three"
    acts = Counter(str(row.act) for row in rows[:3])
    assert view.counts("act", asked, newest=3) == acts
    by_genre = view.counts("genre", asked)
    for genre, number in by_genre.items():
        assert view.count(msgspec.structs.replace(asked, genre=genre)) == number
    assert view.count(msgspec.structs.replace(asked, genre="no such genre")) == 0
    years = Counter(str(row.said.year) for row in rows if row.said)
    assert view.counts("year", asked) == years


def test_statements_of_a_day_stand_as_in_their_paper(planted: Record) -> None:
    view = planted.view(planted.reader())
    rows = view.statements(limit=1000).items
    by_paper: dict[str, list[int]] = {}
    for row in rows:
        by_paper.setdefault(row.citation.paper, []).append(row.citation.start)  # type: ignore[union-attr]
    assert all(starts == sorted(starts) for starts in by_paper.values())
    paper = next(iter(by_paper))
    assert [row.citation.start for row in view.paper_statements(paper)] == by_paper[paper]  # type: ignore[union-attr]


def test_a_cursor_is_bound_to_reader_list_and_record(planted: Record, tmp_path: Path) -> None:
    home_view = planted.view(planted.reader())
    cursor = home_view.statements(limit=3).next
    assert cursor is not None
    public = planted.view(planted.reader("PUBLIC"))
    for view, method in (
        (public, public.statements),
        (home_view, home_view.papers),
    ):
        del view
        with pytest.raises(UnknownValue):
            method(after=cursor)
    for bad in ("", "x", cursor[:-4], cursor[:-1] + "!", "é", cursor.swapcase()):
        with pytest.raises(UnknownValue):
            home_view.statements(after=bad)


def test_look_ups(planted: Record) -> None:
    view = planted.view(planted.reader("PUBLIC"))
    row = view.papers(limit=1).items[0]
    assert row.title == "Agenda 18"
    for name in (row.id, row.id[:12], row.sha256, row.sha256[:12], "kst-18", " KST-18 "):
        assert view.paper(name) == row
    assert view.find_paper(number="kst-18") == row == view.find_paper(sha256=row.sha256)
    assert view.find_paper(number="kst-19") is None
    for name in ("kst-19", "", "zz", "%", "0000"):
        with pytest.raises(NotFound):
            view.paper(name)
    said = view.paper_statements(row.id)[0]
    for name in (said.identity, said.identity[:10], said.entry, said.entry[:10]):
        assert view.statement(name) == said
    for name in ("", "g", "____", "0" * 64):
        with pytest.raises(NotFound):
            view.statement(name)
    assert [paper.genre for paper in view.papers(genre="report").items] == ["report"] * 4
    assert view.original(row.id).decode() == view.text(row.id).text
    assert view.reading(row.id) is None


def test_a_paper_by_another_number(planted: Record) -> None:
    view = planted.view(planted.reader())
    paper = view.paper("kst-0")
    with planted.batch("INTERNAL") as batch:
        batch.add(kinds.Alias(paper=paper.id, numbers=("2022D1",), sha256="ab" * 32))
    assert view.paper("2022d1").id == paper.id
    assert "2022D1" in view.paper("kst-0").numbers
    found = view.find_paper(sha256="ab" * 32)
    assert found is not None
    assert found.id == paper.id
    public = planted.view(planted.reader("PUBLIC"))
    assert public.find_paper(number="2022D1") is None
    assert public.paper("kst-0").numbers == ("KST-0",)
    assert public.find_paper(sha256="ab" * 32) is None


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(typed)
def test_what_is_typed_never_raises(planted: Record, words: str) -> None:
    view = planted.view(planted.reader("PUBLIC"))
    view.search(words)
    view.search(words, Filter(act="position"))
    view.papers(words=words)
    view.count(Filter(words=words))
    view.counts("act", Filter(words=words))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("toetredingen", True),
        ("TOETREDING finland", True),
        ('"steunt de toetreding"', True),
        ('"toetreding steunt"', False),
        ("toetr*", True),
        ("belgie", True),
        ("Belgié", True),
        ("toetreding nergens", False),
        ("danken", True),
    ],
)
def test_words_are_found_as_people_type_them(planted: Record, words: str, found: bool) -> None:
    view = planted.view(planted.reader("PUBLIC"))
    page = view.search(words, limit=5)
    assert bool(page.items) is found
    assert bool(view.papers(words=words).items) is found


def test_search_is_newest_first_and_pages(planted: Record) -> None:
    view = planted.view(planted.reader("PUBLIC"))
    hits: list[Any] = []
    after = None
    while True:
        page = view.search("toetreding", limit=3, after=after)
        hits += page.items
        after = page.next
        if after is None:
            break
    said = [(hit.statement or hit.paper).said for hit in hits]
    assert said == sorted(said, reverse=True)
    assert len(hits) == 10 + view.count(Filter(words="toetreding"))
    assert all("toetreding" in hit.snippet for hit in hits)


def test_questions_that_cannot_be_asked(planted: Record) -> None:
    view = planted.view(planted.reader("PUBLIC"))
    with pytest.raises(UnknownValue):
        view.counts("rule")
    with pytest.raises(UnknownValue):
        view.count(Filter(method="magic"))


def test_a_text_was_said_when_its_paper_was(tmp_path: Path) -> None:
    """However late it was extracted; what the paper's day hides, its text does not show."""
    record = home(tmp_path)
    with record.batch() as batch:
        paper = add_paper(batch, "Het kabinet zal u informeren.", said="2023-03-17")
    reader = record.reader()
    then = record.view(reader, known_on=dt.date(2023, 3, 17))
    assert then.text(paper).text == "Het kabinet zal u informeren."
    with pytest.raises(NotFound):
        record.view(reader, known_on=dt.date(2023, 3, 16)).text(paper)
    record.close()
