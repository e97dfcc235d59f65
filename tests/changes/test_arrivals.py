"""New here since I looked: by arrival, for one reader, and nobody learns of another's look."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.changes import Looks, arrivals
from inzet.meetings import every
from inzet.record import Filter, Record, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation
from inzet.vocabulary.entries import Correction, Statement
from tests.changes.planting import Archive, council


def test_what_came_after_the_last_look(archive: Archive) -> None:
    archive.paper("2020-03-01", ["Nederland steunt dit."], council("2020-03-10"))
    looks, reader = Looks(archive.record), archive.record.reader()
    assert looks.last(reader) is None
    first = arrivals(archive.view(), looks.last(reader))
    assert [counts for _, counts in first.papers] == [{"context": 1, "position": 1}]
    assert first.last is not None
    looks.keep(reader, first.last)
    assert arrivals(archive.view(), looks.last(reader)).none
    # Said long before, and new all the same.
    archive.paper("2019-01-01", ["Nederland wil dat."])
    again = arrivals(archive.view(), looks.last(reader))
    assert [str(paper.said) for paper, _ in again.papers] == ["2019-01-01"]
    assert again.statements == ()


def test_what_comes_while_one_looks_is_new_the_next_time_and_not_lost(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module("inzet.changes.arrivals")
    archive.paper("2020-03-01", ["Nederland steunt dit."])

    def slow(view: View, asked: Filter) -> Iterator[StatementRow]:
        archive.paper("2020-03-02", ["Nederland wil dat."])
        yield from every(view, asked)

    with monkeypatch.context() as patched:
        patched.setattr(module, "every", slow)
        first = arrivals(archive.view(), None)
    again = arrivals(archive.view(), first.last)
    assert [str(paper.said) for paper, _ in first.papers] == ["2020-03-01"]
    assert first.statements == ()
    assert [str(paper.said) for paper, _ in again.papers] == ["2020-03-02"]


def test_a_correction_of_what_was_here_is_new(archive: Archive) -> None:
    archive.paper("2020-03-01", ["Nederland steunt dit."])
    seen = archive.view().last_arrival()
    [row] = archive.view().statements().items
    archive._now += dt.timedelta(minutes=1)
    with archive.record.batch("PUBLIC") as batch:
        statement = Statement(
            identity=row.identity,
            act=Act.POSITION,
            party="SWE",
            quote=row.quote,
            citation=row.citation,
            rule="person",
        )
        batch.add(Correction(target=row.entry, statement=statement, by="somebody"))
    found = arrivals(archive.view(), seen)
    assert found.papers == ()
    assert [(each.party, each.corrected) for each in found.statements] == [("SWE", True)]


def test_rows_of_data_are_counted_and_not_listed(archive: Archive) -> None:
    with archive.record.batch("PUBLIC") as batch:
        for row in ("FIN", "SWE"):
            batch.add(
                Statement(
                    identity=f"{row}{'0' * 61}",
                    act=Act.FIGURE,
                    quote="2.0",
                    dossiers=("pledge/oslo-2004",),
                    citation=CellCitation(source="table", edition="1", row=row, column="share"),
                    rule="data:table",
                )
            )
    found = arrivals(archive.view(), None)
    assert (found.statements, found.rows, found.rows_by_procedure) == ((), 2, {"pledge": 2})
    assert arrivals(archive.view(), found.last).none


def test_readers_look_for_themselves(archive: Archive) -> None:
    archive.paper("2020-03-01", ["Nederland steunt dit."])
    archive.paper("2020-03-02", ["Nederland wil dat."], marking="INTERNAL")
    looks = Looks(archive.record)
    own, public = archive.record.reader(), archive.record.reader("PUBLIC")
    whole, open_ = arrivals(archive.view(), None), arrivals(archive.view("PUBLIC"), None)
    assert (len(whole.papers), len(open_.papers)) == (2, 1)
    assert whole.last is not None
    assert open_.last is not None
    # The time of what is hidden from the public is told to nobody but its readers.
    assert open_.last < whole.last
    looks.keep(own, whole.last)
    assert looks.last(public) is None
    looks.keep(public, open_.last)
    assert looks.last(own) == whole.last


def test_the_file_names_nobody_and_is_no_part_of_the_record(archive: Archive) -> None:
    archive.paper("2020-03-01", ["Nederland steunt dit."])
    head = archive.record.head()
    looks, reader = Looks(archive.record), archive.record.reader()
    looks.keep(reader, dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    path = Path(f"{archive.record.path}.looks")
    told = path.read_text()
    assert reader.id not in told
    assert reader.name not in told
    assert archive.record.head() == head
    assert path.stat().st_mode & 0o077 == 0
    assert sorted(each.name for each in path.parent.glob("*.looks*")) == [path.name]


def test_a_damaged_or_lost_file_shows_everything_once_more(archive: Archive) -> None:
    path = Path(f"{archive.record.path}.looks")
    looks, reader = Looks(archive.record), archive.record.reader()
    for damaged in ("", "{", "[]", '{"x": 1}', '{"x": "never"}'):
        path.write_text(damaged)
        assert looks.last(reader) is None
    looks.keep(reader, dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    with Record.open(archive.record.path) as again:
        assert Looks(again).last(reader) == dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
