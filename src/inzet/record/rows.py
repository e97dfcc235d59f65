"""What a view returns: plain immutable values, detached from the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from inzet.vocabulary.citations import Citation
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.markings import PUBLIC
from inzet.vocabulary.speakers import Speaker

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some of a list; ``next`` is the cursor of the rest, None where there is none."""

    items: tuple[T, ...]
    next: str | None = None


class PaperLite(msgspec.Struct, frozen=True):
    """A paper as a statement names it."""

    id: str
    title: str
    numbers: tuple[str, ...]
    said: dt.date | None
    stamp: str


class PaperRow(msgspec.Struct, frozen=True, kw_only=True):
    """A paper as this reader may see it; ``numbers`` includes those it is also known by."""

    id: str
    sha256: str
    title: str
    language: str | None
    genre: str | None
    on_behalf_of: str | None
    addressee: str | None
    numbers: tuple[str, ...]
    said: dt.date | None
    source: str
    stamp: str
    marking: str
    organisation: str
    media_type: str
    size: int
    arrived: dt.datetime
    doubtful: bool = False
    """It came under a key of its organisation that counted no more."""


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in its current version; dates in ``valid_*`` are ISO and possibly partial."""

    entry: str
    """Id of the entry that is the current version: what a review or correction targets."""
    identity: str
    act: str
    party: str | None
    holder: str | None
    dossiers: tuple[str, ...]
    meeting: str | None
    session: int | None
    item: str | None
    quote: str
    citation: Citation
    content: dict[str, Any]
    said: dt.date | None
    valid_from: str | None
    valid_to: str | None
    rule: str
    precision: str | None
    explanation: dict[str, Any]
    language: str | None
    speaker: Speaker | None = None
    """Who says it, where the paper gives turns."""
    paper: PaperLite | None
    """None where the citation is no span, or its paper is not there for this reader."""
    resolved: PaperLite | None = None
    """Of a reference: the paper in view that it leads to."""
    marking: str
    organisation: str
    """Name of the organisation whose feed it stands in."""
    review: str | None
    """``confirmed``, by the organisation that wrote it; None."""
    reviewed_by: str | None
    corrected: bool
    arrived: dt.datetime
    doubtful: bool = False
    """It came under a key of its organisation that counted no more."""


class Mention(NamedTuple):
    """Where and when a statement was said."""

    identity: str
    act: str
    meeting: str | None
    said: dt.date
    """Of what is undated, the day on which it arrived."""
    holds: dt.date
    """Since when it holds: undated, since it was said."""


class EndedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that no longer stands, as it stood last."""

    row: StatementRow
    """``paper`` is None where the paper itself was withdrawn."""
    ended: dt.datetime
    """When that came here."""
    why: str
    """``withdrawn``, with its paper or by itself; or ``rejected`` as a misreading."""


