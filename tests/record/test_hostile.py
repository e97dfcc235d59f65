"""Parcels made to do harm, by who holds a key of their own: refused in words, nothing kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from inzet.record import Named, Parcel, Record, Sent, chains, parcels
from inzet.record.keys import Key, fingerprint
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.errors import BrokenRecord, NotCome, RecordError
from tests.record.travelling import public, send, sound, titles, write
from tests.record.world import Clock, add_paper

TIME = "2023-01-01T00:00:00.000000Z"


class Forger:
    """Somebody with a key, who signs whatever they like, entry after entry."""

    def __init__(self, folder: Path, name: str = "Forger") -> None:
        self.key = Key.create(folder / f"{name}.key")
        self.name = name

    def feed(self, marking: str = "PUBLIC") -> str:
        """The id of a feed of theirs."""
        return chains.feed_id(fingerprint(self.key.public), marking)

    def parcel(self, *raws: bytes, **more: Any) -> Parcel:
        """A parcel of these bodies, with a seal that holds."""
        marking, name = more.pop("marking", "PUBLIC"), more.pop("name", self.name)
        first, epoch = more.pop("first", 1), more.pop("epoch", 1)
        feed = self.feed(marking)
        before = more.pop("before", None) or chains.genesis(
            feed, epoch, name, self.key.public, chains.NOTHING
        )
        ids = [hashlib.sha256(raw).digest() for raw in raws]
        head = chains.lead(before, ids, first)
        message = chains.seal_message(feed, epoch, first + len(ids) - 1, head, TIME)
        made = Parcel(
            organisation=name,
            public_key=self.key.public,
            marking=marking,
            epoch=epoch,
            anchor=chains.NOTHING,
            first=first,
            before=before,
            entries=tuple(Sent(each, _kind(raw), raw) for each, raw in zip(ids, raws, strict=True)),
            head=head,
            time=TIME,
            signature=self.key.sign(message),
        )
        return replace(made, **more)

    def body(self, body: kinds.Body, marking: str = "PUBLIC") -> bytes:
        """The bytes of an entry of theirs."""
        return canonical_bytes(replace(body, feed=self.feed(marking), nonce="1"))


def _kind(raw: bytes) -> str:
    return "erasure" if b'"erasure"' in raw else "paper"


@pytest.fixture
def forger(tmp_path: Path) -> Forger:
    return Forger(tmp_path)


@pytest.fixture
def peer(tmp_path: Path, record: Record) -> Iterator[Record]:
    """A record with something in it already."""
    with Record.create(tmp_path / "peer.db", "Peer", now=Clock()) as opened:
        write(record, "one", "two")
        send(record, opened)
        yield opened


def deep(forger: Forger) -> bytes:
    return b'{"kind":"statement","content":' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"}"


def statement(**content: Any) -> kinds.Statement:
    from inzet.vocabulary.acts import Act
    from inzet.vocabulary.citations import OutsideCitation

    return kinds.Statement(
        identity="i",
        act=Act.POSITION,
        quote="q",
        citation=OutsideCitation(identifier="x", date="2023-01-01", says="q"),
        content=content,
    )


BAD: dict[str, tuple[Callable[[Forger], Parcel], str]] = {
    "no UTF-8": (lambda f: f.parcel(b'{"kind":"paper","title":"\xff"}'), "cannot be read"),
    "half a character": (
        lambda f: f.parcel(f.body(statement(a="b")).replace(b'"b"', b'"\\ud800"')),
        "cannot be read",
    ),
    "deeper than can be": (lambda f: f.parcel(deep(f)), "cannot be read"),
    "a fraction": (
        lambda f: f.parcel(f.body(statement(a=1)).replace(b'"a":1', b'"a":1.5')),
        "float",
    ),
    "a number too large": (
        lambda f: f.parcel(f.body(statement(a=1)).replace(b'"a":1', b'"a":18446744073709551615')),
        "too large",
    ),
    "of another feed": (
        lambda f: f.parcel(f.body(statement(), "REL-A")),
        "of another feed",
    ),
    "a kind of tomorrow": (
        lambda f: f.parcel(b'{"kind":"hologram","feed":"x"}'),
        "“hologram” in PUBLIC, which this version does not know",
    ),
    "a day that is none": (
        lambda f: f.parcel(f.body(replace(statement(), said="2023-13-45"))),
        "calendar",
    ),
    "a marking that is none": (lambda f: f.parcel(b"{}", marking="a b\n"), "called so"),
    "no name": (lambda f: f.parcel(b"{}", name=""), "no name"),
    "a name without end": (lambda f: f.parcel(b"{}", name="n" * 5000), "no name"),
    "a place beyond all": (lambda f: replace(f.parcel(b"{}"), first=2**62), "place"),
    "an epoch beyond all": (lambda f: replace(f.parcel(b"{}"), epoch=2**62), "epoch"),
    "an epoch that is none": (lambda f: f.parcel(b"{}", epoch=0), "epoch"),
    "too many": (lambda f: f.parcel(*[b"{}"] * (parcels.MOST_ENTRIES + 1)), "more than"),
    "too much": (lambda f: f.parcel(b" " * (parcels.MOST_BYTES + 1)), "MB of entries"),
    "nothing": (lambda f: f.parcel(), "empty"),
    "short ids": (
        lambda f: replace(f.parcel(b"{}"), entries=(Sent(b"x", "paper", b"{}"),)),
        "an id in it",
    ),
    "an entry twice": (
        lambda f: f.parcel(f.body(statement()), f.body(statement())),
        "one of its entries comes twice",
    ),
    "a gap": (lambda f: f.parcel(f.body(statement()), first=9), "have not come yet"),
    "what is not here": (
        lambda f: f.parcel(f.body(kinds.Withdrawal(target="ab" * 32))),
        "has not come yet",
    ),
    "what cannot be an id": (
        lambda f: f.parcel(f.body(kinds.Withdrawal(target="é" * 32))),
        "has not come yet",
    ),
    "bytes that nothing stands on": (
        lambda f: replace(f.parcel(f.body(statement())), blobs=(Named("ab" * 32, 5),)),
        "none of its entries stands on",
    ),
    "bytes of an endless size": (
        lambda f: replace(f.parcel(f.body(statement())), blobs=(Named("ab" * 32, 2**62),)),
        "bytes of over",
    ),
    "names without end": (
        lambda f: replace(f.parcel(f.body(statement())), blobs=(Named("ab" * 32, 5),) * 100),
        "names more bytes",
    ),
    "empty without a reason": (
        lambda f: replace(
            p := f.parcel(f.body(statement())), entries=(replace(p.entries[0], body=None),)
        ),
        "nothing proves that it was erased",
    ),
    "a proof in a proof": (
        lambda f: replace(
            p := f.parcel(f.body(statement())), erasures=(replace(p, erasures=(p,)),)
        ),
        "holds more than that",
    ),
    "a membership of another audience": (
        lambda f: f.parcel(
            f.body(kinds.Membership(audience="REL-B", organisation="x", joins=True), "REL-A"),
            marking="REL-A",
        ),
        "stands in the feed of that audience",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_named_and_nothing_kept(forger: Forger, peer: Record, name: str) -> None:
    make, why = BAD[name]
    before = peer.head()
    with pytest.raises(RecordError) as refused:
        peer.receive(make(forger), lambda _: [b"never asked for"])
    assert why in str(refused.value)
    assert len(str(refused.value)) < 600
    assert peer.head() == before
    assert titles(peer) == {"one", "two"}
    assert sound(peer)


def test_an_organisation_keeps_its_name(forger: Forger, peer: Record) -> None:
    first = forger.parcel(forger.body(statement()))
    assert peer.receive(first) == 1
    renamed = forger.parcel(forger.body(statement(), "REL-A"), marking="REL-A", name="Home")
    with pytest.raises(BrokenRecord, match="known here as Forger"):
        peer.receive(renamed)
    with pytest.raises(BrokenRecord, match="known here as Forger"):
        peer.receive(forger.parcel(forger.body(statement(a="b")), epoch=2, name="Home"))
    assert sound(peer)


def test_nobody_writes_in_the_feed_of_another(forger: Forger, record: Record, peer: Record) -> None:
    last = list(record.view(record.reader("PUBLIC")).parcels(public(record)))[-1]
    body = canonical_bytes(replace(statement(), feed=public(record), nonce="1"))
    forged = forger.parcel(body, first=last.last + 1, before=last.head)
    for parcel in (
        replace(forged, public_key=record.organisation.public_key, organisation="Home"),
        replace(last, signature=forged.signature),
        replace(last, time=TIME),
    ):
        with pytest.raises(BrokenRecord, match="seal"):
            peer.receive(parcel)
    assert sound(peer)


def test_nobody_closes_or_erases_what_another_wrote(
    forger: Forger, record: Record, peer: Record
) -> None:
    view = record.view(record.reader("PUBLIC"))
    target = next(view.parcels(public(record))).entries[0].id.hex()
    for body in (
        kinds.Withdrawal(target=target),
        kinds.Erasure(target=target, by="x", ground="y"),
    ):
        with pytest.raises(RecordError, match="was written by Home"):
            peer.receive(forger.parcel(forger.body(body)))
    assert titles(peer) == {"one", "two"}
    assert sound(peer)


def test_a_membership_of_the_future_lets_nobody_in_before(
    forger: Forger, peer: Record, tmp_path: Path
) -> None:
    steps = [
        kinds.Membership(audience="REL-A", organisation=who, joins=True, said=said)
        for who, said in (("Now", "2023-01-01"), ("Later", "2999-01-01"))
    ]
    parcel = forger.parcel(*(forger.body(each, "REL-A") for each in steps), marking="REL-A")
    assert peer.receive(parcel) == 2
    assert "REL-A" in {feed.marking for feed in peer.view(peer.reader("Now")).feeds()}
    assert "Later" not in [who.name for who in peer.readers()]
    assert sound(peer)


def test_what_is_sent_again_changes_nothing(record: Record, peer: Record) -> None:
    view, head = record.view(record.reader("PUBLIC")), peer.head()
    for parcel in [*view.parcels(public(record))] * 3:
        assert peer.receive(parcel, view.bytes_of(public(record))) == 0
    assert peer.head() == head


def test_parcels_that_were_merged_on_their_way(record: Record, peer: Record) -> None:
    """Whoever passes a feed on may leave out a seal: what is signed last covers what is before."""
    write(record, "three", "four")
    view, feed = record.view(record.reader("PUBLIC")), public(record)
    _, two, three, four = view.parcels(feed)
    merged = replace(
        four,
        first=two.first,
        before=two.before,
        entries=(*two.entries, *three.entries, *four.entries),
        blobs=(*two.blobs, *three.blobs, *four.blobs),
    )
    assert peer.receive(merged, view.bytes_of(feed)) == 4
    assert titles(peer) == {"one", "two", "three", "four"}
    assert sound(peer)
    assert peer.receive(three, view.bytes_of(feed)) == 0


def test_what_waits_for_another_feed_is_told_so(record: Record, peer: Record) -> None:
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, "first")
    with record.batch("REL-A") as batch:
        batch.add(kinds.Withdrawal(target=paper))
    view = record.view(record.reader("Alfa"))
    feed = next(row.id for row in view.feeds() if row.marking == "REL-A")
    with pytest.raises(NotCome, match="REL-A of Home refers to has not come yet"):
        peer.receive_all(view.parcels(feed))
    send(record, peer)
    peer.receive_all(view.parcels(feed))
    assert sound(peer)


def test_a_reference_stays_what_it_was_when_an_audience_changes(
    record: Record, peer: Record
) -> None:
    """It was as wide when it was written; who comes late takes both in as they are now."""
    with record.batch("REL-AB") as batch:
        paper = add_paper(batch, "for two")
    with record.batch("REL-A") as batch:
        batch.add(kinds.Withdrawal(target=paper))
    record.define_audience("REL-AB", ["Beta"])
    view = record.view(record.reader())
    for marking in ("REL-AB", "REL-A"):
        feed = next(row.id for row in view.feeds() if row.marking == marking)
        peer.receive_all(view.parcels(feed), view.bytes_of(feed))
    assert sound(peer)


@pytest.mark.usefixtures("each_engine")
def test_no_entry_comes_twice_in_its_feed(tmp_path: Path) -> None:
    forger = Forger(tmp_path)
    with Record.create(tmp_path / "peer.db", "Peer", now=Clock()) as peer:
        raw = forger.body(statement())
        assert peer.receive(forger.parcel(raw)) == 1
        again = forger.parcel(raw, first=2, before=forger.parcel(raw).head)
        # Or as if it were erased, with a proof that holds.
        entry = hashlib.sha256(raw).digest()
        erasing = kinds.Erasure(target=entry.hex(), by="", ground="")
        proof = forger.parcel(forger.body(erasing), first=3, before=again.head)
        empty = replace(again, entries=(Sent(entry, "paper", None),), erasures=(proof,))
        before = peer.head()
        for parcel in (again, empty):
            with pytest.raises(BrokenRecord, match="one of its entries comes twice"):
                peer.receive(parcel)
        assert peer.head() == before
        assert sound(peer)
