"""Parcels travel in any order, twice, or spoiled; the record comes out the same or unharmed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inzet.record import Fault, Parcel, Record, View
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.errors import BrokenRecord, RecordError
from tests.record.world import add_paper, home, statement

TEXT = "Het kabinet steunt de toetreding van Finland. Zweden volgt."


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """Everything that Alfa may have of Home."""
    with home(tmp_path_factory.mktemp("source")) as record:
        for marking in ("PUBLIC", "REL-A", "REL-AB", "PUBLIC"):
            with record.batch(marking) as batch:
                text = f"{marking} {TEXT}"
                paper = add_paper(batch, text, said="2022-02-02")
                said = batch.add(statement(paper, text, 0, 20, dossiers=("accession/FIN",)))
            with record.batch("REL-A") as batch:
                batch.add(kinds.Review(target=said, verdict="confirmed", said="2022-02-03"))
                batch.add(kinds.Correction(target=said, statement=statement(paper, text, 0, 30)))
        view = record.view(record.reader("Alfa"))
        yield view


@pytest.fixture(scope="module")
def parcels(source: View) -> list[Parcel]:
    """All of it, as it travels."""
    return [parcel for feed in source.feeds() for parcel in source.parcels(feed.id)]


def seen(record: Record) -> list[Any]:
    """What Alfa sees, without what differs from record to record."""
    view = record.view(record.reader("Alfa"))
    rows = view.statements(limit=100).items
    return [
        sorted(repr(replace(row, arrived=None)) for row in rows),
        view.counts("dossier"),
        [row.id for row in view.papers(limit=100).items],
        view.feeds(),
    ]


@settings(max_examples=12, deadline=None)
@given(order=st.randoms(use_true_random=False))
def test_any_order_gives_the_same_record(source: View, parcels: list[Parcel], order: Any) -> None:
    answers = []
    for shuffle in (False, True):
        with (
            tempfile.TemporaryDirectory() as folder,
            Record.create(Path(folder) / "to.db", "To") as record,
        ):
            waiting = list(parcels) * (2 if shuffle else 1)
            if shuffle:
                order.shuffle(waiting)
            while waiting:
                refused = []
                for parcel in waiting:
                    try:
                        record.receive(parcel, source.bytes_of(parcel.feed_id))
                    except RecordError:
                        refused.append(parcel)
                assert len(refused) < len(waiting)
                waiting = refused
            answers.append(seen(record))
            assert not [f for f in record.verify(projections=True) if isinstance(f, Fault)]
    assert answers[0] == answers[1]


def test_spoiled_parcels_are_refused_and_nothing_is_taken(
    source: View, parcels: list[Parcel], tmp_path: Path
) -> None:
    parcel = next(p for p in parcels if p.marking == "PUBLIC")
    first = parcel.entries[0]
    spoiled = [
        replace(parcel, signature=bytes(64)),
        replace(parcel, organisation="Somebody else"),
        replace(parcel, marking="REL-A"),
        replace(parcel, time="2020-01-01T00:00:00.000000Z"),
        replace(parcel, entries=parcel.entries[:-1]),
        replace(parcel, entries=parcel.entries[::-1]),
        replace(parcel, entries=()),
        replace(parcel, entries=(replace(first, body=b"{}"), *parcel.entries[1:])),
        replace(parcel, head=bytes(32)),
        replace(parcel, epoch=7),
        replace(parcel, anchor=b"x" * 32),
        replace(parcel, public_key=bytes(32)),
    ]
    bytes_of = source.bytes_of(parcel.feed_id)
    with Record.create(tmp_path / "to.db", "To") as record:
        for bad in spoiled:
            with pytest.raises((BrokenRecord, RecordError)):
                record.receive(bad, bytes_of)
            assert record.view(record.reader()).feeds() == []
        assert record.receive(parcel, bytes_of) == len(parcel.entries)
        assert record.receive(parcel, bytes_of) == 0


def test_parcels_without_their_bytes_are_refused(
    source: View, parcels: list[Parcel], tmp_path: Path
) -> None:
    parcel = next(p for p in parcels if p.marking == "PUBLIC")
    with Record.create(tmp_path / "to.db", "To") as record:
        with pytest.raises(RecordError):
            record.receive(replace(parcel, blobs=()), source.bytes_of(parcel.feed_id))
        with pytest.raises(RecordError):
            record.receive(parcel)
        with pytest.raises(RecordError):
            record.receive(parcel, lambda sha256: [b"other bytes"])
        assert record.view(record.reader()).papers().items == ()
