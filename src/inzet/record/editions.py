"""Feeds of which a newer edition takes the place: the reference entries that ship with Inzet.

Each edition is the feed of an organisation of its own, whose key was thrown away once it was
sealed, so it can be known by that organisation's id and by nothing else. In a record that holds
several, the newest is shown; the others stay, and verify, and are in no view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema

if TYPE_CHECKING:
    from inzet.record.audiences import Feed

PINNED: tuple[str, ...] = ("c2f6db20295cfe9a549ce8b8aa4a27d74b46822e53c928110538e850edf74115",)
"""Ids of the organisations of the editions, oldest first; ``reference/editions.py`` has the
newest."""


def newest(
    connection: Connection, feeds: list[Feed], arrived: int | None, pinned: tuple[str, ...]
) -> list[Feed]:
    """The feeds without those of which a newer edition is here too.

    Args:
        arrived: number of the last arrival that counts; None for all.
        pinned: the editions, oldest first.
    """
    here = [feed for feed in feeds if feed.organisation_id in pinned]
    if arrived is not None:
        here = [feed for feed in here if _came(connection, feed) <= arrived]
    last = max((pinned.index(feed.organisation_id) for feed in here), default=-1)
    older = set(pinned[:last]) if last > 0 else set()
    return [feed for feed in feeds if feed.organisation_id not in older]


def _came(connection: Connection, feed: Feed) -> int:
    """Number of the arrival that brought a feed."""
    table = schema.arrival.c
    query = sa.select(sa.func.min(table.seq)).where(table.feed == feed.key)
    return int(connection.execute(query).scalar() or 0)
