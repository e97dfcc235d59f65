"""Somebody who says in a feed of their own that they erased what another wrote."""

from __future__ import annotations

import hashlib

from inzet.record import Record, chains
from inzet.record.erasure import ERASED
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.canonical import canonical_bytes


def own_feed(record: Record, marking: str = "PUBLIC") -> str:
    """The id of a record's own feed."""
    return chains.feed_id(record.organisation.id, marking)


def claim(record: Record, *entries: str, marking: str = "PUBLIC") -> None:
    """Signs an empty entry under each of these ids, and later that it erased them: all of it as
    it is where something was erased, but that it never was there."""
    ids = [bytes.fromhex(each) for each in entries]
    with record._writing() as writer:
        to = writer.own_feed(record.organisation, marking)
        for each in ids:
            writer.append(to, each, ERASED, None, None)
    with record._writing() as writer:
        to = writer.own_feed(record.organisation, marking)
        for number, each in enumerate(ids):
            body = kinds.Erasure(
                feed=to.feed.id, nonce=f"{number}{each.hex()}", target=each.hex(), by="", ground=""
            )
            raw = canonical_bytes(body)
            writer.append(to, hashlib.sha256(raw).digest(), kinds.kind_of(body), raw, body)


def take(source: Record, to: Record, feed: str | None = None) -> int:
    """One feed goes over as far as it has not: the source's own, or another; how many were new."""
    feed = feed or own_feed(source)
    view = source.view(source.reader())
    state = to.view(to.reader()).state().get(feed)
    return to.receive_all(view.parcels(feed, state), view.bytes_of(feed))
