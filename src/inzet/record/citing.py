"""Which feeds the entries of a feed refer to: whoever takes it in has to have those too."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from inzet.record.audiences import Feed
from inzet.record.store import run

_QUOTED = (
    "SELECT DISTINCT p.feed FROM (SELECT DISTINCT paper FROM statement WHERE feed = ? "
    "AND paper IS NOT NULL) said JOIN paper p ON p.entry = said.paper"
)
_CLOSED = (
    # The other closings follow from what there is, and refer to nothing.
    "SELECT DISTINCT e.feed FROM closing c JOIN entry e ON e.seq = c.target "
    "WHERE c.feed = ? AND c.kind IN ('corrected', 'withdrawn')"
)
_CITED = (
    _QUOTED,
    _CLOSED,
    "SELECT DISTINCT e.feed FROM review r JOIN entry e ON e.seq = r.target WHERE r.feed = ?",
    # Papers that were read, or have another number, in another feed than they stand in.
    "SELECT DISTINCT p.feed FROM reading r JOIN paper p ON p.entry = r.paper WHERE r.feed = ?",
    "SELECT DISTINCT p.feed FROM number n JOIN paper p ON p.entry = n.paper WHERE n.feed = ?",
)


def cited(connection: Connection, feed: Feed) -> frozenset[int]:
    """The local numbers of other feeds that entries of a feed refer to."""
    found = {row[0] for sql in _CITED for row in run(connection, sql, (feed.key,))}
    return frozenset(found - {feed.key})
