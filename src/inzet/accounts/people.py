"""The people who may log in: added, changed, removed, and linked to outside identities."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from inzet.accounts import schema
from inzet.accounts.clock import Clock, seconds, time
from inzet.accounts.model import Account
from inzet.accounts.passwords import Passwords, check_password
from inzet.record.private import PrivateFile
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from inzet.vocabulary.people import Person
from inzet.vocabulary.rights import Role

_NAME = re.compile(r"[\w][\w.@+' -]{0,62}\w\Z|\w\Z")
_table = schema.account


class People:
    """Every account of a record; made by ``Accounts``."""

    def __init__(self, file: PrivateFile, passwords: Passwords, now: Clock) -> None:
        self._file = file
        self._passwords = passwords
        self._now = now

    def all(self) -> list[Account]:
        """By name."""
        with self._file.read() as connection:
            if connection is None:
                return []
            return [account_of(row) for row in connection.execute(
                sa.select(_table).order_by(_table.c.key))]  # fmt: skip

    def named(self, name: str) -> Account:
        """The account of this name, however its letters are written.

        Raises:
            NotFound: none; says which there are.
        """
        with self._file.read() as connection:
            row = None if connection is None else find(connection, name)
        if row is None:
            raise self._missing(name)
        return account_of(row)

    def add(
        self,
        name: str,
        *,
        roles: Iterable[Role | str],
        password: str | None = None,
        shown: str = "",
        reader: str = "",
        markings: Iterable[str] | None = None,
        again: bool = False,
        tried: bool = False,
    ) -> Account:
        """A new account.

        Args:
            name: what they log in by; entries and drafts bear it.
            password: None where they log in with an outside identity only.
            shown: how pages call them; by default the name.
            again: whether a name may be given that somebody had who is gone.
            tried: of a record for tests, whose passwords others have chosen: any will do.

        Raises:
            InputError: the name is taken, or was; the password may not be one.
            UnknownValue: no name, no role.
        """
        name = checked_name(name)
        if password is not None and not tried:
            check_password(password, name, shown)
        hashed = self._passwords.hash(password) if password is not None else None
        with self._file.write() as connection:
            row = self._row(connection, name, again) | {
                "shown": " ".join(shown.split()) or name,
                "password": hashed,
                "roles": _roles(roles),
                "reader": reader,
                "markings": _markings(markings),
            }
            connection.execute(_table.insert().values(**row))
            return _one(connection, row["id"])

    def _row(self, connection: Connection, name: str, again: bool) -> dict[str, Any]:
        key = Person.named(name).key
        if find(connection, name) is not None:
            raise InputError(
                f"there is an account “{name}” already",
                fix="Choose another name, or change that account.",
            )
        gone = schema.retired
        if (
            not again
            and connection.execute(sa.select(gone).where(gone.c.hash == _unreadable(key))).first()
        ):
            raise InputError(
                f"somebody who is gone was called “{name}”, and drafts may still be theirs",
                fix="Choose another name; or, if it is the same person, add it with --again.",
            )
        now = seconds(self._now())
        return {"id": secrets.token_hex(8), "key": key, "name": name, "made": now, "active": 1}

    def change(
        self,
        name: str,
        *,
        roles: Iterable[Role | str] | None = None,
        shown: str | None = None,
        reader: str | None = None,
        markings: Iterable[str] | str | None = "",
        active: bool | None = None,
    ) -> Account:
        """Changes what is given; whoever is made inactive is logged out everywhere.

        Args:
            markings: None for all; left away: as they are.

        Raises:
            NotFound: no such account.
            InputError: nobody would be left who administers.
        """
        values: dict[str, Any] = {}
        if roles is not None:
            values["roles"] = _roles(roles)
        if shown is not None:
            values["shown"] = " ".join(shown.split()) or name
        if reader is not None:
            values["reader"] = reader
        if not isinstance(markings, str):
            values["markings"] = _markings(markings)
        if active is not None:
            values["active"] = int(active)
        with self._file.write() as connection:
            row = self._found(connection, name)
            if values:
                connection.execute(_table.update().where(_table.c.id == row.id).values(**values))
            if active is False:
                _drop(connection, row.id, schema.session, schema.token)
            _keep_administrator(connection, row)
            return _one(connection, row.id)

    def remove(self, name: str) -> None:
        """Removes an account with its sessions, tokens, identities and all it was shown.

        Its entries in the record stay, and its drafts in the drawer; nobody else gets the name.

        Raises:
            NotFound: no such account.
            InputError: nobody would be left who administers.
            BusyRecord: it is gone, but traces stay in the file until another is removed.
        """
        with self._file.write() as connection:
            row = self._found(connection, name)
            _drop(connection, row.id, schema.session, schema.token, schema.identity)
            connection.execute(schema.event.delete().where(schema.event.c.who == row.name))
            failed = schema.failure
            connection.execute(failed.delete().where(failed.c.whose == f"account:{row.key}"))
            connection.execute(_table.delete().where(_table.c.id == row.id))
            hashed = _unreadable(row.key)
            connection.execute(schema.retired.delete().where(schema.retired.c.hash == hashed))
            connection.execute(schema.retired.insert().values(hash=hashed))
            _keep_administrator(connection, row)
        self._file.wipe()

    def set_password(self, name: str, password: str) -> Account:
        """A new password; ends every session of the account.

        Raises:
            NotFound: no such account.
            InputError: it may not be a password.
        """
        account = self.named(name)
        check_password(password, account.name, account.shown)
        hashed = self._passwords.hash(password)
        with self._file.write() as connection:
            row = self._found(connection, name)
            connection.execute(_table.update().where(_table.c.id == row.id).values(password=hashed))
            _drop(connection, row.id, schema.session)
            return _one(connection, row.id)

    def link(self, name: str, issuer: str, subject: str) -> None:
        """That whoever ``issuer`` knows as ``subject`` is this account.

        Raises:
            NotFound: no such account.
            InputError: it is somebody else already.
        """
        table = schema.identity
        with self._file.write() as connection:
            row = self._found(connection, name)
            known = connection.execute(
                sa.select(table.c.account).where(
                    table.c.issuer == issuer, table.c.subject == subject
                )
            ).scalar()
            if known is None:
                connection.execute(
                    table.insert().values(issuer=issuer, subject=subject, account=row.id)
                )
            elif known != row.id:
                raise InputError(
                    "this outside identity belongs to another account",
                    where=issuer,
                    fix="Remove that account, or log in as it.",
                )

    def linked(self, issuer: str, subject: str) -> Account | None:
        """The account of an outside identity; None where there is none."""
        table = schema.identity
        with self._file.read() as connection:
            if connection is None:
                return None
            row = connection.execute(
                sa.select(_table)
                .join(table, table.c.account == _table.c.id)
                .where(table.c.issuer == issuer, table.c.subject == subject)
            ).first()
        return None if row is None else account_of(row)

    def _found(self, connection: Connection, name: str) -> Row[Any]:
        row = find(connection, name)
        if row is None:
            raise self._missing(name, connection)
        return row

    def _missing(self, name: str, connection: Connection | None = None) -> NotFound:
        if connection is None:
            known = [each.name for each in self.all()]
        else:
            known = list(connection.execute(sa.select(_table.c.name)).scalars())
        return NotFound(
            f"there is no account “{name}”",
            fix=f"There is: {', '.join(sorted(known)) or 'none yet'}.",
        )


def find(connection: Connection, name: str) -> Row[Any] | None:
    """The row of an account by name; None where there is none."""
    try:
        key = Person.named(name).key
    except UnknownValue:
        return None
    return connection.execute(sa.select(_table).where(_table.c.key == key)).first()


def account_of(row: Row[Any]) -> Account:
    """The account in a row."""
    return Account(
        id=row.id,
        name=row.name,
        shown=row.shown,
        roles=tuple(Role(each) for each in msgspec.json.decode(row.roles)),
        reader=row.reader,
        markings=None if row.markings is None else tuple(msgspec.json.decode(row.markings)),
        has_password=row.password is not None,
        made=time(row.made),
        active=bool(row.active),
        seen=None if row.seen is None else time(row.seen),
    )


def checked_name(name: str) -> str:
    """A name that an account may have.

    Raises:
        UnknownValue: it may not.
    """
    person = Person.named(name)
    if not _NAME.match(person.name):
        raise UnknownValue(
            f"“{name}” cannot be the name of an account",
            fix="Use letters, digits, dots, hyphens and @, at most 64, such as a.devries.",
        )
    return person.name


def _one(connection: Connection, id_: str) -> Account:
    return account_of(connection.execute(sa.select(_table).where(_table.c.id == id_)).one())


def _drop(connection: Connection, account: str, *tables: sa.Table) -> None:
    for table in tables:
        connection.execute(table.delete().where(table.c.account == account))


def _keep_administrator(connection: Connection, before: Row[Any]) -> None:
    """That somebody is left who administers, where somebody was."""
    if Role.ADMINISTRATOR not in msgspec.json.decode(before.roles) or not before.active:
        return
    left: Sequence[str] = (
        connection.execute(sa.select(_table.c.roles).where(_table.c.active == 1)).scalars().all()
    )
    if not any(Role.ADMINISTRATOR in msgspec.json.decode(each) for each in left):
        raise InputError(
            f"“{before.name}” is the last who administers this workspace",
            fix="Make somebody else an administrator first.",
        )


def _roles(roles: Iterable[Role | str]) -> str:
    given = {str(each) for each in roles}
    unknown = given - set(Role)
    if unknown or not given:
        what = f"“{min(unknown)}” is no role" if unknown else "an account has a role"
        raise UnknownValue(what, where="role", fix=f"Use {', '.join(Role)}.")
    return msgspec.json.encode([role for role in Role if role in given]).decode()


def _markings(markings: Iterable[str] | None) -> str | None:
    return None if markings is None else msgspec.json.encode(sorted(set(markings))).decode()


def _unreadable(key: str) -> bytes:
    # Slow, as names are few and easily guessed.
    return hashlib.scrypt(key.encode(), salt=b"inzet retired name", n=2**12, r=8, p=1)
