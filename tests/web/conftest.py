"""A workspace to look at, and one to write in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from inzet.record import Record
from inzet.web.app import create_app
from tests.web.client import Client
from tests.web.serving import CHROMIUM, chromium
from tests.web.workspace import Workspace, build


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A record that tests only look at."""
    return build(tmp_path_factory.mktemp("shown"))


@pytest.fixture
def workspace(shown: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it to write in."""
    folder = tmp_path / "written"
    shutil.copytree(shown.path.parent, folder)
    return Workspace(folder / shown.path.name, shown.agenda, shown.report)


@pytest.fixture(scope="session")
def look(shown: Workspace) -> Client:
    """Looks at the record as its own organisation."""
    return Client(create_app(shown.open))


@pytest.fixture
def desk(workspace: Workspace) -> Client:
    """Works in a copy of the record."""
    return Client(create_app(workspace.open))


@pytest.fixture
def empty(tmp_path: Path) -> Client:
    """A record in which nothing has been read."""
    path = tmp_path / "empty.db"
    Record.create(path, "Ministry of Examples").close()
    return Client(create_app(lambda: Record.open(path)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser; where there is none its tests are skipped, and fail where none may be.

    It keeps an event loop running in this thread, so it is open for no longer than one module.
    """
    if not CHROMIUM.exists():
        reason = f"there is no Chromium at {CHROMIUM}"
        if os.environ.get("INZET_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with chromium() as opened:
        yield opened
