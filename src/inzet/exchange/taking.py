"""Taking in what a peer sends: offers looked at, parcels proven by the record, ends compared.

Nothing is stored before it is proven, and of what does not prove nothing is. One feed that cannot
be taken keeps no other from coming.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from inzet.exchange.foreign.ceiling import Ceiling
from inzet.exchange.frames import Batch, Offer, Piece, Said, Standing
from inzet.exchange.here import Here
from inzet.exchange.leases import is_true
from inzet.exchange.peer import Come, NewKey, checked_name
from inzet.exchange.refusals import Refusals
from inzet.exchange.spool import Spool
from inzet.reading.ceiling import refuse_entry, refuse_parcel
from inzet.record import Parcel, View, chains
from inzet.record.editions import PINNED
from inzet.record.feeds import Places
from inzet.record.keys import fingerprint
from inzet.record.parcels import FURTHEST
from inzet.record.successions import chain
from inzet.vocabulary.errors import (
    BrokenRecord,
    BusyRecord,
    ClassifiedPaper,
    ForkedFeed,
    InzetError,
    RecordError,
    UnknownValue,
)
from inzet.vocabulary.markings import INTERNAL

MOST_OFFERS = 10_000
_TOGETHER = 2000
"""Entries of small parcels that are taken in one go: each go waits for the disk."""
_BYTES_TOGETHER = 32 * 2**20
_LONGEST = 100
_EPOCHS = 1000
"""Of one feed: each time its record was put back from a backup begins one."""


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed that a peer offered, and how it went."""

    id: str
    organisation: str
    """Name of whose it is."""
    organisation_id: str
    marking: str
    entries: int = 0
    """New ones that were taken."""
    error: str = ""
    """Why it was not taken, or not to its end; "" where it was."""
    is_fork: bool = False
    """Its organisation signed two histories of it."""


def feed_id(offer: Offer) -> str:
    """The id of the feed that an offer is of."""
    return chains.feed_id(fingerprint(offer.public_key), offer.marking)


def feed_of(offer: Offer, *, entries: int = 0, error: InzetError | None = None) -> Feed:
    """An offered feed, and how it went."""
    return Feed(
        id=feed_id(offer),
        organisation=offer.organisation,
        organisation_id=fingerprint(offer.public_key),
        marking=offer.marking,
        entries=entries,
        error="" if error is None else str(error),
        is_fork=isinstance(error, ForkedFeed),
    )


@dataclass
class Offered:
    """What a peer offers, sorted: what is taken, and organisations that nobody confirmed here."""

    feeds: dict[str, Offer] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    """Id and name of organisations."""
    refused: list[Feed] = field(default_factory=list)
    every: list[Offer] = field(default_factory=list)

    def look(self, here: Here, offer: Offer, known: frozenset[str]) -> None:
        """Sorts one offer.

        Args:
            known: ids of organisations whose feeds are taken.

        Raises:
            RecordError: more than can be looked at, or a name that cannot be shown.
        """
        if len(self.every) >= MOST_OFFERS:
            raise RecordError(
                f"more than {MOST_OFFERS:,} feeds are offered",
                fix="Tell whoever runs that node; nothing of it is taken.",
            )
        try:
            checked_name(offer.organisation)
        except UnknownValue as error:
            raise RecordError(error.what, fix=error.fix) from None
        if len(offer.marking) > _LONGEST or not offer.marking.isprintable():
            raise RecordError("a feed is offered under a marking that cannot be shown")
        said = offer.standing
        words = () if said is None else (said.feed, said.head, said.time, said.signature)
        if len(offer.places) > _EPOCHS or any(len(each) > _LONGEST for each in words):
            raise RecordError("a feed is offered with more than there can be to tell of it")
        self.every.append(offer)
        owner = fingerprint(offer.public_key)
        if owner == here.id:
            # What we wrote and lost; INTERNAL is with nobody else.
            if offer.marking != INTERNAL:
                self.feeds[feed_id(offer)] = offer
        elif offer.marking == INTERNAL:
            why = RecordError(f"{INTERNAL} of another organisation is for nobody else")
            self.refused.append(feed_of(offer, error=why))
        elif owner not in known:
            self.unknown[owner] = offer.organisation
        else:
            self.feeds[feed_id(offer)] = offer
        if offer.keys and feed_id(offer) in self.feeds:
            try:
                here.learn(chain(offer.keys, offer.public_key), offer.organisation)
            except (BrokenRecord, NewKey) as error:
                del self.feeds[feed_id(offer)]
                self.refused.append(feed_of(offer, error=error))

    def keep_lost(self, here: Here) -> None:
        """Lets go of the own feeds that are here as far: the peer has nothing that was lost."""
        own = {feed for feed, each in self.feeds.items() if fingerprint(each.public_key) == here.id}
        lost = asked_of(
            here.record.view(here.record.reader()), {one: self.feeds[one] for one in own}
        )
        for feed in own - lost.keys():
            del self.feeds[feed]


