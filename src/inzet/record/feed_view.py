"""The feeds of a view: which there are, how far each has come, and how they travel."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from inzet.record import blobs
from inzet.record.alone import Alone
from inzet.record.audiences import Feed
from inzet.record.blobs import Blob
from inzet.record.citing import cited
from inzet.record.feeds import Place, Places, authors, feed_rows, link_at, places_of
from inzet.record.forks import Fork, forks
from inzet.record.keyring import chain_of
from inzet.record.keys import Organisation
from inzet.record.names import not_found
from inzet.record.parcels import Parcel
from inzet.record.rows import FeedRow
from inzet.record.sending import arrived, parcels
from inzet.record.sight import Sight
from inzet.record.successions import KeyChain
from inzet.record.tail import Tailed, tail
from inzet.record.untrue import FalseClaim, false_claims
from inzet.record.vouching import Vouched, lacks, vouched_for, vouchings
from inzet.record.witnesses import Witness, newest, witnesses


class FeedView(Sight):
    """The feeds that a reader may read."""

    def feeds(self) -> list[FeedRow]:
        """The feeds this reader may read, by organisation and marking."""
        with self._store.read() as connection:
            return feed_rows(connection, self._feeds.values())

    @property
    def sources(self) -> tuple[Feed, ...]:
        """The feeds that this view reads, as the record knows them."""
        return tuple(self._feeds.values())

    def state(self) -> dict[str, Places]:
        """How far each readable feed has come: by its id, for each epoch (from 1), the number
        of its last entry and the head that was sealed there, as hex."""
        with self._store.read() as connection:
            return places_of(connection, self.sources)

    def passed_on(self) -> dict[str, Places]:
        """The same, but of what is older than its organisation's key of now only as far as that
        vouches for it: nobody takes the rest."""
        with self._store.read() as connection:
            places = places_of(connection, self.sources)
            owners = {feed.organisation_id for feed in self._feeds.values()}
            keys = {owner: chain_of(connection, owner) for owner in owners}
            return {
                feed.id: vouched_for(connection, feed, keys[feed.organisation_id], places[feed.id])
                for feed in self._feeds.values()
            }

    def holds(self, feed_id: str, epoch: int, place: Place) -> bool:
        """Whether a feed goes through a place here: it has that head there.

        Raises:
            NotFound: no such feed for this reader.
        """
        feed, (n, head) = self._feed(feed_id), place
        with self._store.read() as connection:
            link = link_at(connection, feed, epoch, n)
        return link is not None and link.hex() == head

    def authors(self) -> dict[str, Organisation]:
        """The organisations whose feeds this reader may read, by their id."""
        with self._store.read() as connection:
            return authors(connection, self._feeds.values())

    def tail(self, feed_id: str, after: int = 0, *, limit: int = 1000) -> list[Tailed]:
        """The entries of a feed after a place, in the order in which they came here.

        Args:
            after: the place of the last one known; 0 for all.

        Raises:
            NotFound: no such feed for this reader.
        """
        feed = self._feed(feed_id)
        with self._store.read() as connection:
            return list(tail(connection, feed, after, limit))

    def alone(self, feed_id: str) -> Alone:
        """A feed by itself, whatever this reader may read beside it.

        Raises:
            NotFound: no such feed for this reader.
        """
        return Alone(self._store, self._feed(feed_id))

    def cited(self, feed_id: str) -> tuple[Feed, ...]:
        """The other feeds in view that entries of a feed refer to; it is taken in elsewhere only
        as far as those are.

        Raises:
            NotFound: no such feed for this reader.
        """
        with self._store.read() as connection:
            found = cited(connection, self._feed(feed_id))
        return tuple(feed for feed in self.sources if feed.key in found)

    def parcels(self, feed_id: str, after: Mapping[int, Place] | None = None) -> Iterator[Parcel]:
        """A feed as it travels to another record: what was sealed together, in order, one
        parcel at a time, each read by itself.

        Args:
            after: how far the asker has this feed, as its ``state`` tells; None for nothing.
                Where that is another history than ours, one parcel of ours that shows so.

        Raises:
            NotFound: no such feed for this reader.
        """
        return parcels(self._store, self._feed(feed_id), dict(after or {}))

    def arrived(self, feed_ids: Sequence[str]) -> Iterator[Parcel]:
        """Feeds as they came here, one parcel an arrival, so that whatever an entry refers to
        comes before it; each is read by itself.

        Raises:
            NotFound: no such feed for this reader.
        """
        return arrived(self._store, [self._feed(each) for each in feed_ids])

    def blob(self, feed_id: str, sha256: str) -> Blob:
        """Bytes that an entry of a readable feed stands on.

        Raises:
            NotFound: no such feed for this reader, or nothing in it stands on such bytes.
        """
        feed = self._feed(feed_id)
        with self._store.read() as connection:
            here = blobs.in_feed(connection, feed, sha256)
            size = blobs.size_of(connection, sha256) if here else None
        if size is None:
            raise not_found("bytes", sha256)
        return Blob(self._store, sha256, size)

    def bytes_of(self, feed_id: str) -> blobs.Bytes:
        """Gives the bytes that a feed's entries stand on, by name: for ``Record.receive``.

        Raises:
            NotFound: no such feed for this reader.
        """
        self._feed(feed_id)
        return lambda sha256: self.blob(feed_id, sha256).chunks()

    def vouchings(self, feed_id: str) -> list[Vouched]:
        """The older seals of a feed for which its organisation's key of now vouches.

        Raises:
            NotFound: no such feed for this reader.
        """
        feed = self._feed(feed_id)
        with self._store.read() as connection:
            return vouchings(connection, feed, chain_of(connection, feed.organisation_id))

    def lacks_vouchings(self, feed_id: str) -> bool:
        """Whether a feed has older seals of which that is not known here.

        Raises:
            NotFound: no such feed for this reader.
        """
        feed = self._feed(feed_id)
        with self._store.read() as connection:
            return lacks(connection, feed, chain_of(connection, feed.organisation_id))

    def keys(self) -> dict[str, KeyChain]:
        """The keys of the organisations whose feeds this reader may read, by their id, as they are
        believed here."""
        with self._store.read() as connection:
            return {
                each.id: chain_of(connection, each.id, each.public_key)
                for each in authors(connection, self._feeds.values()).values()
            }

    def forks(self, feed_id: str) -> list[Fork]:
        """Where the organisation of a feed signed two histories of it, with the evidence.

        Raises:
            NotFound: no such feed for this reader.
        """
        feed = self._feed(feed_id)
        with self._store.read() as connection:
            return forks(connection, feed)

    def false_claims(self) -> list[FalseClaim]:
        """Where one feed in view says that it erased what another in view wrote."""

        def made() -> list[FalseClaim]:
            with self._store.read() as connection:
                return false_claims(connection, self.sources)

        return list(self.remembered("false claims", made))

    def witnesses(self, feed_id: str) -> list[Witness]:
        """The seals of a feed that peers signed too, newest first.

        Raises:
            NotFound: no such feed for this reader.
        """
        feed = self._feed(feed_id)
        with self._store.read() as connection:
            return witnesses(connection, feed)

    def newest_witnesses(
        self, feed_ids: Sequence[str], *, most: int, without: Container[bytes] = ()
    ) -> list[Witness]:
        """The newest seal that each peer signed of each of some feeds, in the order of the feeds.

        Args:
            most: that are given; the rest is left out.
            without: signatures of those that are not wanted.

        Raises:
            NotFound: no such feed for this reader.
        """
        wanted = [self._feed(each) for each in feed_ids]
        with self._store.read() as connection:
            return newest(connection, wanted, most, without)

    def _feed(self, feed_id: str) -> Feed:
        for feed in self._feeds.values():
            if feed.id == feed_id:
                return feed
        raise not_found("feed", feed_id)
