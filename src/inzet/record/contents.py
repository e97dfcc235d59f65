"""What an entry says, checked against the rest of the record: texts, quotes, references."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import claims, promises, schema
from inzet.record.audiences import Feed
from inzet.record.quoting import quote_is_at
from inzet.record.rules import references
from inzet.record.store import rows
from inzet.vocabulary import entries as kinds
from inzet.vocabulary import objects
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import Body
from inzet.vocabulary.errors import InputError

_TEXTS = 8


class Contents:
    """Checks the entries of one feed."""

    def __init__(self, connection: Connection, feed: Feed) -> None:
        self._connection = connection
        self._feed = feed
        self._texts: OrderedDict[str, str | None] = OrderedDict()
        self._here: OrderedDict[str, bool] = OrderedDict()
        self._paper, self._version = "", 0
        self._cited: str | None = None
        self._erased: set[bytes] | None = None

    def erased(self, entry_id: bytes) -> bool:
        """Whether an erasure by the feed's organisation names this entry; here, or proven."""
        if self._erased is None:
            entry, feed = schema.entry.c, schema.feed.c
            query = (
                sa.select(entry.body)
                .join_from(schema.entry, schema.feed, entry.feed == feed.key)
                .where(entry.kind == "erasure", feed.organisation == self._feed.organisation)
            )
            raws = self._connection.execute(query).scalars()
            # One that was altered is told where it stands; here it erases nothing.
            told = (promises.erased_by(raw) for raw in raws if raw)
            here = {target for target in told if target is not None}
            self._erased = here | promises.promised(self._connection, self._feed)
        return entry_id in self._erased

    def faults(self, body: Body, seq: int = 0) -> Iterator[str]:
        """What does not fit, in words.

        Args:
            seq: the local number of its entry.
        """
        for reference in references(body):
            if not self._is_here(reference):
                yield f"it refers to the entry {reference[:12]}, which is not there"
        if isinstance(body, kinds.Correction):
            body = body.statement
        if isinstance(body, kinds.Statement):
            yield from self._statement(body, seq)
        elif isinstance(body, kinds.Paper):
            size = self._size(body.sha256)
            if size != body.size:
                yield "the bytes of the paper are missing or of another size"
        elif isinstance(body, kinds.Extraction):
            text = self._blob(body.text_sha256)
            if text is None or len(text) != body.length:
                yield "the extracted text is missing or of another length"
        elif isinstance(body, kinds.ForeignObject):
            yield from _of_object(body)
        elif isinstance(body, kinds.Membership) and body.audience != self._feed.marking:
            yield "a membership stands in the feed of another audience"

    def _statement(self, body: kinds.Statement, seq: int) -> Iterator[str]:
        citation = body.citation
        if not isinstance(citation, SpanCitation):
            return
        text = self._text(citation.paper, citation.extraction)
        if text is None or quote_is_at(body.quote, text, citation.start, citation.end):
            return
        # What came while the paper was only said to be erased was taken for that, and is not shown
        # as being of this text.
        if not claims.came_before(self._connection, citation.paper, seq):
            yield "the quote is not found at its offsets"

    def fits(self, body: Body) -> bool:
        """Whether there is no fault; quick for what nearly all entries are."""
        if type(body) is kinds.Statement:
            citation = body.citation
            if type(citation) is SpanCitation:
                # Statements of one text come one after another.
                if citation.paper != self._paper or citation.extraction != self._version:
                    if not self._is_here(citation.paper):
                        return False
                    self._cite(citation)
                text, start, end = self._cited, citation.start, citation.end
                return text is None or quote_is_at(body.quote, text, start, end)
            if not body.rule.startswith(kinds.DATA_RULES):
                return True
        return next(self.faults(body), None) is None

    def _is_here(self, entry_id: str) -> bool:
        if entry_id not in self._here:
            raw = bytes.fromhex(entry_id)
            # Written out, here and below: these are asked for each paper.
            found = rows(self._connection, "SELECT seq FROM entry WHERE id = ?", (raw,))
            self._here[entry_id] = bool(found)
            if len(self._here) > 1000:
                self._here.popitem(last=False)
        return self._here[entry_id]

    def _cite(self, citation: SpanCitation) -> None:
        """Has the text at hand that a citation is of; None where it was erased."""
        self._cited = self._text(citation.paper, citation.extraction)
        self._paper, self._version = citation.paper, citation.extraction

    def _text(self, paper: str, version: int) -> str | None:
        """A version of a paper's text."""
        sql = (
            "SELECT x.text_sha256 FROM extraction x JOIN entry e ON x.paper = e.seq "
            "WHERE e.id = ? AND x.version = ?"
        )
        found = rows(self._connection, sql, (bytes.fromhex(paper), version))
        return self._blob(found[0][0]) if found else None

    def _size(self, sha256: str) -> int | None:
        sql = "SELECT length(data) FROM blob WHERE sha256 = ?"
        found = rows(self._connection, sql, (sha256,))
        return int(found[0][0]) if found else None

    def _blob(self, sha256: str) -> str | None:
        """A text by its SHA-256; an extraction and what is said in it ask for the same."""
        if sha256 not in self._texts:
            sql = "SELECT data FROM blob WHERE sha256 = ?"
            found = rows(self._connection, sql, (sha256,))
            text = bytes(found[0][0]).decode(errors="replace") if found else None
            self._texts[sha256] = text
            if len(self._texts) > _TEXTS:
                self._texts.popitem(last=False)
        return self._texts[sha256]


def _of_object(body: kinds.ForeignObject) -> Iterator[str]:
    try:
        objects.check(body)
    except InputError as error:
        yield f"its object cannot be taken: {error.what}"
