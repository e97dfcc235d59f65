"""Accounts with cheap hashes, and a clock that one can put forward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import argon2
import pytest

from inzet.accounts import Account, Accounts, Passwords

PASSWORD = "four unrelated words here"


class Counting(Passwords):
    """Cheap, and counts how often a hash is made or compared."""

    def __init__(self, memory: int = 8) -> None:
        super().__init__(argon2.PasswordHasher(time_cost=1, memory_cost=memory, parallelism=1))
        self.compared = 0
        self.made = 0

    def _verified(self, password: str, kept: str) -> bool:
        self.compared += 1
        return super()._verified(password, kept)

    def hash(self, password: str) -> str:
        self.made += 1
        return super().hash(password)


class Clock:
    """A time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 28, 12, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def on(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hashing() -> Counting:
    return Counting()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock, hashing: Counting) -> Iterator[Accounts]:
    made = Accounts(tmp_path / "inzet.db", passwords=hashing, now=clock)
    yield made
    made.close()


@pytest.fixture
def anna(accounts: Accounts) -> Account:
    return accounts.people.add("anna", roles=["administrator", "editor"], password=PASSWORD)
