"""The tables of the shelf: objects of feeds as they are served, in the order in which they came.

A key holds the place of the entry and which of its objects it is, so that within a feed keys stand
in the order of dates too: the log of arrivals never runs back. Whatever is asked for is found by an
index that ends in the key, so that a page costs what is on it, however much there is.
"""

from __future__ import annotations

import sqlalchemy as sa

from inzet.record.private import Kind

metadata = sa.MetaData()
SHELF_VERSION = 2
"""Of what is made of entries here; a shelf of another version begins anew."""
ORDER_BITS = 20
"""Of a key, what tells the objects of one entry apart."""


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


meta = sa.Table("meta", metadata, sa.Column("name", sa.Text, primary_key=True), _text("value"))

feed = sa.Table(
    "feed",
    metadata,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    # Where it stands: the last entry that was taken, with when it arrived.
    _number("place"),
    _text("entry"),
    _number("arrived"),
)

object_ = sa.Table(
    "object",
    metadata,
    sa.Column("key", sa.Integer, primary_key=True),
    _number("feed"),
    # Microseconds since 1970, as all times here.
    _number("added"),
    _text("id"),
    _text("type"),
    # So written that text order is order in time; and as it came.
    _text("version"),
    _text("told"),
    _text("spec"),
    sa.Column("entry", sa.LargeBinary, nullable=False),
    # Whether it is an object of somebody else, kept as it came; and who added it.
    _number("foreign_"),
    _text("source"),
    # When the last came of the versions of the same object and specification that are later than
    # this, or earlier; of those of any specification; and of any version by a newer specification.
    # 0 where there is none.
    _number("later"),
    _number("earlier"),
    _number("later_any"),
    _number("earlier_any"),
    _number("newer"),
    sa.Column("raw", sa.LargeBinary, nullable=False),
)

CURRENT = "later < added AND newer < added"
"""What can be the last version of its object, for whoever asks from some moment on."""
_current = sa.text(CURRENT)
sa.Index(
    "object_id",
    object_.c.feed,
    object_.c.id,
    object_.c.version,
    object_.c.spec,
    unique=True,
)
sa.Index("object_feed", object_.c.feed)
sa.Index("object_added", object_.c.feed, object_.c.added)
sa.Index("object_type", object_.c.feed, object_.c.type)
sa.Index("object_version", object_.c.feed, object_.c.version)
sa.Index("object_current", object_.c.feed, sqlite_where=_current)
sa.Index("object_current_type", object_.c.feed, object_.c.type, sqlite_where=_current)
sa.Index("object_entry", object_.c.entry, sqlite_where=sa.text("foreign_ = 1"))

withdrawal = sa.Table(
    "withdrawal",
    metadata,
    _number("feed"),
    # The entry that closes, what it closes, and the object of somebody else that is at stake.
    sa.Column("closer", sa.LargeBinary, nullable=False),
    sa.Column("target", sa.LargeBinary, nullable=False),
    sa.Column("object", sa.LargeBinary, nullable=False),
    sa.PrimaryKeyConstraint("feed", "closer"),
)
sa.Index("withdrawal_object", withdrawal.c.feed, withdrawal.c.object)

aside = sa.Table(
    "aside",
    metadata,
    _number("feed"),
    sa.Column("entry", sa.LargeBinary, nullable=False),
    _text("id"),
    _text("type"),
    _text("told"),
    _text("spec"),
    _text("source"),
    sa.Column("raw", sa.LargeBinary, nullable=False),
    sa.PrimaryKeyConstraint("feed", "entry"),
)
"""Objects that were withdrawn: they are served no more, and stand again where that is undone."""

MADE = (meta, feed, object_, withdrawal, aside)
"""What is made of entries."""

status = sa.Table(
    "status",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    # Who sent what it tells of: nobody else is told.
    _text("whose"),
    _number("made"),
    sa.Column("raw", sa.LargeBinary, nullable=False),
)
"""What became of what clients sent, for a day."""

KIND = Kind(
    holds="objects for exchange",
    suffix=".shelf",
    tables=metadata,
    application_id=0x1A2E75F1,
    version=SHELF_VERSION,
)
