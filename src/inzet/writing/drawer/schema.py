"""The tables of a drawer."""

from __future__ import annotations

import sqlalchemy as sa

APPLICATION_ID = 0x1A2E7D0C
SCHEMA_VERSION = 1

metadata = sa.MetaData()


def _text(name: str, *, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=empty)


thing = sa.Table(
    "thing",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    # Whose view it was made from: only who reads as that reader sees it.
    _text("reader"),
    _text("owner"),
    _text("owner_name"),
    _text("made"),
    sa.Index("thing_owner", "reader", "owner"),
)
"""A draft or a jotting: what has an owner and can be shared."""

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _text("name"),
    # JSON of a Release.
    _text("released", empty=True),
)

version = sa.Table(
    "version",
    metadata,
    sa.Column("draft", sa.Text, primary_key=True),
    # Two at once cannot both write the same number.
    sa.Column("number", sa.Integer, primary_key=True),
    _text("how"),
    _text("by"),
    _text("made"),
    sa.Column("rests_on", sa.Integer, nullable=False),
    _text("hash"),
    _text("note"),
    _text("title"),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

remark = sa.Table(
    "remark",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _text("draft"),
    sa.Column("place", sa.Integer, nullable=False),
    # JSON of a Remark.
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Index("remark_draft", "draft", "place"),
)

jotting = sa.Table(
    "jotting",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _text("about"),
    _text("text"),
)

share = sa.Table(
    "share",
    metadata,
    sa.Column("thing", sa.Text, primary_key=True),
    # Key of a person, or id of a team.
    sa.Column("whom", sa.Text, primary_key=True),
    sa.Column("team", sa.Boolean, primary_key=True),
    _text("name"),
)

team = sa.Table(
    "team",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _text("reader"),
    _text("name"),
    _text("creator"),
)

member = sa.Table(
    "member",
    metadata,
    sa.Column("team", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
    _text("name"),
)
