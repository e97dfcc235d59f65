"""Who reads each feed, and why: told from the membership log that stands in the feed itself.

Only to whoever reads the feed. A name comes from a key that the reader knows from a feed they
read, or from the log; of others the id alone is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import places, schema
from inzet.record.audiences import Feed, members
from inzet.record.feeds import feed_rows
from inzet.record.rows import FeedRow, Reader
from inzet.vocabulary import entries as kinds

OWN, EVERYBODY, JOINED = "own", "everybody", "joined"
"""Why somebody reads a feed: they write it, all do, or an entry in it lets them."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation joined or left an audience."""

    entry: str
    organisation: str
    joins: bool
    on: dt.date
    ground: str


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may read a feed, and why."""

    id: str
    name: str
    why: str
    step: Step | None = None
    """The entry that let them in."""


class Readership(msgspec.Struct, frozen=True, kw_only=True):
    """A feed, with who reads it."""

    feed: FeedRow
    sealed: str
    """When its last entries were sealed (UTC); "" where none were."""
    everybody: bool
    members: tuple[Member, ...]
    steps: tuple[Step, ...]
    """Who joined and left, oldest first."""


def left_out(
    allowed: tuple[Reader, ...] | None, readers: tuple[Reader, ...] | None
) -> tuple[str, ...] | None:
    """Who among ``readers`` is not ``allowed``, by name; of both None is everybody.

    Returns:
        None where nobody is left out; nothing where it is everybody but those who are allowed.
    """
    if allowed is None:
        return None
    if readers is None:
        return ()
    ids = {each.id for each in allowed}
    return tuple(each.name for each in readers if each.id not in ids) or None


def readerships(
    connection: Connection, feeds: Iterable[Feed], today: int, reader: Reader
) -> list[Readership]:
    """Who reads each of these feeds on day number ``today``, by organisation and marking."""
    own = list(feeds)
    names = {feed.organisation_id: feed.organisation_name for feed in own}
    names.setdefault(reader.id, reader.name)
    rows = {row.id: row for row in feed_rows(connection, own)}
    made = [_readership(connection, feed, rows[feed.id], today, names) for feed in own]
    return sorted(made, key=lambda each: (each.feed.organisation, each.feed.marking, each.feed.id))


def _readership(
    connection: Connection, feed: Feed, row: FeedRow, today: int, names: dict[str, str]
) -> Readership:
    steps = _steps(connection, feed, names)
    last = {
        step.organisation: step for step in steps if step.joins and places.day_of(step.on) <= today
    }
    allowed = members(connection, feed, today)
    seal = schema.seal.c
    sealed = connection.execute(
        sa.select(seal.time)
        .where(seal.feed == feed.key)
        .order_by(seal.epoch.desc(), seal.n.desc())
        .limit(1)
    ).scalar()
    found = [
        Member(
            id=each,
            name=names.get(each, each),
            why=OWN if each == feed.organisation_id else JOINED,
            step=last.get(names.get(each, each)),
        )
        for each in allowed or ()
    ]
    found.sort(key=lambda each: (each.why != OWN, each.name))
    return Readership(
        feed=row,
        sealed=sealed or "",
        everybody=allowed is None,
        members=tuple(found),
        steps=tuple(steps),
    )


def _steps(connection: Connection, feed: Feed, names: dict[str, str]) -> list[Step]:
    table, entry = schema.membership.c, schema.entry.c
    query = (
        sa.select(table.organisation, table.joins, table.day, entry.id, entry.body)
        .join_from(schema.membership, schema.entry, entry.seq == table.entry)
        .where(table.feed == feed.key)
        .order_by(table.day, table.entry)
    )
    steps = []
    for organisation, joins, day, entry_id, raw in connection.execute(query):
        body = kinds.decode(raw)
        assert isinstance(body, kinds.Membership)
        steps.append(
            Step(
                entry=entry_id.hex(),
                organisation=names.get(organisation, organisation),
                joins=bool(joins),
                on=dt.date.fromordinal(day),
                ground=body.ground,
            )
        )
    return steps
