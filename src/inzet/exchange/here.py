"""This node: its record, its book of peers, and what it may tell which peer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from inzet.exchange.frames import Offer, Standing
from inzet.exchange.leases import Lease, leases, stated
from inzet.exchange.peer import Peer, new_key
from inzet.exchange.peers import Peers
from inzet.record import KeyChain, Reader, Record, View
from inzet.record.feeds import Places


@dataclass(frozen=True)
class Here:
    """A node, as it exchanges."""

    record: Record
    peers: Peers

    @classmethod
    def of(cls, record: Record) -> Here:
        """The node of a record."""
        return cls(record, Peers(record.path, record.organisation.id, now=record.now))

    def now(self) -> dt.datetime:
        """The time by its clock."""
        return self.record.now()

    @property
    def id(self) -> str:
        """The fingerprint of its organisation's key."""
        return self.record.organisation.id

    @property
    def fingerprint(self) -> str:
        """Of the key of now: what others are told."""
        return self.record.keys.fingerprint

    def keys_of(self, peer: Peer) -> KeyChain:
        """The keys of a peer that are believed here."""
        return self.record.keys_of(peer.id, peer.public_key)

    def fingerprint_of(self, peer: Peer) -> str:
        """The fingerprint that a peer is known by: of its key of now."""
        keys = self.keys_of(peer)
        return keys.fingerprint if keys.first else peer.id

    def learn(self, keys: KeyChain, name: str) -> None:
        """Takes in what an organisation says of its keys.

        Raises:
            NewKey: nothing vouches for it, and a person has to compare.
        """
        waits = self.record.learn(keys).waits
        if waits is not None:
            raise new_key(name, self.record.keys_of(keys.organisation, keys.first), waits, self.id)

    def told(self, peer: Peer) -> Told:
        """What a peer may be told now, and nothing else."""
        return Told(self, peer, self.record.view(Reader(peer.id, peer.name)))

    def leases(self, view: View) -> list[Lease]:
        """The feeds of a view, and whether this node passes each on."""
        book = self.peers
        return leases(view, self.id, book.standings(), book.leases(), self.now())


@dataclass(frozen=True)
class Told:
    """What one peer may be told, from one moment on."""

    here: Here
    peer: Peer
    view: View

    @cached_property
    def state(self) -> dict[str, Places]:
        """How far the feeds have come that it is told of, its own among them as far as they are
        here."""
        known = self.view.passed_on()
        return {
            each.feed.id: known[each.feed.id]
            for each in self._leases
            if (each.passing.goes or each.feed.organisation_id == self.peer.id)
            and known[each.feed.id]
        }

    @cached_property
    def _leases(self) -> list[Lease]:
        return self.here.leases(self.view)

    @cached_property
    def offers(self) -> dict[str, Offer]:
        """The feeds it may have, its own first, then the widest.

        Its own it holds itself, unless it was put back from a backup: then it asks for them.
        """
        authors = self.view.authors()
        standings = self.here.peers.standings()
        keys = self.view.keys()
        found = {}
        for each in self._leases:
            feed = each.feed
            places = self.state.get(feed.id)
            if not places:
                continue
            if feed.organisation_id == self.here.id:
                now, sign = self.here.now(), self.here.record.sign
                said: Standing | None = stated(feed.id, places, time=now, sign=sign)
            else:
                said = standings.get(feed.id)
            author = authors[feed.organisation_id]
            found[feed.id] = Offer(
                organisation=author.name,
                public_key=author.public_key,
                marking=feed.marking,
                places=places,
                standing=said,
                keys=keys[author.id].packed,
            )
        # What is cited is as widely released as what cites it.
        return dict(
            sorted(
                found.items(),
                key=lambda item: (item[0] not in self.own, item[1].marking != "PUBLIC"),
            )
        )

    @cached_property
    def own(self) -> frozenset[str]:
        """The peer's own feeds, as far as they are here."""
        return frozenset(
            each.feed.id for each in self._leases if each.feed.organisation_id == self.peer.id
        )
