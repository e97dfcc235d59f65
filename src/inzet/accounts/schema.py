"""The tables of accounts: personal data, in a file of its own, deletable, outside the feeds."""

from __future__ import annotations

import sqlalchemy as sa

from inzet.record.private import Kind

metadata = sa.MetaData()


def _text(name: str, *, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=empty)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


account = sa.Table(
    "account",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    # One for every way to write the name.
    sa.Column("key", sa.Text, nullable=False, unique=True),
    _text("name"),
    _text("shown"),
    # argon2id; empty where one logs in by an outside identity only.
    _text("password", empty=True),
    # JSON of a list of roles.
    _text("roles"),
    # "" for the own organisation, PUBLIC, or the id or name of another.
    _text("reader"),
    # JSON of a list of markings; empty for all.
    _text("markings", empty=True),
    _number("made"),
    _number("active"),
    # Of the last log-in, second since 1970.
    sa.Column("seen", sa.Integer, nullable=True),
)
"""Times are whole seconds since 1970, UTC."""

identity = sa.Table(
    "identity",
    metadata,
    sa.Column("issuer", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    _text("account"),
    sa.Index("identity_account", "account"),
)
"""Who vouches for somebody, and by what name: for log-in with an outside identity."""

session = sa.Table(
    "session",
    metadata,
    # SHA-256 of the secret: what lies here opens nothing.
    sa.Column("hash", sa.LargeBinary, primary_key=True),
    _text("account"),
    _number("made"),
    _number("seen"),
    _number("until"),
    _text("agent"),
    _text("address"),
    sa.Index("session_account", "account"),
)

token = sa.Table(
    "token",
    metadata,
    sa.Column("hash", sa.LargeBinary, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    _text("account"),
    _text("name"),
    # JSON of a list of rights.
    _text("scopes"),
    _text("markings", empty=True),
    _number("made"),
    _number("until"),
    sa.Column("seen", sa.Integer, nullable=True),
    sa.Index("token_account", "account"),
)

failure = sa.Table(
    "failure",
    metadata,
    # "account:" and its key, or "address:" and where from.
    sa.Column("whose", sa.Text, primary_key=True),
    _number("many"),
    _number("last"),
)
"""Wrong passwords in a row; forgotten after a day."""

retired = sa.Table("retired", metadata, sa.Column("hash", sa.LargeBinary, primary_key=True))
"""Names that somebody had who is gone, unreadable: their drafts are nobody else's."""

event = sa.Table(
    "event",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    _number("at"),
    # Name of the account, as it was then; "" where nobody was known.
    _text("who"),
    _text("kind"),
    # Path of the page, or what was done.
    _text("what"),
    # JSON of a list of ids of marked papers and statements; empty of other events.
    _text("shown", empty=True),
    _number("many"),
    sa.Index("event_at", "at"),
    sa.Index("event_who", "who", "number"),
)

KIND = Kind(
    holds="accounts",
    suffix=".accounts",
    tables=metadata,
    application_id=0x1A2E7ACC,
    version=1,
)
