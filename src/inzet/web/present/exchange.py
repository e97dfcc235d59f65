"""Feeds and their readers in words."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.record import Member, Readership, Step
from inzet.record.moments import utc_time
from inzet.record.readership import JOINED
from inzet.vocabulary.markings import INTERNAL
from inzet.web.words import Words

_HEAD = 16


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """Somebody who reads, and why."""

    name: str
    why: str
    ground: str


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed, what it is, and who reads it."""

    organisation: str
    marking: str
    anchor: str
    entries: str
    head: str
    sealed: str
    everybody: str
    readers: tuple[ReaderLine, ...]
    history: tuple[str, ...]


def feed_line(each: Readership, t: Words) -> FeedLine:
    """One feed."""
    feed = each.feed
    return FeedLine(
        organisation=feed.organisation,
        marking=t.maybe(f"marking.{feed.marking}", feed.marking),
        anchor=f"feed-{feed.id[:12]}",
        entries=t("exchange.entries", n=feed.entries),
        head=feed.head[:_HEAD],
        sealed=sealed_words(each.sealed, t),
        everybody=t("exchange.everybody") if each.everybody else "",
        readers=tuple(_reader(member, each, t) for member in each.members),
        history=tuple(_step(step, t) for step in reversed(each.steps)),
    )


def _step(step: Step, t: Words) -> str:
    who, day = step.organisation, t.day(step.on)
    told = (
        t("exchange.joined", who=who, day=day)
        if step.joins
        else t("exchange.left", who=who, day=day)
    )
    return f"{told}: {step.ground}" if step.ground else told


def _reader(member: Member, feed: Readership, t: Words) -> ReaderLine:
    if member.step is not None and member.why == JOINED:
        why = t("exchange.why-joined", day=t.day(member.step.on))
    elif feed.feed.marking == INTERNAL:
        why = t("exchange.why-internal")
    else:
        why = t("exchange.why-own")
    ground = member.step.ground if member.step and member.why == JOINED else ""
    return ReaderLine(member.name, why, ground)


def sealed_words(moment: str, t: Words) -> str:
    """A moment in UTC: the day, and the time to the minute."""
    if not moment:
        return t("exchange.unsealed")
    time = utc_time(moment)
    return f"{t.day(time.date())} {time:%H:%M} UTC"