def known_organisations(here: Here) -> frozenset[str]:
    """Whose feeds are taken: of peers a person confirmed, of those whose feeds are here, and the
    reference entries that ship with Inzet, whose keys stand in the code."""
    here_already = here.record.view(here.record.reader()).authors()
    return frozenset({each.id for each in here.peers.confirmed()} | {*here_already, *PINNED})


class Taking:
    """Takes parcels of offered feeds into the record, small ones of one feed together.

    Args:
        offers: by feed; parcels of any other feed are refused.
        through: fingerprint of the peer that they come from.
    """

    def __init__(self, here: Here, offers: Mapping[str, Offer], *, through: str) -> None:
        self._here = here
        self._offers = offers
        self._passed_over: frozenset[str] = frozenset()
        self._through = through
        self._spool = Spool()
        self._ceiling = here.record.ceiling
        self._objects = Ceiling(here.record)
        self._before = self._state()
        self._waiting: list[Parcel] = []
        self._size = 0
        self.errors: dict[str, InzetError] = {}
        self._stopped: dict[str, int] = {}
        """Up to which epoch nothing more of a feed is taken."""
        self.last = ""
        """The last parcel that came, in words."""

    def offer(self, offered: Offered) -> None:
        """Where parcels come unasked: takes what was offered by now, and passes over the rest."""
        self._offers = offered.feeds
        self._passed_over = frozenset(map(feed_id, offered.every)) - set(offered.feeds)

    def take(self, frame: Piece | Batch) -> None:
        """A parcel, or a part of what the next parcel stands on.

        Raises:
            BusyRecord: the record could not be written to.
            RecordError: of a feed that was not asked for, or more than may come at once.
        """
        if isinstance(frame, Piece):
            self._spool.add(frame)
            return
        parcel = frame.parcel
        feed = parcel.feed_id
        if feed not in self._offers and feed not in self._passed_over:
            raise RecordError("a parcel came of a feed that was not asked for")
        if self._waiting and self._waiting[0].feed_id != feed:
            # What this one stands on came before it.
            self.flush(keep=frozenset(named.sha256 for named in parcel.blobs))
        if feed in self._offers and parcel.epoch > self._stopped.get(feed, 0):
            self._wait(feed, parcel)
        entries = sum(len(each.entries) for each in self._waiting)
        if entries >= _TOGETHER or self._size + self._spool.size >= _BYTES_TOGETHER:
            self.flush()
        self.last = f"{_entries(parcel)} of {parcel.marking} of {parcel.organisation}"

    def _wait(self, feed: str, parcel: Parcel) -> None:
        try:
            self._judge(parcel)
        except InzetError as error:
            # What came before it is good.
            self.flush()
            self._failed(feed, parcel, error)
            return
        self._waiting.append(parcel)
        self._size += sum(len(each.body or b"") for each in parcel.entries)

    def _judge(self, parcel: Parcel) -> None:
        """Refuses a parcel for what something in it bears; of objects by their markings too."""
        objects = refuse_parcel(self._ceiling, parcel, self._spool.bytes_of)
        self._objects.learn((body.raw, body.format) for _, body in objects)
        for n, body in objects:
            refuse_entry(self._ceiling, self._objects.level(body.raw, body.format), parcel, n)

    def _failed(self, feed: str, parcel: Parcel, error: InzetError) -> None:
        offer = self._offers[feed]
        place = f"{_entries(parcel)} of {offer.marking} of {offer.organisation}"
        error.where = f"{place}, {error.where}" if error.where else place
        if isinstance(error, ClassifiedPaper):
            through = self._here.peers.by_id(self._through)
            Refusals.of(self._here.record).note(
                "feed", offer.organisation if through is None else through.name, [place]
            )
        self.errors.setdefault(feed, error)
        # What came later in an epoch of which there are two histories is of no use; the epochs
        # after it are the organisation's own, perhaps under a key that a thief has not.
        apart = isinstance(error, ForkedFeed)
        self._stopped[feed] = parcel.epoch if apart else FURTHEST

    def flush(self, keep: frozenset[str] = frozenset()) -> None:
        """Takes in what waits.

        Args:
            keep: bytes that the next parcel stands on.
        """
        waiting, self._waiting, self._size = self._waiting, [], 0
        try:
            if waiting:
                self._receive(waiting)
        finally:
            self._spool.clear(keep)

    def _receive(self, parcels: list[Parcel]) -> None:
        record, bytes_of = self._here.record, self._spool.bytes_of
        try:
            record.receive_all(parcels, bytes_of, brought_by=self._through)
        except BusyRecord:
            raise
        except InzetError:
            # Those before are kept, and twice is once: so it is known which it is, also of a feed
            # that our own people cannot read yet.
            self._find_stop(parcels)

    def _find_stop(self, parcels: list[Parcel]) -> None:
        record, bytes_of = self._here.record, self._spool.bytes_of
        for one in parcels:
            if one.epoch <= self._stopped.get(one.feed_id, 0):
                continue
            try:
                record.receive(one, bytes_of, brought_by=self._through)
            except BusyRecord:
                raise
            except InzetError as error:
                self._failed(one.feed_id, one, error)

    def close(self) -> None:
        """Takes in what waits and was whole; lets go of what no parcel came for."""
        self.flush()

    def _state(self) -> dict[str, Places]:
        record = self._here.record
        return record.view(record.reader()).state()

    def feeds(self) -> list[Feed]:
        """How each feed went."""
        now = self._state()
        return [
            feed_of(
                offer,
                entries=_count(now.get(feed)) - _count(self._before.get(feed)),
                error=self.errors.get(feed),
            )
            for feed, offer in self._offers.items()
        ]


