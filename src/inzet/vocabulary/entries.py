"""The kinds of entry a feed holds. An entry is immutable; its id is the SHA-256 of its body.

Every body names its feed and a nonce, so the same entry sent twice changes nothing and the
same act can still be done twice. ``said`` is when the *source* said it; None where it is
undated (views then use the day it arrived, and say so).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import msgspec

from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import CellCitation, Citation, OutsideCitation
from inzet.vocabulary.speakers import Speaker


class Body(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True, gc=False
):
    """What every entry has. ``feed`` and ``nonce`` are filled in by the record on append.

    The collector of rings need not look at bodies: a value of JSON is in none.
    """

    feed: str = ""
    nonce: str = ""
    said: str | None = None
    """ISO day on which the source said it."""


class Paper(Body, tag="paper", frozen=True, kw_only=True, omit_defaults=True):
    """A paper as it came; its bytes lie beside the feed under ``sha256``."""

    sha256: str
    media_type: str
    size: int
    title: str
    language: str | None = None
    genre: str | None = None
    on_behalf_of: str | None = None
    addressee: str | None = None
    numbers: tuple[str, ...] = ()
    """Identifiers it bears: ``kst-28676-429``, ``2023D10976`` …"""
    source: str = ""
    """File name or address it came by."""
    stamp: str = ""
    """A notice that every showing of it must carry."""


class Extraction(Body, tag="extraction", frozen=True, kw_only=True, omit_defaults=True):
    """The text of a paper, extracted once by one version of an extractor; immutable."""

    paper: str
    version: int
    extractor: str
    text_sha256: str
    length: int
    """Code points."""
    pages: tuple[int, ...] = ()
    """Offsets at which pages begin; empty where the source has none."""
    marks: tuple[tuple[str, int, int, int], ...] = ()
    """Structure the source itself gives: (kind, level, start, end)."""
    anchors: tuple[tuple[int, int], ...] = ()
    """Of notes: (start of the note, offset where the text refers to it)."""
    places: tuple[tuple[int, int, int, int, int, int, int], ...] = ()
    """Where each line stands in print: (start, end, page, left, top, right, bottom), the box in
    tenths of a point from the top left of the page as shown."""


class Reading(Body, tag="reading", frozen=True, kw_only=True, omit_defaults=True):
    """That a paper was read, by which rules, with what was and was not recognised."""

    paper: str
    extraction: int
    reader: str
    statements: int
    dropped: int = 0
    unrecognised: tuple[tuple[int, int], ...] = ()
    """Spans of sentences nothing was recognised in."""
    note: str = ""


class Statement(Body, tag="statement", frozen=True, kw_only=True, omit_defaults=True):
    """Who said what about which dossier or meeting, and where it says so."""

    identity: str
    """Stable over readings: hash of (paper, span, act, holder). See ``statement_identity``."""
    act: Act
    party: str | None = None
    """Whose act it is: ISO 3166-1 alpha-3, or a named group or body."""
    holder: str | None = None
    """The holder as the paper words it ("het kabinet", "meerdere bondgenoten")."""
    dossiers: tuple[str, ...] = ()
    meeting: str | None = None
    session: int | None = None
    item: str | None = None
    """Heading of the agenda item it stands under."""
    quote: str
    citation: Citation
    content: dict[str, Any] = {}
    """Typed per act and procedure; see docs/statements.md."""
    valid_from: str | None = None
    valid_to: str | None = None
    rule: str = ""
    """Rule that read it, or "person"."""
    precision: str | None = None
    """The rule's measured precision (Wilson lower bound), a decimal string; None: not measured."""
    explanation: dict[str, Any] = {}
    """Matched words, slots, competing readings."""
    language: str | None = None
    speaker: Speaker | None = None
    """Who says it, where the paper gives turns: a member of parliament, a minister, a chair."""


class Correction(Body, tag="correction", frozen=True, kw_only=True, omit_defaults=True):
    """Puts a statement in the place of another; ``said`` is inherited from what it corrects."""

    target: str
    statement: Statement
    by: str = ""
    note: str = ""


