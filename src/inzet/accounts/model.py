"""Accounts, sessions, tokens and events: plain immutable values."""

from __future__ import annotations

import datetime as dt

import msgspec

from inzet.vocabulary.rights import Right, Role, rights_of


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may log in."""

    id: str
    name: str
    """What they log in by; entries, drafts and the audit bear it."""
    shown: str
    """How pages call them."""
    roles: tuple[Role, ...]
    reader: str
    """As whom they look: "" for the own organisation, PUBLIC, or another organisation."""
    markings: tuple[str, ...] | None
    """Of what that reader may see, the markings this person needs to know; None: all."""
    has_password: bool
    made: dt.datetime
    active: bool
    seen: dt.datetime | None
    """When they last logged in."""

    @property
    def rights(self) -> frozenset[Right]:
        """What they may do where they look as the own organisation."""
        return rights_of(self.roles)


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A browser in which somebody is logged in."""

    id: str
    """Names it on a page; opens nothing."""
    account: str
    """Id of the account."""
    made: dt.datetime
    seen: dt.datetime
    until: dt.datetime
    agent: str
    """What the browser said it is."""
    address: str


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """What a program shows instead of a password."""

    id: str
    account: str
    """Id of the account."""
    name: str
    scopes: tuple[Right, ...]
    markings: tuple[str, ...] | None
    """Narrower still than the account's; None: those of the account."""
    made: dt.datetime
    until: dt.datetime
    seen: dt.datetime | None


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who showed that they are who they are; a session or a token, never both."""

    account: Account
    session: Session | None = None
    token: Token | None = None

    @property
    def rights(self) -> frozenset[Right]:
        """What they may do: of a token no more than its scopes."""
        if self.token is None:
            return self.account.rights
        return self.account.rights & {Right.READ, *self.token.scopes}

    @property
    def markings(self) -> tuple[str, ...] | None:
        """The markings they need to know, of a token those of both."""
        own, narrower = self.account.markings, self.token.markings if self.token else None
        if own is None or narrower is None:
            return own if narrower is None else narrower
        return tuple(each for each in narrower if each in own)


class Opened(msgspec.Struct, frozen=True):
    """A session just opened, with the secret that the browser is to keep; told this once."""

    secret: str
    visitor: Visitor


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that an account did or was shown."""

    number: int
    at: dt.datetime
    who: str
    kind: str
    """``read``, ``log in``, ``log out``, ``refused``, ``password``, ``account``, ``token``."""
    what: str
    """The page that was read, or what was done."""
    shown: tuple[str, ...]
    """Ids of the marked papers and statements on the page, at most some hundreds."""
    count: int
    """How many marked papers and statements there were."""
