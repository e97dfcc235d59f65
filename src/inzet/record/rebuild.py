"""Making the projections anew from the entries, in order of arrival."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import places, schema
from inzet.record.moments import utc_time
from inzet.record.projections import Fresh, Projector
from inzet.vocabulary import entries as kinds

_SLICE = 2000


def rebuild(connection: Connection) -> None:
    """Empties every projection and fills it again, a slice of entries at a time."""
    for table in schema.PROJECTIONS:
        connection.execute(table.delete())
    connection.exec_driver_sql("INSERT INTO words (words) VALUES ('delete-all')")
    projector = Projector(connection)
    after = 0
    while True:
        fresh, last = _slice(connection, after)
        if last == after:
            break
        projector.project(fresh)
        after = last
    meta = schema.meta
    connection.execute(
        meta.update()
        .where(meta.c.name == "projections")
        .values(value=str(schema.PROJECTION_VERSION))
    )


def _slice(connection: Connection, after: int) -> tuple[list[Fresh], int]:
    """The next entries with their bodies, and the local number of the last of them."""
    entry, arrival, feed = schema.entry.c, schema.arrival.c, schema.feed.c
    query = (
        sa.select(
            entry.seq,
            entry.id,
            entry.feed,
            feed.organisation,
            entry.arrival,
            arrival.time,
            entry.body,
        )
        .select_from(
            schema.entry.join(schema.arrival, entry.arrival == arrival.seq).join(
                schema.feed, entry.feed == feed.key
            )
        )
        .where(entry.seq > after)
        .order_by(entry.seq)
        .limit(_SLICE)
    )
    fresh, last = [], after
    for seq, entry_id, feed_key, organisation, batch, time, raw in connection.execute(query):
        last = seq
        if raw is not None:
            today = places.day_of(utc_time(time).date())
            body = kinds.decode(raw)
            fresh.append(Fresh(seq, entry_id, feed_key, organisation, batch, today, body))
    return fresh, last
