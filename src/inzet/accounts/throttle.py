"""Wrong passwords in a row: each makes the next wait longer, per account and per address.

A name that nobody has waits like one that somebody has.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from inzet.accounts import schema
from inzet.accounts.clock import Clock, seconds
from inzet.accounts.errors import TooMany
from inzet.record.private import PrivateFile

_table = schema.failure
_FORGOTTEN = 86_400
"""Seconds after which a failure no longer counts."""


@dataclass(frozen=True, slots=True)
class Patience:
    """After ``free`` failures the next waits ``first`` seconds, then twice as long, to ``most``."""

    free: int
    first: int
    most: int

    def waits(self, failures: int) -> int:
        """Seconds from the last failure to the next try."""
        over = failures - self.free
        return 0 if over < 0 else int(min(self.most, self.first * 2 ** min(over, 20)))


ACCOUNT = Patience(free=5, first=10, most=300)
"""At most five minutes: whoever knows a name must not be able to lock its owner out for long."""
ADDRESS = Patience(free=20, first=10, most=3600)
"""An office may share one address."""


class Throttle:
    """Counts failures in the file, so that neither a restart nor a second process forgets them."""

    def __init__(self, file: PrivateFile, now: Clock) -> None:
        self._file = file
        self._now = now

    def check(self, account: str, address: str) -> None:
        """That neither of them has to wait.

        Raises:
            TooMany: one has.
        """
        now = seconds(self._now())
        waits = 0
        with self._file.read() as connection:
            if connection is None:
                return
            for whose, patience in _whose(account, address):
                row = connection.execute(sa.select(_table).where(_table.c.whose == whose)).first()
                if row is not None and now - row.last < _FORGOTTEN:
                    waits = max(waits, row.last + patience.waits(row.many) - now)
        if waits > 0:
            raise TooMany(waits)

    def failed(self, account: str, address: str) -> None:
        """Counts one more for both."""
        now = seconds(self._now())
        with self._file.write() as connection:
            connection.execute(_table.delete().where(_table.c.last <= now - _FORGOTTEN))
            for whose, _ in _whose(account, address):
                changed = connection.execute(
                    _table.update()
                    .where(_table.c.whose == whose)
                    .values(many=_table.c.many + 1, last=now)
                )
                if not changed.rowcount:
                    connection.execute(_table.insert().values(whose=whose, many=1, last=now))

    def forget(self, account: str) -> None:
        """Counts anew for an account; an address is not excused by one right password."""
        with self._file.write() as connection:
            connection.execute(_table.delete().where(_table.c.whose == f"account:{account}"))


def _whose(account: str, address: str) -> list[tuple[str, Patience]]:
    found = [(f"account:{account}", ACCOUNT)]
    return [*found, (f"address:{address[:64]}", ADDRESS)] if address else found
