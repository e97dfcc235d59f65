"""A meeting as a paper announces it: days, sessions, who sits where, what is on the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from inzet.cli.output import print_facts, print_title
from inzet.cli.rows import party

if TYPE_CHECKING:
    from inzet.vocabulary.meetings import Item, MeetingNotice, Participant, Session


def days(first: str | None, last: str | None) -> str:
    """``2023-04-04 to 2023-04-05``; one day once; empty when unknown."""
    if not first:
        return ""
    return first if last in (None, "", first) else f"{first} to {last}"


def print_notice(notice: MeetingNotice) -> None:
    """Everything a notice says."""
    print_title(f"Meeting: {notice.name}")
    attends = notice.minister_intends_to_attend
    previous, prepares = notice.previous, notice.prepares
    print_facts(
        {
            "Days": days(notice.from_, notice.to),
            "Place": notice.place,
            "Minister": None
            if attends is None
            else "intends to attend"
            if attends
            else "does not intend to attend",
            "Follows": previous and f"{previous.name} {previous.from_ or previous.month or ''}",
            "Prepares": prepares and f"{prepares.name} {days(prepares.from_, prepares.to)}",
            **who_by_capacity(notice.participants),
            "Id": notice.id,
        }
    )
    for session in notice.sessions:
        print_session(session)


def who_by_capacity(participants: Iterable[Participant]) -> dict[str, str]:
    """Who is there, under ``As member``, ``As guest`` …"""
    grouped: dict[str, list[str]] = {}
    for each in participants:
        grouped.setdefault(f"As {each.capacity}", []).append(_name(each))
    return {capacity: "; ".join(names) for capacity, names in grouped.items()}


def print_session(session: Session) -> None:
    """A session: when, who, and what is on the table."""
    print_title(f"Session {session.number}: {session.title or session.format or 'no title given'}")
    day = f"{session.on} ({session.certainty})" if session.on else session.certainty
    print_facts(
        {
            "Day": day,
            **who_by_capacity(session.participants),
            "Items": _titles(session.items),
            "Topics": _titles(session.topics),
        }
    )


def _name(participant: Participant) -> str:
    name = party(participant.party)
    if participant.count:
        name = f"{name} ({participant.count})"
    details = ", ".join(filter(None, [participant.person, participant.role]))
    return f"{name}: {details}" if details else name


def _titles(items: Iterable[Item]) -> str:
    return "; ".join(
        f"{item.title} ({item.procedure})"
        if item.title and item.procedure
        else item.title or item.procedure or ""
        for item in items
    )
