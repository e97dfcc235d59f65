"""What people type, and what their tools send, held against the ceiling: by whatever door it came,
and before it is kept. What comes from other records is judged by the same look (``typed_above``)
before it is taken in.
"""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.vocabulary import entries as kinds
from inzet.vocabulary import objects
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.classifications import highest, may_bear, refuse
from inzet.vocabulary.entries import Body
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.markings import Classification


def check(connection: Connection, body: Body, raw: bytes) -> None:
    """That nothing that a person typed bears a classification above what the record may hold.

    Args:
        raw: the canonical bytes of the body.

    Raises:
        ClassifiedPaper: a line of it does.
    """
    # To look through all that is read in papers, which is nearly all, takes longer than to make it.
    if not _is_read(body) and may_bear(raw):
        refuse(_ceiling(connection), typed_above(body))


def typed_above(body: Body) -> Classification:
    """The highest classification that a line of what people typed in an entry is; UNCLASSIFIED
    where none is one, or nothing in it was typed."""
    return highest(_typed(body))


def _typed(body: Body) -> Any:
    """What of an entry people typed; None where nothing. Papers, and what is read in them, are
    judged by what their pages bear; the ground of an erasure never stands in its way."""
    match body:
        case kinds.Statement():
            return None if _is_read(body) else msgspec.to_builtins(body)
        case kinds.Correction():
            return [msgspec.to_builtins(body.statement), body.note]
        case kinds.Review(note=text):
            return text or None
        case kinds.Withdrawal(ground=text) | kinds.Membership(ground=text):
            return text or None
        case kinds.ForeignObject():
            return _words_of(body)
        case _:
            return None


def _is_read(body: Body) -> bool:
    """Whether a rule read it in a paper; what cites no span of one was judged with no page."""
    return (
        type(body) is kinds.Statement
        and type(body.citation) is SpanCitation
        and body.rule != PERSON
    )


def _words_of(body: kinds.ForeignObject) -> Any:
    try:
        return objects.prose(objects.parse(body.raw))
    except InputError:
        # The record refuses it for that.
        return None


def _ceiling(connection: Connection) -> Classification:
    table = schema.meta.c
    name = connection.execute(sa.select(table.value).where(table.name == "ceiling")).scalar()
    # What was altered to be none holds nothing; verifying tells of it.
    return Classification.__members__.get(name or "", Classification.UNCLASSIFIED)
