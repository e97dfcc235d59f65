"""What people judged of names, read for one view: see ``renamings`` for what it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.indexing import kind_name
from inzet.record.moments import Moment
from inzet.record.query import Scope
from inzet.record.ready import Ready, ready
from inzet.record.renamings import Renaming, renamings
from inzet.vocabulary.acts import Act
from inzet.vocabulary.judgements import APART, PERSON, SAME


def names_of(
    connection: Connection, feeds: Sequence[int], arrived_by: int | None
) -> Mapping[str, Renaming]:
    """The names of dossiers and meetings as judged in some feeds, whatever day is asked for.

    Args:
        feeds: local numbers of those feeds of this record's own organisation that the reader
            may read.
        arrived_by: number of the last arrival that counts; None for all.
    """
    scope = Scope.of(tuple(sorted(feeds)), Moment(arrived_by=arrived_by))
    rows = _judged(scope).run(
        connection,
        {"arrived_by": arrived_by, "same": kind_name(SAME), "apart": kind_name(APART)},
    )
    return renamings(connection, (row[0] for row in rows))


@lru_cache(maxsize=64)
def _judged(scope: Scope) -> Ready:
    """The bodies of what people judged of names, in order of arrival.

    Found by its kind: beside it people correct much that is read, and every view asks.
    """
    statement, entry, named = schema.statement, schema.entry, schema.reference
    query = (
        sa.select(entry.c.body)
        .select_from(
            named.join(statement, statement.c.key == named.c.key).join(
                entry, entry.c.seq == statement.c.entry
            )
        )
        .where(
            named.c.number.in_([sa.bindparam("same"), sa.bindparam("apart")]),
            scope.reads(named),
            statement.c.rule == PERSON,
            statement.c.act == Act.CONTEXT,
            scope.sees(statement),
            scope.stands(statement.c.entry),
        )
        .order_by(statement.c.entry)
    )
    return ready(query)
