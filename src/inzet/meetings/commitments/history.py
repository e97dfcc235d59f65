"""What happened to a promise: made, its deadline moved, judged to be kept, that undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from inzet.meetings.commitments.due import due_of, event_of
from inzet.meetings.commitments.judging import identities
from inzet.meetings.commitments.keeping import Keeping
from inzet.meetings.commitments.state import Commitment
from inzet.meetings.meeting import merge
from inzet.meetings.notices import CitedNotice, notices
from inzet.record import HistoryRow, PaperLite, View
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.meetings import MeetingNotice
from inzet.vocabulary.times import first_day

Happening = Literal["promised", "due", "due moved", "kept", "partly kept", "lapsed", "undone"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a promise."""

    on: dt.date | None
    """The day: of the paper that says so, or on which a person undid a judgement."""
    what: Happening
    due: tuple[dt.date | None, dt.date | None] | None = None
    """Of a deadline: its earliest and latest day."""
    quote: str = ""
    """The sentence, or the ground."""
    paper: PaperLite | None = None
    by: str = ""
    """Who judged or undid."""
    undone: bool = False
    """It was taken back later."""


def history(view: View, commitment: Commitment) -> list[Event]:
    """Everything this reader may know of what happened to a promise, oldest first."""
    row = commitment.row
    promised = Event(on=row.said, what="promised", quote=row.quote, paper=row.paper)
    events = [*_deadlines(view, commitment), *_judged(view, commitment)]
    return [promised, *sorted(events, key=lambda each: each.on or dt.date.max)]


def _deadlines(view: View, commitment: Commitment) -> Iterator[Event]:
    """The deadline as it was promised, and each time a paper moved the event it is bound to."""
    row = commitment.row
    bound = view.meeting_name(str((row.content.get("due") or {}).get("meeting") or ""))
    bound = bound or commitment.due_event or ""
    told: list[CitedNotice] = []
    if bound:
        told = [each for each in notices(view) if each.notice.from_ and _is(each, bound)]
    on = row.said or dt.date.max
    before = [each for each in told if each.row.said is None or each.row.said <= on]
    known = due_of(row.content, event_of(bound, _merged(before)))
    if known.latest or known.earliest:
        yield Event(on=row.said, what="due", due=(known.earliest, known.latest), paper=row.paper)
    for place, each in enumerate(told):
        if each in before:
            continue
        now = due_of(row.content, event_of(bound, _merged(told[: place + 1])))
        if (now.earliest, now.latest) != (known.earliest, known.latest):
            yield Event(
                on=each.row.said,
                what="due moved" if known.latest or known.earliest else "due",
                due=(now.earliest, now.latest),
                quote=each.row.quote,
                paper=each.row.paper,
            )
            known = now


def _is(cited: CitedNotice, bound: str) -> bool:
    return cited.notice.id == bound or cited.notice.id.startswith(f"{bound}-")


def _merged(told: list[CitedNotice]) -> dict[str, MeetingNotice]:
    by_id: dict[str, list[CitedNotice]] = {}
    for each in told:
        by_id.setdefault(each.notice.id, []).append(each)
    return {id_: merge(cited) for id_, cited in by_id.items()}


def _judged(view: View, commitment: Commitment) -> Iterator[Event]:
    for identity in identities(view, commitment.row.identity):
        rows = view.history(identity)
        for row in rows:
            if row.kind == "reading":
                yield from _judgement(view, row)
            elif row.kind == "withdrawal" and not row.undone:
                yield Event(on=row.arrived.date(), what="undone", quote=row.note, by=row.by)


def _judgement(view: View, row: HistoryRow) -> Iterator[Event]:
    content = row.content or {}
    paper = None
    if content.get("paper"):
        try:
            found = view.paper(str(content["paper"]))
        except NotFound:
            return
        paper = PaperLite(found.id, found.title, found.numbers, found.said, found.stamp)
    yield Event(
        on=first_day(str(content["since"])) if content.get("since") else row.said,
        what=Keeping(content["keeping"]).value,  # type: ignore[arg-type]
        quote=row.quote or "",
        paper=paper,
        by=str(content.get("by") or ""),
        undone=row.undone,
    )
