"""The accounts of a record: who they are, and how they get in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Row

from inzet.accounts import schema
from inzet.accounts.audit import KEPT, Audit
from inzet.accounts.basics import Basics
from inzet.accounts.clock import Clock, utc_now
from inzet.accounts.errors import NotLoggedIn, TooMany, WrongPassword
from inzet.accounts.model import Account, Opened, Visitor
from inzet.accounts.passwords import Passwords
from inzet.accounts.people import People, account_of, find
from inzet.accounts.sessions import IDLE, WHOLE, Sessions
from inzet.accounts.throttle import Throttle
from inzet.accounts.tokens import Tokens
from inzet.record.private import PrivateFile
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.people import Person
from inzet.vocabulary.rights import Role


class Accounts:
    """The accounts beside a record (``<record>.accounts``); may be shared between threads.

    Args:
        record: path of the record.
        passwords: how they are hashed; cheaper in tests.
        idle: how long a session lasts unused.
        whole: how long it lasts at most.
        kept: how long it is known who was shown what.
    """

    def __init__(
        self,
        record: Path | str,
        *,
        passwords: Passwords | None = None,
        now: Clock = utc_now,
        idle: dt.timedelta = IDLE,
        whole: dt.timedelta = WHOLE,
        kept: dt.timedelta = KEPT,
    ) -> None:
        self.path = schema.KIND.beside(Path(record))
        self._file = PrivateFile(self.path, schema.KIND, kept=True)
        self._passwords = passwords or Passwords()
        self.people = People(self._file, self._passwords, now)
        self.sessions = Sessions(self._file, now, idle=idle, whole=whole)
        self.tokens = Tokens(self._file, now)
        self.audit = Audit(self._file, now, kept=kept)
        self._throttle = Throttle(self._file, now)
        self._basics = Basics()

    def close(self) -> None:
        """Writes what waits to be written and lets go of the file."""
        self.audit.close()
        self._file.close()

    def any(self) -> bool:
        """Whether there is an account at all."""
        return bool(self.people.all())

    def login(
        self,
        name: str,
        password: str,
        *,
        address: str = "",
        agent: str = "",
        old: str | None = None,
    ) -> Opened:
        """Opens a session for whoever knows the password.

        A name that nobody has takes as long as one that somebody has, and is refused alike.

        Args:
            address: where they come from.
            agent: what their browser says it is.
            old: the secret that the browser showed before, which is ended.

        Raises:
            WrongPassword: name and password do not belong together.
            TooMany: too many wrong ones before.
        """
        row = self._checked(name, password, address)
        if self._passwords.outdated(row.password):
            hashed = self._passwords.hash(password)
            with self._file.write() as connection:
                table = schema.account
                same = (table.c.id == row.id, table.c.password == row.password)
                connection.execute(table.update().where(*same).values(password=hashed))
        return self.admit(self.people.named(name), address=address, agent=agent, old=old)

    def _checked(self, name: str, password: str, address: str) -> Row[Any]:
        """The row of the account whose name and password these are."""
        key = _key(name)
        try:
            self._throttle.check(key, address)
        except TooMany:
            self.audit.note("", "refused", f"log in, too often, from {address}")
            raise
        with self._file.read() as connection:
            row = None if connection is None else find(connection, name)
        kept = row.password if row is not None and row.active else None
        if not self._passwords.fits(password, kept) or row is None or kept is None:
            self._throttle.failed(key, address)
            self.audit.note(
                row.name if row is not None else "", "refused", f"log in from {address}"
            )
            raise WrongPassword
        self._throttle.forget(key)
        return row

    def basic(self, name: str, password: str, *, address: str = "") -> Visitor:
        """Who a program is that shows a name and a password with every request.

        The first costs what a log-in costs. Those that follow are compared with a keyed hash of
        it, kept in memory for minutes, as long as the account and its password stay what they are.

        Raises:
            WrongPassword: name and password do not belong together.
            TooMany: too many wrong ones before.
        """
        shown = self._basics.shown(name, password)
        with self._file.read() as connection:
            row = None if connection is None else find(connection, name)
        if row is not None and row.active and self._basics.fits(shown, row.password):
            return Visitor(account=account_of(row))
        row = self._checked(name, password, address)
        self._basics.keep(shown, row.password)
        return Visitor(account=account_of(row))

    def login_outside(
        self,
        issuer: str,
        subject: str,
        *,
        name: str,
        shown: str = "",
        roles: Iterable[Role | str] | None = None,
        make: bool = False,
        address: str = "",
        agent: str = "",
        old: str | None = None,
    ) -> Opened:
        """Opens a session for somebody that a trusted issuer vouches for.

        Args:
            issuer: who vouches, as it calls itself.
            subject: the one name by which it knows this person and nobody else.
            name: what a new account would be called.
            roles: as the issuer says today; None leaves those of the account.
            make: whether somebody without an account is given one.

        Raises:
            NotLoggedIn: no account is linked to this identity and none may be made, or it is
                not in use.
            InputError, UnknownValue: the account cannot be made, or nobody would be left who
                administers.
        """
        account = self.people.linked(issuer, subject)
        if account is None:
            if not make:
                raise NotLoggedIn(
                    "there is no account here for you",
                    where=name,
                    fix="Ask an administrator of this workspace to link it.",
                )
            account = self.people.add(name, roles=roles or (Role.READER,), shown=shown)
            self.people.link(account.name, issuer, subject)
            self.audit.note(account.name, "account", f"made for {issuer}")
        elif roles is not None and {*map(str, roles)} != {*map(str, account.roles)}:
            account = self.people.change(account.name, roles=roles)
            self.audit.note(account.name, "account", f"roles as {issuer} says")
        if not account.active:
            raise NotLoggedIn(
                "this account is not in use", fix="Ask an administrator of this workspace."
            )
        return self.admit(account, address=address, agent=agent, old=old)

    def admit(
        self, account: Account, *, address: str = "", agent: str = "", old: str | None = None
    ) -> Opened:
        """Opens a session for an account that has shown who it is."""
        opened = self.sessions.open(account, agent=agent, address=address, old=old)
        self.audit.note(account.name, "log in", f"from {address}" if address else "")
        return opened

    def visitor(self, *, session: str | None = None, token: str | None = None) -> Visitor | None:
        """Who shows this token, or else the secret of a session; None for nobody."""
        if token is not None:
            return self.tokens.visitor(token)
        return self.sessions.visitor(session) if session else None

    def change_password(self, visitor: Visitor, old: str, new: str, *, address: str = "") -> Opened:
        """A new password for whoever knows the old one; every session ends, and one is opened.

        Raises:
            WrongPassword, TooMany: as at log-in.
            InputError: the new one may not be a password.
        """
        account = visitor.account
        key = _key(account.name)
        self._throttle.check(key, address)
        with self._file.read() as connection:
            row = None if connection is None else find(connection, account.name)
        if not self._passwords.fits(old, row.password if row is not None else None):
            self._throttle.failed(key, address)
            raise WrongPassword
        changed = self.people.set_password(account.name, new)
        self.audit.note(account.name, "password", "changed")
        agent = visitor.session.agent if visitor.session else ""
        return self.sessions.open(changed, agent=agent, address=address, old=None)


def _key(name: str) -> str:
    try:
        return Person.named(name).key
    except UnknownValue:
        # Nobody is called so; it is throttled all the same.
        return "nobody"
