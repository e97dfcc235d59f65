"""A batch: entries added to one feed together, sealed together, or not at all."""

from __future__ import annotations

import hashlib
import secrets

import msgspec

from inzet.record import blobs, typed
from inzet.record.audiences import check_audience
from inzet.record.keys import Organisation
from inzet.record.rules import Rules
from inzet.record.writer import Writer
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import AnyBody
from inzet.vocabulary.errors import RecordError, UnknownValue
from inzet.vocabulary.markings import INTERNAL, PUBLIC


class Batch:
    """Adds entries to the node's own feed under one marking; made by ``Record.batch``."""

    def __init__(self, writer: Writer, organisation: Organisation, marking: str) -> None:
        self.marking = marking
        self._writer = writer
        self._rules = Rules(writer)
        self._to = writer.own_feed(organisation, marking)
        self._nonce = secrets.token_hex(8)
        self._count = 0
        self.added = 0
        """Entries that were added; one that was here already is none."""

    def keep(self, data: bytes) -> str:
        """Keeps the bytes of a paper, or its extracted text as UTF-8; returns their SHA-256."""
        # Counted before its entry comes: paper and bytes are sealed together.
        self._to.size += len(data)
        return blobs.keep(self._writer.connection, data)

    def add(self, body: AnyBody) -> str:
        """Adds an entry and returns its id.

        ``feed`` and ``nonce`` are filled in; a body that brings both and is here already
        changes nothing. A correction takes over the identity and ``said`` of its target, and a
        statement without ``said`` that of the paper it cites. An object of others that this feed
        keeps with the same content is once: its entry is returned.

        Raises:
            ReferenceInward: it refers to what is not here, or less widely released.
            NotOwner: it closes what another organisation wrote.
            RecordError: another text under the same version, a quote that is not there …
            InputError: a float, a date that is none, a value that cannot be kept.
            ClassifiedPaper: what a person typed bears a classification above the ceiling.
        """
        feed = self._to.feed
        if body.feed and body.feed != feed.id:
            raise RecordError(
                f"the entry names another feed than {feed.marking}",
                fix="Add it in a batch under its own marking.",
            )
        given = bool(body.nonce)
        changes: dict[str, object] = {"feed": feed.id}
        if not given:
            self._count += 1
            changes["nonce"] = f"{self._nonce}{self._count:x}"
        if isinstance(body, kinds.Statement):
            if body.said is None:
                changes["said"] = self._said_by_paper(body)
        elif isinstance(body, kinds.Correction):
            changes |= self._inherited(body)
        elif isinstance(body, kinds.Erasure):
            raise RecordError("an erasure is more than its entry", fix="Use Record.erase().")
        elif isinstance(body, kinds.ForeignObject) and not given:
            here = self._rules.kept(body, feed)
            if here is not None:
                return here
        body = msgspec.structs.replace(body, **changes)
        raw = canonical_bytes(body)
        digest = hashlib.sha256(raw).digest()
        entry_id = digest.hex()
        if given and self._rules.stands_in(entry_id, feed):
            return entry_id
        self._rules.check(body, feed)
        typed.check(self._writer.connection, body, raw)
        seq = self._writer.append(self._to, digest, kinds.kind_of(body), raw, body)
        self._rules.remember(entry_id, seq, feed, body)
        self.added += 1
        return entry_id

    def _said_by_paper(self, body: kinds.Statement) -> str | None:
        citation = body.citation
        if isinstance(citation, SpanCitation):
            paper = self._rules.find(citation.paper)
            if paper is not None and paper.body is not None:
                return paper.body.said
        return None

    def _inherited(self, body: kinds.Correction) -> dict[str, object]:
        """What a correction takes over from its target: its identity and the day it was said."""
        target = self._rules.find(body.target)
        old = target.body if target else None
        inner = old.statement if isinstance(old, kinds.Correction) else old
        if old is None or not isinstance(inner, kinds.Statement):
            return {}
        statement = msgspec.structs.replace(body.statement, identity=inner.identity, said=old.said)
        return {"statement": statement, "said": old.said}


def check_marking(marking: str, defined: set[str]) -> None:
    """That a feed may be opened under this marking.

    Raises:
        UnknownValue: an audience that was not defined.
    """
    if marking in (PUBLIC, INTERNAL):
        return
    check_audience(marking)
    if marking not in defined:
        raise UnknownValue(
            f"there is no audience {marking}",
            fix="Define it first, with the organisations in it.",
        )
