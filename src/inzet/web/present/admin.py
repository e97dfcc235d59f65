"""The state of a node, its accounts and what they did, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inzet.accounts import Account, Event
from inzet.following.journal import Followed
from inzet.web.present.accounts import moment
from inzet.web.words import Words

_FAILED = ("failed", "refused")
_IDS = 12


@dataclass(frozen=True, slots=True)
class FollowedLine:
    """What is followed, and how it goes."""

    dossier: str
    source: str
    marking: str
    ran: str
    papers: int
    failed: int


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in a list."""

    name: str
    shown: str
    roles: str
    reader: str
    markings: str
    seen: str
    active: bool


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something that was done or shown."""

    at: str
    who: str
    kind: str
    what: str
    count: int
    entries: tuple[tuple[str, str], ...]
    """Ids of papers and statements, short, with the page that tells what each is."""


def size_words(size: int, t: Words) -> str:
    """A number of bytes as people say it."""
    amount = float(size)
    for unit in ("kB", "MB"):
        amount /= 1000
        if amount < 1000:
            return f"{t.number(f'{amount:.1f}')} {unit}"
    return f"{t.number(f'{amount / 1000:.1f}')} GB"


def followed_line(each: Followed, t: Words) -> FollowedLine:
    """One dossier that is followed."""
    return FollowedLine(
        dossier=each.dossier,
        source=each.source,
        marking=t.maybe(f"marking.{each.marking}", each.marking),
        ran=t.day(each.ran[:10]) if each.ran else t("admin.never-ran"),
        papers=sum(n for kind, n in each.told.items() if kind not in (*_FAILED, "told")),
        failed=sum(each.told.get(kind, 0) for kind in _FAILED),
    )


def account_line(each: Account, own: str, t: Words) -> AccountLine:
    """One account; ``own`` is the name of this organisation."""
    named = [t.maybe(f"marking.{marking}", marking) for marking in each.markings or ()]
    return AccountLine(
        name=each.name,
        shown=each.shown,
        roles=", ".join(t(f"account.role.{role}") for role in each.roles),
        reader=each.reader or own,
        markings=t("account.all-markings")
        if each.markings is None
        else ", ".join([*named, t("marking.PUBLIC")]),
        seen=moment(each.seen, t) if each.seen else t("account.never"),
        active=each.active,
    )


def event_line(each: Event, tells: Callable[[str], bool], t: Words) -> EventLine:
    """One event; ``tells`` is whether an id may be told to whoever looks."""
    told = [entry for entry in each.shown if tells(entry)]
    whole = len(told) == len(each.shown)
    return EventLine(
        at=moment(each.at, t),
        who=each.who,
        kind=t.maybe(f"admin.kind.{each.kind.replace(' ', '-')}", each.kind),
        # The address of a page may name what was read on it.
        what=each.what if whole else "",
        count=each.count,
        entries=tuple((entry[:_IDS], f"/exchange?entry={entry}") for entry in told[:6]),
    )
