"""Who is in an audience, when; and that rights are those of today."""

from __future__ import annotations

import pytest

from inzet.record import Record
from inzet.vocabulary.errors import UnknownValue
from tests.record.world import Clock, add_paper


def test_joining_and_leaving(record: Record, clock: Clock) -> None:
    with record.batch("REL-A") as batch:
        add_paper(batch, "for Alfa")
    alfa = record.reader("Alfa")
    assert len(record.view(alfa).papers().items) == 1
    clock.sleep(1)
    record.define_audience("REL-A", ["Beta"])
    assert record.view(alfa).papers().items == ()
    # A feed is read whole: who joins later reads what was there.
    assert len(record.view(record.reader("Beta")).papers().items) == 1
    clock.sleep(1)
    record.define_audience("REL-A", ["Alfa", "Beta"])
    assert len(record.view(alfa).papers().items) == 1
    assert record.audiences()["REL-A"] == tuple(sorted([record.organisation.id, "Alfa", "Beta"]))


def test_the_own_organisation_always_reads(record: Record) -> None:
    record.define_audience("REL-A", [])
    with record.batch("REL-A") as batch:
        add_paper(batch, "own")
    assert len(record.view(record.reader()).papers().items) == 1


def test_readers(record: Record) -> None:
    assert [reader.name for reader in record.readers()] == ["PUBLIC", "Home", "Alfa", "Beta"]
    assert record.reader("Home") == record.reader() == record.reader(record.organisation.id)
    with pytest.raises(UnknownValue):
        record.reader("Gamma")


def test_feeds_are_listed_for_those_who_read_them(record: Record) -> None:
    for marking in ("PUBLIC", "REL-A", "INTERNAL"):
        with record.batch(marking) as batch:
            add_paper(batch, marking)
    told = {
        reader.name: [row.marking for row in record.view(reader).feeds()]
        for reader in record.readers()
    }
    assert told == {
        "PUBLIC": ["PUBLIC"],
        "Home": ["INTERNAL", "PUBLIC", "REL-A", "REL-AB"],
        "Alfa": ["PUBLIC", "REL-A", "REL-AB"],
        "Beta": ["PUBLIC", "REL-AB"],
    }
