"""What an entry says, checked against the rest of the record: texts, quotes, references."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import promises, schema
from inzet.record.audiences import Feed
from inzet.record.rules import quote_is_at, references
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
        self._texts: OrderedDict[tuple[str, int], str | None] = OrderedDict()
        self._here: OrderedDict[str, bool] = OrderedDict()
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
            bodies = [kinds.decode(raw) for raw in self._connection.execute(query).scalars() if raw]
            self._erased = {
                bytes.fromhex(body.target) for body in bodies if isinstance(body, kinds.Erasure)
            } | promises.promised(self._connection, self._feed)
        return entry_id in self._erased

    def faults(self, body: Body) -> Iterator[str]:
        """What does not fit, in words."""
        for reference in references(body):
            if not self._is_here(reference):
                yield f"it refers to the entry {reference[:12]}, which is not there"
        if isinstance(body, kinds.Correction):
            body = body.statement
        if isinstance(body, kinds.Statement):
            yield from self._statement(body)
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

    def _statement(self, body: kinds.Statement) -> Iterator[str]:
        citation = body.citation
        if not isinstance(citation, SpanCitation):
            return
        text = self._text(citation.paper, citation.extraction)
        if text is not None and not quote_is_at(body.quote, text, citation.start, citation.end):
            yield "the quote is not found at its offsets"

    def is_quoted(self, quote: str, citation: SpanCitation) -> bool:
        """Whether the paper of a citation is here, and its text says so, or was erased."""
        if not self._is_here(citation.paper):
            return False
        text = self._text(citation.paper, citation.extraction)
        return text is None or quote_is_at(quote, text, citation.start, citation.end)

    def _is_here(self, entry_id: str) -> bool:
        if entry_id not in self._here:
            table = schema.entry.c
            found = self._connection.execute(
                sa.select(table.seq).where(table.id == bytes.fromhex(entry_id))
            ).first()
            self._here[entry_id] = found is not None
            if len(self._here) > 1000:
                self._here.popitem(last=False)
        return self._here[entry_id]

    def _text(self, paper: str, version: int) -> str | None:
        """The text a citation is of; None where it was erased."""
        key = paper, version
        if key not in self._texts:
            entry, extraction = schema.entry.c, schema.extraction.c
            sha256 = self._connection.execute(
                sa.select(extraction.text_sha256)
                .join_from(schema.extraction, schema.entry, extraction.paper == entry.seq)
                .where(entry.id == bytes.fromhex(paper), extraction.version == version)
            ).scalar()
            self._texts[key] = None if sha256 is None else self._blob(sha256)
            if len(self._texts) > _TEXTS:
                self._texts.popitem(last=False)
        return self._texts[key]

    def _size(self, sha256: str) -> int | None:
        table = schema.blob.c
        return self._connection.execute(
            sa.select(sa.func.length(table.data)).where(table.sha256 == sha256)
        ).scalar()

    def _blob(self, sha256: str) -> str | None:
        table = schema.blob.c
        data = self._connection.execute(
            sa.select(table.data).where(table.sha256 == sha256)
        ).scalar()
        return None if data is None else bytes(data).decode(errors="replace")


def _of_object(body: kinds.ForeignObject) -> Iterator[str]:
    try:
        objects.check(body)
    except InputError as error:
        yield f"its object cannot be taken: {error.what}"
