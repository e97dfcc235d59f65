"""The feeds a reader may read, as a list: how far each has come, and who writes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, schema
from inzet.record.audiences import Feed
from inzet.record.keys import Organisation
from inzet.record.rows import FeedRow
from inzet.record.store import engine_of, rows, value

Place = tuple[int, str]
"""How far an epoch of a feed has come: the number of its last entry, and the head there as hex."""
Places = dict[int, Place]
"""How far a feed has come, by epoch."""


def places_of(connection: Connection, feeds: Sequence[Feed]) -> dict[str, Places]:
    """How far feeds have come, by id, asked at once: nodes do so each time they meet."""
    engine = engine_of(connection)
    ids = {feed.key: feed.id for feed in feeds}
    found: dict[str, Places] = {feed.id: {} for feed in feeds}
    sql = (
        f"SELECT s.feed, s.epoch, s.n, s.head FROM {engine.numbers} {engine.then} epoch e "
        "ON e.feed = asked.value JOIN seal s ON s.feed = e.feed AND s.epoch = e.epoch "
        "AND s.n = (SELECT max(l.n) FROM seal l WHERE l.feed = e.feed AND l.epoch = e.epoch) "
        "ORDER BY s.feed, s.epoch"
    )
    for key, epoch, n, head in rows(connection, sql, (engine.list_value(list(ids)),)):
        found[ids[key]][epoch] = n, head.hex()
    return found


def link_at(connection: Connection, feed: Feed, epoch: int, n: int) -> bytes | None:
    """The link of entry ``n``, or before the first entry (0); None where it is not here."""
    if n:
        sql = "SELECT link FROM entry WHERE feed = ? AND epoch = ? AND n = ?"
        link = value(connection, sql, (feed.key, epoch, n))
        return None if link is None else bytes(link)
    row = connection.execute(
        sa.select(schema.epoch.c.anchor, schema.organisation.c.public_key)
        .join_from(
            schema.epoch, schema.organisation, schema.organisation.c.key == feed.organisation
        )
        .where(schema.epoch.c.feed == feed.key, schema.epoch.c.epoch == epoch)
    ).first()
    if row is None:
        return None
    return chains.genesis(feed.id, epoch, feed.organisation_name, row.public_key, row.anchor)


def authors(connection: Connection, feeds: Iterable[Feed]) -> dict[str, Organisation]:
    """Who writes these feeds, by id."""
    table = schema.organisation.c
    keys = {feed.organisation for feed in feeds}
    query = sa.select(table.id, table.name, table.public_key).where(table.key.in_(keys))
    return {row.id: Organisation(*row) for row in connection.execute(query)}


def feed_rows(connection: Connection, feeds: Iterable[Feed]) -> list[FeedRow]:
    """How many entries each feed has and where it stands, by organisation and marking."""
    table = schema.entry.c
    shown = []
    for feed in feeds:
        entries = connection.execute(
            sa.select(sa.func.count()).where(table.feed == feed.key)
        ).scalar_one()
        head = connection.execute(
            sa.select(table.link)
            .where(table.feed == feed.key)
            .order_by(table.epoch.desc(), table.n.desc())
            .limit(1)
        ).scalar()
        row = FeedRow(
            id=feed.id,
            organisation=feed.organisation_name,
            marking=feed.marking,
            entries=entries,
            head=(head or b"").hex(),
        )
        shown.append(row)
    return sorted(shown, key=lambda row: (row.organisation, row.marking, row.id))
