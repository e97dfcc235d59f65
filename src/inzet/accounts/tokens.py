"""Tokens: what a program shows instead of a password, for less than its person may do."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa

from inzet.accounts import schema, secret
from inzet.accounts.clock import Clock, seconds, time
from inzet.accounts.model import Account, Token, Visitor
from inzet.accounts.people import account_of
from inzet.record.private import PrivateFile
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from inzet.vocabulary.rights import Right

SCOPES = tuple(Right)
"""What a token may be for."""
DAYS, MOST_DAYS = 90, 366
_SEEN_EVERY = 60
_table = schema.token


class Tokens:
    """Made by whoever they are for; each is shown once."""

    def __init__(self, file: PrivateFile, now: Clock) -> None:
        self._file = file
        self._now = now

    def make(
        self,
        account: Account,
        name: str,
        *,
        scopes: Iterable[Right | str] = (Right.READ,),
        markings: Iterable[str] | None = None,
        days: int = DAYS,
    ) -> tuple[str, Token]:
        """A new token and its secret, which nobody can show again.

        Args:
            name: what it is for, in a few words.
            markings: narrower than the account's; None for those.
            days: for how long.

        Raises:
            UnknownValue: a scope that is none, or that the account has not; no name.
            InputError: too long.
        """
        name = " ".join(name.split())[:100]
        if not name:
            raise UnknownValue("a token has a name", where="name", fix="Say what it is for.")
        if not 1 <= days <= MOST_DAYS:
            raise InputError(
                f"a token lasts from 1 to {MOST_DAYS} days",
                where="days",
                fix="Make a new one then.",
            )
        made, now = secret.new(secret.TOKEN), seconds(self._now())
        row = {
            "hash": secret.hashed(made),
            "id": secrets.token_hex(6),
            "account": account.id,
            "name": name,
            "scopes": msgspec.json.encode(_scopes(account, scopes)).decode(),
            "markings": None
            if markings is None
            else msgspec.json.encode(sorted(set(markings))).decode(),
            "made": now,
            "until": now + days * 86_400,
        }
        with self._file.write() as connection:
            # What ended a month ago needs no line in a list any more.
            connection.execute(_table.delete().where(_table.c.until < now - 30 * 86_400))
            connection.execute(_table.insert().values(**row))
            found = connection.execute(sa.select(_table).where(_table.c.id == row["id"])).one()
        return made, _token(found)

    def visitor(self, shown: str) -> Visitor | None:
        """Whose token this is; None where it is none, or no longer."""
        if not shown.startswith(secret.TOKEN):
            return None
        hashed, now, account = secret.hashed(shown), seconds(self._now()), schema.account
        with self._file.read() as connection:
            if connection is None:
                return None
            found = connection.execute(
                sa.select(_table).where(_table.c.hash == hashed, _table.c.until > now)
            ).first()
            who = (
                found
                and connection.execute(
                    sa.select(account).where(account.c.id == found.account, account.c.active == 1)
                ).first()
            )
        if not found or not who:
            return None
        if found.seen is None or now - found.seen >= _SEEN_EVERY:
            with self._file.write() as connection:
                connection.execute(_table.update().where(_table.c.hash == hashed).values(seen=now))
        return Visitor(account=account_of(who), token=_token(found))

    def of(self, account: Account | None = None) -> list[Token]:
        """The tokens of one account, or of all, newest first; those that ended too."""
        query = sa.select(_table)
        if account is not None:
            query = query.where(_table.c.account == account.id)
        with self._file.read() as connection:
            if connection is None:
                return []
            rows = connection.execute(query.order_by(_table.c.made.desc(), _table.c.id)).all()
        return [_token(row) for row in rows]

    def end(self, id_: str, account: Account | None = None) -> Token:
        """Ends a token.

        Args:
            account: whose it must be; None for anybody's.

        Raises:
            NotFound: no such token.
        """
        query = sa.select(_table).where(_table.c.id == id_)
        if account is not None:
            query = query.where(_table.c.account == account.id)
        with self._file.write() as connection:
            row = connection.execute(query).first()
            if row is None:
                raise NotFound(f"there is no token “{id_[:40]}”", fix="The list shows their ids.")
            connection.execute(_table.delete().where(_table.c.id == row.id))
        return _token(row)

    def live(self, token: Token) -> bool:
        """Whether it still opens anything."""
        return token.until > self._now().astimezone(dt.UTC)


def _scopes(account: Account, scopes: Iterable[Right | str]) -> list[str]:
    given = {str(each) for each in scopes} | {str(Right.READ)}
    for each in sorted(given):
        if each not in SCOPES:
            raise UnknownValue(
                f"“{each}” is nothing a token can be for",
                where="scope",
                fix=f"Use {', '.join(SCOPES)}.",
            )
        if Right(each) not in account.rights:
            raise UnknownValue(
                f"{account.name} may not {each}, so their token cannot either",
                where="scope",
                fix="Leave it away, or have the account changed.",
            )
    return [str(each) for each in SCOPES if each in given]


def _token(row: Any) -> Token:
    return Token(
        id=row.id,
        account=row.account,
        name=row.name,
        scopes=tuple(Right(each) for each in msgspec.json.decode(row.scopes)),
        markings=None if row.markings is None else tuple(msgspec.json.decode(row.markings)),
        made=time(row.made),
        until=time(row.until),
        seen=None if row.seen is None else time(row.seen),
    )
