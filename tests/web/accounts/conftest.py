"""A workspace with accounts: an administrator, an editor, a reader of some markings alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from inzet.accounts import Accounts
from inzet.web.app import create_app
from inzet.web.house import House
from tests.accounts.conftest import Clock, Counting
from tests.web.accounts.browser import PASSWORD, Browser
from tests.web.workspace import Workspace


@dataclass(frozen=True)
class Kept:
    """A workspace with accounts, and browsers to look at it."""

    workspace: Workspace
    accounts: Accounts
    clock: Clock
    hashing: Counting
    browser: Callable[..., Browser]

    def __call__(self, name: str = "", **options: object) -> Browser:
        """A browser; logged in as ``name``."""
        made = self.browser(**options)
        if name:
            assert made.login(name).status_code == 303
        return made


@pytest.fixture
def kept(workspace: Workspace) -> Iterator[Kept]:
    clock, hashing = Clock(), Counting()
    accounts = Accounts(workspace.path, passwords=hashing, now=clock)
    people = accounts.people
    people.add("anna", roles=["administrator", "editor", "releaser"], password=PASSWORD)
    people.add("bert", roles=["reader"], password=PASSWORD, markings=[])
    people.add("carla", roles=["reviewer"], password=PASSWORD)

    def browser(house: House | None = None, **options: object) -> Browser:
        app = create_app(workspace.open, accounts=accounts, house=house or House())
        return Browser(app, **options)

    yield Kept(workspace, accounts, clock, hashing, browser)
    accounts.close()
