"""Who asks: a confirmed peer whose signature proves it, now, of this node, for the first time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inzet.exchange.here import Here
from inzet.exchange.peer import Peer
from inzet.exchange.signing import claimed
from inzet.record.keys import signed
from inzet.record.successions import chain
from inzet.vocabulary.errors import BrokenRecord, InzetError

SKEW = 300
"""Seconds that the clocks of two nodes may differ."""
_NOBODY = bytes.fromhex("9e1f2c1d4b0a87f3" * 4)
"""Takes as long to prove against as the key of a peer."""


class Refused(InzetError):
    """A request that is answered to nobody: in the same words whoever asks."""


def refused() -> Refused:
    """What everybody is told who is not answered."""
    return Refused("this is for nodes that were confirmed here, by requests that they sign")


def introduced(here: Here, by: str, first: bytes, raws: Sequence[bytes]) -> Peer | None:
    """The peer of that id, after taking in what it says of its keys; whether it is that peer is
    asked apart.

    Args:
        first: its first key, where it shows it.
        raws: the changes of it.
    """
    peer = here.peers.by_id(by)
    try:
        keys = chain(raws, (peer.public_key if peer is not None else b"") or first)
        if not raws or keys.organisation != by:
            return peer
    except BrokenRecord:
        return peer
    if peer is None:
        # Written down by the fingerprint of a later key, as people tell it.
        peer = here.peers.by_id(keys.fingerprint)
        if peer is None or peer.public_key or not peer.is_confirmed:
            return None
        peer = here.peers.known_by(peer.id, keys.first)
        here.record.believe(keys, person=peer.confirmed_by)
    elif peer.is_confirmed:
        # What nothing vouches for waits, and counts for nothing.
        here.record.learn(keys)
    return peer


def known_asker(
    here: Here, headers: Mapping[str, str], *, method: str, path: str, query: str, body: bytes
) -> tuple[Peer, str]:
    """The peer that asks, and the nonce of its request.

    Raises:
        Refused: nobody who was confirmed, or not proven; in the same words. A confirmed peer whose
            clock differs, or whose request came before, is told so.
    """
    asks = claimed(headers, method=method, path=path, query=query, body=body)
    peer = None if asks is None else introduced(here, asks.by, asks.key, asks.keys)
    # Who was written down by a fingerprint alone is known by the key that has it.
    public = (peer.public_key or (asks.key if asks else b"")) if peer is not None else b""
    known = peer is not None and peer.is_confirmed and bool(public)
    key = here.record.keys_of(asks.by, public).current if known and asks else _NOBODY
    message, signature = (asks.message, asks.signature) if asks else (b"", bytes(64))
    proven = signed(key, message, signature)
    if asks is None or peer is None or not known or not proven:
        raise refused()
    if headers.get("inzet-to") != here.id:
        # Signed for another node, and shown to us by whoever met it there.
        raise refused()
    now = int(here.now().timestamp())
    if abs(now - asks.created) > SKEW:
        ahead = asks.created - now
        raise Refused(
            f"the clock of the asking node is {abs(ahead):,} seconds "
            f"{'ahead of' if ahead > 0 else 'behind'} the one here; {SKEW} is most"
        )
    if not here.peers.is_new(peer.id, asks.nonce, until=asks.created + SKEW + 1, now=now):
        raise Refused("this request came before: each counts once")
    if not peer.public_key:
        here.peers.heard(peer.id, name=peer.name, public_key=public)
    return peer, asks.nonce
