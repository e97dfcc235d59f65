"""The feeds a reader may read, as a list."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.audiences import Feed
from inzet.record.rows import FeedRow


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
