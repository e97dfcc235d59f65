"""Collections: the feeds that a reader may read, and the inbox in which they may add."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from inzet.exchange.taxii.settings import Named, Root
from inzet.record import Reader, Record, View
from inzet.record.audiences import Feed
from inzet.record.chains import feed_id
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.markings import PUBLIC

MEDIA_TYPES = ("application/stix+json;version=2.1", "application/stix+json;version=2.0")
INBOX = "INBOX-"


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection for one reader."""

    id: str
    title: str
    description: str
    alias: str
    reads: bool
    adds: bool
    media_types: tuple[str, ...]
    marking: str = field(repr=False)
    organisation: str = field(repr=False)
    feed: str = field(repr=False)
    stands: bool = field(default=True, repr=False)
    """Whether there is such a feed yet; an inbox is made by the first that is added."""


def collections(
    record: Record, view: View, root: Root, *, contributes: bool
) -> tuple[Collection, ...]:
    """The collections of a root for a reader, always in the same order.

    Args:
        contributes: whether this reader may add objects at all.
    """
    own = record.organisation
    if root.collections is not None:
        feeds = {each.marking: each for each in view.sources if each.organisation_id == own.id}
        found = [
            _named(each, feeds[each.marking], contributes)
            for each in root.collections
            if each.marking in feeds
        ]
        return tuple(found)
    inbox = inbox_of(view.reader) if contributes else ""
    listed = sorted(view.sources, key=lambda each: (each.organisation_name, each.marking, each.id))
    found = [
        _collection(each, adds=each.organisation_id == own.id and each.marking == inbox)
        for each in listed
    ]
    may = bool(inbox) and view.reader.reads(inbox)
    if may and not any(each.adds for each in found):
        feed = Feed(0, feed_id(own.id, inbox), inbox, 0, own.id, own.name)
        found.append(replace(_collection(feed, adds=True), stands=False))
    return tuple(_apart(found))


def collection(of: tuple[Collection, ...], asked: str) -> Collection:
    """A collection by its id or alias.

    Raises:
        NotFound: none for this reader, in the same words whether or not there is one.
    """
    wanted = asked.lower()
    for each in of:
        if wanted == each.id or (each.alias and asked == each.alias):
            return each
    raise NotFound("there is no such collection", fix="The list of collections shows their ids.")


def collection_id(feed: str) -> str:
    """The id of a feed as a collection: the same on every node, and of the form of version 4, which
    TAXII asks of every id; its bits are those of a hash and not of chance."""
    digest = hashlib.sha256(f"inzet TAXII collection {feed}".encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def inbox_of(reader: Reader) -> str:
    """The marking under which stands what clients of an organisation add; "" for the public."""
    if reader.id == PUBLIC:
        return ""
    short = hashlib.sha256(reader.id.encode()).hexdigest()[:6]
    return f"{INBOX}{_slug(reader.name)[:40]}-{short}"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-") or "client"


def _collection(feed: Feed, *, adds: bool) -> Collection:
    what = f"What {feed.organisation_name} has released under {feed.marking}."
    if adds:
        what = "What you have added here; nobody else but the organisation of this node reads it."
    return Collection(
        id=collection_id(feed.id),
        title=f"{feed.marking} · {feed.organisation_name}",
        description=what,
        alias=f"{feed.marking}.{_slug(feed.organisation_name)}".lower(),
        reads=True,
        adds=adds,
        media_types=MEDIA_TYPES,
        marking=feed.marking,
        organisation=feed.organisation_name,
        feed=feed.id,
    )


def _named(named: Named, feed: Feed, contributes: bool) -> Collection:
    made = _collection(feed, adds=named.adds and contributes)
    return replace(
        made,
        id=named.id or made.id,
        title=named.title or made.title,
        description=named.description,
        alias=named.alias,
        reads=named.reads,
        media_types=named.media_types or made.media_types,
    )


def _apart(found: list[Collection]) -> Iterator[Collection]:
    """Aliases are one of a kind: organisations may bear one name."""
    many: dict[str, int] = {}
    for each in found:
        many[each.alias] = many.get(each.alias, 0) + 1
    for each in found:
        alike = many[each.alias] > 1
        yield replace(each, alias=f"{each.alias}-{each.feed[:8]}") if alike else each
