"""What people type, held against the ceiling: by whatever door it came, and before it is kept."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.classifications import refuse_typed
from inzet.vocabulary.entries import Body
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.markings import Classification


def check(connection: Connection, body: Body) -> None:
    """That nothing that a person typed bears a classification above what the record may hold.

    Raises:
        ClassifiedPaper: a line of it does.
    """
    typed = _typed(body)
    if typed is not None:
        refuse_typed(_ceiling(connection), typed)


def _typed(body: Body) -> Any:
    """What of an entry people typed; None where nothing. Papers, and what is read in them, are
    judged by what their pages bear; the ground of an erasure never stands in its way."""
    match body:
        case kinds.Statement(rule=rule):
            return msgspec.to_builtins(body) if rule == PERSON else None
        case kinds.Correction():
            return [msgspec.to_builtins(body.statement), body.note]
        case kinds.Review(note=text):
            return text or None
        case kinds.Withdrawal(ground=text) | kinds.Membership(ground=text):
            return text or None
        case _:
            return None


def _ceiling(connection: Connection) -> Classification:
    table = schema.meta.c
    name = connection.execute(sa.select(table.value).where(table.name == "ceiling")).scalar()
    # What was altered to be none holds nothing; verifying tells of it.
    return Classification.__members__.get(name or "", Classification.UNCLASSIFIED)
