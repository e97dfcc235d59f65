"""The meetings that sentences of last time speak of, as they were then and are now."""

from __future__ import annotations

from collections.abc import Sequence

from inzet.meetings import CitedNotice, chain
from inzet.vocabulary.meetings import MeetingLink
from inzet.writing.compose.facts import Facts, facts_of, named_in_words
from inzet.writing.compose.last import LastPaper
from inzet.writing.compose.righting import Around
from inzet.writing.compose.standing import Standings
from inzet.writing.compose.task import Task


def around(
    task: Task,
    last: LastPaper,
    standings: Standings,
    announced: Sequence[CitedNotice],
    opening: str | None,
) -> Around:
    """What rewording needs to know.

    Args:
        announced: what newer papers tell of the programme.
        opening: what announces the meeting where the words of last time cannot; None: they can.
    """
    notice, facts = last.notice.notice, facts_of(task.meeting.notice, on=task.on)
    day = facts.first or task.on
    prepares = notice.prepares
    prepared = facts_of(prepares, on=task.on) if prepares is not None else Facts()
    over = prepared.last is not None and (prepared.last < day or prepared.days() == facts.days())
    invitees = tuple(
        dict.fromkeys(
            one.party
            for seats in (notice.participants, *(each.participants for each in notice.sessions))
            for one in seats
            if one.capacity == "invitee"
        )
    )
    since = {code: standings.member_since(f"accession/{code}") for code in invitees}
    joined = frozenset(code for code, on in since.items() if on and on <= day.isoformat())
    counts = [len(each.notice.sessions) for each in announced]
    return Around(
        opening=opening,
        announcing=notice.quote,
        old=facts_of(notice, on=last.paper.said or task.on),
        new=facts,
        before_old=facts_of(notice.previous, on=task.on) if notice.previous else Facts(),
        prepared=prepared,
        prepared_name=_name(task, prepares) if prepares is not None else "",
        prepared_past=over,
        sessions=len(notice.sessions),
        new_sessions=max(counts, default=None),
        joined=joined,
        invitees=tuple(code for code in invitees if code not in joined),
    )


def _name(task: Task, link: MeetingLink) -> str:
    found = next((each for each in chain(task.view) if each.id == link.id), None)
    return named_in_words(task.words, found.notice) if found is not None else link.name


__all__ = ["around"]
