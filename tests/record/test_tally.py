"""What is tallied is what counting all statements tells, for any history and every reader."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inzet.record import Fault, Filter, Record, StatementRow, shades, tallied
from inzet.record.query import Scope
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act, procedure_of
from tests.record.test_view_model import TEXT, History, all_pages, steps
from tests.record.world import READERS, Clock, add_paper, home, statement

PARTIES = (None, "NLD", "DEU")
MEETINGS = (None, "fmm-1", "fmm-2")
RULES = ("rule/1", "data:table", "person")
ON = (("accession/FIN",), ("accession/FIN", "accession/SWE"), ("pledge/two", "accession/SWE"), ())
ASKED = (
    Filter(),
    Filter(data=False),
    Filter(data=True, act=Act.POSITION),
    Filter(method="person"),
    Filter(method="rule", reviewed=False),
    Filter(dossier="accession/FIN", reviewed=True),
    Filter(dossier="pledge/two", data=False),
    Filter(procedure="accession"),
    Filter(party="NLD", marking="PUBLIC"),
    Filter(meeting="fmm-1", act=Act.STATUS),
)


class Varied(History):
    """A history whose statements differ in all that is tallied, some of it erased."""

    def _body(self, kind: str, pick: int, other: int, said: str | None, flag: bool) -> Any:
        body = super()._body(kind, pick, other, said, flag)
        if not isinstance(body, kinds.Statement):
            return body
        return replace(
            body,
            act=Act.STATUS if pick % 4 == 0 else body.act,
            party=PARTIES[pick % 3],
            meeting=MEETINGS[other % 3],
            rule=RULES[(pick + other) % 3],
            dossiers=ON[other % 4],
        )

    def erase(self, pick: int) -> None:
        """Erases one of the entries that can be."""
        if self.model.entries:
            entry = self.model.entries[pick % len(self.model.entries)]
            self.record.erase(entry.id, by="Jan", ground="spill")


def matches(row: StatementRow, asked: Filter) -> bool:
    """Whether a row is one that a filter asks for."""
    by_person = row.rule == "person" or row.corrected
    return (
        asked.dossier in (None, *row.dossiers)
        and asked.procedure in (None, *map(procedure_of, row.dossiers))
        and asked.party in (None, row.party)
        and asked.meeting in (None, row.meeting)
        and asked.act in (None, row.act)
        and asked.marking in (None, row.marking)
        and asked.method in (None, "person" if by_person else "rule")
        and asked.reviewed in (None, row.review is not None)
        and asked.data in (None, row.rule.startswith("data:"))
    )


def names_of(row: StatementRow, by: str) -> set[str]:
    """What a row is counted by."""
    if by in ("dossier", "procedure"):
        return {procedure_of(name) if by == "procedure" else name for name in row.dossiers}
    name = getattr(row, by)
    return set() if name is None else {str(name)}


def compare(record: Record) -> None:
    """Every count of every reader, beside the rows they are shown counted one by one."""
    for name in READERS:
        view = record.view(record.reader(name))
        shown = all_pages(view, 1000)
        for asked in ASKED:
            # Of readings by rule, rows of data sets are none.
            meant = replace(asked, data=False) if asked.method == "rule" else asked
            rows = [row for row in shown if matches(row, meant)]
            # As whoever keeps up with a view asks, too.
            assert view.count(asked) == view.until(view.mark()).count(asked) == len(rows)
            for by in ("act", *tallied.NAMED):
                wanted = Counter(name for row in rows for name in names_of(row, by))
                assert list(view.counts(by, asked).items()) == sorted(wanted.items())
            for by in tallied.NAMED:
                if getattr(asked, by) is None:
                    assert view.acts(by, asked) == {
                        name: Counter(str(row.act) for row in rows if name in names_of(row, by))
                        for name in sorted({n for row in rows for n in names_of(row, by)})
                    }


played = given(
    batches=st.lists(st.lists(steps, min_size=1, max_size=6), min_size=1, max_size=5),
    erased=st.lists(st.integers(0, 30), max_size=2),
    after=st.lists(steps, min_size=1, max_size=4),
)


@settings(max_examples=8, deadline=None)
@example(
    # Of three that want one place the first is erased, and what comes takes it.
    batches=[
        [("statement", "PUBLIC", 7, 19, "2022-06-15", 15, True)],
        [("statement", "REL-A", 27, 1, None, 22, False)],
        [("statement", "PUBLIC", 9, 28, None, 15, True)],
        [
            ("statement", "PUBLIC", 7, 29, None, 26, False),
            ("review", "REL-AB", 25, 20, None, 13, True),
            ("statement", "REL-A", 26, 8, None, 35, False),
        ],
    ],
    erased=[13],
    after=[
        ("review", "INTERNAL", 18, 23, "2023", 22, False),
        ("statement", "INTERNAL", 2, 7, "2024-10-03", 25, False),
        ("correction", "INTERNAL", 22, 7, None, 6, True),
        ("paper", "PUBLIC", 22, 28, None, 15, True),
    ],
)
@played
def test_tallies_are_what_is_counted(batches: Any, erased: list[int], after: Any) -> None:
    _is_what_is_counted(batches, erased, after)


@pytest.mark.soak
@settings(max_examples=300, deadline=None)
@played
def test_tallies_of_many_are_what_is_counted(batches: Any, erased: list[int], after: Any) -> None:
    _is_what_is_counted(batches, erased, after)


def _is_what_is_counted(batches: Any, erased: list[int], after: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = Varied(Path(folder))
        history.grow(batches)
        compare(history.record)
        for pick in erased:
            history.erase(pick)
        history.grow([after])
        compare(history.record)
        found = history.record.verify(projections=True)
        assert not [each for each in found if isinstance(each, Fault)]
        history.record.close()


feeds = st.integers(1, 5)
closings = st.lists(
    st.tuples(
        feeds,
        st.frozensets(st.tuples(feeds, st.frozensets(feeds, max_size=2)), max_size=3),
    ),
    max_size=4,
)


@given(own=feeds, closings=closings, others=st.frozensets(feeds))
def test_a_shade_tells_who_is_shown_what(own: int, closings: Any, others: frozenset[int]) -> None:
    reader = others | {own}
    closed = any(
        feed in reader and not any(by in reader and not again & reader for by, again in undoings)
        for feed, undoings in closings
    )
    assert shades.shows(shades.shade(own, closings), reader) is not closed


def test_nothing_is_walked_for_what_is_tallied(tmp_path: Path) -> None:
    record = home(tmp_path, Clock())
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        batch.add(statement(paper, TEXT, 0, 33, dossiers=("accession/FIN",)))
    view = record.view(record.reader("PUBLIC"))
    # Nothing that selects statements asks whether they are shown.
    with mock.patch.object(Scope, "shown", side_effect=AssertionError):
        assert view.count(Filter(party="nobody", data=True)) == 0
        assert view.counts("dossier") == {"accession/FIN": 1}
        assert view.acts("dossier") == {"accession/FIN": {"position": 1}}
        with pytest.raises(AssertionError):
            view.counts("dossier", Filter(session=1))


def test_a_closing_elsewhere_is_told_to_nobody_else(tmp_path: Path) -> None:
    record = home(tmp_path, Clock())
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        said = batch.add(statement(paper, TEXT, 0, 33, dossiers=("accession/FIN",)))
    with record.batch("REL-A") as batch:
        closing = batch.add(kinds.Withdrawal(target=paper))
    seen = {"PUBLIC": 1, "Beta": 1, "Alfa": 0, "Home": 0}
    for name, many in seen.items():
        assert record.view(record.reader(name)).count(Filter(dossier="accession/FIN")) == many
    with record.batch("INTERNAL") as batch:
        batch.add(kinds.Withdrawal(target=closing))
        # On a paper that is closed already, for some.
        batch.add(statement(paper, TEXT, 34, 83, dossiers=("accession/FIN",)))
    seen = {"PUBLIC": 1, "Beta": 1, "Alfa": 0, "Home": 2}
    for name, many in seen.items():
        assert record.view(record.reader(name)).count(Filter(dossier="accession/FIN")) == many
    record.erase(said, by="Jan", ground="spill")
    assert record.view(record.reader("Home")).counts("act") == {"position": 1}
    assert record.view(record.reader("PUBLIC")).counts("act") == {}
