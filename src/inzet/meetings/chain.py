"""The chain of meetings: which came before which, and what each prepares."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from inzet.meetings.meeting import Meeting, merge
from inzet.meetings.notices import CitedNotice, notices
from inzet.record import PaperLite, StatementRow, View
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.meetings import NOTICE_RULE, MeetingLink, MeetingNotice
from inzet.vocabulary.times import first_day, last_day

_NO_DATE = dt.date.max


def chain(view: View) -> list[Meeting]:
    """Every meeting in view, by first day (undated last), each linked to its neighbours.

    A meeting that papers only name (as the last one, or as the one being prepared) stands in the
    chain too, marked ``mentioned_only``.
    """
    return list(view.remembered("chain", lambda: _chained(view)))


def _chained(view: View) -> tuple[Meeting, ...]:
    by_id: dict[str, list[CitedNotice]] = defaultdict(list)
    for cited in notices(view):
        by_id[cited.notice.id].append(cited)
    meetings = {id_: _meeting(cited) for id_, cited in by_id.items()}
    for meeting in list(meetings.values()):
        _link(meetings, meeting, view)
    return tuple(sorted(meetings.values(), key=lambda each: (each.first or _NO_DATE, each.id)))


def meeting(view: View, name: str) -> Meeting:
    """The meeting with this id, or the one whose id begins so.

    Raises:
        NotFound: none or several in this reader's view.
    """
    everything = chain(view)
    wanted = name.strip().lower()
    for each in everything:
        if each.id == wanted:
            return each
    shown = view.meeting_name(wanted)
    joined = [each for each in everything if each.id == shown]
    found = joined or [each for each in everything if wanted and each.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(each.id for each in (found or everything)) or "none yet"
    raise NotFound(f"there is no meeting “{name}”", fix=f"Known meetings: {known}.")


def _meeting(cited: list[CitedNotice]) -> Meeting:
    papers: dict[str, PaperLite] = {}
    for each in cited:
        if each.row.paper is not None:
            papers.setdefault(each.row.paper.id, each.row.paper)
    return Meeting(
        notice=merge(cited),
        sources=tuple(each.row for each in cited),
        papers=tuple(papers.values()),
    )


def _link(meetings: dict[str, Meeting], meeting: Meeting, view: View) -> None:
    notice = meeting.notice
    if notice.previous is not None:
        before = _find(meetings, notice.previous, like=notice, before=meeting.first)
        if before is None:
            before = _mentioned(meetings, view, notice.previous, meeting, like=notice)
        if before is not None and before.id != meeting.id:
            meetings[before.id] = replace(
                meetings[before.id],
                next=meeting.id,
                past_in=_said_past(meetings[before.id], meeting.sources),
            )
            meetings[meeting.id] = replace(meetings[meeting.id], previous=before.id)
    if notice.prepares is not None:
        target = _find(meetings, notice.prepares)
        target = target or _mentioned(meetings, view, notice.prepares, meeting)
        if target is not None and target.id != meeting.id:
            current = meetings[target.id]
            meetings[target.id] = replace(current, prepared_by=(*current.prepared_by, meeting.id))
            meetings[meeting.id] = replace(meetings[meeting.id], prepares=target.id)


def _said_past(before: Meeting, sources: tuple[StatementRow, ...]) -> StatementRow | None:
    """The paper's notice that calls a meeting the last one after its last day; None where none
    does. What a person plans to come after it tells nothing of it."""
    for row in sources:
        if row.rule != NOTICE_RULE:
            continue
        named = row.content["meeting"].get("previous") is not None
        if named and row.said is not None and before.last is not None and row.said > before.last:
            return row
    return None


def _find(
    meetings: dict[str, Meeting],
    link: MeetingLink,
    *,
    like: MeetingNotice | None = None,
    before: dt.date | None = None,
) -> Meeting | None:
    if link.id and link.id in meetings:
        return meetings[link.id]
    when = link.from_ or link.month
    for each in sorted(meetings.values(), key=lambda one: one.first or dt.date.min, reverse=True):
        if each.first is None or each.last is None:
            continue
        if before is not None and each.first >= before:
            continue
        if like is not None and (each.notice.body, each.notice.format) != (like.body, like.format):
            continue
        if like is None and each.notice.place != link.place:
            continue
        if when is None and like is None:
            continue
        if when and not (each.first <= last_day(when) and each.last >= first_day(when)):
            continue
        return each
    return None


def _mentioned(
    meetings: dict[str, Meeting],
    view: View,
    link: MeetingLink,
    by: Meeting,
    *,
    like: MeetingNotice | None = None,
) -> Meeting | None:
    """A place in the chain for a meeting that a paper names and no paper in view is about."""
    when = link.from_ or link.month
    if when is None:
        return None
    if link.id:
        id_ = link.id
    elif like is not None:
        id_ = f"{like.id.removesuffix(like.from_ or '').rstrip('-')}-{when}"
    else:
        id_ = f"{'-'.join(link.name.lower().split())}-{when}"
    id_ = view.meeting_name(id_)
    if id_ in meetings:
        return meetings[id_]
    body, _, _ = link.name.partition(" ")
    notice = MeetingNotice(
        id=id_,
        name=like.name if like is not None else link.name,
        abbreviation=like.abbreviation if like is not None else None,
        body=like.body if like is not None else body,
        format=like.format if like is not None else link.format,
        from_=when,
        to=link.to,
        place=link.place,
    )
    mentioned = Meeting(notice=notice, sources=by.sources, papers=(), mentioned_only=True)
    meetings[id_] = mentioned
    return mentioned
