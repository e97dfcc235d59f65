"""Copying feeds: everything that each confirmed peer lets this node read, proven, once.

A run that is ended at any moment goes on from where it was: what a parcel brought is in the record
whole or not at all, and the next run asks for what comes after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

import msgspec

from inzet.exchange.asking import MANY, Wire, confirmed_who, vouches_body, wanted_body
from inzet.exchange.frames import Batch, End, Offer, Piece, Seen, Standing, Vouches
from inzet.exchange.here import Here
from inzet.exchange.peer import Come, Peer
from inzet.exchange.seeing import body_of, cosign, seen, take_witnesses
from inzet.exchange.taking import (
    Feed,
    Offered,
    Taking,
    asked_of,
    come,
    covers,
    feed_of,
    known_organisations,
    stood,
)
from inzet.record import View
from inzet.record.feeds import Places
from inzet.record.witnesses import Witness
from inzet.vocabulary.errors import InputError, InzetError, RecordError

_ROUNDS = 100
"""Times that a peer is asked for more in one run; each has to bring something."""

Connect = Callable[[Peer], Wire]


class Synced(msgspec.Struct, frozen=True, kw_only=True):
    """How the exchange with one peer went."""

    peer: str
    """Fingerprint."""
    name: str
    feeds: tuple[Feed, ...] = ()
    """Those it offered that are taken here."""
    unknown: dict[str, str] = {}
    """Organisations (id and name) whose feeds it would pass on and nobody confirmed here."""
    error: str = ""
    """Why it did not come to its end; "" where it did."""

    @property
    def entries(self) -> int:
        """How many came that were not here."""
        return sum(each.entries for each in self.feeds)

    @property
    def trouble(self) -> str:
        """What went wrong, of a feed first, as that says where; "" where nothing did."""
        return next((each.error for each in self.feeds if each.error), "") or self.error

    @property
    def is_whole(self) -> bool:
        """Whether everything came that it offered and is taken."""
        return not self.trouble


def sync(here: Here, peers: Iterable[Peer], connect: Connect) -> Iterator[Synced]:
    """Pulls from each peer what it lets us read; one that fails keeps no other from coming."""
    for peer in peers:
        yield sync_one(here, peer, connect)


def sync_one(here: Here, peer: Peer, connect: Connect) -> Synced:
    """The exchange with one peer; errors are told in what is returned, and in the book."""
    run, error = _Run(here, peer), ""
    try:
        may_exchange(peer)
        if not peer.url:
            raise InputError(
                f"{peer.name} has no address here",
                fix="Exchange with it by file: inzet sync --to FILE, inzet sync --from FILE.",
            )
        with connect(peer) as wire:
            run.pull(wire)
    except InzetError as failure:
        error = str(failure)
    done = Synced(
        peer=peer.id,
        name=run.peer.name,
        feeds=tuple(run.feeds()),
        unknown=run.offered.unknown,
        error=error,
    )
    here.peers.note(
        peer.id, error=done.trouble, come=run.come, met=run.met, standings=run.standings
    )
    return done


def may_exchange(peer: Peer) -> None:
    """That a person confirmed a peer.

    Raises:
        InputError: nobody did.
    """
    if not peer.is_confirmed:
        raise InputError(
            f"nobody has confirmed the fingerprint of {peer.name} here; nothing is exchanged",
            where=peer.url,
            fix=f"Ask {peer.name} for it by another way: inzet peer confirm.",
        )


class _Run:
    """One exchange with one peer."""

    def __init__(self, here: Here, peer: Peer) -> None:
        self.here, self.peer = here, peer
        self.offered = Offered()
        self.come: list[Come] | None = None
        self.met: dict[str, str] | None = None
        self.standings: list[Standing] = []
        self._done: dict[str, Feed] = {}

    def feeds(self) -> list[Feed]:
        """How each feed went."""
        return [*self._done.values(), *self.offered.refused]

    def pull(self, wire: Wire) -> None:
        """Asks what there is, then for what is not here, until all of it came."""
        who = confirmed_who(wire, self.peer)
        if (who.name, who.public_key) != (self.peer.name, self.peer.public_key):
            self.here.peers.heard(self.peer.id, name=who.name, public_key=who.public_key)
            self.peer = self.here.peers.by_id(self.peer.id) or self.peer
        self.here.learn(who.chain, self.peer.name)
        self._offers(wire)
        self.offered.keep_lost(self.here)
        offers = self.offered.feeds
        self._vouchings(wire)
        self._done = {feed: feed_of(offer) for feed, offer in offers.items()}
        for _ in range(_ROUNDS):
            view = view_of(self.here)
            before = view.state()
            wanted = asked_of(view, offers)
            if not wanted:
                break
            self._entries(wire, wanted)
            if view_of(self.here).state() == before:
                break
        self.standings = stood(self.here, offers)
        self._compare()
        self._witness(wire)

    def _offers(self, wire: Wire) -> None:
        known = known_organisations(self.here)
        with wire.frames(self.here, self.peer, "GET", "/nodes/feeds") as answer:
            for frame in answer.frames:
                if isinstance(frame, Offer):
                    self.offered.look(self.here, frame, known)
                elif isinstance(frame, End):
                    said = answer.proven(frame)
        self.come = come(said, self.offered.every, self.here)
        self.met = self.offered.unknown

    def _vouchings(self, wire: Wire) -> None:
        """Asks for which older seals that are here the new keys of organisations vouch."""
        view = view_of(self.here)
        held = {feed.id for feed in view.sources}
        lacking = [
            feed
            for feed, offer in self.offered.feeds.items()
            if offer.keys and feed in held and view.lacks_vouchings(feed)
        ]
        if not lacking:
            return
        body = vouches_body(lacking)
        with wire.frames(self.here, self.peer, "POST", "/nodes/vouches", body) as answer:
            for frame in answer.frames:
                if isinstance(frame, Vouches) and frame.feed in lacking:
                    self.here.record.take_vouchings(frame.feed, frame.vouchings)
                elif isinstance(frame, End):
                    answer.proven(frame)

    def _entries(self, wire: Wire, wanted: dict[str, Places]) -> None:
        offers = {feed: self.offered.feeds[feed] for feed in wanted}
        body = wanted_body(wanted)
        with closing(Taking(self.here, offers, through=self.peer.id)) as taking:
            try:
                with wire.frames(
                    self.here, self.peer, "POST", "/nodes/parcels", body, most=MANY
                ) as answer:
                    for frame in answer.frames:
                        if isinstance(frame, Piece | Batch):
                            taking.take(frame)
                        elif isinstance(frame, End):
                            answer.proven(frame)
            finally:
                taking.flush()
                for feed in taking.feeds():
                    entries = feed.entries + self._done[feed.id].entries
                    self._done[feed.id] = msgspec.structs.replace(feed, entries=entries)

    def _witness(self, wire: Wire) -> None:
        """Signs what was seen, hands it over with what others signed, and takes theirs."""
        good = [feed for feed, each in self._done.items() if not each.error]
        cosign(self.here, good)
        told = self.here.told(self.peer)
        body = body_of(seen(told))
        found: list[Witness] = []
        with wire.frames(self.here, self.peer, "POST", "/nodes/witnesses", body) as answer:
            for frame in answer.frames:
                if isinstance(frame, Seen):
                    found.append(frame.witness)
                elif isinstance(frame, End):
                    answer.proven(frame)
        forks = take_witnesses(self.here, self.peer, found)
        for feed, error in forks.items():
            known = self._done.get(feed)
            if known is not None:
                self._done[feed] = msgspec.structs.replace(known, error=str(error), is_fork=True)
            else:
                raise error

    def _compare(self) -> None:
        """That everything came that was said to be there."""
        state = view_of(self.here).state()
        for feed, offer in self.offered.feeds.items():
            if not covers(state.get(feed), offer.places) and not self._done[feed].error:
                error = RecordError(
                    f"{self.peer.name} said that this feed had come further than what it sent",
                    fix="Try again; if it stays so, ask them.",
                )
                self._done[feed] = msgspec.structs.replace(self._done[feed], error=str(error))


def view_of(here: Here) -> View:
    """What this node itself may read, now."""
    return here.record.view(here.record.reader())
