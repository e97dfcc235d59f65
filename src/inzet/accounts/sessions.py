"""Sessions: browsers in which somebody is logged in. What is kept of them opens nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from inzet.accounts import schema, secret
from inzet.accounts.clock import Clock, seconds, time
from inzet.accounts.model import Account, Opened, Session, Visitor
from inzet.accounts.people import account_of
from inzet.record.private import PrivateFile

IDLE = dt.timedelta(hours=8)
"""A session ends when it was not used for so long."""
WHOLE = dt.timedelta(days=7)
"""And ends so long after it was opened, used or not."""
_SEEN_EVERY = 60
"""Seconds between two notes that a session is used: reading a page seldom writes."""
_AT_MOST = 50
"""Sessions of one account; the longest unused go."""
_table = schema.session


class Sessions:
    """Opened by a log-in, ended by time, by whoever is logged in, or by an administrator."""

    def __init__(
        self, file: PrivateFile, now: Clock, *, idle: dt.timedelta, whole: dt.timedelta
    ) -> None:
        self._file = file
        self._now = now
        self._idle = int(idle.total_seconds())
        self._whole = int(whole.total_seconds())

    def open(self, account: Account, *, agent: str, address: str, old: str | None) -> Opened:
        """A new session under a new secret; ``old``, what the browser showed before, is ended."""
        made, now = secret.new(), seconds(self._now())
        row: dict[str, Any] = {
            "hash": secret.hashed(made),
            "account": account.id,
            "made": now,
            "seen": now,
            "until": now + self._whole,
            "agent": " ".join(agent.split())[:200],
            "address": address[:64],
        }
        with self._file.write() as connection:
            if old:
                connection.execute(_table.delete().where(_table.c.hash == secret.hashed(old)))
            self._tidy(connection, account.id, now)
            connection.execute(_table.insert().values(**row))
            accounts = schema.account
            connection.execute(
                accounts.update().where(accounts.c.id == account.id).values(seen=now)
            )
        session = Session(
            id=secret.short(row["hash"]),
            account=account.id,
            made=time(now),
            seen=time(now),
            until=time(row["until"]),
            agent=row["agent"],
            address=row["address"],
        )
        return Opened(made, Visitor(account=account, session=session))

    def _tidy(self, connection: Connection, account: str, now: int) -> None:
        ended = sa.or_(_table.c.until <= now, _table.c.seen <= now - self._idle)
        connection.execute(_table.delete().where(ended))
        oldest = (
            sa.select(_table.c.hash)
            .where(_table.c.account == account)
            .order_by(_table.c.seen.desc())
            .offset(_AT_MOST - 1)
        )
        connection.execute(_table.delete().where(_table.c.hash.in_(oldest)))

    def visitor(self, shown: str) -> Visitor | None:
        """Whose session this secret opens; None where it opens none, or no longer."""
        hashed, now, account = secret.hashed(shown), seconds(self._now()), schema.account
        with self._file.read() as connection:
            if connection is None:
                return None
            found = connection.execute(
                sa.select(_table, account)
                .join_from(_table, account, account.c.id == _table.c.account)
                .where(_table.c.hash == hashed, *self._lasts(now), account.c.active == 1)
                .set_label_style(sa.LABEL_STYLE_TABLENAME_PLUS_COL)
            ).first()
        if found is None:
            return None
        session, who = _parted(found, _table), _parted(found, account)
        if now - session.seen >= _SEEN_EVERY:
            with self._file.write() as connection:
                connection.execute(_table.update().where(_table.c.hash == hashed).values(seen=now))
        return Visitor(account=account_of(who), session=_session(session))

    def _lasts(self, now: int) -> list[sa.ColumnElement[bool]]:
        return [_table.c.until > now, _table.c.seen > now - self._idle]

    def of(self, account: Account | None = None) -> list[Session]:
        """The sessions of one account, or of all, last used first."""
        query = sa.select(_table).where(*self._lasts(seconds(self._now())))
        if account is not None:
            query = query.where(_table.c.account == account.id)
        with self._file.read() as connection:
            if connection is None:
                return []
            rows = connection.execute(query.order_by(_table.c.seen.desc())).all()
        return [_session(row) for row in rows]

    def end(self, account: Account, *, id: str | None = None, but: Session | None = None) -> int:
        """Ends sessions of an account: the one of this id, or all; how many there were.

        Args:
            but: the one that stays.
        """
        with self._file.write() as connection:
            rows = connection.execute(
                sa.select(_table.c.hash).where(_table.c.account == account.id)
            ).scalars()
            names = {secret.short(hash_): hash_ for hash_ in rows}
            gone = [
                hash_
                for name, hash_ in names.items()
                if (id is None or name == id) and (but is None or name != but.id)
            ]
            connection.execute(_table.delete().where(_table.c.hash.in_(gone)))
        return len(gone)


def _session(row: Any) -> Session:
    return Session(
        id=secret.short(row.hash),
        account=row.account,
        made=time(row.made),
        seen=time(row.seen),
        until=time(row.until),
        agent=row.agent,
        address=row.address,
    )


class _Part:
    """The columns of one table in a row of several."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)


def _parted(row: Row[Any], table: sa.Table) -> Any:
    return _Part({each.name: row._mapping[f"{table.name}_{each.name}"] for each in table.columns})
