"""How entries are linked, sealed and logged: pure functions over bytes.

The link lies outside the body: an entry's id depends on nothing but its own content, so the
body can be erased, or travel alone, and the chain of ids still proves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from inzet.vocabulary.canonical import canonical_bytes

NOTHING = bytes(32)
"""What the first link of a chain links to."""


def feed_id(organisation: str, marking: str) -> str:
    """The id of the feed of an organisation (its fingerprint) under a marking."""
    return hashlib.sha256(
        canonical_bytes({"is": "feed", "organisation": organisation, "marking": marking})
    ).hexdigest()


def genesis(feed: str, epoch: int, name: str, public_key: bytes, anchor: bytes) -> bytes:
    """The link before the first entry of an epoch; binds the organisation's name and key."""
    return hashlib.sha256(
        canonical_bytes(
            {
                "is": "epoch",
                "feed": feed,
                "epoch": epoch,
                "name": name,
                "key": public_key.hex(),
                "anchor": anchor.hex(),
            }
        )
    ).digest()


def link(before: bytes, entry: bytes, n: int) -> bytes:
    """The link of entry ``n`` (from 1): SHA-256 over the link before it, its id and its place."""
    return hashlib.sha256(before + entry + n.to_bytes(8, "big")).digest()


def lead(before: bytes, entries: Iterable[bytes], first: int) -> bytes:
    """Where entries ``first`` … lead to, from the link before them; they are given by their ids."""
    for n, entry in enumerate(entries, first):
        before = link(before, entry, n)
    return before


def seal_message(feed: str, epoch: int, n: int, head: bytes, time: str) -> bytes:
    """What an organisation signs to seal its feed up to and including entry ``n``."""
    return canonical_bytes(
        {"is": "seal", "feed": feed, "epoch": epoch, "n": n, "head": head.hex(), "time": time}
    )


def witness_message(
    feed: str, epoch: int, n: int, head: bytes, seal: bytes, witness: str, name: str, time: str
) -> bytes:
    """What a peer signs to say that it has seen a seal: ``seal`` is the seal's signature, which the
    peer has checked; ``witness`` is the peer's fingerprint, ``time`` when it signs."""
    return canonical_bytes(
        {
            "is": "witness",
            "feed": feed,
            "epoch": epoch,
            "n": n,
            "head": head.hex(),
            "seal": seal.hex(),
            "witness": witness,
            "name": name,
            "time": time,
        }
    )


def fork_message(number: int, evidence: str, brought_by: str, time: str) -> bytes:
    """What a node signs of a fork it found, the ``number``-th: ``evidence`` is its SHA-256."""
    return canonical_bytes(
        {
            "is": "fork",
            "number": number,
            "evidence": evidence,
            "brought_by": brought_by,
            "time": time,
        }
    )


def kept_message(feed: str, forks: Iterable[bytes], witnesses: Iterable[bytes]) -> bytes:
    """What the digest of all that is kept of a feed is over: the signatures of its forks and its
    co-signatures, each in the order in which they came."""
    return canonical_bytes(
        {
            "is": "kept",
            "feed": feed,
            "forks": [each.hex() for each in forks],
            "witnesses": [each.hex() for each in witnesses],
        }
    )


def arrival_link(
    before: bytes, seq: int, feed: str, epoch: int, first: int, last: int, head: bytes, time: str
) -> bytes:
    """The link of arrival ``seq``: a batch of one feed came in at ``time``.

    Where ``first`` is after ``last`` none did, and ``head`` is the digest of what is kept of the
    feed beside it."""
    return hashlib.sha256(
        before
        + canonical_bytes(
            {
                "is": "arrival",
                "seq": seq,
                "feed": feed,
                "epoch": epoch,
                "first": first,
                "last": last,
                "head": head.hex(),
                "time": time,
            }
        )
    ).digest()