class Withdrawal(Body, tag="withdrawal", frozen=True, kw_only=True, omit_defaults=True):
    """Closes an entry of one's own from ``said`` on; withdrawing a closing undoes it."""

    target: str
    ground: str = ""
    by: str = ""


class Review(Body, tag="review", frozen=True, kw_only=True, omit_defaults=True):
    """A person confirms or rejects a reading; a rejection closes it."""

    target: str
    """Entry id of the statement."""
    verdict: str
    """confirmed or rejected."""
    by: str = ""
    note: str = ""


class Alias(Body, tag="alias", frozen=True, kw_only=True, omit_defaults=True):
    """The same paper under another number, or as other bytes."""

    paper: str
    numbers: tuple[str, ...] = ()
    sha256: str = ""
    by: str = ""


class Membership(Body, tag="membership", frozen=True, kw_only=True, omit_defaults=True):
    """An organisation joins or leaves an audience, from ``said`` on."""

    audience: str
    organisation: str
    joins: bool
    ground: str = ""
    """Why, in a sentence for whoever reads the feed; no name of a person."""


class ForeignObject(Body, tag="object", frozen=True, kw_only=True, omit_defaults=True):
    """An object of another organisation's tools, kept as it came: one version of it.

    ``raw`` is the JSON text itself, so that nothing of it is lost or written otherwise; the rest
    is what it says of itself, so that it can be found. Deleting one is withdrawing its entry.
    """

    format: str
    """What it is written in: ``stix-2.1``, ``stix-2.0``, ``misp``."""
    object_id: str
    """``indicator--…``, or what its format calls it."""
    object_type: str
    version: str
    """When this version was made, as it says: ``modified``, else ``created``; "" where neither."""
    raw: str
    source: str = ""
    """The collection, feed or client it came by."""


class Erasure(Body, tag="erasure", frozen=True, kw_only=True, omit_defaults=True):
    """That a body and its text were erased: who, when, on what ground."""

    target: str
    by: str
    ground: str


AnyBody = (
    Paper
    | Extraction
    | Reading
    | Statement
    | Correction
    | Withdrawal
    | Review
    | Alias
    | Membership
    | ForeignObject
    | Erasure
)

_decoder = msgspec.json.Decoder(AnyBody)


decode: Callable[[bytes], AnyBody] = _decoder.decode
"""The entry whose canonical bytes these are.

Raises:
    msgspec.DecodeError: not an entry of a kind known here.
"""


def names() -> frozenset[str]:
    """The names of all kinds."""
    return frozenset(NAMES.values())


def kind_of(body: Body) -> str:
    """The name of a body's kind as it stands in its JSON, such as ``paper``."""
    return NAMES[type(body)]


NAMES: dict[type[Body], str] = {each: str(each.__struct_config__.tag) for each in get_args(AnyBody)}
"""The name of each kind as it stands in JSON."""


def statement_identity(
    paper_sha256: str, start: int, end: int, act: Act | str, holder: str | None
) -> str:
    """Who said what where, stable over readings: SHA-256 (hex) of (paper, span, act, holder).

    Two statements of one reading must differ in one of these; where a sentence has an act of
    several parties without a holder's words, give the party as ``holder``.
    """
    return content_id([paper_sha256, start, end, str(act), holder])


DATA_RULES = "data:"
"""How the rule of a row of a data set begins; nobody reads or reviews those."""


def cell_identity(citation: Citation, act: Act | str, holder: str | None) -> str:
    """What a row of a data set is, however often it is imported: SHA-256 (hex) of (source,
    edition, row, column, act, holder), or of (identifier, date, says, act, holder).

    Another edition of the same table says something else and has another identity.

    Raises:
        ValueError: a span of a paper, whose statements have a ``statement_identity``.
    """
    if isinstance(citation, CellCitation):
        place = [citation.source, citation.edition, citation.row, citation.column]
    elif isinstance(citation, OutsideCitation):
        place = [citation.identifier, citation.date or "", citation.says]
    else:
        raise ValueError("a span of a paper is no row of a data set")
    return content_id(["data", *place, str(act), holder])
