"""Meeting notices in the record: one statement per paper and meeting, read back as notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from inzet.record import Filter, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.meetings import NOTICE_RULE, Item, MeetingLink, MeetingNotice, Session

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class CitedNotice:
    """What one paper says about one meeting, with the statement that says it."""

    notice: MeetingNotice
    row: StatementRow


def every(view: View, wanted: Filter, *, most: int | None = None) -> Iterator[StatementRow]:
    """All rows a filter finds, newest said first, a page at a time.

    Args:
        most: no more than so many of them.
    """
    after: str | None = None
    while most is None or most > 0:
        page = view.statements(wanted, limit=min(_PAGE, most or _PAGE), after=after)
        yield from page.items
        if page.next is None:
            return
        after = page.next
        most = None if most is None else most - len(page.items)


def notices(view: View, meeting: str | None = None) -> list[CitedNotice]:
    """Every notice this reader may see, oldest said first; of one meeting if it is named.

    Meetings and dossiers in it have the names that the view shows them under.
    """
    return list(view.remembered(("notices", meeting), lambda: _noticed(view, meeting)))


def _noticed(view: View, meeting: str | None) -> tuple[CitedNotice, ...]:
    found = [
        row
        for rule in (NOTICE_RULE, PERSON)
        for row in every(view, Filter(act=Act.CONTEXT, rule=rule, meeting=meeting))
        if is_notice(row)
    ]
    found.sort(key=lambda row: (row.said or row.arrived.date(), row.arrived, row.identity))
    return tuple(cited(view, row) for row in found)


def is_notice(row: StatementRow) -> bool:
    """Whether a statement tells of a meeting: a paper's notice, or one that a person typed in."""
    return row.rule in (NOTICE_RULE, PERSON) and isinstance(row.content.get("meeting"), dict)


def cited(view: View, row: StatementRow) -> CitedNotice:
    """The notice that a statement of the record is, under the names that the view shows."""
    return CitedNotice(_shown(view, row), row)


def _shown(view: View, row: StatementRow) -> MeetingNotice:
    notice = msgspec.convert(row.content["meeting"], MeetingNotice)
    return msgspec.structs.replace(
        notice,
        # Which of two meetings a notice is of is the row's to say: people may have told it.
        id=row.meeting or notice.id,
        previous=_link(view, notice.previous),
        prepares=_link(view, notice.prepares),
        sessions=tuple(_session(view, each) for each in notice.sessions),
    )


def _link(view: View, link: MeetingLink | None) -> MeetingLink | None:
    if link is None or link.id is None:
        return link
    return msgspec.structs.replace(link, id=view.meeting_name(link.id))


def _session(view: View, session: Session) -> Session:
    return msgspec.structs.replace(
        session,
        items=tuple(_item(view, each) for each in session.items),
        topics=tuple(_item(view, each) for each in session.topics),
    )


def _item(view: View, item: Item) -> Item:
    shown = tuple(dict.fromkeys(view.dossier_name(each) for each in item.dossiers))
    return item if shown == item.dossiers else msgspec.structs.replace(item, dossiers=shown)
