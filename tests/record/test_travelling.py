"""Feeds travel from a state on, one parcel at a time, with the bytes they stand on apart."""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from inzet.record import Reader, Record, writer
from inzet.vocabulary.errors import BrokenRecord, NotFound
from tests.record.travelling import public, send, sound, titles, write
from tests.record.world import add_paper, statement


@pytest.fixture
def peer(tmp_path: Path) -> Record:
    """Another organisation's record."""
    return Record.create(tmp_path / "peer.db", "Peer")


@pytest.mark.file
def test_only_what_lies_after_a_state_travels(record: Record, peer: Record) -> None:
    write(record, "one", "two")
    assert send(record, peer) == 4
    feed, view = public(record), record.view(record.reader("PUBLIC"))
    state = peer.view(peer.reader("PUBLIC")).state()
    assert state == view.state() == {feed: {1: (4, view.feeds()[0].head)}}
    write(record, "three")
    view = record.view(record.reader("PUBLIC"))
    assert [parcel.first for parcel in view.parcels(feed, state[feed])] == [5]
    assert list(view.parcels(feed, view.state()[feed])) == []
    # In the middle of what was sealed together, as one who merged two parcels may be.
    inside = {1: (1, view.parcels(feed).__next__().before.hex())}
    assert next(view.parcels(feed, inside)).first == 1, "another head there: shown what is here"
    link = sqlite3.connect(record.path).execute(
        "SELECT hex(link) FROM entry WHERE n = 1 AND feed = (SELECT key FROM feed WHERE id = ?)",
        (feed,),
    )
    assert next(view.parcels(feed, {1: (1, link.fetchone()[0].lower())})).first == 2
    for odd in ({1: (-5, "")}, {1: (2**70, "x")}, {9: (3, "")}):
        list(view.parcels(feed, odd))
    assert send(record, peer) == 2
    assert sound(peer)


def test_a_long_batch_is_sealed_as_it_goes(
    record: Record, peer: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_SEALED_AFTER", 10)
    text = "Het kabinet steunt de toetreding. " * 40
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, text)
        for index in range(33):
            batch.add(statement(paper, text, 34 * index, 34 * index + 33))
    with contextlib.suppress(RuntimeError), record.batch("PUBLIC") as batch:
        for index in range(33):
            batch.add(statement(paper, text, 34 * index, 34 * index + 32))
        raise RuntimeError("all of it or nothing, sealed in between or not")
    view = record.view(record.reader("PUBLIC"))
    assert [len(parcel.entries) for parcel in view.parcels(public(record))] == [10, 10, 10, 5]
    assert view.count() == 33
    send(record, peer)
    assert peer.view(peer.reader("PUBLIC")).count() == 33
    assert sound(record)
    assert sound(peer)
    write(record, "later")
    assert sound(record)


def test_a_batch_with_much_in_it_is_sealed_sooner(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_SEALED_BYTES", 50_000)
    with record.batch("PUBLIC") as batch:
        for index in range(6):
            add_paper(batch, f"{index} " * 10_000)
    parcels = list(record.view(record.reader("PUBLIC")).parcels(public(record)))
    assert len(parcels) > 2
    assert max(sum(named.size for named in parcel.blobs) for parcel in parcels) < 80_000
    assert sound(record)


def test_bytes_are_had_by_who_reads_the_feed_they_are_in(record: Record, peer: Record) -> None:
    write(record, "for all")
    write(record, "for some", marking="REL-A")
    views = {name: record.view(record.reader(name)) for name in ("PUBLIC", "Alfa")}
    feeds = {feed.marking: feed.id for feed in views["Alfa"].feeds()}
    named = {
        marking: next(
            each.sha256 for parcel in views["Alfa"].parcels(feeds[marking]) for each in parcel.blobs
        )
        for marking in ("PUBLIC", "REL-A")
    }
    blob = views["Alfa"].blob(feeds["REL-A"], named["REL-A"])
    assert (b"".join(blob.chunks(4)), blob.size) == (b"some", 8)
    assert b"".join(blob.chunks(0, 3)) == b"for some"
    for reader, feed, sha256 in (
        ("Alfa", "PUBLIC", "REL-A"),
        ("PUBLIC", "REL-A", "REL-A"),
        ("PUBLIC", "PUBLIC", "REL-A"),
    ):
        with pytest.raises(NotFound):
            views[reader].blob(feeds[feed], named[sha256])
    parcel = next(views["PUBLIC"].parcels(feeds["PUBLIC"]))
    assert peer.lacking(parcel) == parcel.blobs
    # What lies here under another marking is asked for like anything else: nobody is told of it.
    write(peer, "for all", marking="INTERNAL")
    assert peer.lacking(parcel) == parcel.blobs
    send(record, peer)
    assert peer.lacking(parcel) == ()


@pytest.mark.parametrize("spoiled", [b"", b"other bytes", b"for all and more"])
def test_bytes_that_are_others_are_not_kept(record: Record, peer: Record, spoiled: bytes) -> None:
    write(record, "for all")
    view = record.view(record.reader("PUBLIC"))
    with pytest.raises(BrokenRecord, match="the bytes that came"):
        peer.receive(next(view.parcels(public(record))), lambda _: [spoiled])
    assert titles(peer) == set()
    assert sound(peer)


@pytest.mark.file
def test_a_record_of_before_there_were_forks_has_a_place_for_them(record: Record) -> None:
    write(record, "one")
    record.close()
    with closing(sqlite3.connect(record.path)) as file:
        for table in ("fork", "witness", "promise", "alembic_version"):
            file.execute(f'DROP TABLE "{table}"')
        file.execute("DROP INDEX entry_erasure")
        file.commit()
    with Record.open(record.path) as again:
        assert titles(again) == {"one"}
        assert again.view(again.reader()).forks(public(again)) == []
        assert sound(again)


def test_what_came_before_a_refused_parcel_stays(record: Record, peer: Record) -> None:
    write(record, "one", "two", "three")
    view, feed = record.view(record.reader("PUBLIC")), public(record)
    one, _, three = view.parcels(feed)
    with pytest.raises(Exception, match="have not come yet"):
        peer.receive_all([one, three], view.bytes_of(feed))
    assert titles(peer) == {"one"}
    assert sound(peer)


def test_nobody_holds_what_came_after_a_removal_without_the_removal(
    record: Record, tmp_path: Path
) -> None:
    """Whoever passes a feed on judges by the log in it: however far it came, who was put out by
    then is served nothing, and before that nothing that was written later."""
    with (
        Record.create(tmp_path / "third.db", "Third") as third,
        Record.create(tmp_path / "out.db", "Out") as out,
    ):
        ids = [third.organisation.id, out.organisation.id]
        record.define_audience("REL-X", ids)
        write(record, "while in", marking="REL-X")
        record.define_audience("REL-X", ids[:1])
        write(record, "when out", marking="REL-X")
        view = record.view(record.reader())
        feed = next(row.id for row in view.feeds() if row.marking == "REL-X")
        served = []
        for parcel in view.parcels(feed):
            third.receive(parcel, view.bytes_of(feed))
            there = third.view(Reader(out.organisation.id, "Out"))
            held = {row.title for row in third.view(third.reader()).papers().items}
            if feed in {row.id for row in there.feeds()}:
                assert "when out" not in held
                out.receive_all(there.parcels(feed), there.bytes_of(feed))
            served.append({row.title for row in out.view(out.reader()).papers().items})
        assert served == [set(), {"while in"}, {"while in"}, {"while in"}]
        assert b"when out" not in out.path.read_bytes()
        assert sound(out)
        assert sound(third)
