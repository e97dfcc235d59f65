"""Feeds go into one file and come out of it in another record exactly as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.exchange import archive, files
from inzet.exchange.archive import read, write
from inzet.exchange.frames import Archive, Batch, End, Seen, Unpacking
from inzet.exchange.here import Here
from inzet.record import Fault, Record
from inzet.record.restoring import restore
from inzet.vocabulary.entries import Paper, Withdrawal
from inzet.vocabulary.errors import InputError, UnreadableFile
from tests.exchange.nodes.nodes import Clock, Node, node
from tests.exchange.nodes.test_restored import in_its_place
from tests.record.world import add_paper


def all_of(record: Record, path: Path, reader: str | None = None) -> list[object]:
    """The frames of a file of all that a reader may read of a record, without what tells of the
    writing."""
    view = record.view(record.reader(reader))
    write(record, view, [feed.id for feed in view.sources], path)
    with path.open("rb") as file:
        frames = list(Unpacking(iter(lambda: file.read(2**20), b""), most=2**40))
    return [each for each in frames if not isinstance(each, Archive | End)]


def sound(record: Record) -> bool:
    """Whether everything proves, projections included."""
    return not [each for each in record.verify(projections=True) if isinstance(each, Fault)]


def shown(record: Record, reader: str) -> list[object]:
    """What a reader sees of statements and papers, without when it came to this record."""
    view = record.view(record.reader(reader))
    rows = view.statements(limit=100).items
    papers = [(each.id, each.title, each.said) for each in view.papers(limit=100).items]
    return [papers, [(each.entry, each.identity, each.quote, each.organisation) for each in rows]]


@pytest.fixture
def lived(nodes: dict[str, Node], clock: Clock, tmp_path: Path) -> Node:
    """The ministry with all that there can be in a record: others' feeds, epochs, erasures, a fork,
    what peers signed, an original of several pieces."""
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    ministry.record.backup(tmp_path / "saved", with_key=True)
    paper = ministry.write("PUBLIC", "Openbaar")
    ministry.write("REL-A", "Bondgenoten")
    ministry.write("INTERNAL", "Binnen")
    alliance.write("PUBLIC", "Van de alliantie")
    alliance.pull(ministry)
    restore(tmp_path / "saved", tmp_path / "again.db", now=clock())
    again = in_its_place(nodes, tmp_path / "again.db", clock)
    again.pull(alliance)
    again.write("PUBLIC", "Tweede tijdvak")
    with again.record.batch("PUBLIC") as batch:
        large = b"Groot " * 500_000
        sha256 = batch.keep(large)
        batch.add(Paper(sha256=sha256, media_type="image/png", size=len(large), title="Groot"))
        gone = add_paper(batch, "Te wissen")
        batch.add(Withdrawal(target=paper, ground="x", by="x"))
    again.record.erase(gone, by="x", ground="x")
    # A second history of the partner's feed.
    partner.record.backup(tmp_path / "partner", with_key=True)
    found = tmp_path / "partner" / "partner.db"
    found.with_name("partner.db.head").unlink(missing_ok=True)
    partner.write("PUBLIC", "Een")
    again.pull(partner)
    with Record.open(found, clock) as other:
        other_node = Node("Partner", Here.of(other), clock)
        other_node.knows(again)
        other_node.write("PUBLIC", "Ander")
        again.wires.pop(partner.id)
        assert any(feed.is_fork for feed in again.pull(other_node).feeds)
        again.wires.pop(partner.id)
    alliance.pull(again)
    again.pull(alliance)
    return again


def test_the_round_trip_is_exact(lived: Node, clock: Clock, tmp_path: Path) -> None:
    first = all_of(lived.record, tmp_path / "first")
    assert {type(each).__name__ for each in first} == {"Offer", "Piece", "Batch", "Seen", "Proof"}
    parcels = [each.parcel for each in first if isinstance(each, Batch)]
    assert {parcel.epoch for parcel in parcels} > {1}
    assert any(entry.body is None for parcel in parcels for entry in parcel.entries)
    assert (tmp_path / "first").stat().st_size > 3_000_000
    # Into an empty record of somebody else, and into one with the same key.
    other = node(tmp_path, "Archief", clock)
    path = tmp_path / "same.db"
    key = lived.record.path.with_name(f"{lived.record.path.name}.key")
    with Record.create(path, "Ministry", now=clock, key=key) as same, other.record:
        for target, by in ((other.here, lived.id), (Here.of(same), "")):
            done = read(target, tmp_path / "first", by=by)
            assert done.is_whole, [
                (e.marking, e.organisation, e.error, e.entries) for e in done.feeds
            ]
            again = all_of(target.record, tmp_path / f"second-{by}", lived.id)
            assert again == first
            assert sound(target.record)
            for reader in (lived.id, "PUBLIC"):
                assert shown(target.record, reader) == shown(lived.record, reader)
            # Twice is once.
            assert read(target, tmp_path / "first", by=by).entries == 0
        # Nobody knows what else was signed with that key: it goes on in an epoch of its own.
        with same.batch("PUBLIC") as batch:
            add_paper(batch, "Verder")
        state = same.view(same.reader()).state()
        assert max(len(places) for places in state.values()) == 3
        assert sound(same)


def test_what_peers_signed_is_kept_of_a_file_that_was_cut(
    lived: Node, clock: Clock, tmp_path: Path
) -> None:
    frames = all_of(lived.record, tmp_path / "whole")
    signed = {
        each.witness.signature: at for at, each in enumerate(frames) if isinstance(each, Seen)
    }
    assert len(signed) > 1
    data, end = (tmp_path / "whole").read_bytes(), 0
    # The head of the file stands before them.
    for _ in range(max(signed.values()) + 2):
        end += 4 + int.from_bytes(data[end : end + 4], "big")
    (tmp_path / "cut").write_bytes(data[: end + 7])
    other = node(tmp_path, "Archief", clock)
    assert not read(other.here, tmp_path / "cut", by=lived.id).is_whole
    view = other.record.view(other.record.reader(lived.id))
    found = {each.signature for feed in view.sources for each in view.witnesses(feed.id)}
    assert found == signed.keys()
    assert sound(other.record)


def test_a_file_of_a_stranger_is_taken_by_its_fingerprint_alone(
    nodes: dict[str, Node], clock: Clock, tmp_path: Path
) -> None:
    ministry = nodes["Ministry"]
    ministry.write("PUBLIC", "Openbaar")
    all_of(ministry.record, tmp_path / "feeds")
    other = node(tmp_path, "Archief", clock)
    for by in ("", "ab" * 32):
        with pytest.raises(InputError, match="nobody has confirmed"):
            read(other.here, tmp_path / "feeds", by=by)
    assert not other.sees("Openbaar")
    data = (tmp_path / "feeds").read_bytes()
    (tmp_path / "cut").write_bytes(data[: len(data) - 50])
    assert "ended before its end" in read(other.here, tmp_path / "cut", by=ministry.id).error
    # What proved before is kept, and the rest comes.
    assert other.sees("Openbaar")
    (tmp_path / "odd").write_bytes(data.replace(b"Openbaar Het", b"Openbaar Den"))
    third = node(tmp_path, "Derde", clock)
    done = read(third.here, tmp_path / "odd", by=ministry.id)
    assert not done.is_whole
    assert not third.sees("Openbaar")
    (tmp_path / "nothing").write_bytes(b"nothing")
    with pytest.raises(UnreadableFile, match="no file of feeds"):
        read(other.here, tmp_path / "nothing")
    with pytest.raises(UnreadableFile, match="no file of an exchange"):
        files.read(other.here, tmp_path / "feeds")
    key = ministry.record.path.with_name("ministry.db.key")
    public_key = ministry.record.organisation.public_key
    assert archive.owner_in(tmp_path / "feeds", public_key) == "Ministry"
    assert archive.owner_in(tmp_path / "feeds", b"x" * 32) == ""
    assert key.exists()
