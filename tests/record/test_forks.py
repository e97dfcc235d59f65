"""Two histories that one organisation signed: found, refused, kept with evidence, shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.record import Fault, Record, Witness, check_evidence
from inzet.vocabulary.errors import BrokenRecord, ForkedFeed, InzetError, NotFound
from tests.record.travelling import public, send, sound, titles, twins, write


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Record, Record]]:
    """One organisation that has signed "left" in one record and "right" in the other."""
    one, two = twins(tmp_path, "common")
    with one, two:
        write(one, "left", "left on")
        write(two, "right", "right on")
        yield one, two


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[Record]:
    """A record that meets them."""
    with Record.create(tmp_path / "peer.db", "Peer") as record:
        yield record


@pytest.mark.file
def test_the_first_stays_and_the_other_is_kept_as_evidence(
    pair: tuple[Record, Record], peer: Record, tmp_path: Path
) -> None:
    one, two = pair
    send(one, peer)
    with pytest.raises(ForkedFeed, match="two different histories of PUBLIC") as refused:
        send(two, peer, brought_by="b" * 64)
    assert titles(peer) == {"common", "left", "left on"}
    (fork,) = peer.view(peer.reader("PUBLIC")).forks(public(peer))
    assert (fork.epoch, fork.n, fork.brought_by) == (1, 4, "b" * 64)
    assert fork.evidence == refused.value.evidence
    proven = check_evidence(fork.evidence)
    assert {fork.shown, fork.other} == {branch.head for branch in proven.branches}
    assert proven.key == one.organisation.public_key.hex()
    assert b"right" not in fork.evidence
    assert b"right" not in peer.path.read_bytes()
    # Again, and what builds on the other history: refused, and nothing is added to the evidence.
    for _ in range(2):
        write(two, "more on the right")
        with pytest.raises(ForkedFeed):
            send(two, peer)
    assert len(peer.view(peer.reader("PUBLIC")).forks(public(peer))) == 1
    # What goes on from the first is taken in.
    write(one, "more on the left")
    assert send(one, peer) == 2
    assert sound(peer)
    # Anybody who holds the feed can be shown it.
    with Record.create(tmp_path / "third.db", "Third") as third:
        assert not third.take_evidence(fork.evidence)
        send(two, third)
        assert third.take_evidence(fork.evidence, brought_by="p")
        assert not third.take_evidence(fork.evidence)
        (theirs,) = third.view(third.reader("PUBLIC")).forks(public(third))
        assert (theirs.shown, theirs.other) == (fork.other, fork.shown)
        assert sound(third)


@pytest.mark.file
def test_who_may_not_read_a_feed_is_told_of_no_fork(tmp_path: Path, peer: Record) -> None:
    one, two = twins(tmp_path, "common")
    with one, two:
        write(one, "left", marking="REL-A")
        write(two, "right", marking="REL-A")
        send(one, peer, "Alfa")
        with pytest.raises(ForkedFeed):
            send(two, peer, "Alfa")
    feed = next(row.id for row in one.view(one.reader()).feeds() if row.marking == "REL-A")
    with pytest.raises(NotFound):
        peer.view(peer.reader("PUBLIC")).forks(feed)
    assert len(peer.view(peer.reader("Alfa")).forks(feed)) == 1


@pytest.mark.file
def test_a_beginning_that_was_signed_twice(tmp_path: Path, peer: Record) -> None:
    one, two = twins(tmp_path)
    with one, two:
        write(one, "left")
        write(two, "right")
        send(two, peer)
        with pytest.raises(ForkedFeed):
            send(one, peer)
        (fork,) = peer.view(peer.reader("PUBLIC")).forks(public(peer))
        assert fork.n == 1
    assert sound(peer)


@pytest.mark.file
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_evidence_that_was_altered_proves_nothing(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    raw = _evidence(tmp_path_factory)
    place = data.draw(st.integers(0, len(raw) - 1))
    spoiled = bytearray(raw)
    spoiled[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        found = check_evidence(bytes(spoiled))
    except BrokenRecord:
        return
    # The name alone is not signed here; its key is. Hex may be written in capitals.
    old = check_evidence(raw)
    assert (
        msgspec.structs.replace(found, organisation="")
        == msgspec.structs.replace(old, organisation="")
        or bytes(spoiled).lower() == raw.lower()
    )


_made: list[bytes] = []


def _evidence(factory: pytest.TempPathFactory) -> bytes:
    if not _made:
        folder = factory.mktemp("evidence")
        one, two = twins(folder, "common")
        with one, two, Record.create(folder / "peer.db", "Peer") as peer:
            write(one, "left")
            write(two, "right")
            send(one, peer)
            with pytest.raises(ForkedFeed) as refused:
                send(two, peer)
        _made.append(refused.value.evidence)
    return _made[0]


def test_other_bytes_are_no_evidence() -> None:
    for raw in (b"", b"{}", b"[" * 100_000, b"\xff", b'{"is":"evidence of a fork"}'):
        with pytest.raises(BrokenRecord, match="proves nothing"):
            check_evidence(raw)


# ---- co-signatures ---------------------------------------------------------------------


def seen(of: Record, by: Record) -> Witness:
    """What one signs of the public feed of the other."""
    return by.cosign(by.view(by.reader("PUBLIC")), [public(of)])[public(of)]


def taken(record: Record, *witnesses: Witness, known: Record) -> int:
    """How many are new to a record that knows who signed."""
    return record.take_witnesses(witnesses, known=[known.organisation.id]).new


def test_a_seal_is_signed_by_a_peer_and_told(
    pair: tuple[Record, Record], peer: Record, tmp_path: Path
) -> None:
    one, _ = pair
    send(one, peer)
    witness = seen(one, peer)
    assert seen(one, peer) == witness, "the same seal is signed once"
    assert one.cosign(one.view(one.reader("PUBLIC")), [public(one)]) == {}
    assert one.take_witnesses([witness]).new == 0, "by somebody who is not known here"
    assert taken(one, witness, known=peer) == 1
    assert taken(one, witness, known=peer) == 0
    assert one.view(one.reader("PUBLIC")).witnesses(public(one)) == [witness]
    for wrong in (
        {"name": "Somebody"},
        {"signature": bytes(64)},
        {"head": bytes(32)},
        {"n": 2**60},
        {"seal": bytes(64)},
        {"time": "2020-01-01T00:00:00.000000Z"},
        {"witness_key": one.organisation.public_key},
    ):
        with pytest.raises(BrokenRecord):
            one.take_witnesses([msgspec.structs.replace(witness, **wrong)])
    assert sound(one)
    assert sound(peer)


@pytest.mark.file
def test_a_peer_that_saw_another_history_shows_the_fork(
    pair: tuple[Record, Record], peer: Record, tmp_path: Path
) -> None:
    one, two = pair
    with Record.create(tmp_path / "other.db", "Other") as other:
        send(one, peer)
        send(two, other)
        witness = seen(two, other)
        done = peer.take_witnesses([witness], brought_by="o", known=[other.organisation.id])
        assert (done.new, list(done.forks)) == (0, [public(peer)])
        (fork,) = peer.view(peer.reader("PUBLIC")).forks(public(peer))
        assert fork.brought_by == "o"
        assert titles(peer) == {"common", "left", "left on"}
        assert peer.view(peer.reader("PUBLIC")).witnesses(public(one)) == []
        # Where no seal of ours stands at that place: the next one proves it.
        with closing(sqlite3.connect(peer.path)) as file:
            file.execute("DELETE FROM fork")
            file.execute("DELETE FROM seal WHERE n = ?", (witness.n - 2,))
            file.commit()
        early = msgspec.structs.replace(witness)
        done = peer.take_witnesses([early], known=[other.organisation.id])
        check_evidence(done.forks[public(peer)].evidence)


@pytest.mark.file
def test_a_parcel_is_held_against_what_a_peer_saw_before(
    pair: tuple[Record, Record], peer: Record, tmp_path: Path
) -> None:
    one, two = pair
    with Record.create(tmp_path / "other.db", "Other") as other:
        send(one, other)
        witness = seen(one, other)
    view = one.view(one.reader("PUBLIC"))
    peer.receive(next(view.parcels(public(one))), view.bytes_of(public(one)))
    assert taken(peer, witness, known=other) == 1
    with pytest.raises(ForkedFeed):
        send(two, peer)
    # One parcel that no peer has spoken of came through; the one that shows the fork did not.
    assert titles(peer) == {"common", "right"}
    (fork,) = peer.view(peer.reader("PUBLIC")).forks(public(peer))
    check_evidence(fork.evidence)
    assert sound(peer)


def test_a_peer_fills_no_record(pair: tuple[Record, Record], peer: Record) -> None:
    one, _ = pair
    for index in range(12):
        write(one, f"paper {index}")
        send(one, peer)
        assert taken(one, seen(one, peer), known=peer) == 1
    kept = one.view(one.reader("PUBLIC")).witnesses(public(one))
    assert len(kept) == 8
    assert kept[0].n == max(each.n for each in kept)
    assert sound(one)
    assert sound(peer)


def faults(record: Record, head: str | None = None) -> list[str]:
    return [each.what for each in record.verify(head) if isinstance(each, Fault)]


@pytest.fixture
def holding(pair: tuple[Record, Record], peer: Record) -> Record:
    """The peer, with a fork and a co-signature."""
    one, two = pair
    send(one, peer)
    seen(one, peer)
    with pytest.raises(ForkedFeed):
        send(two, peer)
    assert sound(peer)
    return peer


GONE = "a fork or a co-signature that was kept of a feed is not here any more"


@pytest.mark.file
@pytest.mark.parametrize("table", ["fork", "witness"])
def test_the_last_of_its_kind_does_not_go_unseen(
    pair: tuple[Record, Record], holding: Record, table: str
) -> None:
    one, _ = pair
    with closing(sqlite3.connect(holding.path)) as file:
        file.execute(f"DELETE FROM {table}")
        file.commit()
    assert faults(holding) == [GONE]
    # What is kept from now on hides nothing of it.
    write(one, "more")
    send(one, holding)
    seen(one, holding)
    assert faults(holding) == [GONE]
    with closing(sqlite3.connect(holding.path)) as file:
        file.execute("DELETE FROM arrival WHERE first > last")
        file.commit()
    assert "the arrival log was altered or cut" in faults(holding)


@pytest.mark.file
def test_a_head_covers_what_is_kept_last(holding: Record) -> None:
    head = holding.head()
    with closing(sqlite3.connect(holding.path)) as file:
        last = file.execute("SELECT max(seq) FROM arrival WHERE first > last").fetchone()
        file.execute("DELETE FROM arrival WHERE seq = ?", last)
        file.execute("DELETE FROM fork")
        file.commit()
    assert faults(holding) == [], "the end was cut cleanly, as that of any log can be"
    assert len(faults(holding, head)) == 1


@pytest.mark.file
def test_what_earlier_releases_kept_unnoted_is_good(
    pair: tuple[Record, Record], peer: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    send(one, peer)

    def kept_before(*_: object) -> nullcontext[None]:
        return nullcontext()

    with monkeypatch.context() as before:
        before.setattr("inzet.record.travelling.noted", kept_before)
        seen(one, peer)
    assert sound(peer)
    write(one, "more")
    send(one, peer)
    seen(one, peer)
    with monkeypatch.context() as before:
        before.setattr("inzet.record.travelling.noted", kept_before)
        write(two, "more right", "and more", "and on")
        with pytest.raises(ForkedFeed):
            send(two, peer)
    assert sound(peer), "an earlier release went on in between"
    write(one, "and more")
    send(one, peer)
    seen(one, peer)
    assert sound(peer)


def test_what_is_noted_is_nothing_that_came(
    pair: tuple[Record, Record], peer: Record, tmp_path: Path
) -> None:
    one, _ = pair
    write(peer, "of our own")
    send(one, peer)
    write(peer, "and last")
    view = peer.view(peer.reader())
    mark, last = view.mark(), view.last_arrival()
    seen(one, peer)
    after = peer.view(peer.reader())
    assert (after.mark(), after.last_arrival()) == (mark, last)
    every = [feed.id for feed in after.feeds()]
    with Record.create(tmp_path / "copy.db", "Copy") as copy:
        for parcel in after.arrived(every):
            assert copy.receive(parcel, after.bytes_of(parcel.feed_id)) > 0
        assert sound(copy)


@pytest.mark.file
@pytest.mark.parametrize("table", ["fork", "witness"])
def test_verifying_finds_what_was_altered(
    pair: tuple[Record, Record], peer: Record, table: str
) -> None:
    one, two = pair
    send(one, peer)
    seen(one, peer)
    with pytest.raises(ForkedFeed):
        send(two, peer)
    assert sound(peer)
    with closing(sqlite3.connect(peer.path)) as file:
        names = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
        (old,) = file.execute(f"SELECT * FROM {table}").fetchall()
        for name, value in zip(names, old, strict=True):
            if table == "witness" and name == "key":
                continue
            wrong = (
                value + 1
                if isinstance(value, int)
                else bytes([value[0] ^ 1]) + value[1:]
                if isinstance(value, bytes)
                else value + "x"
            )
            file.execute(f"UPDATE {table} SET {name} = ?", (wrong,))
            file.commit()
            found = []
            try:
                found = [each for each in peer.verify() if isinstance(each, Fault)]
            except InzetError:
                found = [Fault("refused", "", "")]
            assert found, name
            file.execute(f"UPDATE {table} SET {name} = ?", (value,))
            file.commit()
    assert sound(peer)
