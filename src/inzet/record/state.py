"""How a record is: its file, its versions, how far it came. Nothing of what it says."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.store import Store


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a record's file."""

    file: str
    """Its name, without its folder."""
    size: int
    """Bytes, with what was not yet moved into the file itself."""
    organisation: str
    fingerprint: str
    ceiling: str
    schema: int
    projections: int
    sealed: str
    """When the own organisation sealed last (UTC); "" where it never did."""


def state_of(
    connection: Connection, store: Store, organisation: str, fingerprint: str, ceiling: str
) -> State:
    """The state of the record in ``store``."""
    seal, feed, own = schema.seal.c, schema.feed.c, schema.organisation.c
    sealed = connection.execute(
        sa.select(sa.func.max(seal.time))
        .select_from(schema.seal)
        .join(schema.feed, feed.key == seal.feed)
        .join(schema.organisation, own.key == feed.organisation)
        .where(own.id == fingerprint)
    ).scalar()
    return State(
        file=store.path.name,
        size=store.size(),
        organisation=organisation,
        fingerprint=fingerprint,
        ceiling=ceiling,
        schema=schema.SCHEMA_VERSION,
        projections=schema.PROJECTION_VERSION,
        sealed=sealed or "",
    )
