"""What is on the table, session by session, and the dossiers it is bound to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from inzet.meetings.meeting import Meeting
from inzet.meetings.notices import every, is_notice
from inzet.record import Filter, StatementRow, View
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.meetings import PARTICIPATION_RULE, Item


@dataclass(frozen=True, slots=True)
class BoundItem:
    """An agenda item, or a topic named in running text, with what was said on it."""

    session: int | None
    """None for what was said of the meeting outside any session."""
    title: str | None
    """None for what a session holds outside its items."""
    dossiers: tuple[str, ...]
    """The item's own first, then those of what was said on it, in order."""
    statements: tuple[StatementRow, ...]
    """Papers in order of their day, each in the order of its text."""


def said_at(view: View, meeting: Meeting) -> list[StatementRow]:
    """What was said at, before and after a meeting, by session, day and place in the text."""
    rows = (
        row
        for row in every(view, Filter(meeting=meeting.id))
        if row.rule != PARTICIPATION_RULE and not is_notice(row)
    )
    return sorted(rows, key=_order)


def items(meeting: Meeting, rows: Sequence[StatementRow]) -> tuple[BoundItem, ...]:
    """The items of a meeting in the order of its sessions, each bound to its dossiers.

    Args:
        rows: what was said at it, as `said_at` gives it. A statement stands under the item whose
            heading it stands under; of running text, under the topic whose sentence it is.
    """
    found: list[BoundItem] = []
    taken: set[str] = set()
    for session in meeting.notice.sessions:
        under = [row for row in rows if row.session == session.number]
        untitled: list[str] = []
        for item in (*session.items, *session.topics):
            if item.title is None:
                untitled += item.dossiers
                continue
            own = tuple(row for row in under if row.identity not in taken and _on(row, item))
            taken |= {row.identity for row in own}
            dossiers = _dossiers(item.dossiers, own)
            found.append(BoundItem(session.number, item.title, dossiers, own))
        rest = tuple(row for row in under if row.identity not in taken)
        taken |= {row.identity for row in rest}
        found += _by_heading(session.number, rest, tuple(untitled))
    found += _by_heading(None, tuple(row for row in rows if row.identity not in taken))
    return tuple(found)


def _by_heading(
    session: int | None, rows: tuple[StatementRow, ...], untitled: tuple[str, ...] = ()
) -> Iterable[BoundItem]:
    """What no notice in view lists as an item, by the headings that it stands under."""
    headings = dict.fromkeys(row.item for row in rows)
    if untitled:
        headings[None] = None
    for heading in headings:
        own = tuple(row for row in rows if row.item == heading)
        of_session = untitled if heading is None else ()
        yield BoundItem(session, heading, _dossiers(of_session, own), own)


def _dossiers(first: Iterable[str], rows: Iterable[StatementRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *(name for row in rows for name in row.dossiers))))


def _on(row: StatementRow, item: Item) -> bool:
    if item.title is not None and row.item == item.title:
        return True
    # A topic is a sentence, perhaps of another paper of this meeting: only its words tell.
    return item.quote is not None and row.quote == item.quote


def _order(row: StatementRow) -> tuple[Any, ...]:
    start = row.citation.start if isinstance(row.citation, SpanCitation) else 0
    paper = row.paper.id if row.paper else ""
    return row.session or 0, row.said or dt.date.max, paper, start


__all__ = ["BoundItem", "items", "said_at"]
