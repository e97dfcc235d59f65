"""What was read or imported under an identity, whatever became of it since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.audiences import Feed
from inzet.record.engines.differing import among
from inzet.record.query import Scope
from inzet.record.ready import Ready, ready
from inzet.record.rows import ReadingRow
from inzet.vocabulary import entries as kinds


def readings(
    connection: Connection,
    scope: Scope,
    values: Mapping[str, Any],
    identities: Sequence[str],
    feeds: Mapping[int, Feed],
) -> dict[str, list[ReadingRow]]:
    """The last reading of each feed by identity; of what was erased there is none."""
    asked = {**values, "identities": tuple(identities)}
    last: dict[str, dict[int, ReadingRow]] = {}
    for identity, raw, feed in _readings(scope).run(connection, asked):
        body = None if raw is None else kinds.decode(raw)
        if isinstance(body, kinds.Statement):
            of = feeds[feed]
            last.setdefault(identity, {})[feed] = ReadingRow(
                statement=body, organisation=of.organisation_name, marking=of.marking
            )
    return {identity: list(by_feed.values()) for identity, by_feed in last.items()}


@lru_cache(maxsize=64)
def _readings(scope: Scope) -> Ready:
    """(identity, body, feed) of every reading, closed ones too, in order of arrival."""
    statement, entry = schema.statement, schema.entry
    query = (
        sa.select(statement.c.identity, entry.c.body, statement.c.feed)
        .select_from(entry.join(statement, statement.c.entry == entry.c.seq))
        .where(
            among(statement.c.identity, "identities"),
            statement.c.correction == 0,
            scope.sees(statement),
        )
        .order_by(statement.c.entry)
    )
    return ready(query)
