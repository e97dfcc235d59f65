"""The tables of a record: the feeds, which hold truth, and the projections, which speed up views.

Keys are those of SQLite; on PostgreSQL they begin with the feed (``engines.by_feed``), so every
table that is not of the node alone bears one.

What a view shows is only ever selected from the projections together with the reader's feeds.
Integers named ``seq`` and ``key`` are local to this file and are never shown to anybody.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

APPLICATION_ID = 0x494E5A54
"""Marks a SQLite file as a record ("INZT")."""
SCHEMA_VERSION = 1
"""The form of the record: a version that knows only lower ones leaves it alone. What only adds to
the log leaves it as it is (see ``MIGRATION``), so that older versions go on with the record."""
MIGRATION = "0006"
"""The newest of ``migrations``: raise it with every change of a table that holds truth."""
PROJECTION_VERSION = 15
"""Raise it when a projection changes: records are then rebuilt when they are next opened."""

metadata = MetaData()


_NUMBER = Integer().with_variant(BigInteger(), "postgresql")
# Compared and put in order by code point on every engine.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def _number(name: str, *, null: bool = False, primary: bool = False) -> Column[int]:
    return Column(name, _NUMBER, nullable=null, primary_key=primary, autoincrement=False)


def _text(name: str, *, null: bool = False, primary: bool = False) -> Column[str]:
    return Column(name, _TEXT, nullable=null, primary_key=primary)


def _bytes(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


# ---- what holds truth ------------------------------------------------------------------

meta = Table("meta", metadata, _text("name", primary=True), _text("value"))

organisation = Table(
    "organisation",
    metadata,
    _number("key", primary=True),
    _text("id"),
    _text("name"),
    _bytes("public_key"),
    UniqueConstraint("id"),
)

feed = Table(
    "feed",
    metadata,
    _number("key", primary=True),
    _text("id"),
    _number("organisation"),
    _text("marking"),
    UniqueConstraint("id"),
)

epoch = Table(
    "epoch",
    metadata,
    _number("feed", primary=True),
    _number("epoch", primary=True),
    # Head of the epoch before it at the point where this one departs; 32 zero bytes for the first.
    _bytes("anchor"),
    sqlite_with_rowid=False,
)

entry = Table(
    "entry",
    metadata,
    _number("seq", primary=True),
    _bytes("id"),
    _number("feed"),
    _number("epoch"),
    _number("n"),
    _number("arrival"),
    _text("kind"),
    # None once it was erased.
    _bytes("body", null=True),
    _bytes("link"),
    # Not the id alone: one that came without its body may bear any (see ``claim``).
    UniqueConstraint("id", "feed"),
    UniqueConstraint("feed", "epoch", "n"),
)

# What was erased is looked for whenever an entry travels without a body, and is little.
# Where an index holds some rows alone, engines/by_feed.py tells PostgreSQL what SQLite is told.
ERASURES = Index(
    "entry_erasure",
    entry.c.feed,
    entry.c.epoch,
    entry.c.n,
    sqlite_where=entry.c.kind == "erasure",
)

seal = Table(
    "seal",
    metadata,
    _number("feed", primary=True),
    _number("epoch", primary=True),
    _number("n", primary=True),
    _bytes("head"),
    _text("time"),
    _bytes("signature"),
    sqlite_with_rowid=False,
)

arrival = Table(
    "arrival",
    metadata,
    _number("seq", primary=True),
    _number("feed"),
    _number("epoch"),
    _number("first"),
    _number("last"),
    _bytes("head"),
    _text("time"),
    _bytes("link"),
    _bytes("signature"),
)

# Arrivals without entries note what is kept of forks and co-signatures (see ``noted``): the last of
# a feed is looked for.
NOTED = Index(
    "arrival_noted",
    arrival.c.feed,
    arrival.c.seq,
    sqlite_where=arrival.c.first > arrival.c.last,
)

blob = Table(
    "blob",
    metadata,
    _number("key", primary=True),
    _text("sha256"),
    _bytes("data"),
    UniqueConstraint("sha256"),
)

# That an organisation signed two histories of a feed: signatures and ids, no bodies.
fork = Table(
    "fork",
    metadata,
    _number("key", primary=True),
    _number("feed"),
    _number("epoch"),
    _number("n"),
    _bytes("evidence"),
    # Fingerprint of the peer that brought it; "" where nobody is known to have.
    _text("brought_by"),
    _text("time"),
    # By this node, over all but the place, which the evidence names too.
    _bytes("signature"),
)

# Seals that peers signed too.
witness = Table(
    "witness",
    metadata,
    _number("key", primary=True),
    _number("feed"),
    _number("epoch"),
    _number("n"),
    _bytes("head"),
    _text("sealed"),
    _bytes("seal"),
    _text("name"),
    # Its first, and after it the one that it signed with, where that was another.
    _bytes("public_key"),
    _text("time"),
    _bytes("signature"),
)

# Proof that entries which came without a body were erased, until the erasures themselves come.
promise = Table(
    "promise",
    metadata,
    _number("feed", primary=True),
    _number("epoch", primary=True),
    # Of the seal that the erasures stand under.
    _number("n", primary=True),
    _bytes("parcel"),
    sqlite_with_rowid=False,
)

# Entries that came without a body: that they are of the feed they stand in is only said (see
# ``claims``).
claim = Table(
    "claim",
    metadata,
    _number("feed", primary=True),
    _number("epoch", primary=True),
    _number("n", primary=True),
    _bytes("id"),
    Index("claim_id", "id"),
    sqlite_with_rowid=False,
)

# What organisations said when a key took the place of another. ``standing`` tells whether it is
# believed here (1), waits for a person (0), or was believed and is no more (2).
succession = Table(
    "succession",
    metadata,
    _text("id", primary=True),
    _text("organisation"),
    _number("number"),
    _bytes("packed"),
    _number("standing"),
    # The person who compared its fingerprint, signed by this node; "" where nobody had to.
    _text("confirmed_by"),
    _text("time"),
    _bytes("signature"),
    sqlite_with_rowid=False,
)

# Seals of before a change of key that the key of after it vouches for.
vouch = Table(
    "vouch",
    metadata,
    _number("feed", primary=True),
    _number("epoch", primary=True),
    _number("n", primary=True),
    # The succession whose new key signed.
    _text("succession"),
    _bytes("signature"),
    sqlite_with_rowid=False,
)

# From which entry of an epoch on what stands there is doubtful: it came under a key that counted no
# more. It follows from all the rest, and verifying compares.
doubt = Table(
    "doubt",
    metadata,
    _number("feed", primary=True),
    _number("epoch", primary=True),
    _number("n"),
    sqlite_with_rowid=False,
)

# The last step that its tables were brought to; named and made as Alembic does.
migration = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

TRUTH = (
    *(meta, organisation, feed, epoch, entry, seal, arrival, blob, fork, witness, promise),
    *(claim, succession, vouch, doubt),
)
"""Every table that cannot be made again from another."""

# How far projections that are being made anew have come. It lies beside the record's own tables,
# with the ones that are being made, and never among them.
making = Table("making", MetaData(), _text("name", primary=True), _text("value"))

# ---- projections: derived, versioned, droppable ----------------------------------------

statement = Table(
    "statement",
    metadata,
    _number("key", primary=True),
    _number("entry"),
    _number("feed"),
    _number("organisation"),
    _text("identity"),
    _text("act"),
    _text("party", null=True),
    _number("paper", null=True),
    _number("start", null=True),
    _text("meeting", null=True),
    _number("session", null=True),
    _text("rule"),
    _number("correction"),
    _number("day"),
    _number("from_day"),
    _number("to_day"),
    _number("arrival"),
    Index("statement_entry", "entry", unique=True),
    Index("statement_identity", "identity"),
    Index("statement_paper", "paper", "start"),
)
Index(
    "statement_meeting",
    statement.c.meeting,
    statement.c.key,
    sqlite_where=statement.c.meeting.is_not(None),
)
Index(
    "statement_party",
    statement.c.party,
    statement.c.key,
    sqlite_where=statement.c.party.is_not(None),
)
# What people judged is asked for by itself, and is little.
Index(
    "statement_judged",
    statement.c.entry,
    sqlite_where=sa.and_(statement.c.rule == "person", statement.c.act == "context"),
)

# With the feed, so that who reads few of them walks over what stands in others here, and need not
# look each up.
statement_dossier = Table(
    "statement_dossier",
    metadata,
    _text("dossier", primary=True),
    _number("key", primary=True),
    _number("feed"),
    sqlite_with_rowid=False,
)

# What holds from before it was said, by dossier, and under "" whatever its dossier: looked for
# apart when a view is as of a day. It stands under the parts of that time (``places.spans``),
# so that nobody walks over what came to hold later, with the day from which it holds.
statement_early = Table(
    "statement_early",
    metadata,
    _text("dossier", primary=True),
    _number("span", primary=True),
    _number("key", primary=True),
    _number("feed"),
    _number("from_day"),
    sqlite_with_rowid=False,
)

# What references can be found by: identifiers and printed words, folded; by their kind the
# statements that make up the cycle of a parliament or a library; and what tells of a procedure.
reference = Table(
    "reference",
    metadata,
    _text("number", primary=True),
    _number("key", primary=True),
    _number("feed"),
    sqlite_with_rowid=False,
)

closing = Table(
    "closing",
    metadata,
    _number("target", primary=True),
    _number("closer", primary=True),
    # superseded, replaced, corrected, rejected or withdrawn
    _text("kind"),
    _number("feed"),
    _number("day"),
    _number("arrival"),
    Index("closing_closer", "closer"),
    sqlite_with_rowid=False,
)

review = Table(
    "review",
    metadata,
    _number("entry", primary=True),
    _text("identity"),
    _number("organisation"),
    _number("target"),
    _text("verdict"),
    _text("by"),
    _number("feed"),
    _number("day"),
    _number("arrival"),
    Index("review_identity", "identity"),
)

paper = Table(
    "paper",
    metadata,
    _number("key", primary=True),
    _number("entry"),
    _number("feed"),
    _text("id"),
    _text("sha256"),
    _text("genre", null=True),
    _number("day"),
    _number("arrival"),
    # The extraction whose words are in the full text; None: only the title is.
    _number("extraction", null=True),
    Index("paper_entry", "entry", unique=True),
    Index("paper_id", "id"),
    Index("paper_sha256", "sha256"),
)

number = Table(
    "number",
    metadata,
    # Lower case; "sha256:…" for the same paper as other bytes.
    _text("number", primary=True),
    _number("paper", primary=True),
    _number("entry", primary=True),
    _text("printed"),
    _number("feed"),
    _number("day"),
    _number("arrival"),
    Index("number_paper", "paper"),
    Index("number_entry", "entry"),
    sqlite_with_rowid=False,
)

extraction = Table(
    "extraction",
    metadata,
    _number("entry", primary=True),
    _number("paper"),
    _number("version"),
    _text("text_sha256"),
    _number("feed"),
    _number("day"),
    _number("arrival"),
    Index("extraction_paper", "paper", "version"),
    Index("extraction_text", "text_sha256"),
)

reading = Table(
    "reading",
    metadata,
    _number("entry", primary=True),
    _number("paper"),
    _number("feed"),
    _number("day"),
    _number("arrival"),
    Index("reading_paper", "paper"),
)

membership = Table(
    "membership",
    metadata,
    _number("entry", primary=True),
    _number("feed"),
    _text("organisation"),
    _number("joins"),
    _number("day"),
    _number("arrival"),
    Index("membership_feed", "feed"),
    Index("membership_organisation", "organisation"),
)

foreign = Table(
    "object",
    metadata,
    # The local number of its entry; in the full text too, where it is lower than any key of a day.
    _number("entry", primary=True),
    _number("feed"),
    _text("id"),
    _text("type"),
    _text("format"),
    _text("version"),
    # The version in microseconds since 1970.
    _number("made"),
    _text("name"),
    _text("source"),
    # Of its content, however it is spaced and ordered.
    _text("digest"),
    _number("day"),
    _number("arrival"),
    Index("object_id", "id", "made"),
    Index("object_type", "type"),
)

# What an object names: other objects, and identifiers of catalogues.
foreign_link = Table(
    "object_link",
    metadata,
    _text("name", primary=True),
    _number("entry", primary=True),
    # The property it stands in, or "external".
    _text("how", primary=True),
    _number("feed"),
    Index("object_link_entry", "entry"),
    sqlite_with_rowid=False,
)

# How many statements there are (see ``tally``): of a name in a feed, by act, sort and shade.
tally = Table(
    "tally",
    metadata,
    _text("what", primary=True),
    _number("sort", primary=True),
    _text("name", primary=True),
    _text("act", primary=True),
    _text("shade", primary=True),
    # Last, so that what is summed over feeds stands together.
    _number("feed", primary=True),
    _number("many"),
    sqlite_with_rowid=False,
)

# Under which feeds a statement is not shown, of those that something closes.
shaded = Table("shaded", metadata, _number("entry", primary=True), _number("feed"), _text("shade"))

PROJECTIONS = (
    statement,
    statement_dossier,
    statement_early,
    reference,
    closing,
    review,
    paper,
    number,
    extraction,
    reading,
    membership,
    foreign,
    foreign_link,
    tally,
    shaded,
)
"""Every projection but the full text, which is a virtual table of its own (see ``words``)."""