def _entries(parcel: Parcel) -> str:
    if len(parcel.entries) == 1:
        return f"entry {parcel.first}"
    return f"entries {parcel.first} to {parcel.last}"


def _count(places: Places | None) -> int:
    return sum(n for n, _ in (places or {}).values())


def covers(here: Places | None, other: Places) -> bool:
    """Whether a feed has come as far here as elsewhere, in every epoch."""
    return all((here or {}).get(epoch, (0, ""))[0] >= n for epoch, (n, _) in other.items())


def asked_of(view: View, offers: Mapping[str, Offer]) -> dict[str, Places]:
    """The feeds to ask for: of those that are not here as far, what comes after; of those that
    went another way there, everything, as that shows where they parted."""
    state = view.state()
    found: dict[str, Places] = {}
    for feed, offer in offers.items():
        here = state.get(feed, {})
        if feed in state and any(
            here.get(epoch, (0, ""))[0] >= n and not view.holds(feed, epoch, (n, head))
            for epoch, (n, head) in offer.places.items()
        ):
            found[feed] = {}
        elif not covers(here, offer.places):
            found[feed] = here
    return found


def stood(here: Here, offers: Mapping[str, Offer]) -> list[Standing]:
    """What organisations said of their feeds, where it is true."""
    now = here.now()
    return [
        each
        for feed, offer in offers.items()
        if (each := offer.standing) is not None
        and each.feed == feed
        and is_true(each, _current(here, offer), now)
    ]


def _current(here: Here, offer: Offer) -> bytes:
    return here.record.keys_of(fingerprint(offer.public_key), offer.public_key).current


def come(said: Said, offers: Iterable[Offer], here: Here) -> list[Come]:
    """How far feeds had come at a peer, by its signed end: those it offered, and those of ours."""
    named = {feed_id(each): each for each in offers}
    view, now = here.record.view(here.record.reader()), here.now()
    known = {*named, *(feed.id for feed in view.sources)}
    return [
        Come(
            feed=feed,
            organisation=named[feed].organisation if feed in named else "",
            marking=named[feed].marking if feed in named else "",
            places=places,
            at=now,
        )
        for feed, places in said.feeds.items()
        if feed in known and len(places) <= _EPOCHS
    ]
