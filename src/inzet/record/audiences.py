"""Who reads what: a feed has one marking, and its readers are a list of organisations.

The membership log of a named audience stands in the feed it is about: no organisation can
widen what another has released, and whoever reads a feed can prove who else does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from inzet.record import editions
from inzet.record.rows import Reader
from inzet.record.store import rows
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.markings import INTERNAL, PUBLIC

_AUDIENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
ANYBODY = Reader(PUBLIC, PUBLIC)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as this file knows it."""

    key: int
    id: str
    marking: str
    organisation: int
    organisation_id: str
    organisation_name: str
    doubts: tuple[tuple[int, int], ...] = ()
    """(epoch, n): what stands in that epoch from entry ``n`` on is doubtful; as a view knows."""


def check_audience(audience: str) -> None:
    """That a named audience may be called so.

    Raises:
        UnknownValue: another form, or one of the two built in.
    """
    if not _AUDIENCE.match(audience) or audience in (PUBLIC, INTERNAL):
        raise UnknownValue(
            f"“{audience}” cannot be the name of an audience",
            fix="Use letters, digits, dots and hyphens, such as REL-NATO; "
            "PUBLIC and INTERNAL have their meaning already.",
        )


def feeds(connection: Connection) -> list[Feed]:
    """Every feed in the file, whoever may read it."""
    # Written out, here and below: every view asks it.
    sql = (
        "SELECT f.key, f.id, f.marking, o.key, o.id, o.name FROM feed f "
        "JOIN organisation o ON o.key = f.organisation ORDER BY f.key"
    )
    return [Feed(*row) for row in rows(connection, sql)]


def members(connection: Connection, feed: Feed, today: int) -> frozenset[str] | None:
    """The organisations that may read a feed on day number ``today``; None means everybody."""
    if feed.marking == PUBLIC:
        return None
    found = {feed.organisation_id: True}
    if feed.marking != INTERNAL:
        sql = (
            "SELECT organisation, joins FROM membership WHERE feed = ? AND day <= ? "
            "ORDER BY day, entry"
        )
        found.update(
            (name, bool(joins)) for name, joins in rows(connection, sql, (feed.key, today))
        )
        # An organisation reads its own feeds, whatever its log says.
        found[feed.organisation_id] = True
    return frozenset(name for name, joined in found.items() if joined)


def readable(
    connection: Connection, reader: Reader, today: int, arrived: int | None = None
) -> list[Feed]:
    """The feeds this reader may read on day number ``today``, of editions the newest alone.

    Args:
        arrived: number of the last arrival that counts; None for all.
    """
    joined = _joined(connection, reader, today)
    doubts = doubts_of(connection)
    allowed = [
        replace(feed, doubts=doubts[feed.key]) if feed.key in doubts else feed
        for feed in feeds(connection)
        if reader.reads(feed.marking)
        and (
            feed.marking == PUBLIC
            or feed.organisation_id == reader.id
            or (feed.marking != INTERNAL and feed.key in joined)
        )
    ]
    return editions.newest(connection, allowed, arrived, editions.PINNED)


def _joined(connection: Connection, reader: Reader, today: int) -> frozenset[int]:
    """The feeds whose log says on day number ``today`` that a reader is in their audience.

    Asked at once, as each view asks it.
    """
    sql = (
        "SELECT feed, joins FROM membership WHERE organisation = ? AND day <= ? ORDER BY day, entry"
    )
    last = dict(rows(connection, sql, (reader.id, today)))
    return frozenset(feed for feed, joins in last.items() if joins)


def doubts_of(connection: Connection) -> dict[int, tuple[tuple[int, int], ...]]:
    """What is doubtful, by feed: (epoch, first entry) for each epoch in which something is."""
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for feed, epoch, n in rows(connection, "SELECT feed, epoch, n FROM doubt ORDER BY feed, epoch"):
        found[feed] = (*found.get(feed, ()), (epoch, n))
    return found


def as_wide(connection: Connection, cited: Feed, citer: Feed, today: int) -> bool:
    """Whether everybody who may read ``citer`` may read ``cited``."""
    if cited.key == citer.key:
        return True
    may_read = members(connection, cited, today)
    if may_read is None:
        return True
    readers = members(connection, citer, today)
    return readers is not None and readers <= may_read


def readers(connection: Connection, today: int, own: Reader) -> list[Reader]:
    """PUBLIC, every organisation, and every member of an audience by name, in that order.

    An edition of the reference entries is nobody who reads.

    Args:
        own: who asks, of the organisation whose record it is; one that reads only some markings
            knows of no organisation by another.
    """
    listed = [feed for feed in feeds(connection) if own.reads(feed.marking)]
    seen = {own.id, *(feed.organisation_id for feed in listed)}
    known = {
        id_: Reader(id_, name)
        for id_, name in rows(connection, "SELECT id, name FROM organisation ORDER BY key")
        if id_ not in editions.PINNED and (own.markings is None or id_ in seen)
    }
    for feed in listed:
        for name in sorted(members(connection, feed, today) or ()):
            known.setdefault(name, Reader(name, name))
    return [ANYBODY, *known.values()]
