"""Erasure: the words are gone from every file, the proof stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from inzet.record import Fault, Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import ForkedFeed, NotFound, RecordError
from tests.record.travelling import public, send, twins, write
from tests.record.world import add_paper, statement

WORD = "Zonderlingenkwestie"
LEAF = 13
"""The kind of page that holds rows of a table, in its first byte."""
TEXT = f"Het kabinet bespreekt de {WORD} in Vilnius. En verder niets."


def plant(record: Record, marking: str = "PUBLIC") -> tuple[str, str]:
    """A paper and a statement with the word in it, among many without."""
    with record.batch(marking) as batch:
        for index in range(300):
            filler = f"Paper {index} over {'iets anders ' * 40}"
            other = add_paper(batch, filler, said="2022-01-01")
            batch.add(statement(other, filler, 0, len(filler)))
        paper = add_paper(batch, TEXT, said="2022-01-01", title=f"Over {WORD}", numbers=(WORD,))
        said = batch.add(statement(paper, TEXT, 0, 46, content={"about": WORD}))
    with record.batch("INTERNAL") as batch:
        correction = kinds.Correction(
            target=said, statement=statement(paper, TEXT, 0, 46, item=WORD), by="Jan"
        )
        batch.add(correction)
        batch.add(kinds.Alias(paper=paper, numbers=(f"{WORD}-2",)))
    return paper, said


def traces(path: Path) -> list[str]:
    """Files beside the record in which the word, or its stem, can still be found."""
    found = []
    for file in path.parent.iterdir():
        data = file.read_bytes().lower()
        if b"zonderling" in data:
            found.append(file.name)
    return found


def sound(record: Record, head: str | None = None) -> bool:
    """Whether everything proves, projections included."""
    return not [f for f in record.verify(head, projections=True) if isinstance(f, Fault)]


@pytest.mark.file
def test_nothing_of_it_is_left_and_the_proof_holds(record: Record) -> None:
    paper, said = plant(record)
    head = record.head()
    assert traces(record.path)
    erased = record.erase(paper, by="Jan", ground="a request under the law")
    assert {paper, said} < set(erased)
    # The paper, its text, the statement, its correction and the alias.
    assert len(erased) == 5
    assert traces(record.path) == []
    assert sound(record, head)
    for reader in record.readers():
        view = record.view(reader)
        assert view.search(WORD).items == ()
        with pytest.raises(NotFound):
            view.paper(paper)
        with pytest.raises(NotFound):
            view.statement(said)
        assert view.find_paper(number=WORD) is None


def spilt(path: Path) -> None:
    """Leaves the word in room of a page that no row uses, as rearranging pages does by chance."""
    data = bytearray(path.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    for page in range(size, len(data), size):
        cells = int.from_bytes(data[page + 3 : page + 5], "big")
        first, content = 8 + 2 * cells, int.from_bytes(data[page + 5 : page + 7], "big")
        if data[page] == LEAF and content - first > 2 * len(WORD):
            data[page + first + 8 : page + first + 8 + len(WORD)] = WORD.encode()
            path.write_bytes(data)
            return
    raise AssertionError("no page has room")


@pytest.mark.file
def test_what_rearranged_pages_left_behind_goes_too(tmp_path: Path) -> None:
    """Found by fifty nodes: a word of the full text in room that no row used."""
    path = tmp_path / "r.db"
    with Record.create(path, "Ministerie van BZ") as record:
        paper, _ = plant(record)
    spilt(path)
    with Record.open(path) as record:
        assert record.erase(paper, by="Jan", ground="privacy")
        assert traces(path) == []
        assert [one for one in record.verify(projections=True) if isinstance(one, Fault)] == []


@pytest.mark.file
def test_an_erasure_that_travels_takes_what_was_left_behind_too(
    record: Record, tmp_path: Path
) -> None:
    paper, _ = plant(record)
    path = tmp_path / "there" / "b.db"
    path.parent.mkdir()
    with Record.create(path, "Bondgenoot") as there:
        send(record, there)
    spilt(path)
    record.erase(paper, by="Jan", ground="privacy")
    with Record.open(path) as there:
        send(record, there)
        assert traces(path) == []


def test_erasing_a_statement_leaves_the_paper(record: Record) -> None:
    paper, said = plant(record)
    before = record.view(record.reader()).count()
    assert len(record.erase(said, by="Jan", ground="mistake")) == 2
    view = record.view(record.reader())
    assert view.count() == before - 1
    assert WORD in view.text(paper).text
    assert sound(record)


def test_bytes_that_another_paper_stands_on_stay(record: Record) -> None:
    paper, _ = plant(record)
    with record.batch("INTERNAL") as batch:
        other = add_paper(batch, TEXT, said="2022-01-01")
    record.erase(paper, by="Jan", ground="only here")
    assert record.view(record.reader()).original(other).decode() == TEXT
    assert sound(record)


def test_an_erasure_travels(record: Record, tmp_path: Path) -> None:
    paper, _ = plant(record)
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    with Record.create(other_folder / "beta.db", "Beta") as other:
        _send(record, other)
        assert other.view(other.reader()).search(WORD).items
        record.erase(paper, by="Jan", ground="law")
        _send(record, other)
        assert other.view(other.reader()).search(WORD).items == ()
        assert traces(other.path) == []
        assert sound(other)
    # One that never had it gets no more than the ids.
    late_folder = tmp_path / "late"
    late_folder.mkdir()
    with Record.create(late_folder / "late.db", "Late") as late:
        _send(record, late)
        assert sound(late)
        assert traces(late.path) == []


def _send(source: Record, to: Record) -> None:
    view = source.view(source.reader("PUBLIC"))
    for feed in view.feeds():
        to.receive_all(view.parcels(feed.id), view.bytes_of(feed.id))


def test_what_cannot_be_erased(record: Record) -> None:
    _, said = plant(record)
    with pytest.raises(NotFound):
        record.erase("0" * 64, by="Jan", ground="x")
    record.erase(said, by="Jan", ground="x")
    view = record.view(record.reader())
    feed = next(row for row in view.feeds() if row.marking == "REL-A")
    membership = next(view.parcels(feed.id)).entries[0].id.hex()
    with pytest.raises(RecordError):
        record.erase(membership, by="Jan", ground="x")
    with record.batch() as batch, pytest.raises(RecordError):
        batch.add(kinds.Erasure(target=membership, by="Jan", ground="x"))


@pytest.mark.file
def test_what_comes_empty_proves_that_it_was_erased(record: Record, tmp_path: Path) -> None:
    """The erasure comes later than what it erases: the first parcels carry the proof of it."""
    papers = write(record, *(f"{index} over {WORD}" for index in range(3)))
    for paper in papers[:2]:
        record.erase(paper, by="Jan", ground="law")
    write(record, "after")
    view, feed = record.view(record.reader("PUBLIC")), public(record)
    first = next(view.parcels(feed))
    assert [entry.body for entry in first.entries] == [None, None]
    assert len(first.erasures) == 1
    assert WORD.encode() not in b"".join(
        entry.body or b"" for each in first.erasures for entry in each.entries
    )
    late_folder = tmp_path / "late"
    late_folder.mkdir()
    with Record.create(late_folder / "late.db", "Late") as late:
        for spoiled in ((), (replace(first.erasures[0], signature=bytes(64)),)):
            with pytest.raises(RecordError):
                late.receive(replace(first, erasures=spoiled))
        assert late.receive(first) == 2
        # It stops here for a while: what is empty is explained, and passed on with the proof.
        assert sound(late)
        there = late.view(late.reader("PUBLIC"))
        third_folder = tmp_path / "third"
        third_folder.mkdir()
        with Record.create(third_folder / "third.db", "Third") as third:
            assert third.receive_all(there.parcels(feed)) == 2
            assert sound(third)
            third.receive_all(view.parcels(feed), view.bytes_of(feed))
            assert sound(third)
        late.receive_all(view.parcels(feed, there.state()[feed]), view.bytes_of(feed))
        assert sound(late)
        with closing(sqlite3.connect(late.path)) as file:
            assert file.execute("SELECT count(*) FROM promise").fetchone() == (0,)
            assert file.execute("SELECT count(*) FROM blob").fetchone() == (2,)


def test_an_erasure_goes_from_hand_to_hand(record: Record, tmp_path: Path) -> None:
    paper, _ = plant(record)
    chain = [record]
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
        chain.append(Record.create(tmp_path / name / "r.db", name))
    for source, to in pairwise(chain):
        _send(source, to)
    record.erase(paper, by="Jan", ground="law")
    for source, to in pairwise(chain):
        _send(source, to)
    for each in chain[1:]:
        assert traces(each.path) == []
        assert sound(each)
        each.close()


@pytest.mark.file
def test_evidence_of_a_fork_holds_nothing_that_was_erased(tmp_path: Path) -> None:
    one, two = twins(tmp_path, f"{WORD} in common")
    (tmp_path / "peer").mkdir()
    with one, two, Record.create(tmp_path / "peer" / "peer.db", "Peer") as peer:
        write(two, f"{WORD} on the right")
        (paper,) = write(one, f"{WORD} on the left")
        send(one, peer)
        with pytest.raises(ForkedFeed):
            send(two, peer)
        common = one.view(one.reader()).papers().items[-1].id
        for each in {paper, common}:
            one.erase(each, by="Jan", ground="law")
        left = {row.id for row in one.view(one.reader()).papers().items}
        for each in left:
            one.erase(each, by="Jan", ground="law")
        send(one, peer)
        assert len(peer.view(peer.reader("PUBLIC")).forks(public(peer))) == 1
        assert traces(peer.path) == []
        assert sound(peer)


def test_what_stood_behind_the_erased_is_no_fault(record: Record) -> None:
    """Of two statements that want one place, one is erased: made anew the other would have it."""
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT, said="2022-01-01")
        first = statement(paper, TEXT, 0, 46, act=Act.POSITION, identity="a" * 64)
        gone = batch.add(first)
        batch.add(replace(first, act=Act.COMMITMENT, identity="b" * 64))
    record.erase(gone, by="Jan", ground="spill")
    found = record.verify(projections=True)
    assert not [each for each in found if isinstance(each, Fault)]
