"""A record narrowed to some markings: what the others hold, or that they are, does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.record import Record
from inzet.vocabulary.entries import Paper
from inzet.vocabulary.errors import InputError, UnknownValue


@pytest.fixture
def record(tmp_path: Path) -> Record:
    made = Record.create(tmp_path / "inzet.db", "Homeland")
    made.define_audience("REL-ONE", ["Allyland", "Oneland"])
    made.define_audience("REL-TWO", ["Allyland", "Twoland"])
    for marking in ("PUBLIC", "INTERNAL", "REL-ONE", "REL-TWO"):
        with made.batch(marking) as batch:
            data = marking.encode()
            digest = batch.keep(data)
            batch.add(
                Paper(
                    sha256=digest,
                    media_type="text/plain",
                    size=len(data),
                    title=marking,
                    source="x",
                )
            )
    return made


def titles(record: Record) -> set[str]:
    return {paper.title for paper in record.view(record.reader()).papers().items}


def test_its_own_reader_sees_those_markings_and_what_is_public(record: Record) -> None:
    narrow = record.narrowed(["REL-ONE", "NEVER-DEFINED"])
    assert titles(narrow) == {"PUBLIC", "REL-ONE"}
    assert titles(record) == {"PUBLIC", "INTERNAL", "REL-ONE", "REL-TWO"}
    assert titles(record.narrowed(None)) == titles(record)


def test_narrowing_twice_leaves_what_both_leave(record: Record) -> None:
    narrow = record.narrowed(["REL-ONE", "INTERNAL"]).narrowed(["INTERNAL", "REL-TWO"])
    assert titles(narrow) == {"PUBLIC", "INTERNAL"}


def test_nobody_sees_more_through_it(record: Record) -> None:
    narrow = record.narrowed(["REL-ONE"])
    wide = record.reader()
    assert {paper.title for paper in narrow.view(wide).papers().items} == {"PUBLIC", "REL-ONE"}
    ally = narrow.reader("Allyland")
    assert {paper.title for paper in narrow.view(ally).papers().items} == {"PUBLIC", "REL-ONE"}


def test_hidden_audiences_have_neither_name_nor_members(record: Record) -> None:
    narrow = record.narrowed(["REL-ONE"])
    assert list(narrow.audiences()) == ["REL-ONE"]
    assert narrow.markings() == ["REL-ONE", "PUBLIC"]
    assert "Twoland" not in {each.name for each in narrow.readers()}
    told = []
    for record_, marking in ((narrow, "REL-TWO"), (narrow, "REL-NIL")):
        with pytest.raises(UnknownValue) as refused:
            record_.who_reads(marking)
        told.append(str(refused.value).replace(marking, "…"))
    assert told[0] == told[1]


@pytest.mark.parametrize("marking", ["INTERNAL", "REL-TWO", "REL-NIL"])
def test_nothing_is_written_where_one_does_not_read(record: Record, marking: str) -> None:
    before = record.head()
    with pytest.raises(UnknownValue), record.narrowed(["REL-ONE"]).batch(marking):
        pass
    assert record.head() == before


def test_it_defines_no_audience_and_erases_nothing(record: Record) -> None:
    narrow = record.narrowed(["REL-ONE"])
    entry = narrow.view(narrow.reader()).papers().items[0].id
    with pytest.raises(InputError):
        narrow.define_audience("REL-TWO", [])
    with pytest.raises(InputError):
        narrow.erase(entry, by="x", ground="x")
    assert set(record.audiences()["REL-TWO"]) > {"Twoland"}


def test_cursors_and_marks_are_those_of_one_narrowing(record: Record) -> None:
    wide, narrow = (each.view(each.reader()) for each in (record, record.narrowed(["REL-ONE"])))
    after = wide.papers(limit=1).next
    assert after is not None
    assert wide.papers(limit=1, after=after).items
    with pytest.raises(UnknownValue):
        narrow.papers(limit=1, after=after)
    assert wide.mark().scope != narrow.mark().scope


def test_a_reader_is_equal_to_itself_alone(record: Record) -> None:
    narrow = record.narrowed(["REL-ONE"])
    assert narrow.reader() == record.narrowed(["REL-ONE", "PUBLIC"]).reader()
    assert narrow.reader() != record.reader()
    assert narrow.reader().id == record.reader().id
