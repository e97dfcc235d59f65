"""All rows or none, none twice, editions beside each other, and people's judgement respected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.datasets import Row
from inzet.record import Filter, Record
from inzet.vocabulary.entries import Review, Withdrawal
from inzet.vocabulary.errors import InputError, UnknownValue
from tests.datasets import files
from tests.datasets.files import intake

LATER = files.FIGURES.replace("2023-07", "2024-06")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.create(tmp_path / "r.db", "Office") as made:
        yield made


def values(record: Record, edition: str = "2023-07") -> list[str]:
    rows = record.view(record.reader()).statements(Filter(rule="data:figures")).items
    return sorted(row.content["value"] for row in rows if row.content["edition"] == edition)


def test_importing_twice_changes_nothing(record: Record) -> None:
    first = intake(files.FIGURES).keep(record)
    assert (first.rows, first.taken, first.known, first.statements) == (3, 3, 0, 3)
    head = record.head()
    again = intake(files.FIGURES).keep(record)
    assert (again.taken, again.known, again.statements) == (0, 3, 0)
    assert record.head() == head


def test_a_new_edition_stands_beside_the_old(record: Record) -> None:
    intake(files.FIGURES).keep(record)
    second = intake(LATER.replace("1.67", "1.60")).keep(record)
    assert (second.taken, second.known, second.changed) == (3, 0, 0)
    assert values(record) == ["1.55", "1.67", "2.64"]
    assert values(record, "2024-06") == ["1.55", "1.60", "2.64"] or values(record, "2024-06") == [
        "1.55",
        "1.6",
        "2.64",
    ]


def test_another_value_in_the_same_edition_takes_its_place(record: Record) -> None:
    intake(files.FIGURES).keep(record)
    again = intake(files.FIGURES.replace("1.67", "1.7")).keep(record)
    assert (again.taken, again.changed, again.known) == (1, 1, 2)
    assert values(record) == ["1.55", "1.7", "2.64"]
    view = record.view(record.reader())
    row = next(row for row in view.statements().items if row.content["value"] == "1.7")
    assert [one.kind for one in view.history(row.identity)] == ["reading", "reading"]


def test_nothing_is_half_imported(record: Record) -> None:
    wrong = intake(files.FIGURES + "2023-07,gdp,USD,Atlantis,2022,5,,\n")
    assert wrong.refused
    assert (wrong.checked.rows, wrong.checked.refusals) == (4, 1)
    head = record.head()
    looked = wrong.look(record)
    assert (looked.kept, looked.taken, looked.refusals) == (False, 3, 1)
    assert record.head() == head


def test_an_error_half_way_leaves_nothing(record: Record) -> None:
    def breaks(rows: Iterator[Row], label: str, _total: int) -> Iterator[Row]:
        for number, row in enumerate(rows):
            if label == "Importing" and number == 2:
                raise KeyboardInterrupt
            yield row

    going = intake(files.FIGURES)
    going._through = breaks
    head = record.head()
    with pytest.raises(KeyboardInterrupt):
        going.keep(record)
    assert record.head() == head
    assert values(record) == []


def test_two_rows_for_one_cell_are_told(record: Record) -> None:
    twice = intake(files.FIGURES + files.FIGURES.splitlines()[1] + "\n")
    (refused,) = twice.checked.refused
    assert refused.row == 5
    assert refused.what.startswith("it says again what row 2 says (Norway, Table 3")
    assert twice.keep(record).statements == 3


def test_what_a_person_rejected_or_withdrew_is_not_brought_back(record: Record) -> None:
    intake(files.FIGURES).keep(record)
    rows = record.view(record.reader()).statements(Filter(rule="data:figures")).items
    with record.batch("PUBLIC") as batch:
        batch.add(Review(target=rows[0].entry, verdict="rejected", by="somebody"))
        batch.add(Withdrawal(target=rows[1].entry, ground="misprint"))
    again = intake(files.FIGURES).keep(record)
    assert (again.taken, again.known) == (0, 3)
    assert len(values(record)) == 1


def test_a_wider_marking_is_new_a_narrower_is_not(record: Record) -> None:
    assert intake(files.FIGURES, marking="INTERNAL").keep(record).taken == 3
    public = record.view(record.reader("PUBLIC"))
    assert public.count() == 0
    assert intake(files.FIGURES).keep(record).taken == 3
    assert record.view(record.reader("PUBLIC")).count() == 3
    assert intake(files.FIGURES, marking="INTERNAL").keep(record).taken == 0
    with pytest.raises(UnknownValue, match="there is no audience REL-NOBODY"):
        intake(files.FIGURES, marking="REL-NOBODY").keep(record)


def test_a_header_alone_is_told() -> None:
    with pytest.raises(InputError, match="a header and no row"):
        intake(files.FIGURES.splitlines()[0] + "\n")


def test_the_record_proves_and_is_made_anew(record: Record) -> None:
    intake(files.FIGURES).keep(record)
    intake(files.STEPS).keep(record)
    before = values(record)
    record.rebuild()
    assert values(record) == before
    assert [
        str(one) for one in record.verify(projections=True) if type(one).__name__ == "Fault"
    ] == []


def test_known_on_the_day_before_an_edition_it_is_not_known(record: Record) -> None:
    import datetime as dt

    intake(files.FIGURES).keep(record)
    reader = record.reader()
    assert record.view(reader, known_on=dt.date(2023, 7, 6)).count() == 0
    assert record.view(reader, known_on=dt.date(2023, 7, 7)).count() == 3
    assert record.view(reader, as_of=dt.date(2022, 12, 31)).count() == 1
