"""Sessions and tokens in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from inzet.accounts import Accounts, Session, Token, Visitor
from inzet.web.words import Words

_BROWSERS = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A browser in which somebody is logged in."""

    id: str
    browser: str
    address: str
    since: str
    until: str
    this: bool


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token, without what it is."""

    id: str
    name: str
    scopes: tuple[str, ...]
    markings: tuple[str, ...] | None
    until: str
    seen: str
    live: bool


def session_lines(sessions: Iterable[Session], visitor: Visitor, t: Words) -> list[SessionLine]:
    """The one that asks first, then as they come."""
    this = visitor.session.id if visitor.session else ""
    lines = [
        SessionLine(
            each.id,
            browser(each.agent) or t("account.unknown-browser"),
            each.address,
            moment(each.seen, t),
            moment(each.until, t),
            each.id == this,
        )
        for each in sessions
    ]
    return sorted(lines, key=lambda line: not line.this)


def token_lines(tokens: Iterable[Token], accounts: Accounts, t: Words) -> list[TokenLine]:
    """As they come."""
    return [
        TokenLine(
            each.id,
            each.name,
            tuple(t(f"account.scope.{scope}") for scope in each.scopes),
            None
            if each.markings is None
            else tuple(t.maybe(f"marking.{marking}", marking) for marking in each.markings),
            t.day(each.until.date()),
            moment(each.seen, t) if each.seen else "",
            accounts.tokens.live(each),
        )
        for each in tokens
    ]


def browser(agent: str) -> str:
    """``Firefox, Windows`` of what a browser says of itself; "" where it says nothing known."""
    found = [
        next((name for sign, name in known if sign in agent), "") for known in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(each for each in found if each)


def moment(when: dt.datetime, t: Words) -> str:
    """A day and a time of this machine's clock."""
    local = when.astimezone()
    return f"{t.day(local.date())}, {local:%H:%M}"