class EndedPaper(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that was withdrawn, as it stood."""

    row: PaperRow
    """With the numbers that it bears itself."""
    ended: dt.datetime
    """When that came here."""


class ReadingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as it was last read or imported, whatever became of it since."""

    statement: Statement
    organisation: str
    """Name of the organisation whose feed it stands in."""
    marking: str


class RuleRow(msgspec.Struct, frozen=True):
    """A rule of the reader with what people made of its readings."""

    rule: str
    read: int
    """Readings that stand or were judged; newer readings of one sentence count once."""
    confirmed: int
    corrected: int
    rejected: int


class HistoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to a statement, oldest arrival first."""

    kind: str
    """reading, correction, review or withdrawal."""
    entry: str
    target: str | None
    """The entry it is about; None for a reading."""
    verdict: str | None
    by: str
    note: str
    said: dt.date | None
    arrived: dt.datetime
    organisation: str
    marking: str
    undone: bool
    """Withdrawn, as far as this reader may see."""
    current: bool
    """It is the version that lists show."""
    quote: str | None
    content: dict[str, Any] | None
    act: str | None
    rule: str | None
    party: str | None = None
    holder: str | None = None
    dossiers: tuple[str, ...] = ()


class DecisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something a person did that stands: a verdict, a correction, a statement of their own."""

    entry: str
    what: str
    """confirmed, rejected, corrected or added."""
    by: str
    target: str
    """The entry it is about; of a statement of their own, its own."""
    quote: str
    """"" of a verdict: its statement has it."""
    said: str | None
    marking: str
    arrived: dt.datetime
    group: str
    """The same for all that were made together; else the entry's own id."""


class TextRow(msgspec.Struct, frozen=True):
    """The extracted text of a paper."""

    text: str
    pages: tuple[int, ...]
    """Offsets (code points) at which pages begin."""
    marks: tuple[tuple[str, int, int, int], ...]
    """(kind, level, start, end)."""
    version: int
    extractor: str
    places: tuple[tuple[int, int, int, int, int, int, int], ...] = ()
    """Where each line stands in print; see the entry."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A statement or a paper that was found; exactly one of the two is given."""

    statement: StatementRow | None
    paper: PaperRow | None
    snippet: str
    """Words around the first match, at most 240 characters."""


class ObjectRow(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an object of another organisation's tools."""

    entry: str
    """Id of the entry that keeps it: what a withdrawal targets."""
    id: str
    type: str
    format: str
    version: str
    """As it is written; "" where it has none."""
    made: dt.datetime | None
    """The version as a moment."""
    name: str
    """What it is called, on one line; "" where it does not say."""
    source: str
    """The collection, feed or client it came by."""
    organisation: str
    """Name of the organisation whose feed keeps it."""
    marking: str
    arrived: dt.datetime
    disputed: bool
    """Something else is kept under the same id and version."""
    withdrawn: dt.datetime | None = None
    """When its withdrawal came here; None while it stands."""
    doubtful: bool = False
    """It came under a key of its organisation that counted no more."""
    snippet: str = ""
    """Words around the first match, where words were looked for."""
    raw: str = ""
    """Its JSON text as it came; "" in lists."""


class FeedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A feed this reader may read, whole."""

    id: str
    organisation: str
    marking: str
    entries: int
    head: str


class Reader(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who reads: ``id`` is PUBLIC, an organisation's fingerprint, or the name of a member of an
    audience whose key is not known here."""

    id: str
    name: str
    markings: tuple[str, ...] | None = None
    """Of what this organisation may read, the markings this reader needs to know, by name; PUBLIC
    always. None: all of them."""

    def narrowed(self, markings: Iterable[str] | None) -> Reader:
        """This reader with no more than these markings; None leaves them as they are."""
        if markings is None:
            return self
        kept = tuple(sorted({each for each in markings if self.reads(each)} - {PUBLIC}))
        return msgspec.structs.replace(self, markings=kept)

    def reads(self, marking: str) -> bool:
        """Whether a marking is among those this reader needs to know."""
        return self.markings is None or marking == PUBLIC or marking in self.markings

    @property
    def key(self) -> str:
        """Tells this reader from every other, narrower ones of the same organisation included."""
        return self.id if self.markings is None else "\0".join((self.id, "", *self.markings))


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which statements; what is None is not asked."""

    dossier: str | None = None
    procedure: str | None = None
    act: str | None = None
    party: str | None = None
    meeting: str | None = None
    session: int | None = None
    paper: str | None = None
    """Entry id of the paper."""
    genre: str | None = None
    """Of the paper it stands in."""
    rule: str | None = None
    marking: str | None = None
    """Of its feed."""
    method: str | None = None
    """``rule`` (read in a paper by a rule) or ``person`` (corrected by a person included)."""
    data: bool | None = None
    """Rows of data sets, reference entries among them: those alone, or all but those."""
    reviewed: bool | None = None
    said_from: dt.date | None = None
    said_to: dt.date | None = None
    """Inclusive."""
    arrived_after: dt.datetime | None = None
    """The version that is current came here later than this; exclusive."""
    words: str | None = None


EVERYTHING = Filter()


class ObjectFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which objects of others, by their newest version; what is None or empty is not asked."""

    types: tuple[str, ...] = ()
    """One of these."""
    ids: tuple[str, ...] = ()
    """One of these."""
    format: str | None = None
    source: str | None = None
    marking: str | None = None
    organisation: str | None = None
    """Name of the organisation whose feed keeps it."""
    links: str | None = None
    """It names this object by its id, or this identifier of a catalogue in lower case (t0049)."""
    arrived_after: dt.datetime | None = None
    """It came here later than this; exclusive."""
    words: str | None = None


ANY_OBJECT = ObjectFilter()


def with_words(asked: Filter, typed: str) -> Filter:
    """The filter with words to look for besides its own."""
    both = typed if asked.words is None else f"{asked.words} {typed}"
    return msgspec.structs.replace(asked, words=both)


def asks_statements(asked: Filter) -> bool:
    """Whether a filter asks for what only statements have."""
    bare = msgspec.structs.replace(asked, words=None, said_from=None, said_to=None, data=None)
    return bare != EVERYTHING or asked.data is True
