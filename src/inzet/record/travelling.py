"""Travelling: what a record takes in from others and signs for others."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import islice

from sqlalchemy.engine import Connection

from inzet.record import audiences, cosigned, forks, keyring, vouching
from inzet.record.audiences import Feed
from inzet.record.blobs import Bytes, Named
from inzet.record.changing import Held
from inzet.record.cosigned import Cosigned
from inzet.record.heads import mark_restored
from inzet.record.keyring import Learnt
from inzet.record.keys import Key, Organisation
from inzet.record.moments import utc_text
from inzet.record.noted import noted
from inzet.record.parcels import Parcel, measure
from inzet.record.receiving import lacking, receive
from inzet.record.remaking import let_go
from inzet.record.store import Store
from inzet.record.successions import KeyChain
from inzet.record.view import View
from inzet.record.vouching import Vouched
from inzet.record.witnesses import Witness
from inzet.record.writer import Writer
from inzet.vocabulary.errors import (
    BrokenRecord,
    BusyRecord,
    ForkedFeed,
    NoRoom,
    NotFound,
    RecordError,
)

_TOGETHER = 2000
"""Entries that are taken in one transaction, as far as parcels are smaller; and co-signatures."""


class Travelling:
    """The part of a record that meets other records."""

    organisation: Organisation
    _store: Store
    _held: Held
    _now: Callable[[], dt.datetime]

    def _writing(self) -> AbstractContextManager[Writer]:
        raise NotImplementedError

    def _key_in(self, connection: Connection) -> Key:
        raise NotImplementedError

    # ---- what stands in no feed -------------------------------------------------------------

    def now(self) -> dt.datetime:
        """The time by the record's clock, UTC."""
        return self._now().astimezone(dt.UTC)

    def sign(self, message: bytes) -> bytes:
        """Signs, in the name of the organisation, what stands in no feed: a request, an answer.

        What feeds, seals and settings sign is JSON; nothing that begins as it does is signed here,
        so that no node can be made to seal what it did not write.

        Raises:
            RecordError: it could be taken for something of a record.
        """
        if not message or message[:1] in b"{[":
            raise RecordError("only the record itself seals what stands in it")
        return self._held.now.sign(message)

    # ---- feeds ---------------------------------------------------------------------------

    def receive(
        self, parcel: Parcel, bytes_of: Bytes | None = None, *, brought_by: str = ""
    ) -> int:
        """Takes in what another organisation sealed, all of it or nothing; returns how many of
        its entries were new. Twice is once.

        Args:
            bytes_of: gives the bytes that its entries stand on (``lacking`` tells which), one
                by one. It is called while the record is being written: bring them near first.
            brought_by: fingerprint of the peer that brought it, kept with the evidence of a fork.

        Raises:
            BrokenRecord: it does not prove.
            ForkedFeed: it is another history than the one that is here or that a peer has seen.
                Nothing of it is taken; the evidence is kept.
            NotCome: something that it builds on has not come yet.
            RecordError: a rule of the record forbids what is in it.
        """
        return self.receive_all([parcel], bytes_of, brought_by=brought_by)

    def receive_all(
        self, parcels: Iterable[Parcel], bytes_of: Bytes | None = None, *, brought_by: str = ""
    ) -> int:
        """Takes in parcels in order, small ones together, as ``receive`` does each; those before
        one that is refused stay taken."""
        count = 0
        for group in _groups(parcels):
            try:
                count += self._take(group, bytes_of)
            except RecordError:
                # One by one, so that all but the one that is refused are kept.
                for parcel in group:
                    try:
                        count += self._take([parcel], bytes_of)
                    except ForkedFeed as error:
                        # Where what is here came under a key that counts no more, both are not by
                        # one key, and prove nothing together.
                        with contextlib.suppress(BrokenRecord):
                            self._keep_fork(error.evidence, brought_by)
                        raise
        return count

    def _take(self, parcels: list[Parcel], bytes_of: Bytes | None) -> int:
        with self._writing() as writer:
            count, came_back = 0, False
            for parcel in parcels:
                new = receive(writer, parcel, bytes_of)
                count += new
                came_back |= bool(new) and parcel.owner.id == self.organisation.id
            if came_back:
                # This record was put back from a backup: more of ours may be elsewhere.
                mark_restored(writer.connection, self._now())
        if any(entry.kind == "erasure" for parcel in parcels for entry in parcel.entries):
            # Where somebody is still reading or writing, or where there is no room, the traces go
            # the next time.
            let_go(self._store)
            with contextlib.suppress(BusyRecord, NoRoom):
                self._store.settle(erased=True)
        return count

    def lacking(self, parcel: Parcel) -> tuple[Named, ...]:
        """The bytes to bring before a parcel is taken in.

        Raises:
            BrokenRecord: it is of no size or form that can be.
        """
        measure(parcel)
        with self._store.read() as connection:
            return lacking(connection, self._known(parcel.feed_id), parcel)

    def _known(self, feed_id: str) -> Feed | None:
        with self._store.read() as connection:
            found = [feed for feed in audiences.feeds(connection) if feed.id == feed_id]
        return found[0] if found else None

    # ---- keys of others, and the own ------------------------------------------------------

    def keys_of(self, organisation: str, first: bytes = b"") -> KeyChain:
        """The keys of an organisation, by its id, as they are believed here.

        Args:
            first: its first key, where nothing of it may be here.
        """
        with self._store.read() as connection:
            if organisation == self.organisation.id:
                first = self.organisation.public_key
            return keyring.chain_of(connection, organisation, first)

    @property
    def keys(self) -> KeyChain:
        """The own keys."""
        return self.keys_of(self.organisation.id)

    def learn(self, keys: KeyChain) -> Learnt:
        """Takes in what somebody brought of an organisation's keys, after it was proven
        (``successions.chain``): where the key that is believed vouches for the next, that counts
        from now on; else it waits for a person.

        Of the own keys nobody tells a record: it is given back as what waits, and is not kept.
        """
        organisation = keys.organisation
        with self._store.read() as connection:
            here = keyring.chain_of(connection, organisation, keys.first)
        if keys.shared(here) == len(keys.successions):
            # Asked at every exchange: nearly always it is known.
            return Learnt(here)
        with self._store.write() as connection:
            time = utc_text(self._now())
            learnt = keyring.learn(connection, keys, own=self.organisation.id, time=time)
            if learnt.new:
                vouching.weigh_all(connection, audiences.feeds(connection), organisation)
        return learnt

    def waiting(self, organisation: str) -> list[KeyChain]:
        """What an organisation's keys are said to be, where a person has to confirm."""
        with self._store.read() as connection:
            return keyring.waiting(connection, organisation)

    def believe(self, keys: KeyChain, *, person: str) -> None:
        """Believes the keys of another organisation, because a person compared the fingerprint of
        the last of them with what it told them; what was believed before and is not among them
        counts no more.

        Raises:
            RecordError: it is the own organisation.
        """
        organisation = keys.organisation
        if organisation == self.organisation.id:
            raise RecordError("the own key is changed where it lies", fix="inzet key rotate")
        with self._store.write() as connection:
            here = keyring.chain_of(connection, organisation, keys.first)
            key = self._key_in(connection)
            keyring.believe(connection, key, keys, person=person, time=utc_text(self._now()))
            feeds = [
                feed for feed in audiences.feeds(connection) if feed.organisation_id == organisation
            ]
            if keys.shared(here) < len(here.successions):
                vouching.forget(connection, feeds)
            vouching.weigh_all(connection, feeds, organisation)

    def dismiss(self, organisation: str) -> None:
        """Lets go of what an organisation's keys are said to be: a person compared the fingerprint
        that is known, and it is right."""
        if self.waiting(organisation):
            with self._store.write() as connection:
                keyring.dismiss(connection, organisation)

    def take_vouchings(self, feed_id: str, vouchings: Iterable[Vouched]) -> int:
        """Takes in for which older seals of a feed its organisation's new key vouches; what is not
        true, or of no seal here, is left. Returns how many were new."""
        feed = self._known(feed_id)
        if feed is None:
            return 0
        with self._store.write() as connection:
            keys = keyring.chain_of(connection, feed.organisation_id)
            return vouching.take(connection, feed, keys, vouchings)

    # ---- what peers have seen ------------------------------------------------------------

    def cosign(self, view: View, feed_ids: Iterable[str]) -> dict[str, Witness]:
        """Signs the newest seals of feeds in view, for their peers to hold against another history;
        returns them by feed. Left out are own feeds, which are signed already, and those without.

        Raises:
            NotFound: no such feed in the view.
        """
        here, wanted = {feed.id: feed for feed in view.sources}, []
        for feed_id in feed_ids:
            if feed_id not in here:
                raise NotFound(f"there is no feed “{feed_id[:64]}”", fix="Give its id.")
            if here[feed_id].organisation_id != self.organisation.id:
                wanted.append(here[feed_id])
        with self._store.read() as connection:
            key = self._key_in(connection)
            found, lacking = cosigned.signed(connection, wanted, key, self.organisation)
        if not lacking:
            # Asked at every exchange: nearly always they are signed.
            return found
        with self._store.write() as connection:
            key, time = self._key_in(connection), utc_text(self._now())
            return cosigned.sign(connection, wanted, key, self.organisation, time)

    def take_witnesses(
        self,
        found: Iterable[Witness],
        *,
        brought_by: str = "",
        known: Collection[str] = (),
        only: Container[str] | None = None,
    ) -> Cosigned:
        """Takes in what peers signed of feeds that are here, after checking it. Passed over is what
        is here already, what is of a feed that is not, by somebody whom nobody here knows, or with
        a key that does not count here, or not yet.

        Args:
            brought_by: fingerprint of who brought it.
            known: fingerprints of peers beside the organisations whose feeds are here.
            only: ids of feeds of which it is looked at; None for all.

        Returns:
            How many are new, and the forks that came to light; their evidence is kept.

        Raises:
            BrokenRecord: a signature in one is not by whom it says, or what it contradicts is under
                another key; those before it are kept, and those after it are not looked at.
        """
        done, left = Cosigned(), iter(found)
        while group := list(islice(left, _TOGETHER)):
            taken = self._take_witnesses(group, brought_by, known, only)
            done.new += taken.new
            done.forks |= taken.forks
            if taken.broken is not None:
                raise taken.broken
        return done

    def _take_witnesses(
        self,
        found: list[Witness],
        brought_by: str,
        known: Collection[str],
        only: Container[str] | None,
    ) -> Cosigned:
        with self._store.read() as connection:
            fresh = cosigned.fresh(connection, found, only)
        # Nobody waits for the record meanwhile.
        proven, broken = cosigned.proven(fresh)
        with self._store.read() as connection:
            told = cosigned.telling(connection, proven, {*known, self.organisation.id})
        done = Cosigned()
        if told:
            with self._store.write() as connection:
                done = cosigned.take(
                    connection,
                    self._key_in(connection),
                    told,
                    brought_by=brought_by,
                    time=utc_text(self._now()),
                )
        done.broken = done.broken or broken
        return done

    # ---- forks ---------------------------------------------------------------------------

    def take_evidence(self, evidence: bytes, *, brought_by: str = "") -> bool:
        """Keeps evidence of a fork that somebody exported, of a feed that is here; False where
        it adds nothing.

        Raises:
            BrokenRecord: it proves nothing.
        """
        forks.check_evidence(evidence)
        return self._keep_fork(evidence, brought_by)

    def _keep_fork(self, evidence: bytes, brought_by: str) -> bool:
        time = utc_text(self._now())
        feed = self._known(forks.check_evidence(evidence).feed)
        if feed is None:
            return False
        with self._store.write() as connection:
            key = self._key_in(connection)
            with noted(connection, key, [feed], time):
                return forks.keep(
                    connection, key, feed, evidence, brought_by=brought_by[:128], time=time
                )


def _groups(parcels: Iterable[Parcel]) -> Iterator[list[Parcel]]:
    group: list[Parcel] = []
    size = 0
    for parcel in parcels:
        if group and size + len(parcel.entries) > _TOGETHER:
            yield group
            group, size = [], 0
        group.append(parcel)
        size += len(parcel.entries)
    if group:
        yield group
