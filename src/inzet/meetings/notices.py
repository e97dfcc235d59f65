"""Meeting notices in the record: one statement per paper and meeting, read back as notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from inzet.record import Filter, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import NOTICE_RULE, MeetingNotice

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class CitedNotice:
    """What one paper says about one meeting, with the statement that says it."""

    notice: MeetingNotice
    row: StatementRow


def every(view: View, wanted: Filter) -> Iterator[StatementRow]:
    """All rows a filter finds, newest said first, a page at a time."""
    after: str | None = None
    while True:
        page = view.statements(wanted, limit=_PAGE, after=after)
        yield from page.items
        if page.next is None:
            return
        after = page.next


def notices(view: View, meeting: str | None = None) -> list[CitedNotice]:
    """Every notice this reader may see, oldest said first; of one meeting if it is named."""
    wanted = Filter(act=Act.CONTEXT, rule=NOTICE_RULE, meeting=meeting)
    rows = [row for row in every(view, wanted) if "meeting" in row.content]
    rows.reverse()
    return [
        CitedNotice(msgspec.convert(row.content["meeting"], MeetingNotice), row) for row in rows
    ]
