"""What may be appended: references that exist and point outward or level, closings of one's own,
texts that are there, quotes that are found at their offsets.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import islice

import msgspec

from inzet.record import blobs, claims, moments
from inzet.record import objects as object_queries
from inzet.record.audiences import Feed, as_wide
from inzet.record.quoting import quote_is_at
from inzet.record.store import rows, value
from inzet.record.writer import Writer
from inzet.vocabulary import entries as kinds
from inzet.vocabulary import objects
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import AnyBody, Body
from inzet.vocabulary.errors import InputError, NotCome, NotOwner, RecordError, ReferenceInward
from inzet.vocabulary.objects import Described

_KEPT = 10_000
_KEPT_OBJECTS = 50_000
_STATEMENTS = (kinds.Statement, kinds.Correction)


class Known(msgspec.Struct, frozen=True, gc=False):
    """An entry that is in the record; ``body`` is None when it was erased."""

    seq: int
    feed: Feed
    body: Body | None


class Rules:
    """Checks bodies against a record that is being written to.

    Args:
        received: bodies come from another organisation, which may have erased since what they
            refer to.
    """

    def __init__(self, writer: Writer, *, received: bool = False) -> None:
        self._writer = writer
        self._received = received
        self._known: dict[str, Known] = {}
        self._wide: dict[tuple[int, int], bool] = {}
        self._texts: OrderedDict[tuple[str, int], str] = OrderedDict()
        self._versions: dict[tuple[int, int], str] = {}
        self._objects: dict[tuple[int, str, str], str] = {}
        self._last_text: tuple[str, str] | None = None
        self._described: tuple[str, str, Described] | None = None

    def remember(self, entry_id: str, seq: int, feed: Feed, body: Body) -> None:
        """Keeps an entry that was just added, so that the next may refer to it."""
        if type(body) is kinds.Statement and len(self._known) <= _KEPT:
            # Nothing else follows from one.
            self._known[entry_id] = Known(seq, feed, body)
            return
        if isinstance(body, kinds.ForeignObject):
            if len(self._objects) > _KEPT_OBJECTS:
                self._writer.flush()
                self._objects.clear()
            found = self._object(body)
            self._objects[feed.key, found.id, found.digest] = entry_id
            # Only that it is one is asked again, and its text may be large.
            body = msgspec.structs.replace(body, raw="")
        self._known[entry_id] = Known(seq, feed, body)
        if len(self._known) > _KEPT:
            self._writer.flush()
            for oldest in list(islice(self._known, _KEPT // 2)):
                del self._known[oldest]
        if isinstance(body, kinds.Membership):
            self._writer.flush()
            self._wide.clear()
        elif isinstance(body, kinds.Withdrawal):
            # What was kept may have gone, or be back: the next is looked up.
            self._writer.flush()
            self._objects.clear()
        elif isinstance(body, kinds.Extraction):
            paper = self.find(body.paper)
            if paper is not None:
                self._versions[paper.seq, body.version] = body.text_sha256

    def find(self, entry_id: str) -> Known | None:
        """An entry by its id, whoever may read it; None when it is not here.

        One that shows its body goes before those that are only said to be of some feed.
        """
        known = self._known.get(entry_id)
        if known is not None:
            return known
        try:
            raw = bytes.fromhex(entry_id)
        except ValueError:
            return None
        # Written out here and below: these are asked for each entry that is added.
        sql = "SELECT seq, feed, body FROM entry WHERE id = ?"
        found = rows(self._writer.connection, sql, (raw,))
        if not found:
            return None
        if len(found) > 1:
            found.sort(key=lambda row: (row[2] is None, row[0]))
        seq, feed, kept = found[0]
        body = None if kept is None else kinds.decode(kept)
        known = Known(seq, self._writer.feeds[feed], body)
        self._known[entry_id] = known
        return known

    def own(self, entry_id: str, feed: Feed) -> Known | None:
        """The entry with an id that an organisation means which closes or erases its own from one
        of its feeds: what another says of that id is nothing to it; None when it is not here."""
        known = self.find(entry_id)
        if known is None or known.feed.organisation == feed.organisation:
            return known
        connection, raw = self._writer.connection, bytes.fromhex(entry_id)
        seq = claims.own(connection, raw, feed.key, feed.organisation)
        if seq is None:
            return None
        in_feed = value(connection, "SELECT feed FROM entry WHERE seq = ?", (seq,))
        # It has no body: with one it would have been found.
        return Known(seq, self._writer.feeds[in_feed], None)

    def stands_in(self, entry_id: str, feed: Feed) -> bool:
        """Whether an entry with this id stands in a feed, whatever others say of it."""
        known = self.find(entry_id)
        if known is None or known.feed.key == feed.key:
            return known is not None
        sql = "SELECT 1 FROM entry WHERE id = ? AND feed = ?"
        values = bytes.fromhex(entry_id), feed.key
        return value(self._writer.connection, sql, values) is not None

    def kept(self, body: kinds.ForeignObject, feed: Feed) -> str | None:
        """The entry of a feed that keeps this object with this content and stands; None.

        Raises:
            InputError: it is not what it says, or cannot be read within limits.
        """
        found = self._object(body)
        key = feed.key, found.id, found.digest
        if key not in self._objects:
            values = {"feed": feed.key, "value": found.id, "digest": key[2]}
            rows = object_queries.same().run(self._writer.connection, values)
            if not rows:
                return None
            self._objects[key] = bytes(rows[0][0]).hex()
        return self._objects[key]

    def _object(self, body: kinds.ForeignObject) -> Described:
        """What an object says of itself, read once for all that is asked of it in turn."""
        last = self._described
        if last is None or last[0] is not body.raw or last[1] != body.format:
            last = body.raw, body.format, objects.describe(body.raw, body.format)
            self._described = last
        return objects.check(body, last[2])

    def check(self, body: AnyBody, feed: Feed) -> None:
        """Everything below.

        Raises:
            RecordError: ReferenceInward, NotOwner, or a rule of its own.
            InputError: a date or value that cannot be.
        """
        moments.check_day("said", body.said)
        for reference in references(body):
            self._refer(reference, feed)
        match body:
            case kinds.Statement():
                self._statement(body)
            case kinds.Correction():
                self._own(body.target, feed)
                self._of_statement(body.target)
                self._statement(body.statement)
            case kinds.Withdrawal():
                self._withdrawal(body, feed)
            case kinds.Review():
                self._of_statement(body.target)
                if body.verdict not in ("confirmed", "rejected"):
                    raise InputError(
                        f"“{body.verdict}” is not a verdict", fix="Use confirmed or rejected."
                    )
            case kinds.Paper():
                self._paper(body)
            case kinds.Extraction():
                self._extraction(body, feed)
            case kinds.Membership():
                if body.audience != feed.marking:
                    raise RecordError(
                        f"the membership of {body.audience} stands in the feed of that audience"
                    )
            case kinds.ForeignObject():
                self._object(body)
            case kinds.Erasure():
                self._own(body.target, feed)
            case _:
                pass

    def _refer(self, entry_id: str, feed: Feed) -> Known:
        """An entry referred to from ``feed``.

        Raises:
            ReferenceInward: it is not here, or less widely released; never which of the two.
            NotCome: of what comes from elsewhere, it is not here. How wide it is released was
                judged where it was written; who is in an audience may have changed since, and
                whatever is shown is shown by feed.
        """
        known = self.find(entry_id)
        if self._received:
            if known is None:
                raise self._not_come(entry_id, feed)
            return known
        if known is not None:
            pair = known.feed.key, feed.key
            if pair not in self._wide:
                self._wide[pair] = as_wide(
                    self._writer.connection, known.feed, feed, self._writer.today
                )
            if self._wide[pair]:
                return known
        raise ReferenceInward(
            f"no entry {entry_id[:12]} is released as widely as {feed.marking}",
            fix="Refer only to what everybody who may read this may read too; "
            "to release part of a paper, release the excerpt as a paper of its own.",
        )

    def _not_come(self, entry_id: str, feed: Feed) -> NotCome:
        return NotCome(
            f"the entry {entry_id[:12]} that an entry of {feed.marking} of "
            f"{feed.organisation_name} refers to has not come yet",
            fix="Take in the other feeds that you may read first. Where that does not "
            "help, it stands under a marking of which "
            f"{feed.organisation_name} did not let you in: ask them to, or to release it "
            "again to you under another. Nothing after it is taken until then.",
        )

    def _own(self, entry_id: str, feed: Feed) -> Known:
        known = self._refer(entry_id, feed)
        own = self.own(entry_id, feed)
        if own is not None:
            return own
        if self._received and known.body is None:
            # Whose it is, who says that they erased it does not tell: perhaps it is still to come.
            raise self._not_come(entry_id, feed)
        raise NotOwner(
            f"the entry {entry_id[:12]} was written by {known.feed.organisation_name}",
            fix="Ask that organisation to correct it, or say otherwise in a statement of your own.",
        )

    def _of_statement(self, entry_id: str) -> None:
        known = self.find(entry_id)
        if known is None or (known.body is None and self._received):
            return
        if not isinstance(known.body, _STATEMENTS):
            raise RecordError(f"the entry {entry_id[:12]} is no statement that can be read")

    def _withdrawal(self, body: kinds.Withdrawal, feed: Feed) -> None:
        target = self._own(body.target, feed).body
        if isinstance(target, kinds.Membership | kinds.Erasure | kinds.Extraction):
            raise RecordError(
                f"a {kinds.kind_of(target)} cannot be withdrawn",
                fix="Add a new one; to end a membership, let the organisation leave.",
            )
        if isinstance(target, kinds.Withdrawal):
            undone = self.find(target.target)
            if undone is not None and isinstance(undone.body, kinds.Withdrawal):
                raise RecordError(
                    "an undoing cannot be undone itself", fix="Close the entry again instead."
                )

    def _paper(self, body: kinds.Paper) -> None:
        size = self._size(body.sha256)
        if size is None:
            raise RecordError(
                "the bytes of the paper were not kept",
                where=body.title[:60],
                fix="Keep its bytes in the same batch, before the paper.",
            )
        if size != body.size:
            raise RecordError(f"the paper has {size} bytes, not {body.size}")

    def _size(self, sha256: str) -> int | None:
        return blobs.size_of(self._writer.connection, sha256)

    def _extraction(self, body: kinds.Extraction, feed: Feed) -> None:
        paper = self.find(body.paper)
        if paper is None or not isinstance(paper.body, kinds.Paper):
            raise RecordError("an extraction is the text of a paper")
        if paper.feed.key != feed.key:
            raise RecordError(
                "the text of a paper stands in the same feed as the paper",
                fix=f"Add it under {paper.feed.marking}.",
            )
        text = self._blob_text(body.text_sha256)
        if text is None:
            raise RecordError("the extracted text was not kept", fix="Keep it in the same batch.")
        if len(text) != body.length:
            raise RecordError(f"the text has {len(text)} code points, not {body.length}")
        old = self._version(paper.seq, body.version)
        if old is not None and old != body.text_sha256:
            raise RecordError(
                f"version {body.version} of this paper's text is another text already",
                fix="A text is never overwritten: give the new one the next version.",
            )

    def _version(self, paper: int, version: int) -> str | None:
        # What this batch added is remembered, so its rows need not be written to be asked for.
        if (paper, version) in self._versions:
            return self._versions[paper, version]
        sql = "SELECT text_sha256 FROM extraction WHERE paper = ? AND version = ?"
        sha256: str | None = value(self._writer.connection, sql, (paper, version))
        return sha256

    def _blob_text(self, sha256: str) -> str | None:
        if self._last_text is not None and self._last_text[0] == sha256:
            # An extraction comes just before what is said in its text.
            return self._last_text[1]
        data = value(self._writer.connection, "SELECT data FROM blob WHERE sha256 = ?", (sha256,))
        if data is None:
            return None
        try:
            text = bytes(data).decode()
        except UnicodeDecodeError:
            raise RecordError("an extracted text is UTF-8") from None
        self._last_text = sha256, text
        return text

    def _statement(self, body: kinds.Statement) -> None:
        moments.check_day("valid_from", body.valid_from)
        moments.check_day("valid_to", body.valid_to)
        if not body.identity:
            raise InputError("a statement needs an identity", fix="Use statement_identity().")
        citation = body.citation
        if isinstance(citation, SpanCitation):
            paper = self.find(citation.paper)
            if self._received and paper is not None and paper.body is None:
                return
            text = self._text(citation.paper, citation.extraction)
            if not quote_is_at(body.quote, text, citation.start, citation.end):
                raise RecordError(
                    "the quote is not found at its offsets",
                    where=f"{body.quote[:60]} ({citation.start}–{citation.end})",
                    fix="Cite the span of the extracted text that says it.",
                )

    def _text(self, paper: str, version: int) -> str:
        key = paper, version
        if key in self._texts:
            return self._texts[key]
        known = self.find(paper)
        sha256 = None if known is None else self._version(known.seq, version)
        text = None if sha256 is None else self._blob_text(sha256)
        if text is None:
            raise RecordError(
                f"there is no version {version} of the paper's text",
                fix="Add the extraction before the statements that cite it.",
            )
        self._texts[key] = text
        if len(self._texts) > 8:
            self._texts.popitem(last=False)
        return text


def references(body: Body) -> tuple[str, ...]:
    """The ids of the entries a body refers to."""
    # Nearly all that is asked.
    if type(body) is kinds.Statement and type(body.citation) is SpanCitation:
        return (body.citation.paper,)
    match body:
        case kinds.Statement(citation=SpanCitation(paper=paper)):
            return (paper,)
        case kinds.Statement(rule=rule, content={"entry": str(entry)}) if rule.startswith(
            kinds.DATA_RULES
        ):
            # An object of others that was taken over.
            return (entry,)
        case kinds.Correction(target=target, statement=statement):
            return (target, *references(statement))
        case kinds.Extraction(paper=paper) | kinds.Reading(paper=paper) | kinds.Alias(paper=paper):
            return (paper,)
        case (
            kinds.Withdrawal(target=target)
            | kinds.Review(target=target)
            | kinds.Erasure(target=target)
        ):
            return (target,)
        case _:
            return ()
