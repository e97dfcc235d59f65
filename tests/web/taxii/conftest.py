"""A record with objects under several markings, and clients of several organisations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import argon2
import pytest

from inzet.accounts import Accounts, Passwords
from inzet.record import Record
from inzet.web.app import create_app
from inzet.web.house import House
from inzet.web.limits import Limits, Rate
from tests.exchange.taxii.objects import put, stix
from tests.record.world import home
from tests.web.client import Client

CHEAP = Passwords(argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
WORDS = "four unrelated words suffice"
FREE = Limits(*(Rate(1e6, 1e6) for _ in range(3)))
TAXII = "application/taxii+json;version=2.1"
ROOT = "/taxii2/inzet/"


@dataclass(frozen=True)
class Place:
    """A record with accounts, and what stands in it."""

    path: Path
    accounts: Accounts

    def client(self, name: str | None, password: str = WORDS) -> Client:
        """Asks as an account, by its password."""
        app = create_app(
            lambda: Record.open(self.path), accounts=self.accounts, house=House(limits=FREE)
        )
        return Client(app, headers={"Accept": TAXII, **basic(name, password)})


def basic(name: str | None, password: str = WORDS) -> dict[str, str]:
    """The header that shows a name and a password."""
    import base64

    if name is None:
        return {}
    shown = base64.b64encode(f"{name}:{password}".encode()).decode()
    return {"Authorization": f"Basic {shown}"}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """REL-A has 12 objects in three batches, of which one in two versions; REL-AB and INTERNAL
    one each. ``alfa`` and ``beta`` are clients of those organisations; ``own`` looks as Home."""
    with home(tmp_path) as record:
        put(record, "REL-A", *(stix(each) for each in range(1, 9)))
        put(record, "REL-A", *(stix(each, type_="malware") for each in range(20, 23)))
        put(record, "REL-A", stix(1, 5, name="object 1, later"))
        put(record, "REL-AB", stix(50))
        put(record, "INTERNAL", stix(60))
        path = record.path
    accounts = Accounts(path, passwords=CHEAP)
    accounts.people.add("root", roles=["administrator"], password=WORDS)
    accounts.people.add("own", roles=["contributor"], password=WORDS)
    for name in ("alfa", "beta"):
        accounts.people.add(name, roles=["contributor"], password=WORDS, reader=name.capitalize())
    accounts.people.add("looks", roles=["reader"], password=WORDS, reader="Alfa")
    yield Place(path, accounts)
    accounts.close()
