"""What a person did last: verdicts, corrections and statements of their own, to take back."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.audiences import Feed
from inzet.record.moments import utc_time
from inzet.record.query import Scope
from inzet.record.ready import Ready, ready
from inzet.record.rows import DecisionRow
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.judgements import PERSON

_BACK = 20_000
"""How many of the latest entries are looked through: what a person did last is among them."""
TOGETHER = "#"
"""How the note of a decision begins that was made together with others; the rest names them."""


def decisions(
    connection: Connection,
    scope: Scope,
    values: dict[str, Any],
    feeds: dict[int, Feed],
    *,
    by: str,
    organisation: str,
    limit: int,
) -> list[DecisionRow]:
    """What stands of it, the last first; those made together count once against the limit."""
    own = {key for key, feed in feeds.items() if feed.organisation_name == organisation}
    found: list[DecisionRow] = []
    groups: set[str] = set()
    for row in _latest(scope).run(connection, values):
        if row[3] not in own or row[2] is None:
            continue
        made = _row(row, feeds[row[3]])
        if made is None or made.by != by:
            continue
        if len(groups | {made.group}) > limit:
            break
        groups.add(made.group)
        found.append(made)
    return found


@lru_cache(maxsize=64)
def _latest(scope: Scope) -> Ready:
    entry, arrival, statement = schema.entry, schema.arrival, schema.statement
    newest = sa.select(sa.func.max(entry.c.seq)).scalar_subquery()
    typed = sa.exists().where(
        statement.c.entry == entry.c.seq, statement.c.rule == PERSON, statement.c.correction == 0
    )
    # What one did is known today, whatever day is looked at.
    query = (
        sa.select(entry.c.seq, entry.c.id, entry.c.body, entry.c.feed, arrival.c.time)
        .select_from(entry.join(arrival, arrival.c.seq == entry.c.arrival))
        .where(
            entry.c.seq > newest - sa.literal_column(str(_BACK)),
            entry.c.feed.in_([sa.literal_column(str(feed)) for feed in scope.feeds or (-1,)]),
            sa.or_(
                entry.c.kind == "review",
                entry.c.kind == "correction",
                sa.and_(entry.c.kind == "statement", typed),
            ),
            scope.whenever().not_undone(entry.c.seq),
        )
        .order_by(entry.c.seq.desc())
    )
    return ready(query)


def _row(row: tuple[Any, ...], feed: Feed) -> DecisionRow | None:
    _, entry_id, raw, _, time = row
    body, entry = kinds.decode(raw), entry_id.hex()
    match body:
        case kinds.Review():
            what, by, note, target, quote = body.verdict, body.by, body.note, body.target, ""
        case kinds.Correction():
            what, by, note, target = "corrected", body.by, body.note, body.target
            quote = body.statement.quote
        case kinds.Statement():
            what, by, note, target = "added", str(body.explanation.get("by", "")), "", entry
            quote = body.quote
        case _:
            return None
    group = note if note.startswith(TOGETHER) else entry
    return DecisionRow(
        entry=entry,
        what=what,
        by=by,
        target=target,
        quote=quote,
        said=body.said,
        marking=feed.marking,
        arrived=utc_time(time),
        group=group,
    )
