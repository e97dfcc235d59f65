"""Which keys are taken: looked up one by one or at once, the same rows get the same keys."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from inzet.record import Record, places
from inzet.record.taken import Taken
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation
from inzet.vocabulary.entries import Statement, cell_identity


def cell(number: int) -> Statement:
    citation = CellCitation(source="Yearbook", edition="1", row=str(number), column="x")
    return Statement(
        identity=cell_identity(citation, Act.FIGURE, None),
        act=Act.FIGURE,
        quote=str(number),
        citation=citation,
        said="2023-07-07",
    )


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("loaded", [True, False])
def test_a_key_that_is_taken_is_not_given_again(tmp_path: Path, loaded: bool, alone: bool) -> None:
    cells = [cell(number) for number in range(30)]
    day = places.day_of(dt.date(2023, 7, 7))
    wanted = [places.statement_key(day, None, None, each.identity) for each in cells]
    with Record.create(tmp_path / "r.db", "Office") as record:
        with record.batch("PUBLIC") as batch:
            for each in cells:
                batch.add(each)
        with record._store.read() as connection:
            taken = Taken(connection)
            if loaded:
                taken.load(wanted)
            given = [taken.nearest(key, alone=alone) for key in wanted]
    assert given == [key - 2 for key in wanted]
    assert [places.group_of(key) for key in given] == [places.group_of(key) for key in wanted]


def test_more_rows_that_want_one_key_than_it_has_places_go_on_below(tmp_path: Path) -> None:
    day = places.day_of(dt.date(2023, 7, 7))
    wanted = places.statement_key(day, None, None, cell(1).identity)
    with (
        Record.create(tmp_path / "r.db", "Office") as record,
        record._store.read() as connection,
    ):
        taken = Taken(connection)
        given = [taken.nearest(wanted, alone=True) for _ in range(40)]
    assert given == [wanted - 2 * number for number in range(40)]


def test_what_is_looked_up_does_not_grow_with_what_was_said_on_a_day(tmp_path: Path) -> None:
    """Of statements on no paper: each looks at its own place, however full the day is."""
    fresh = [cell(number) for number in range(2000, 2020)]
    day = places.day_of(dt.date(2023, 7, 7))
    wanted = [places.statement_key(day, None, None, each.identity) for each in fresh]
    with Record.create(tmp_path / "r.db", "Office") as record:
        with record.batch("PUBLIC") as batch:
            for number in range(2000):
                batch.add(cell(number))
        with record._store.read() as connection:
            taken = Taken(connection)
            taken.load(wanted)
            assert len(taken._keys) < len(wanted)
            assert [taken.nearest(key, alone=True) for key in wanted] == wanted


def test_many_rows_of_one_day_all_stand_in_lists(tmp_path: Path) -> None:
    with Record.create(tmp_path / "r.db", "Office") as record:
        for start in (0, 1500):
            with record.batch("PUBLIC") as batch:
                for number in range(start, start + 1500):
                    batch.add(cell(number))
        view = record.view(record.reader())
        assert view.count() == 3000
        record.rebuild()
        assert record.view(record.reader()).count() == 3000
